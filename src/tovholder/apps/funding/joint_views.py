"""The pages of joint purchases and searches."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tovholder.apps.funding import joint_actions, presenting, rules, selectors
from tovholder.apps.funding.finding import JOINT, find, list_context
from tovholder.apps.funding.joint_actions import NEXT_JOINT
from tovholder.apps.funding.joint_forms import (
    DeclineForm,
    InviteForm,
    JointForm,
    JointStepForm,
    LeaveForm,
    PartnerForm,
    TakingForm,
)
from tovholder.apps.funding.joint_models import JointPartner, JointPurchase, JointTaking
from tovholder.apps.funding.sheet import JOINT_TABLE
from tovholder.apps.funding.views import small
from tovholder.apps.projects.public import Taking
from tovholder.apps.technologies.public import Technology
from tovholder.foundation.municipalities.tenants import tenant_of
from tovholder.foundation.tables.public import export_response
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.visibility.access import allow, allow_on, may
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.foundation.visibility.rules import national_editor
from tovholder.kernel import clock


def href(purchase: JointPurchase) -> str:
    """The address of a joint purchase's page."""
    return purchase.get_absolute_url()


def _listed() -> tuple[str, str]:
    return _("Fælles indkøb"), reverse("funding:joint")


@allow(rules.may_read)
def joint_list(request: TovholderRequest) -> HttpResponse:
    """The joint purchases and searches that the reader sees, the open ones first."""
    context = list_context(request, JOINT, find(JOINT, request.actor, request.GET))
    context["rows"] = [
        (one, presenting.joint_status(one), presenting.joined_text(one)) for one in context["page_obj"].object_list
    ]
    context["may_add"] = may(request.actor, rules.starts_joint) and request.actor.municipality_id is not None
    return render(request, "funding/joint.html", context)


@allow(rules.may_read)
def joint_file(request: TovholderRequest, kind: str) -> HttpResponseBase:
    """The same list as a file to take along. How many are wanted is told on the page, to municipalities alone."""
    return export_response(JOINT_TABLE, find(JOINT, request.actor, request.GET).records, kind, "faelles-indkoeb")


@allow(rules.starts_joint)
def new_purchase(request: TovholderRequest) -> HttpResponse:
    """Start a joint purchase or search, perhaps of the technology that the address names."""
    technology = Technology.objects.filter(slug=request.GET.get("teknologi", "")[:100]).first()
    given = {"technology": technology.pk} if technology is not None else {}
    form = JointForm(request.POST or None, given=given)
    return form_page(
        request,
        form,
        lambda: joint_actions.start_joint(
            by=request.actor,
            municipality=tenant_of(request),
            facts=form.facts(),
            volume=form.cleaned_data["volume"],
        ),
        template="funding/purchase_form.html",
        context={"purchase": None, "back_href": reverse("funding:joint")},
        saved=href,
        message=lambda made: _("%(title)s er sat i gang. Inviter nu de andre.") % {"title": made.title},
    )


@allow_on(selectors.purchase_for, rules.may_read)
def purchase_page(request: TovholderRequest, purchase: JointPurchase) -> HttpResponse:
    """One joint purchase: the need, who is in, and, to municipalities, how much they want and how it is there."""
    actor = request.actor
    inside = may(actor, rules.works_in_a_municipality) or may(actor, national_editor)
    takings = list(purchase.takings.all())
    mine = next((row for row in takings if row.municipality_id == actor.municipality_id and row.is_open), None)
    answers = may(actor, rules.starts_joint) and actor.municipality_id is not None
    leads = may(actor, rules.leads, purchase)
    takes_in = purchase.takes_in_on(clock.today())
    context = {
        "purchase": purchase,
        "status": presenting.joint_status(purchase),
        "facts": presenting.joint_facts(purchase, inside=inside),
        "takings": [(row, presenting.taking_status(row)) for row in takings if inside or row.is_in],
        "partners": list(purchase.partners.select_related("kind")),
        "others": selectors.same_field(actor, purchase),
        "inside": inside,
        "leads": leads,
        "may_step": leads and bool(NEXT_JOINT[purchase.state]),
        "may_invite": leads and takes_in,
        "may_join": answers and takes_in and (mine is None or not mine.is_in),
        "mine": mine if answers else None,
        "invited": mine is not None and mine.state == Taking.INVITED,
        "may_leave": mine is not None and mine.is_in and not leads,
    }
    return render(request, "funding/purchase.html", context)


@allow_on(selectors.purchase_for, rules.leads)
def edit_purchase(request: TovholderRequest, purchase: JointPurchase) -> HttpResponse:
    """Change what it says."""
    form = JointForm(request.POST or None, purchase=purchase)
    return form_page(
        request,
        form,
        lambda: joint_actions.change_joint(
            by=request.actor, purchase=purchase, facts=form.facts(), expected_version=version_of(request)
        ),
        template="funding/purchase_form.html",
        context={"purchase": purchase, "back_href": href(purchase)},
        saved=href,
        message=lambda made: _("%(title)s er gemt.") % {"title": made.title},
        current=lambda record: JointForm(purchase=record),
    )


@allow_on(selectors.purchase_for, rules.leads)
def invite(request: TovholderRequest, purchase: JointPurchase) -> HttpResponse:
    """Invite municipalities."""
    form = InviteForm(request.POST or None, actor=request.actor, purchase=purchase)
    return form_page(
        request,
        form,
        lambda: joint_actions.invite_to_joint(by=request.actor, purchase=purchase, **form.cleaned_data),
        template="funding/small_form.html",
        context=small(_("Inviter kommuner"), _("Inviter"), purchase, listed=_listed()),
        saved=href,
        message=lambda _made: _("Kommunerne har fået besked."),
    )


@allow_on(selectors.purchase_for, rules.leads)
def step_purchase(request: TovholderRequest, purchase: JointPurchase) -> HttpResponse:
    """Say how far it is, or end it with what came of it."""
    form = JointStepForm(request.POST or None, purchase=purchase)
    return form_page(
        request,
        form,
        lambda: joint_actions.step_joint(
            by=request.actor, purchase=purchase, expected_version=version_of(request), **form.cleaned_data
        ),
        template="funding/small_form.html",
        context=small(_("Hvor langt er I?"), _("Gem tilstanden"), purchase, listed=_listed(), versioned=True),
        saved=href,
        message=lambda made: _("%(title)s: %(state)s.") % {"title": made.title, "state": made.get_state_display()},
        current=lambda record: JointStepForm(purchase=record),
    )


@allow_on(selectors.purchase_for, rules.starts_joint)
def join(request: TovholderRequest, purchase: JointPurchase) -> HttpResponse:
    """Say yes for the own municipality."""
    form = TakingForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: joint_actions.join_joint(
            by=request.actor, purchase=purchase, municipality=tenant_of(request), **form.cleaned_data
        ),
        template="funding/small_form.html",
        context=small(_("Vi vil være med"), _("Ja, vi er med"), purchase, listed=_listed()),
        saved=lambda made: href(made.purchase),
        message=lambda made: _("I er med i %(title)s.") % {"title": made.purchase.title},
    )


def _own(request: TovholderRequest, taking: JointTaking, title: str, save: str) -> dict[str, object]:
    return small(title, save, taking.purchase, listed=_listed()) | {"version": taking.version}


@allow_on(selectors.taking_for, rules.answers_for_its_municipality)
def edit_taking(request: TovholderRequest, taking: JointTaking) -> HttpResponse:
    """Change how much the own municipality wants, and how it is there."""
    form = TakingForm(request.POST or None, taking=taking)
    return form_page(
        request,
        form,
        lambda: joint_actions.describe_taking(
            by=request.actor, taking=taking, expected_version=version_of(request), **form.cleaned_data
        ),
        template="funding/small_form.html",
        context=_own(request, taking, _("Hos jer"), _("Gem")),
        saved=lambda made: href(made.purchase),
        message=lambda _made: _("Jeres egne ord er gemt."),
        current=lambda record: TakingForm(taking=record),
    )


@allow_on(selectors.taking_for, rules.answers_for_its_municipality)
def decline(request: TovholderRequest, taking: JointTaking) -> HttpResponse:
    """No thank you."""
    form = DeclineForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: joint_actions.decline_joint(
            by=request.actor, taking=taking, expected_version=version_of(request), **form.cleaned_data
        ),
        template="funding/small_form.html",
        context=_own(request, taking, _("Nej tak"), _("Sig nej tak")),
        saved=lambda made: href(made.purchase),
        message=lambda _made: _("I har sagt nej tak."),
        current=lambda record: DeclineForm(),
    )


@allow_on(selectors.taking_for, rules.answers_for_its_municipality)
def leave(request: TovholderRequest, taking: JointTaking) -> HttpResponse:
    """Leave, and say why."""
    form = LeaveForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: joint_actions.leave_joint(
            by=request.actor, taking=taking, expected_version=version_of(request), **form.cleaned_data
        ),
        template="funding/small_form.html",
        context=_own(request, taking, _("Forlad fællesskabet"), _("Forlad")),
        saved=lambda made: href(made.purchase),
        message=lambda _made: _("I er ikke længere med."),
        current=lambda record: LeaveForm(),
    )


@allow_on(selectors.purchase_for, rules.leads)
def add_partner(request: TovholderRequest, purchase: JointPurchase) -> HttpResponse:
    """Write down somebody outside the municipalities who takes part."""
    form = PartnerForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: joint_actions.add_joint_partner(by=request.actor, purchase=purchase, **form.cleaned_data),
        template="funding/small_form.html",
        context=small(_("Skriv en partner på"), _("Skriv på"), purchase, listed=_listed()),
        saved=lambda _made: href(purchase),
        message=lambda made: _("%(name)s er skrevet på.") % {"name": made.name},
    )


@require_POST
@allow_on(selectors.partner_for, rules.may_read)
def remove_partner(request: TovholderRequest, partner: JointPartner) -> HttpResponse:
    """Take a partner off."""
    if not may(request.actor, rules.leads, partner.purchase):
        raise PermissionDenied
    joint_actions.remove_joint_partner(by=request.actor, partner=partner)
    messages.success(request, _("%(name)s er taget af.") % {"name": partner.name})
    return redirect(href(partner.purchase))
