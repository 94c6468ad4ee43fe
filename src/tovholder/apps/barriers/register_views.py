"""The pages of the register: by theme, one barrier, and what the national editors do with it."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tovholder.apps.barriers import evidence, presenting, register_actions, rules, selectors
from tovholder.apps.barriers.forms import EntryForm
from tovholder.apps.barriers.listing import sub_links
from tovholder.apps.barriers.picturing import severity_chart, stop_chart, theme_chart
from tovholder.apps.barriers.register import SLOTS, Barrier
from tovholder.apps.barriers.sheet import REGISTER
from tovholder.apps.technologies.public import Technology, technologies
from tovholder.foundation.codes.models import Code
from tovholder.foundation.tables.public import export_response
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.ui.values import Link
from tovholder.foundation.visibility.access import allow, allow_on, may
from tovholder.foundation.visibility.requests import TovholderRequest

SHOWN = 25
KINDS = ("csv", "xlsx", "json")


def href(entry: Barrier) -> str:
    """The address of an entry's page."""
    return entry.get_absolute_url()


@allow(rules.may_read_register)
def overview(request: TovholderRequest) -> HttpResponse:
    """The register by theme, with where the reader sees each barrier, and what stopped projects beside it."""
    entries = list(selectors.whole_register())
    counts = evidence.register_counts(request.actor)
    themes = list(Code.objects.of("barrier_theme"))
    filled = sum(entry.is_filled for entry in entries if entry.slot is not None)
    context = {
        "themes": [_theme(theme, entries, counts) for theme in themes],
        "empty": [entry for entry in entries if not entry.is_filled],
        "counts": counts.whole,
        "filled": filled,
        "slots": SLOTS,
        "further": sum(entry.slot is None for entry in entries),
        "chart": theme_chart(themes, counts),
        "stops": stop_chart(themes, evidence.stop_counts(request.actor)),
        "downloads": {kind: reverse("barriers:register_file", args=[kind]) for kind in KINDS},
        "may_keep": may(request.actor, rules.may_keep_register),
        "may_list": may(request.actor, rules.may_list),
        "may_add": may(request.actor, rules.may_add),
        "sub_links": sub_links(request),
    }
    return render(request, "barriers/overview.html", context)


def _theme(theme: Code, entries: list[Barrier], counts: evidence.RegisterCounts) -> dict[str, Any]:
    here = [entry for entry in entries if entry.theme_id == theme.pk and entry.is_filled]
    rows = [(entry, evidence.found_text(counts.entries.get(entry.pk)), presenting.has_ended(entry)) for entry in here]
    return {
        "theme": theme,
        "of_the_22": [row for row in rows if row[0].slot is not None],
        "further": [row for row in rows if row[0].slot is None],
        "found": evidence.found_text(counts.themes.get(theme.pk)),
    }


@allow(rules.may_read_register)
def register_file(request: TovholderRequest, kind: str) -> HttpResponseBase:
    """The register as a file to take along, the empty slots too: csv, xlsx or json."""
    return export_response(REGISTER, selectors.whole_register(), kind, "barriereregister")


@allow_on(selectors.entry_for, rules.may_read_register)
def barrier_page(request: TovholderRequest, entry: Barrier) -> HttpResponse:
    """One barrier: what it means, where it stands in the way, and what helped, perhaps with one technology."""
    chosen = _technology(request)
    seen = list(selectors.seen_barriers(request.actor).filter(barrier=entry).order_by("-found_on", "pk"))
    shown = [one for one in seen if chosen is None or one.project.technology_id == chosen.pk]
    found = evidence.Found(len({one.project_id for one in shown}), len({one.municipality_id for one in shown}))
    context = {
        "entry": entry,
        "facts": presenting.entry_facts(entry),
        "ended": presenting.has_ended(entry),
        "found": evidence.found_text(found),
        "tried": [
            (one, evidence.tried_text(one))
            for one in evidence.what_helped(request.actor, barrier=entry, technology=chosen)
        ],
        "technologies": _choices(entry, seen, chosen),
        "chosen": chosen,
        "rows": [(one, presenting.state_status(one), presenting.severity_status(one)) for one in shown[:SHOWN]],
        "left": max(0, len(shown) - SHOWN),
        "chart": severity_chart(shown) if shown else None,
        "editions": entry.editions.all(),
        "may_keep": may(request.actor, rules.may_keep_register),
        "may_add": entry.is_filled and may(request.actor, rules.may_add),
        "sub_links": sub_links(request),
    }
    return render(request, "barriers/barrier.html", context)


def _technology(request: TovholderRequest) -> Technology | None:
    slug = request.GET.get("teknologi", "")
    if not slug:
        return None
    found = technologies().filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


def _choices(entry: Barrier, seen: list[Any], chosen: Technology | None) -> list[Link]:
    """The technologies with which the barrier was met, as links that narrow the page to one."""
    met = {one.project.technology_id: one.project.technology for one in seen}
    if len(met) < 2:
        return []
    links = [Link(_("Alle teknologier"), href(entry), current=chosen is None)]
    for technology in sorted(met.values(), key=lambda one: one.label):
        count = len({one.project_id for one in seen if one.project.technology_id == technology.pk})
        address = f"{href(entry)}?teknologi={technology.slug}"
        links.append(Link(technology.label, address, current=technology == chosen, count=count))
    return links


@allow(rules.may_keep_register)
def new_entry(request: TovholderRequest) -> HttpResponse:
    """An entry beside the 22."""
    form = EntryForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: register_actions.add_entry(by=request.actor, facts=form.facts()),
        template="barriers/entry_form.html",
        context={"entry": None, "back_href": reverse("barriers:overview")},
        saved=href,
        message=lambda made: _("%(name)s står i registret.") % {"name": made.name},
    )


@allow_on(selectors.entry_for, rules.may_keep_register)
def edit_entry(request: TovholderRequest, entry: Barrier) -> HttpResponse:
    """Fill a slot from the report, or change an entry."""
    form = EntryForm(request.POST or None, entry=entry)
    return form_page(
        request,
        form,
        lambda: register_actions.change_entry(
            by=request.actor,
            entry=entry,
            facts=form.facts(),
            why=form.cleaned_data["why"],
            expected_version=version_of(request),
        ),
        template="barriers/entry_form.html",
        context={"entry": entry, "back_href": href(entry)},
        saved=href,
        message=lambda made: _("%(name)s er gemt.") % {"name": made.name},
        current=lambda record: EntryForm(entry=record),
    )
