"""The pages of focus areas: the list, one area, and what is done with it."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tovholder.apps.focusareas import actions, presenting, rules, selectors
from tovholder.apps.focusareas.finding import AREA_FACETS, OPEN_FACETS, find_areas
from tovholder.apps.focusareas.forms import AreaForm, AreaStepForm, VoiceForm
from tovholder.apps.focusareas.listing import sub_links
from tovholder.apps.focusareas.models import FocusArea
from tovholder.apps.focusareas.sheet import AREAS
from tovholder.apps.focusareas.states import next_area_states
from tovholder.foundation.municipalities.models import Municipality
from tovholder.foundation.tables.public import export_response
from tovholder.foundation.ui.narrowing import active_filters, address_pairs, as_facets
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.visibility.access import allow, allow_on, may
from tovholder.foundation.visibility.requests import TovholderRequest

PAGE = 25
KINDS = ("csv", "xlsx", "json")


def href(area: FocusArea) -> str:
    """The address of an area's page."""
    return area.get_absolute_url()


@allow(rules.may_read)
def area_list(request: TovholderRequest) -> HttpResponse:
    """The areas that the reader sees, the newest year first, narrowed by text and facets."""
    found = find_areas(request.actor, request.GET)
    page = Paginator(found.records, PAGE).get_page(request.GET.get("side"))
    shown = list(page.object_list)
    support = selectors.support_of(shown)
    pairs = address_pairs(found.text, found.chosen)
    query = urlencode(pairs)
    follows = may(request.actor, rules.may_follow)
    context = {
        "found": found,
        "page_obj": page,
        "rows": [
            (
                area,
                presenting.area_status(area),
                presenting.projects_text(counts) if area.is_approved else presenting.support_text(support[area.pk]),
            )
            for area, counts in zip(shown, selectors.projects_by_status(shown), strict=True)
        ],
        "facets": as_facets(AREA_FACETS, found.facets, OPEN_FACETS),
        "active": active_filters(AREA_FACETS, found.facets, pairs),
        "downloads": {kind: f"{reverse('focusareas:file', args=[kind])}?{query}" for kind in KINDS},
        "may_propose": may(request.actor, rules.may_propose),
        "follows": follows,
        "sub_links": sub_links(request),
    }
    return render(request, "focusareas/list.html", context)


@allow(rules.may_read)
def area_file(request: TovholderRequest, kind: str) -> HttpResponseBase:
    """The same list as a file to take along: csv, xlsx or json."""
    return export_response(AREAS, find_areas(request.actor, request.GET).records, kind, "fokusomraader")


@allow_on(selectors.area_for, rules.may_read)
def area_page(request: TovholderRequest, area: FocusArea) -> HttpResponse:
    """One area: what it is about, how far its projects are, what the group said, and what was decided."""
    follows = may(request.actor, rules.may_follow)
    (counts,) = selectors.projects_by_status([area])
    keeps = may(request.actor, rules.may_keep)
    context = {
        "area": area,
        "state": presenting.area_status(area),
        "facts": presenting.area_facts(area),
        "chart": presenting.projects_chart(counts),
        "voices": selectors.voices_of(area) if follows else [],
        "steps": area.steps.order_by("-on", "-pk"),
        "follows": follows,
        "may_edit": may(request.actor, rules.may_edit, area),
        "may_speak": may(request.actor, rules.may_speak, area),
        "may_step": keeps and bool(next_area_states(area.state)),
        "sub_links": sub_links(request),
    }
    return render(request, "focusareas/area.html", context)


@allow(rules.may_propose)
def new_area(request: TovholderRequest) -> HttpResponse:
    """Propose a focus area."""
    form = AreaForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: actions.propose_area(by=request.actor, facts=form.facts()),
        template="focusareas/area_form.html",
        context={"area": None, "back_href": reverse("focusareas:list")},
        saved=href,
        message=lambda made: _("Fokusområdet %(title)s er foreslået.") % {"title": made.title},
    )


@allow_on(selectors.area_for, rules.may_edit)
def edit_area(request: TovholderRequest, area: FocusArea) -> HttpResponse:
    """Change what is told of an area."""
    form = AreaForm(request.POST or None, area=area)
    return form_page(
        request,
        form,
        lambda: actions.change_area(
            by=request.actor, area=area, facts=form.facts(), expected_version=version_of(request)
        ),
        template="focusareas/area_form.html",
        context={"area": area, "back_href": href(area)},
        saved=href,
        message=lambda made: _("Fokusområdet %(title)s er gemt.") % {"title": made.title},
        current=lambda record: AreaForm(area=record),
    )


@allow_on(selectors.area_for, rules.may_keep)
def step_area(request: TovholderRequest, area: FocusArea) -> HttpResponse:
    """Qualify, approve or decline an area."""
    form = AreaStepForm(request.POST or None, area=area)
    return form_page(
        request,
        form,
        lambda: actions.step_area(by=request.actor, area=area, step=form.step(), expected_version=version_of(request)),
        template="focusareas/small_form.html",
        context=_small(area, _("Næste trin for fokusområdet"), _("Gem trinnet"), area.version),
        saved=href,
        message=lambda made: _("%(title)s: %(state)s.") % {"title": made.title, "state": made.get_state_display()},
        current=lambda record: AreaStepForm(area=record),
    )


@allow_on(selectors.area_for, rules.may_speak)
def speak(request: TovholderRequest, area: FocusArea) -> HttpResponse:
    """Say what the municipality thinks of a proposed area."""
    standing = selectors.voice_of(area, request.actor.municipality_id)
    home = get_object_or_404(Municipality, pk=request.actor.municipality_id)
    form = VoiceForm(request.POST or None, standing=standing)
    return form_page(
        request,
        form,
        lambda: actions.speak(
            by=request.actor,
            area=area,
            municipality=home,
            expected_version=version_of(request) if standing is not None else None,
            **form.said(),
        ),
        template="focusareas/small_form.html",
        context=_small(
            area,
            _("Hvad siger %(place)s om forslaget?") % {"place": home.name},
            _("Gem"),
            standing.version if standing is not None else None,
        ),
        saved=lambda _made: href(area),
        message=lambda _made: _("Det, I siger om forslaget, er gemt."),
        current=lambda record: VoiceForm(standing=record),
    )


def _small(area: FocusArea, title: str, save: str, version: int | None = None) -> dict[str, Any]:
    return {
        "record": area,
        "page_title": title,
        "save_label": save,
        "back_href": href(area),
        "version": version,
        "list_label": _("Fokusområder"),
        "list_href": reverse("focusareas:list"),
    }
