"""The pages of what was agreed with the citizen."""

from copy import copy
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tovholder.apps.assessments import actions
from tovholder.apps.assessments.forms import AgreementForm
from tovholder.apps.assessments.models import Agreement, Assessment
from tovholder.apps.assessments.opening import load, opened
from tovholder.apps.assessments.presenting import href
from tovholder.apps.assessments.selectors import agreement_for
from tovholder.apps.citizens.public import CitizenAlias
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.kernel.actor import Actor


class Agreed:
    """An agreement with whom it is about."""

    def __init__(self, agreement: Agreement) -> None:
        self.agreement = agreement

    @property
    def citizen(self) -> CitizenAlias:
        """Whom it is about."""
        return self.agreement.assessment.citizen


def load_agreement(actor: Actor, alias: UUID, public_id: UUID, agreement: UUID) -> Agreed:
    """An agreement of an assessment of the own unit, or 404."""
    return Agreed(agreement_for(actor, alias, public_id, agreement))


@opened(load)
def new_agreement(request: TovholderRequest, assessment: Assessment) -> HttpResponse:
    """Write down something that was agreed."""
    form = AgreementForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: actions.agree(assessment, by=request.actor, **form.cleaned_data),
        template="assessments/agreement_form.html",
        context={"assessment": assessment, "citizen": assessment.citizen, "back_href": href(assessment)},
        saved=lambda made: href(assessment),
        message=lambda made: _("Aftalen er gemt."),
    )


@opened(load_agreement)
def edit_agreement(request: TovholderRequest, agreed: Agreed) -> HttpResponse:
    """Change an agreement."""
    agreement = agreed.agreement
    assessment = agreement.assessment
    form = AgreementForm(request.POST or None, instance=copy(agreement))
    context = {
        "assessment": assessment,
        "citizen": assessment.citizen,
        "agreement": agreement,
        "back_href": href(assessment),
    }
    return form_page(
        request,
        form,
        lambda: actions.change_agreement(
            agreement, by=request.actor, expected_version=version_of(request), **form.cleaned_data
        ),
        template="assessments/agreement_form.html",
        context=context,
        saved=lambda made: href(assessment),
        message=lambda made: _("Aftalen er gemt."),
        current=lambda record: AgreementForm(instance=record),
    )


@opened(load_agreement, None)
def keep_agreement(request: TovholderRequest, agreed: Agreed) -> HttpResponse:
    """Say that it is done, or that it was not after all."""
    if request.method == "POST":
        done = request.POST.get("gjort") == "ja"
        actions.keep_agreement(agreed.agreement, done=done, by=request.actor)
        messages.success(request, _("Aftalen er gjort.") if done else _("Aftalen venter igen."))
    return redirect(href(agreed.agreement.assessment))


@opened(load_agreement, None)
def remove_agreement(request: TovholderRequest, agreed: Agreed) -> HttpResponse:
    """Take an agreement out."""
    if request.method == "POST":
        actions.remove_agreement(agreed.agreement, by=request.actor)
        messages.success(request, _("Aftalen er slettet."))
    return redirect(href(agreed.agreement.assessment))
