"""Partners outside the municipality: list, page and form."""

from collections.abc import Iterable
from copy import copy
from uuid import UUID

from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tovholder.foundation.codes.models import Code
from tovholder.foundation.codes.selectors import all_codes
from tovholder.foundation.municipalities import actions, rules, selectors
from tovholder.foundation.municipalities.forms import PartnerForm
from tovholder.foundation.municipalities.lists import PARTNERS
from tovholder.foundation.municipalities.models import Municipality, Partner
from tovholder.foundation.ui.listfiles import downloads, export_response
from tovholder.foundation.ui.paging import query_without
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.ui.values import ActiveFilter, Cell, Column, Facet, FacetOption, Fact, TableView
from tovholder.foundation.visibility.access import allow, allow_on, may
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.foundation.visibility.rules import national_editor
from tovholder.kernel.actor import Actor

PAGE = 25
LONGEST_SEARCH = 200


def load_partner(actor: Actor, public_id: UUID) -> Partner:
    """A shared partner or one of the actor's own municipality, or 404."""
    return get_object_or_404(selectors.partners(actor), public_id=public_id)


def partner_href(partner: Partner) -> str:
    """The address of a partner's page."""
    return reverse("municipalities:partner", args=[partner.public_id])


def _asked(request: TovholderRequest) -> tuple[str, list[Code], list[str]]:
    """The text, all kinds, and the chosen ones of the address. Raises ``BadRequest`` for a kind that is none."""
    kinds = list(all_codes("partner_kind"))
    wanted = set(request.GET.getlist("slags"))
    chosen = [kind.code for kind in kinds if kind.code in wanted]
    if len(chosen) < len(wanted):
        raise BadRequest(_("Filteret “slags” kender vi ikke."))
    return request.GET.get("q", "").strip()[:LONGEST_SEARCH], kinds, chosen


@allow(rules.reads_partners)
def partners_file(request: TovholderRequest, kind: str) -> HttpResponseBase:
    """The same list as a file to take along: csv, xlsx or json."""
    text, _kinds, chosen = _asked(request)
    return export_response(PARTNERS, selectors.found_partners(request.actor, text=text, kinds=chosen), kind, "partnere")


@allow(rules.reads_partners)
def partners(request: TovholderRequest) -> HttpResponse:
    """All partners that the reader sees, by kind and text."""
    text, kinds, chosen = _asked(request)
    found = selectors.found_partners(request.actor, text=text, kinds=chosen)
    page = Paginator(found, PAGE).get_page(request.GET.get("side"))
    rest = query_without(request.GET, "slags", "side")
    context = {
        "text": text,
        "page": page,
        "downloads": downloads("municipalities:partners_file", query_without(request.GET, "side")),
        "table": _table(page.object_list),
        "facet": _facet(kinds, chosen),
        "filters": [
            ActiveFilter(kind.label, f"?{rest}{_kept(chosen, kind.code)}") for kind in kinds if kind.code in chosen
        ],
        "is_filtered": bool(text or chosen),
        "may_make": may(request.actor, rules.makes_partners),
    }
    return render(request, "municipalities/partners.html", context)


def _kept(chosen: list[str], without: str) -> str:
    return "&".join(f"slags={code}" for code in chosen if code != without)


def _facet(kinds: list[Code], chosen: list[str]) -> Facet:
    options = [FacetOption(kind.code, kind.label, checked=kind.code in chosen) for kind in kinds]
    return Facet("slags", _("Slags"), options, open=True)


def _table(found: Iterable[Partner]) -> TableView:
    rows = [
        (
            Cell(partner.name, partner_href(partner)),
            partner.kind.label,
            partner.municipality.name if partner.municipality else _("Fælles for alle"),
        )
        for partner in found
    ]
    return TableView(_("Samarbejdspartnere"), (Column(_("Navn")), Column(_("Slags")), Column(_("Hører til"))), rows)


@allow_on(load_partner, rules.reads_partners)
def partner_page(request: TovholderRequest, partner: Partner) -> HttpResponse:
    """What a partner can be used for."""
    owner = partner.municipality.name if partner.municipality else _("Fælles for alle kommuner")
    facts = [
        Fact(_("Slags"), partner.kind.label),
        Fact(_("Hjemmeside"), partner.website, partner.website),
        Fact(_("Hører til"), owner),
    ]
    context = {"partner": partner, "facts": facts, "may_edit": may(request.actor, rules.keeps_the_partner, partner)}
    return render(request, "municipalities/partner.html", context)


@allow(rules.makes_partners)
def new_partner(request: TovholderRequest) -> HttpResponse:
    """Add a partner: of the own municipality, or a shared one for national editors."""
    owner = None
    if not national_editor.allows(request.actor):
        owner = get_object_or_404(Municipality, pk=request.actor.municipality_id)
    form = PartnerForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: actions.create_partner(municipality=owner, by=request.actor, **form.cleaned_data),
        template="municipalities/partner_form.html",
        context={"owner": owner, "back_href": reverse("municipalities:partners")},
        saved=partner_href,
        message=lambda made: _("%(name)s er oprettet.") % {"name": made.name},
    )


@allow_on(load_partner, rules.keeps_the_partner)
def edit_partner(request: TovholderRequest, partner: Partner) -> HttpResponse:
    """Change what is known of a partner."""
    form = PartnerForm(request.POST or None, instance=copy(partner))
    return form_page(
        request,
        form,
        lambda: actions.change_partner(
            partner, by=request.actor, expected_version=version_of(request), **form.cleaned_data
        ),
        template="municipalities/partner_form.html",
        context={"partner": partner, "owner": partner.municipality, "back_href": partner_href(partner)},
        saved=partner_href,
        message=lambda made: _("%(name)s er gemt.") % {"name": made.name},
        current=lambda record: PartnerForm(instance=record),
    )
