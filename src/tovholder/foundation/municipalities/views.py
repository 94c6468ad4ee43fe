"""The organisation of one's own municipality: the overview, and its administrations."""

from copy import copy
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tovholder.foundation.municipalities import actions, rules, selectors
from tovholder.foundation.municipalities.forms import AdministrationForm, CloseForm
from tovholder.foundation.municipalities.models import Administration, Municipality
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.visibility.access import allow, allow_on, may
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.kernel.actor import Actor


def own_municipality(actor: Actor) -> Municipality:
    """The tenant for which ``actor`` acts, or 404."""
    return get_object_or_404(Municipality, pk=actor.municipality_id)


def load_administration(actor: Actor, public_id: UUID) -> Administration:
    """An administration of the actor's own municipality, or 404."""
    return get_object_or_404(selectors.own_administrations(actor).select_related("municipality"), public_id=public_id)


def overview_href(record: object = None) -> str:
    """The address of the overview."""
    return reverse("municipalities:overview")


@allow(rules.reads_organisation)
def overview(request: TovholderRequest) -> HttpResponse:
    """Both levels of the own municipality."""
    municipality = own_municipality(request.actor)
    context = {
        "municipality": municipality,
        "organisation": selectors.organisation(municipality.pk),
        "may_shape": may(request.actor, rules.shapes_organisation),
    }
    return render(request, "municipalities/overview.html", context)


@allow(rules.shapes_organisation)
def new_administration(request: TovholderRequest) -> HttpResponse:
    """Add an administration."""
    municipality = own_municipality(request.actor)
    form = AdministrationForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: actions.create_administration(
            municipality=municipality, name=form.cleaned_data["name"], by=request.actor
        ),
        template="municipalities/administration_form.html",
        context={"municipality": municipality, "back_href": overview_href()},
        saved=overview_href,
        message=lambda made: _("%(name)s er oprettet.") % {"name": made.name},
    )


@allow_on(load_administration, rules.shapes_organisation)
def edit_administration(request: TovholderRequest, administration: Administration) -> HttpResponse:
    """Rename an administration."""
    form = AdministrationForm(request.POST or None, instance=copy(administration))
    return form_page(
        request,
        form,
        lambda: actions.change_administration(
            administration, name=form.cleaned_data["name"], by=request.actor, expected_version=version_of(request)
        ),
        template="municipalities/administration_form.html",
        context={
            "administration": administration,
            "municipality": administration.municipality,
            "back_href": overview_href(),
        },
        saved=overview_href,
        message=lambda made: _("%(name)s er gemt.") % {"name": made.name},
        current=lambda record: AdministrationForm(instance=record),
    )


@allow_on(load_administration, rules.shapes_organisation)
def close_administration(request: TovholderRequest, administration: Administration) -> HttpResponse:
    """Close an administration that has no open units."""
    form = CloseForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: actions.close_administration(administration, on=form.cleaned_data["on"], by=request.actor),
        template="municipalities/close.html",
        context={
            "subject": administration,
            "municipality": administration.municipality,
            "back_href": overview_href(),
        },
        saved=overview_href,
        message=lambda closed: _("%(name)s er nedlagt.") % {"name": closed.name},
    )


@require_POST
@allow_on(load_administration, rules.shapes_organisation)
def reopen_administration(request: TovholderRequest, administration: Administration) -> HttpResponse:
    """Take back that an administration was closed."""
    actions.reopen_administration(administration, by=request.actor)
    messages.success(request, _("%(name)s er åben igen.") % {"name": administration.name})
    return redirect(overview_href())
