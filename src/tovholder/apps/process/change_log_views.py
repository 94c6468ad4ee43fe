"""The pages of the log of organisational changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tovholder.apps.process import change_log_actions as actions
from tovholder.apps.process.change_log_forms import CHANGES, ChangeForm
from tovholder.apps.process.change_models import OrganisationalChange
from tovholder.apps.process.rules import keeps_checklist, reads_process
from tovholder.foundation.audit.labels import action_label
from tovholder.foundation.audit.selectors import history_of
from tovholder.foundation.municipalities.tenants import tenant_of
from tovholder.foundation.tables.public import export_response
from tovholder.foundation.ui.narrowing import (
    Counted,
    FacetOf,
    active_filters,
    address_pairs,
    as_facets,
    asked_text,
    chosen_in,
    narrow,
)
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.ui.values import Fact
from tovholder.foundation.visibility.access import allow, allow_on, may
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.foundation.visibility.rules import national_editor
from tovholder.kernel.actor import Actor
from tovholder.kernel.danish import fold

PAGE = 25
HISTORY_SHOWN = 20
may_read = reads_process | national_editor
may_write = keeps_checklist

FACETS: Mapping[str, FacetOf[OrganisationalChange]] = {
    "kommune": FacetOf(gettext_lazy("Kommune"), lambda item: [(item.municipality.slug, item.municipality.name)]),
    "slags": FacetOf(gettext_lazy("Slags"), lambda item: [(item.kind.code, item.kind.label)]),
    "aar": FacetOf(gettext_lazy("År"), lambda item: [(str(item.since.year), str(item.since.year))]),
}


@dataclass(frozen=True, slots=True)
class FoundChanges:
    """The changes that fit, the facets around them, and what was asked."""

    items: Sequence[OrganisationalChange]
    total: int
    text: str
    facets: Mapping[str, Sequence[Counted]]
    pairs: Sequence[tuple[str, str]]


def find_changes(actor: Actor, query: QueryDict) -> FoundChanges:
    """The changes that an address asks for. Raises ``BadRequest`` for a value that no facet has. One query."""
    every = list(actions.visible_changes(actor))
    text = asked_text(query)
    words = fold(text).split()
    texted = [item for item in every if all(word in item.search_text for word in words)]
    chosen = chosen_in(query, FACETS)
    found, facets = narrow(every, texted, chosen, FACETS)
    return FoundChanges(found, len(every), text, facets, address_pairs(text, chosen))


@allow(may_read)
def change_list(request: TovholderRequest) -> HttpResponse:
    """What the own municipality changed, and what others share."""
    found = find_changes(request.actor, request.GET)
    query = urlencode(found.pairs)
    context = {
        "found": found,
        "page_obj": Paginator(found.items, PAGE).get_page(request.GET.get("side")),
        "facets": [facet for facet in as_facets(FACETS, found.facets, {"slags"}) if facet.options],
        "active": active_filters(FACETS, found.facets, found.pairs),
        "downloads": {
            kind: f"{reverse('process:change_file', args=[kind])}?{query}" for kind in ("csv", "xlsx", "json")
        },
        "may_write": may(request.actor, may_write) and request.actor.municipality_id is not None,
    }
    return render(request, "process/changes.html", context)


@allow(may_read)
def change_file(request: TovholderRequest, kind: str) -> HttpResponseBase:
    """The same list as a file: csv, xlsx or json."""
    return export_response(CHANGES, find_changes(request.actor, request.GET).items, kind, "aendringer")


def load(actor: Actor, public_id: UUID) -> OrganisationalChange:
    """The change of an address, or 404."""
    return actions.change_for(actor, public_id)


def href(record: OrganisationalChange) -> str:
    """The address of a change's page."""
    return record.get_absolute_url()


@allow_on(load, may_read)
def change_page(request: TovholderRequest, record: OrganisationalChange) -> HttpResponse:
    """One change: what, why, since when, and what came of it."""
    writes = may(request.actor, may_write, record)
    technology = record.technology
    facts = [
        Fact(_("Kommune"), record.municipality.full_name),
        Fact(_("Slags"), record.kind.label),
        Fact(_("Siden"), record.since),
        Fact(_("Teknologi"), technology.label, technology.get_absolute_url()) if technology else None,
        Fact(_("Synlighed"), record.get_tier_display()),
    ]
    context = {
        "record": record,
        "facts": [fact for fact in facts if fact is not None],
        "may_write": writes,
        "history": [(action_label(entry.action), entry.at) for entry in history_of(record)[:HISTORY_SHOWN]]
        if writes
        else [],
    }
    return render(request, "process/change.html", context)


@allow(may_write)
def new_change(request: TovholderRequest) -> HttpResponse:
    """Write down a change."""
    municipality = tenant_of(request)
    form = ChangeForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: actions.log_change(by=request.actor, municipality=municipality, facts=form.facts()),
        template="process/change_form.html",
        context={"record": None, "back_href": reverse("process:changes")},
        saved=href,
        message=lambda made: _("Ændringen er skrevet ned."),
    )


@allow_on(load, may_write)
def edit_change(request: TovholderRequest, record: OrganisationalChange) -> HttpResponse:
    """Correct a change, tell its effect, or share it."""
    form = ChangeForm(request.POST or None, record=record)
    return form_page(
        request,
        form,
        lambda: actions.correct_change(
            by=request.actor, record=record, facts=form.facts(), expected_version=version_of(request)
        ),
        template="process/change_form.html",
        context={"record": record, "back_href": href(record)},
        saved=href,
        message=lambda made: _("Ændringen er gemt."),
        current=lambda current: ChangeForm(record=current),
    )
