"""The pages of one citizen in a review: what is known, and the steps that are written down."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tovholder.apps.casereviews import actions, presenting
from tovholder.apps.casereviews.forms import AssessForm, AssignForm, EffortForm, EquipForm
from tovholder.apps.casereviews.models import CaseRow
from tovholder.apps.casereviews.opening import about_row
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.visibility.requests import TovholderRequest


def href(row: CaseRow) -> str:
    """The address of a citizen's page in a review."""
    return row.get_absolute_url()


@about_row
def row_page(request: TovholderRequest, row: CaseRow) -> HttpResponse:
    """What is known of one citizen in the review, and what comes next."""
    context = {
        "row": row,
        "review": row.review,
        "citizen": row.citizen,
        "status": presenting.row_status(row),
        "mark": presenting.row_mark(row),
        "facts": presenting.row_facts(row),
        "next": presenting.next_step(row),
        "running": row.review.is_running,
        "open": row.review.is_open,
    }
    return render(request, "casereviews/row.html", context)


def _step(row: CaseRow, title: str, save: str, lead: str = "") -> dict[str, Any]:
    return {
        "row": row,
        "review": row.review,
        "page_title": title,
        "save_label": save,
        "lead": lead,
        "back_href": href(row),
        "version": row.version,
    }


@about_row
def measure_before(request: TovholderRequest, row: CaseRow) -> HttpResponse:
    """The help as it is today."""
    form = EffortForm(request.POST or None, row=row, after=False)
    return form_page(
        request,
        form,
        lambda: actions.measure_before(
            by=request.actor, row=row, expected_version=version_of(request), **form.cleaned_data
        ),
        template="casereviews/small_form.html",
        context=_step(row, _("Hjælpen før"), _("Gem"), _("Mål, før I ændrer noget. Bagefter kan I ikke måle det.")),
        saved=href,
        message=lambda _made: _("Udgangspunktet er gemt."),
        current=lambda record: EffortForm(row=record, after=False),
    )


@about_row
def assign(request: TovholderRequest, row: CaseRow) -> HttpResponse:
    """Who assesses, and by when."""
    form = AssignForm(request.POST or None, row=row)
    return form_page(
        request,
        form,
        lambda: actions.assign(by=request.actor, row=row, expected_version=version_of(request), **form.cleaned_data),
        template="casereviews/small_form.html",
        context=_step(row, _("Hvem vurderer?"), _("Gem"), _("Den, du vælger, får besked uden at se hvem i beskeden.")),
        saved=href,
        message=lambda _made: _("Aftalen er gemt."),
        current=lambda record: AssignForm(row=record),
    )


@about_row
def assess(request: TovholderRequest, row: CaseRow) -> HttpResponse:
    """What the assessment came to."""
    form = AssessForm(request.POST or None, row=row)
    return form_page(
        request,
        form,
        lambda: actions.assess(by=request.actor, row=row, expected_version=version_of(request), **form.cleaned_data),
        template="casereviews/small_form.html",
        context=_step(row, _("Vurdering"), _("Gem vurderingen")),
        saved=href,
        message=lambda _made: _("Vurderingen er gemt."),
        current=lambda record: AssessForm(row=record),
    )


@about_row
def equip(request: TovholderRequest, row: CaseRow) -> HttpResponse:
    """The aid, and the training."""
    form = EquipForm(request.POST or None, row=row)
    return form_page(
        request,
        form,
        lambda: actions.equip(by=request.actor, row=row, expected_version=version_of(request), **form.cleaned_data),
        template="casereviews/small_form.html",
        context=_step(row, _("Hjælpemiddel og oplæring"), _("Gem")),
        saved=href,
        message=lambda _made: _("Hjælpemiddel og oplæring er gemt."),
        current=lambda record: EquipForm(row=record),
    )


@about_row
def measure_after(request: TovholderRequest, row: CaseRow) -> HttpResponse:
    """The help as it is now."""
    form = EffortForm(request.POST or None, row=row, after=True)
    lead = _("Før var det %(effort)s.") % {"effort": presenting.effort_text(row.before)} if row.before else ""
    return form_page(
        request,
        form,
        lambda: actions.measure_after(
            by=request.actor, row=row, expected_version=version_of(request), **form.cleaned_data
        ),
        template="casereviews/small_form.html",
        context=_step(row, _("Mål igen"), _("Gem målingen"), lead),
        saved=href,
        message=lambda _made: _("Målingen er gemt."),
        current=lambda record: EffortForm(row=record, after=True),
    )


@require_POST
@about_row
def remove(request: TovholderRequest, row: CaseRow) -> HttpResponse:
    """Take the citizen off the list."""
    back = row.review.get_absolute_url()
    try:
        actions.remove_citizen(by=request.actor, row=row)
        messages.success(request, _("Borgeren er taget af listen."))
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    return redirect(back)
