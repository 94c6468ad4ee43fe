"""The pages of measuring: many numbers at once, one benefit's measurements, mending them, the plan, and the grade."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tovholder.apps.benefits import measuring, planning, rules
from tovholder.apps.benefits.due import (
    Place,
    bound_to,
    measurement_to_mend,
    own_measurements,
    places_to_measure,
    plan_of,
)
from tovholder.apps.benefits.grading import propose
from tovholder.apps.benefits.measure_forms import EntryForm, GradeForm, MendForm, PlanForm, RemoveForm
from tovholder.apps.benefits.measure_showing import (
    amount,
    expected_and_realised,
    lines_chart,
    measured_of,
    measurement_rows,
    outcome_status,
    overdue_text,
)
from tovholder.apps.benefits.measurement_sheet import MEASUREMENTS
from tovholder.apps.benefits.models import Benefit, Measurement
from tovholder.apps.benefits.periods import Period, period_text
from tovholder.apps.benefits.selectors import benefit_for
from tovholder.foundation.tables.public import export_response
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.visibility.access import allow, allow_on, may
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.kernel import clock

KINDS = ("csv", "xlsx", "json")


@allow(rules.may_list)
def entry(request: TovholderRequest) -> HttpResponse:
    """What is due, one number each; what can be saved is saved, and the rest stays as it was typed."""
    every = "alle" in request.GET
    places = places_to_measure(request.actor, every=every)
    chosen = request.GET.get("gevinst", "")
    if chosen:
        places = [place for place in places if str(place.benefit.public_id) == chosen]
    form = EntryForm(request.POST or None, places=places)
    if request.method == "POST" and places:
        saved = _save_all(request, form)
        if saved:
            said = ngettext("%(n)s måling er gemt.", "%(n)s målinger er gemt.", len(saved)) % {"n": len(saved)}
            messages.success(request, said)
        if form.is_valid():
            return redirect(request.get_full_path())
        form.places = [place for place in form.places if place.key not in saved]
    context = {
        "form": form,
        "groups": _groups(form),
        "every": every,
        "sub_links": None,
        "may_import": may(request.actor, rules.may_import),
        "downloads": _downloads("benefits:measurement_file"),
    }
    return render(request, "benefits/measure.html", context)


def _save_all(request: TovholderRequest, form: EntryForm) -> set[str]:
    """Write down every number that can be; gives the places. What an action refuses stands at its field."""
    form.is_valid()
    saved = set()
    for place in form.filled():
        try:
            measuring.add_measurement(by=request.actor, benefit=place.benefit, facts=form.facts_of(place))
            saved.add(place.key)
        except ValidationError as error:
            told = error.message_dict if hasattr(error, "error_dict") else {"value": error.messages}
            form.refuse(place, told)
    return saved


def _groups(form: EntryForm) -> list[tuple[Benefit, str, list[tuple[Any, str]]]]:
    """The rows by benefit: how late it is, and beside each place what was measured there last."""
    groups: dict[int, tuple[Benefit, str, list[tuple[Any, str]]]] = {}
    for row in form.rows:
        benefit = row.place.benefit
        late = overdue_text(benefit, clock.today())
        groups.setdefault(benefit.pk, (benefit, late, []))[2].append((row, _last_text(row.place)))
    return list(groups.values())


def _last_text(place: Place) -> str:
    if place.last is None:
        return _("Ikke målt før")
    told = {
        "amount": amount(place.last.value, place.benefit),
        "period": period_text(Period(place.last.period_from, place.last.period_to)),
    }
    return _("Senest: %(amount)s (%(period)s)") % told


def _downloads(name: str, query: str = "") -> Mapping[str, str]:
    return {kind: reverse(name, args=[kind]) + query for kind in KINDS}


@allow(rules.may_list)
def measurement_file(request: TovholderRequest, kind: str) -> HttpResponseBase:
    """The municipality's measurements as a file: csv, xlsx or json; of one benefit when the address names it."""
    found = own_measurements(request.actor).order_by("benefit__sort_key", "benefit_id", "period_from", "pk")
    wanted = request.GET.get("gevinst", "")
    rows = [row for row in found if not wanted or str(row.benefit.public_id) == wanted]
    return export_response(MEASUREMENTS, rows, kind, "maalinger")


@allow_on(benefit_for, rules.inside)
def measurements(request: TovholderRequest, benefit: Benefit) -> HttpResponse:
    """All measurements of a benefit, unit by unit, for its own municipality."""
    rows = measured_of(benefit, request.actor)
    context = {
        "benefit": benefit,
        "status": outcome_status(benefit),
        "late": overdue_text(benefit, clock.today()),
        "chart": lines_chart(benefit, rows),
        "facts": expected_and_realised(benefit),
        "rows": [
            (row, period, value, may(request.actor, rules.may_mend, row))
            for row, period, value in measurement_rows(rows, benefit)
        ],
        "mendings": _mendings(benefit),
        "plan": plan_of(benefit),
        "proposal": propose(measuring.basis_of(benefit)) if rows else None,
        "may_measure": may(request.actor, rules.may_measure, benefit) and benefit.is_open,
        "may_plan": may(request.actor, rules.may_plan, benefit),
        "entry_href": f"{reverse('benefits:entry')}?alle&gevinst={benefit.public_id}",
        "downloads": _downloads("benefits:measurement_file", f"?gevinst={benefit.public_id}"),
    }
    return render(request, "benefits/measurements.html", context)


def _mendings(benefit: Benefit) -> list[tuple[Any, str, str, str]]:
    return [
        (
            one,
            period_text(Period(one.period_from, one.period_to)),
            amount(one.before, benefit),
            amount(one.after, benefit),
        )
        for one in benefit.mendings.all()[:50]
    ]


def _page(benefit: Benefit) -> str:
    return reverse("benefits:measurements", args=[benefit.public_id])


def _around(benefit: Benefit, title: str) -> dict[str, Any]:
    return {
        "benefit": benefit,
        "page_title": title,
        "back_href": _page(benefit),
        "list_href": reverse("benefits:entry"),
    }


@allow_on(measurement_to_mend, rules.may_mend)
def edit_measurement(request: TovholderRequest, measurement: Measurement) -> HttpResponse:
    """Mend a measurement."""
    bound = bound_to(request.actor, measurement.benefit)
    form = MendForm(request.POST or None, measurement=measurement, bound=bound)
    return form_page(
        request,
        form,
        lambda: measuring.change_measurement(
            by=request.actor,
            measurement=measurement,
            facts=form.facts(),
            reason=form.cleaned_data["reason"],
            expected_version=version_of(request),
        ),
        template="benefits/measurement_form.html",
        context=_around(measurement.benefit, _("Ret målingen")) | {"measurement": measurement},
        saved=lambda made: _page(made.benefit),
        message=lambda _made: _("Målingen er rettet."),
        current=lambda record: MendForm(measurement=record, bound=bound),
    )


@allow_on(measurement_to_mend, rules.may_mend)
def remove_measurement(request: TovholderRequest, measurement: Measurement) -> HttpResponse:
    """Take away a measurement that was written down by mistake."""
    benefit = measurement.benefit
    form = RemoveForm(request.POST or None)

    def save() -> Benefit:
        measuring.remove_measurement(by=request.actor, measurement=measurement, reason=form.cleaned_data["reason"])
        return benefit

    shown = amount(measurement.value, benefit), period_text(Period(measurement.period_from, measurement.period_to))
    return form_page(
        request,
        form,
        save,
        template="benefits/measurement_remove.html",
        context=_around(benefit, _("Fjern målingen")) | {"measurement": measurement, "shown": shown},
        saved=_page,
        message=lambda _made: _("Målingen er fjernet. I kan stadig se i historikken, hvad der stod."),
    )


@require_POST
@allow_on(measurement_to_mend, rules.may_mend)
def mark_spoiled(request: TovholderRequest, measurement: Measurement) -> HttpResponse:
    """Mark a measurement as spoiled by technical problems, or take the mark off."""
    spoiled = request.POST.get("spoiled", "1") == "1"
    measuring.mark_spoiled(by=request.actor, measurement=measurement, spoiled=spoiled)
    said = _("Målingen er mærket som ødelagt og tæller ikke med.") if spoiled else _("Målingen tæller med igen.")
    messages.success(request, said)
    return redirect(_page(measurement.benefit))


@allow_on(benefit_for, rules.may_plan)
def plan_page(request: TovholderRequest, benefit: Benefit) -> HttpResponse:
    """Where, how often, by whom and how a benefit is measured, with the rules on control measures."""
    form = PlanForm(request.POST or None, benefit=benefit)
    return form_page(
        request,
        form,
        lambda: planning.plan_measuring(
            by=request.actor, benefit=benefit, facts=form.facts(), expected_version=version_of(request)
        ),
        template="benefits/measure_plan.html",
        context=_around(benefit, _("Måleplan")) | {"plan": plan_of(benefit)},
        saved=lambda _made: _page(benefit),
        message=lambda _made: _("Måleplanen er gemt."),
        current=lambda record: PlanForm(benefit=record),
    )


@allow_on(benefit_for, rules.may_judge)
def grade_page(request: TovholderRequest, benefit: Benefit) -> HttpResponse:
    """How much the numbers can bear: the proposal with its reasons, and the choice of a person."""
    proposal = propose(measuring.basis_of(benefit))
    form = GradeForm(request.POST or None, benefit=benefit, proposal=proposal)
    return form_page(
        request,
        form,
        lambda: measuring.grade_benefit(
            by=request.actor, benefit=benefit, expected_version=version_of(request), **form.cleaned_data
        ),
        template="benefits/measure_grade.html",
        context=_around(benefit, _("Hvor meget kan tallene bære?")) | {"proposal": proposal},
        saved=_page,
        message=lambda _made: _("Vurderingen er gemt."),
        current=lambda record: GradeForm(benefit=record, proposal=proposal),
    )
