"""Inviting people, and taking an invitation."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from tovholder.foundation.accounts import actions, rules, selectors
from tovholder.foundation.accounts.forms import AcceptForm, InviteForm
from tovholder.foundation.accounts.models import Invitation, InvitationState, RoleHolding, User
from tovholder.foundation.accounts.seats import SESSION_KEY
from tovholder.foundation.accounts.views.login import begin
from tovholder.foundation.accounts.views.roles import PAGE, asked_role
from tovholder.foundation.accounts.views.sections import sections
from tovholder.foundation.ui.saving import form_page, try_saving
from tovholder.foundation.ui.values import Status
from tovholder.foundation.visibility.access import EVERYONE, allow, allow_on, may
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor, ActorKind

_TONES = {
    InvitationState.OPEN: "progress",
    InvitationState.ACCEPTED: "success",
    InvitationState.WITHDRAWN: "muted",
    InvitationState.EXPIRED: "warning",
}


def load_invitation(actor: Actor, public_id: UUID) -> Invitation:
    """An invitation that ``actor`` keeps in order, or 404."""
    return get_object_or_404(selectors.administered_invitations(actor), public_id=public_id)


def invitations_href(made: object = None) -> str:
    """The address of the list of invitations."""
    return reverse("accounts:invitations")


def shown_state(invitation: Invitation) -> Status:
    """The state of an invitation as a tag."""
    state = invitation.state_at(clock.now())
    if state is InvitationState.OPEN and invitation.sent_at is None:
        return Status(_("Mailen er på vej"), "neutral")
    return Status(state.label, _TONES[state])  # type: ignore[arg-type]  # the table above holds tones alone


@allow(rules.keeps_roles)
def invitation_list(request: TovholderRequest) -> HttpResponse:
    """The invitations, the newest first, with what may be done about each."""
    page = Paginator(selectors.administered_invitations(request.actor), PAGE).get_page(request.GET.get("side"))
    unanswered = {InvitationState.OPEN, InvitationState.EXPIRED}
    rows = [
        (
            invitation,
            shown_state(invitation),
            invitation.state_at(clock.now()) in unanswered and may(request.actor, rules.appoints_invited, invitation),
        )
        for invitation in page
    ]
    context = {"sections": sections(request.actor, "accounts:invitations"), "page_obj": page, "rows": rows}
    return render(request, "accounts/invitations.html", context)


@allow(rules.keeps_roles)
def invite(request: TovholderRequest) -> HttpResponse:
    """Invite somebody new: first to which role, then who and where."""
    chosen, role_form = asked_role(request)
    if chosen is None:
        heading = _("Inviter en ny")
        return render(request, "accounts/choose_role.html", {"form": role_form, "page_title": heading})
    form = InviteForm(request.actor, chosen, request.POST or None)

    def save() -> Invitation:
        answers = form.cleaned_data
        return actions.invite(by=request.actor, email=answers["email"], name=answers["name"], place=form.place())

    return form_page(
        request,
        form,
        save,
        template="accounts/invite.html",
        context={"role": chosen, "back_href": reverse("accounts:invite")},
        saved=invitations_href,
        message=lambda made: _("Invitationen sendes nu til %(email)s.") % {"email": made.email},
    )


@require_POST
@allow_on(load_invitation, rules.appoints_invited)
def send_again(request: TovholderRequest, invitation: Invitation) -> HttpResponse:
    """A fresh link to the same mail address."""
    try:
        actions.send_again(by=request.actor, invitation=invitation)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Invitationen sendes igen til %(email)s.") % {"email": invitation.email})
    return redirect("accounts:invitations")


@require_POST
@allow_on(load_invitation, rules.appoints_invited)
def withdraw(request: TovholderRequest, invitation: Invitation) -> HttpResponse:
    """Take an invitation back."""
    try:
        actions.withdraw_invitation(by=request.actor, invitation=invitation)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Invitationen til %(email)s er trukket tilbage.") % {"email": invitation.email})
    return redirect("accounts:invitations")


@sensitive_post_parameters("password", "again")
@never_cache
@allow(EVERYONE)
def answer(request: TovholderRequest, secret: str) -> HttpResponse:
    """The page behind the link in the mail: take the invitation, as a new person or with the login one has."""
    invitation = selectors.invitation_by_secret(secret)
    state = invitation.state_at(clock.now()) if invitation else None
    if invitation is None or state is not InvitationState.OPEN:
        context = {"state": state.value if state else "", "invitation": invitation}
        return render(request, "accounts/invitation_over.html", context, status=404 if state is None else 410)
    user = request.user
    if isinstance(user, User):
        return _answer_known(request, invitation, user)
    if User.objects.filter(email=invitation.email).exists():
        return render(request, "accounts/invitation_log_in.html", {"invitation": invitation})
    return _answer_new(request, invitation)


def _answer_known(request: TovholderRequest, invitation: Invitation, user: User) -> HttpResponse:
    if user.email != invitation.email:
        return render(request, "accounts/invitation_other.html", {"invitation": invitation, "user": user})
    error = ""
    if request.method == "POST":
        try:
            held = actions.accept_invitation(by=request.actor, invitation=invitation, user=user)
        except ValidationError as problem:
            error = " ".join(problem.messages)
        else:
            return _welcome(request, held)
    return render(request, "accounts/invitation_accept.html", {"invitation": invitation, "error": error})


def _answer_new(request: TovholderRequest, invitation: Invitation) -> HttpResponse:
    form = AcceptForm(request.POST or None, initial={"name": invitation.name})
    if request.method == "POST" and form.is_valid():
        name, password = form.cleaned_data["name"], form.cleaned_data["password"]
        arriving = Actor(kind=ActorKind.PERSON, name=name.strip())
        held = try_saving(
            form, lambda: actions.accept_as_new(by=arriving, invitation=invitation, name=name, password=password)
        )
        if held is not None:
            begin(request, held.user)
            return _welcome(request, held)
    return render(request, "accounts/invitation_new.html", {"invitation": invitation, "form": form})


def _welcome(request: TovholderRequest, held: RoleHolding) -> HttpResponse:
    """To the front page, in the seat that was just taken."""
    request.session[SESSION_KEY] = str(held.public_id)
    messages.success(request, _("Velkommen. Du har nu rollen %(role)s.") % {"role": held.role})
    return redirect("/")
