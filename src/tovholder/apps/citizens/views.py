"""The pages about citizens' aliases. Opening one is noted, and the note is shown there."""

from copy import copy
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tovholder.apps.citizens import actions, selectors
from tovholder.apps.citizens.forms import AliasForm
from tovholder.apps.citizens.gate import in_open_room
from tovholder.apps.citizens.models import CitizenAlias, ReadPurpose
from tovholder.apps.citizens.rules import uses_aliases
from tovholder.foundation.municipalities.public import own_units
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.ui.values import Cell, Column, Fact, TableView
from tovholder.foundation.visibility.access import allow, allow_on
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.kernel.actor import Actor

PAGE = 25
READINGS = 50


def load_alias(actor: Actor, public_id: UUID) -> CitizenAlias:
    """An alias of the actor's own unit, or 404."""
    return get_object_or_404(selectors.aliases(actor), public_id=public_id)


def list_href(record: object = None) -> str:
    """The address of the list."""
    return reverse("citizens:list")


def alias_href(citizen: CitizenAlias) -> str:
    """The address of an alias's page."""
    return reverse("citizens:alias", args=[citizen.public_id])


@in_open_room
@allow(uses_aliases)
def alias_list(request: TovholderRequest) -> HttpResponse:
    """The own unit's aliases: names and dates, nothing of what is known."""
    page = Paginator(selectors.aliases(request.actor), PAGE).get_page(request.GET.get("side"))
    rows = [(Cell(citizen.alias, alias_href(citizen)), citizen.delete_on) for citizen in page.object_list]
    columns = (Column(_("Alias")), Column(_("Slettes")))
    unit = get_object_or_404(own_units(request.actor), pk=request.actor.unit_id)
    context = {"page": page, "unit": unit, "table": TableView(_("Borgere i enheden"), columns, rows)}
    return render(request, "citizens/list.html", context)


@in_open_room
@allow(uses_aliases)
def new_alias(request: TovholderRequest) -> HttpResponse:
    """Add an alias to the own unit."""
    unit = get_object_or_404(own_units(request.actor).select_related("municipality"), pk=request.actor.unit_id)
    form = AliasForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: actions.create_alias(unit=unit, by=request.actor, **form.cleaned_data),
        template="citizens/form.html",
        context={"unit": unit, "back_href": list_href()},
        saved=alias_href,
        message=lambda made: _("%(name)s er oprettet.") % {"name": made.alias},
    )


@in_open_room
@allow_on(load_alias, uses_aliases)
def alias_page(request: TovholderRequest, citizen: CitizenAlias) -> HttpResponse:
    """What is kept of a citizen, and who has read it, this reading included."""
    actions.read_alias(citizen, purpose=ReadPurpose.PAGE, by=request.actor)
    facts = [
        Fact(_("Formål"), citizen.purpose),
        Fact(_("Behandlingsgrundlag"), citizen.legal_basis.label),
        Fact(_("Indsamlet"), citizen.collected_on),
        Fact(_("Slettes"), citizen.delete_on),
        Fact(_("Enhed"), citizen.unit.name),
    ]
    log = selectors.readings(citizen.public_id)
    context = {"citizen": citizen, "facts": facts, "readings": log[:READINGS], "reading_count": log.count()}
    return render(request, "citizens/alias.html", context)


@in_open_room
@allow_on(load_alias, uses_aliases)
def edit_alias(request: TovholderRequest, citizen: CitizenAlias) -> HttpResponse:
    """Change an alias."""
    if request.method == "GET":
        actions.read_alias(citizen, purpose=ReadPurpose.EDIT, by=request.actor)
    form = AliasForm(request.POST or None, instance=copy(citizen))
    return form_page(
        request,
        form,
        lambda: actions.change_alias(
            citizen, by=request.actor, expected_version=version_of(request), **form.cleaned_data
        ),
        template="citizens/form.html",
        context={"citizen": citizen, "unit": citizen.unit, "back_href": alias_href(citizen)},
        saved=alias_href,
        message=lambda made: _("%(name)s er gemt.") % {"name": made.alias},
        current=lambda record: AliasForm(instance=record),
    )


@in_open_room
@allow_on(load_alias, uses_aliases)
def delete_alias(request: TovholderRequest, citizen: CitizenAlias) -> HttpResponse:
    """Delete an alias, after asking."""
    if request.method == "POST":
        name = citizen.alias
        actions.delete_alias(citizen, by=request.actor)
        messages.success(request, _("%(name)s er slettet.") % {"name": name})
        return redirect(list_href())
    actions.read_alias(citizen, purpose=ReadPurpose.DELETION, by=request.actor)
    return render(request, "citizens/delete.html", {"citizen": citizen, "back_href": alias_href(citizen)})
