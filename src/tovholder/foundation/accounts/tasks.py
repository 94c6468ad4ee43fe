"""Mail, written by the worker. The secrets in links are made here, so that they stand in the mail and nowhere else."""

import secrets

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _
from django_tasks import task

from tovholder.foundation.accounts.actions import InvitationMade, record_sent
from tovholder.foundation.accounts.models import Invitation, InvitationState, User
from tovholder.foundation.accounts.selectors import PLACE
from tovholder.foundation.events.bus import handles
from tovholder.kernel import clock
from tovholder.kernel.actor import SYSTEM


@handles(InvitationMade)
def send_when_made(event: InvitationMade) -> None:
    """An invitation is made: let the worker send it once the transaction stands."""
    send_invitation.enqueue(str(event.invitation_id))


@task()
def send_invitation(invitation_id: str) -> None:
    """Mail an invitation with a fresh secret link. When the mail cannot be sent, the invitation stays unsent."""
    invitation = Invitation.objects.select_related(*PLACE).get(public_id=invitation_id)
    if invitation.state_at(clock.now()) is not InvitationState.OPEN:
        return
    secret = secrets.token_urlsafe(32)
    with translation.override("da"):
        link = settings.BASE_URL + reverse("accounts:invitation", args=[secret])
        send_mail(
            _("Invitation til Tovholder fra %(name)s") % {"name": _one_line(invitation.invited_by_name)},
            render_to_string("accounts/mail/invitation.txt", {"invitation": invitation, "link": link}),
            None,
            [invitation.email],
        )
    # After the mail, not around it: a slow mail server must not hold the database.
    record_sent(by=SYSTEM, invitation=invitation, secret=secret)


@task()
def send_password_link(email: str) -> None:
    """Mail a link for choosing a new password, if the address has a login.

    The page enqueues this for any address, so that neither its words nor its time tell whether a login exists.
    """
    user = User.objects.filter(email=email, is_active=True).first()
    if user is None:
        return
    with translation.override(user.language):
        key = {"uidb64": urlsafe_base64_encode(force_bytes(user.pk)), "token": default_token_generator.make_token(user)}
        link = settings.BASE_URL + reverse("accounts:password_choose", kwargs=key)
        send_mail(
            _("Ny adgangskode til Tovholder"),
            render_to_string("accounts/mail/password.txt", {"user": user, "link": link}),
            None,
            [user.email],
        )


def _one_line(text: str) -> str:
    """A name fit for a subject line."""
    return " ".join(text.split())
