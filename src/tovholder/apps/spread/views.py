"""The pages of the spread: the overview, a plan with its units, a unit's history, and the count on a phone."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tovholder.apps.spread import actions, picturing, presenting, rules, selectors
from tovholder.apps.spread.forms import CountForm, PlanForm
from tovholder.apps.spread.models import SpreadCount, SpreadPlan
from tovholder.apps.spread.periods import due_on, ended_by, period_text, previous_start, start_of
from tovholder.apps.spread.selectors import Place, PlanFile
from tovholder.apps.spread.sheet import COUNTS
from tovholder.foundation.municipalities.tenants import tenant_of
from tovholder.foundation.tables.public import export_response
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.visibility.access import allow, allow_on, may
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.kernel import clock

KINDS = ("csv", "xlsx", "json")
BACK = 8  # so many periods back a count may still be written


@allow(rules.may_read)
def overview(request: TovholderRequest) -> HttpResponse:
    """The municipality's technologies with where each stalls, and the country beside."""
    plans = list(selectors.own_plans(request.actor))
    sums = selectors.sums_of(plans)
    missing = selectors.missing_counts(request.actor)
    counted = [(plan, sums[plan.pk]) for plan in plans if plan.pk in sums]
    rows = [(plan.technology.label, told.counts) for plan, told in counted]
    national = selectors.national_sums(request.actor)
    context = {
        "plans": [_plan_row(plan, sums.get(plan.pk)) for plan in plans],
        "chart": picturing.funnel_chart(_("Fra målgruppe til brug"), rows, _("borgere i målgruppen")) if rows else None,
        "national": [(one, presenting.stall_text(one.counts), presenting.step_rows(one.counts)) for one in national],
        "missing": [(one, period_text(one.period, one.plan.every)) for one in missing],
        "may_open": may(request.actor, rules.may_open),
        "at_home": request.actor.municipality_id is not None,
    }
    return render(request, "spread/overview.html", context)


def _plan_row(plan: SpreadPlan, told: selectors.Sum | None) -> dict[str, Any]:
    return {
        "plan": plan,
        "stall": presenting.stall_text(told.counts) if told is not None else "",
        "base": presenting.base_text(plan, told) if told is not None else _("Ingen enheder har talt endnu."),
        "goal": presenting.goal_text(plan, told.counts) if told is not None else "",
        "ended": not plan.is_open_on(clock.today()),
    }


@allow_on(selectors.plan_for, rules.may_read)
def plan_page(request: TovholderRequest, plan: SpreadPlan) -> HttpResponse:
    """How far a technology has come: the sum for those outside, the units for those inside."""
    inside = may(request.actor, rules.inside, plan)
    told = selectors.sums_of([plan]).get(plan.pk)
    context: dict[str, Any] = {
        "plan": plan,
        "inside": inside,
        "row": _plan_row(plan, told),
        "steps": presenting.step_rows(told.counts) if told is not None else [],
        "facts": presenting.plan_facts(plan, seen_project=bool(selectors.seen_projects([plan], request.actor))),
        "may_edit": may(request.actor, rules.may_edit, plan),
    }
    if inside:
        context |= _inside(request, plan)
    return render(request, "spread/plan.html", context)


def _inside(request: TovholderRequest, plan: SpreadPlan) -> dict[str, Any]:
    counts = selectors.counts_of(plan, request.actor)
    units = list(plan.units.select_related("type").order_by("sort_key"))
    latest = {key: one for key, one in selectors.latest_by_unit(counts).items() if key in {unit.pk for unit in units}}
    rows = []
    for unit in units:
        mine = [one for one in counts if one.unit_id == unit.pk]
        place = Place(plan, unit)
        rows.append(
            {
                "unit": unit,
                "href": reverse("spread:unit", args=[plan.public_id, unit.public_id]),
                "latest": mine[0] if mine else None,
                "period": period_text(mine[0].period, plan.every) if mine else "",
                "stall": presenting.stall_text(mine[0].counts) if mine else "",
                "change": presenting.change_text(mine),
                "count_href": _count_href(place) if may(request.actor, rules.may_count, place) else "",
            }
        )
    return {
        "units": rows,
        "chart": picturing.unit_chart(latest) if latest else None,
        "time": picturing.time_chart(plan, counts),
        "reasons": presenting.reasons_text(latest.values()),
        "downloads": {kind: reverse("spread:file", args=[plan.public_id, kind]) for kind in KINDS},
    }


def _count_href(place: Place) -> str:
    return reverse("spread:new_count", args=[place.plan.public_id, place.unit.public_id])


@allow_on(selectors.file_for, rules.may_read_units)
def count_file(request: TovholderRequest, asked: PlanFile) -> HttpResponseBase:
    """Every count of every unit as a file to take along: csv, xlsx or json."""
    counts = selectors.counts_of(asked.plan, request.actor)
    for one in counts:
        one.plan = asked.plan
    return export_response(COUNTS, counts, asked.kind, "udbredelse")


@allow(rules.may_open)
def new_plan(request: TovholderRequest) -> HttpResponse:
    """Begin to follow a technology."""
    form = PlanForm(request.POST or None, actor=request.actor)
    return form_page(
        request,
        form,
        lambda: actions.open_plan(by=request.actor, municipality=tenant_of(request), facts=form.facts()),
        template="spread/plan_form.html",
        context={"plan": None, "back_href": reverse("spread:overview")},
        saved=lambda made: made.get_absolute_url(),
        message=lambda made: _("I følger nu udbredelsen af %(technology)s.") % {"technology": made.technology.label},
    )


@allow_on(selectors.own_plan_for, rules.may_edit)
def edit_plan(request: TovholderRequest, plan: SpreadPlan) -> HttpResponse:
    """Change or end what is followed."""
    form = PlanForm(request.POST or None, actor=request.actor, plan=plan)
    return form_page(
        request,
        form,
        lambda: actions.change_plan(
            by=request.actor, plan=plan, facts=form.facts(), expected_version=version_of(request)
        ),
        template="spread/plan_form.html",
        context={"plan": plan, "back_href": plan.get_absolute_url()},
        saved=lambda made: made.get_absolute_url(),
        message=lambda _made: _("Planen er gemt."),
        current=lambda record: PlanForm(actor=request.actor, plan=record),
    )


def _unit_counts(request: TovholderRequest, place: Place) -> list[SpreadCount]:
    return [one for one in selectors.counts_of(place.plan, request.actor) if one.unit_id == place.unit.pk]


@allow_on(selectors.place_for, rules.may_read_units)
def unit_page(request: TovholderRequest, place: Place) -> HttpResponse:
    """What one unit has counted, period by period, with what was put right."""
    counts = _unit_counts(request, place)
    counting = may(request.actor, rules.may_count, place)
    every = place.plan.every
    context = {
        "place": place,
        "rows": [(one, period_text(one.period, every), one.corrections.all()) for one in counts],
        "stall": presenting.stall_text(counts[0].counts) if counts else "",
        "steps": presenting.step_rows(counts[0].counts) if counts else [],
        "change": presenting.change_text(counts),
        "reasons": presenting.reasons_text(counts[:1]),
        "time": picturing.time_chart(place.plan, counts),
        "count_href": _count_href(place) if counting else "",
        "may_count": counting,
    }
    return render(request, "spread/unit.html", context)


@allow_on(selectors.place_for, rules.may_count)
def new_count(request: TovholderRequest, place: Place) -> HttpResponse:
    """Count for the last period that is over, or an earlier one; the numbers of last time stand there."""
    counts = _unit_counts(request, place)
    every = place.plan.every
    taken = {one.period for one in counts}
    period, oldest = ended_by(clock.today(), every), start_of(place.plan.starts_on, every)
    for _step in range(BACK):
        if period not in taken or period <= oldest:
            break
        period = previous_start(period, every)
    last = next((one for one in counts if one.period < period), None)
    form = CountForm(request.POST or None, last=last)
    context = {
        "place": place,
        "period": period_text(period, every),
        "due": due_on(period, every),
        "last": last,
        "done": period in taken,
        "corrected": None,
        "back_href": reverse("spread:unit", args=[place.plan.public_id, place.unit.public_id]),
    }
    return form_page(
        request,
        form,
        lambda: actions.add_count(
            by=request.actor, plan=place.plan, unit=place.unit, period=period, facts=form.facts()
        ),
        template="spread/count_form.html",
        context=context,
        saved=lambda _made: str(context["back_href"]),
        message=lambda made: _("Tak. %(stall)s") % {"stall": presenting.stall_text(made.counts)},
    )


@allow_on(selectors.count_for, rules.may_count)
def correct_count(request: TovholderRequest, count: SpreadCount) -> HttpResponse:
    """Put a count right; what it said stays in the history."""
    form = CountForm(request.POST or None, corrected=count)
    unit = count.unit
    place = Place(count.plan, unit) if unit is not None else None
    address = reverse("spread:unit", args=[count.plan.public_id, unit.public_id]) if unit is not None else ""
    return form_page(
        request,
        form,
        lambda: actions.correct_count(
            by=request.actor,
            count=count,
            facts=form.facts(),
            why=form.cleaned_data["why"],
            expected_version=version_of(request),
        ),
        template="spread/count_form.html",
        context={
            "place": place,
            "period": period_text(count.period, count.plan.every),
            "corrected": count,
            "last": None,
            "back_href": address,
        },
        saved=lambda _made: address,
        message=lambda _made: _("Tællingen er rettet. De gamle tal står i historikken."),
        current=lambda record: CountForm(corrected=record),
    )
