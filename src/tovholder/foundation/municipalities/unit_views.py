"""Units: their page, and all that changes them."""

from copy import copy
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tovholder.foundation.audit.selectors import history_of
from tovholder.foundation.municipalities import actions, rules, selectors
from tovholder.foundation.municipalities.forms import CloseForm, MergeForm, UnitForm
from tovholder.foundation.municipalities.history import told
from tovholder.foundation.municipalities.models import Unit
from tovholder.foundation.municipalities.views import overview_href, own_municipality
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.ui.values import Fact
from tovholder.foundation.visibility.access import allow, allow_on, may
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


def load_unit(actor: Actor, public_id: UUID) -> Unit:
    """A unit of the actor's own municipality, closed ones too, or 404."""
    return get_object_or_404(selectors.own_units(actor).select_related("municipality"), public_id=public_id)


def load_open_unit(actor: Actor, public_id: UUID) -> Unit:
    """A unit of the actor's own municipality that still exists, or 404."""
    return get_object_or_404(
        selectors.own_units(actor).filter(selectors.is_open_today()).select_related("municipality"),
        public_id=public_id,
    )


def unit_href(unit: Unit) -> str:
    """The address of a unit's page."""
    return reverse("municipalities:unit", args=[unit.public_id])


@allow_on(load_unit, rules.reads_organisation)
def unit_page(request: TovholderRequest, unit: Unit) -> HttpResponse:
    """What is known of a unit, and what happened to it."""
    shapes = may(request.actor, rules.shapes_organisation, unit)
    context = {
        "unit": unit,
        "is_open": unit.is_open_on(clock.today()),
        "facts": _facts(unit),
        "may_edit": may(request.actor, rules.edits_unit, unit),
        "may_shape": shapes,
        "came_from": unit.merged_units.all(),
        "history": told(history_of(unit)[:50]) if shapes else (),
    }
    return render(request, "municipalities/unit.html", context)


def _facts(unit: Unit) -> list[Fact]:
    groups = ", ".join(group.label for group in unit.target_groups.order_by("position"))
    facts = [
        Fact(_("Type"), unit.type.label),
        Fact(_("Forvaltning"), unit.administration.name if unit.administration else ""),
        Fact(_("Målgrupper"), groups),
        Fact(_("Adresse"), unit.address),
    ]
    if unit.closed_on:
        facts.append(Fact(_("Nedlagt fra"), unit.closed_on))
    return facts


@allow(rules.shapes_organisation)
def new_unit(request: TovholderRequest) -> HttpResponse:
    """Add a unit."""
    municipality = own_municipality(request.actor)
    form = UnitForm(request.POST or None, municipality_id=municipality.pk)
    return form_page(
        request,
        form,
        lambda: actions.create_unit(municipality=municipality, by=request.actor, **form.cleaned_data),
        template="municipalities/unit_form.html",
        context={"municipality": municipality, "back_href": overview_href()},
        saved=unit_href,
        message=lambda made: _("%(name)s er oprettet.") % {"name": made.name},
    )


@allow_on(load_open_unit, rules.edits_unit)
def edit_unit(request: TovholderRequest, unit: Unit) -> HttpResponse:
    """Change what is known of a unit."""
    form = UnitForm(request.POST or None, instance=copy(unit), municipality_id=unit.municipality_id)
    return form_page(
        request,
        form,
        lambda: actions.change_unit(unit, by=request.actor, expected_version=version_of(request), **form.cleaned_data),
        template="municipalities/unit_form.html",
        context={"unit": unit, "municipality": unit.municipality, "back_href": unit_href(unit)},
        saved=unit_href,
        message=lambda made: _("%(name)s er gemt.") % {"name": made.name},
        current=lambda record: UnitForm(instance=record, municipality_id=unit.municipality_id),
    )


@allow_on(load_open_unit, rules.shapes_organisation)
def close_unit(request: TovholderRequest, unit: Unit) -> HttpResponse:
    """Close a unit."""
    form = CloseForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: actions.close_unit(unit, on=form.cleaned_data["on"], by=request.actor),
        template="municipalities/close.html",
        context={
            "subject": unit,
            "municipality": unit.municipality,
            "merge_href": reverse("municipalities:merge_unit", args=[unit.public_id]),
            "back_href": unit_href(unit),
        },
        saved=unit_href,
        message=lambda closed: _("%(name)s er nedlagt.") % {"name": closed.name},
    )


@require_POST
@allow_on(load_unit, rules.shapes_organisation)
def reopen_unit(request: TovholderRequest, unit: Unit) -> HttpResponse:
    """Take back that a unit was closed."""
    try:
        actions.reopen_unit(unit, by=request.actor)
        messages.success(request, _("%(name)s er åben igen.") % {"name": unit.name})
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(unit_href(unit))


@allow_on(load_open_unit, rules.shapes_organisation)
def merge_unit(request: TovholderRequest, unit: Unit) -> HttpResponse:
    """Choose the unit that takes over, see what moves, and merge."""
    sent = request.POST if request.method == "POST" else request.GET
    form = MergeForm(sent if "til" in sent else None, unit=unit)
    context = {"unit": unit, "municipality": unit.municipality, "form": form, "back_href": unit_href(unit)}
    if not form.is_bound or not form.is_valid():
        return render(request, "municipalities/merge.html", context)
    into: Unit = form.cleaned_data["til"]
    if request.method == "POST":
        actions.merge_units(unit, into=into, by=request.actor)
        names = {"old": unit.name, "new": into.name}
        messages.success(request, _("%(old)s er lagt sammen med %(new)s.") % names)
        return redirect(unit_href(into))
    moved = actions.merge_preview(unit, into=into, by=request.actor)
    context |= {"into": into, "moved": [part for part in moved if part.count]}
    return render(request, "municipalities/merge.html", context)
