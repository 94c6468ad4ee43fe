"""Products that municipalities miss: proposed, and answered by the editors."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tovholder.apps.products import actions, rules
from tovholder.apps.products.forms import DeclineForm, ProposalForm, TakeInForm
from tovholder.apps.products.models import Proposal, ProposalState
from tovholder.apps.products.selectors import proposal_for, proposals
from tovholder.foundation.municipalities.models import Municipality
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.ui.values import Cell, Column, Fact, Status, TableView, Tone
from tovholder.foundation.visibility.access import allow, allow_on, may
from tovholder.foundation.visibility.requests import TovholderRequest

PAGE = 25
TONES: dict[str, Tone] = {
    ProposalState.PROPOSED: "info",
    ProposalState.ACCEPTED: "success",
    ProposalState.DECLINED: "muted",
}


def href(proposal: Proposal) -> str:
    """The address of a proposal's page."""
    return proposal.get_absolute_url()


def _status(proposal: Proposal) -> Status:
    return Status(ProposalState(proposal.state).label, TONES[proposal.state])


@allow(rules.may_follow_proposals)
def proposal_list(request: TovholderRequest) -> HttpResponse:
    """The proposals of the reader's municipality; all of them for editors."""
    page = Paginator(proposals(request.actor), PAGE).get_page(request.GET.get("side"))
    rows = [
        (
            Cell(item.name, href(item)),
            item.supplier_name,
            item.municipality.name,
            item.proposed_on,
            Cell("", status=_status(item)),
        )
        for item in page.object_list
    ]
    columns = (
        Column(_("Produkt")),
        Column(_("Leverandør")),
        Column(_("Foreslået af")),
        Column(_("Dato")),
        Column(_("Status")),
    )
    context = {
        "page": page,
        "table": TableView(_("Forslag til produkter"), columns, rows),
        "may_propose": may(request.actor, rules.may_propose),
    }
    return render(request, "products/proposals.html", context)


@allow_on(proposal_for, rules.may_follow_proposals)
def proposal_page(request: TovholderRequest, proposal: Proposal) -> HttpResponse:
    """What was proposed, and the editors' answer."""
    facts = [
        Fact(_("Leverandør"), proposal.supplier_name),
        Fact(_("Teknologi"), proposal.technology.label, proposal.technology.get_absolute_url()),
        Fact(_("Hjemmeside"), proposal.website, proposal.website),
        Fact(_("Foreslået af"), proposal.municipality.full_name),
        Fact(_("Foreslået"), proposal.proposed_on),
        Fact(_("Afgjort"), proposal.decided_on),
    ]
    context = {
        "proposal": proposal,
        "status": _status(proposal),
        "facts": facts,
        "may_decide": proposal.is_open and may(request.actor, rules.may_decide, proposal),
    }
    return render(request, "products/proposal.html", context)


@allow(rules.may_propose)
def new_proposal(request: TovholderRequest) -> HttpResponse:
    """Propose a product that is missing, for the reader's municipality."""
    municipality = get_object_or_404(Municipality, pk=request.actor.municipality_id)
    form = ProposalForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: actions.propose_product(by=request.actor, municipality=municipality, **form.cleaned_data),
        template="products/proposal_form.html",
        context={"back_href": reverse("products:list")},
        saved=href,
        message=lambda made: _("Tak. Redaktørerne har fået forslaget om %(name)s.") % {"name": made.name},
    )


@allow_on(proposal_for, rules.may_decide)
def take_in(request: TovholderRequest, proposal: Proposal) -> HttpResponse:
    """Make the product that was proposed, and its supplier when it is new."""
    form = TakeInForm(request.POST or None, proposal=proposal)
    return form_page(
        request,
        form,
        lambda: actions.take_in_proposal(
            by=request.actor,
            proposal=proposal,
            facts=form.facts,
            supplier=form.cleaned_data["supplier"],
            new_supplier=form.cleaned_data["new_supplier"],
            expected_version=version_of(request),
        ),
        template="products/take_in.html",
        context={"proposal": proposal, "back_href": href(proposal)},
        saved=href,
        message=lambda made: _("%(name)s er optaget i kataloget.") % {"name": made.name},
        current=lambda record: TakeInForm(proposal=record),
    )


@allow_on(proposal_for, rules.may_decide)
def decline(request: TovholderRequest, proposal: Proposal) -> HttpResponse:
    """Say no, and why."""
    form = DeclineForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: actions.decline_proposal(
            by=request.actor,
            proposal=proposal,
            reason=form.cleaned_data["reason"],
            expected_version=version_of(request),
        ),
        template="products/decline.html",
        context={"proposal": proposal, "back_href": href(proposal)},
        saved=href,
        message=lambda made: _("Svaret om %(name)s er gemt.") % {"name": made.name},
        current=lambda record: DeclineForm(initial={"reason": record.reason}),
    )
