"""The mails that invite: written by a job, so that no page waits for a mail server."""

import logging
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from tovholder.apps.screenings.choices import MailState
from tovholder.apps.screenings.models import Participant
from tovholder.apps.screenings.writing import record_mail
from tovholder.foundation.jobs.public import JobProgress

logger = logging.getLogger(__name__)


def send_invitations(progress: JobProgress) -> dict[str, Any]:
    """Send every invitation that waits. One that is refused is marked, and keeps the others from nothing."""
    waiting = list(
        Participant.objects.filter(mail=MailState.WAITING)
        .select_related("user", "screening__unit", "screening__municipality")
        .order_by("pk")
    )
    sent = 0
    for done, participant in enumerate(waiting, 1):
        went = _sent(participant)
        record_mail(participant, sent=went, by=progress.actor)
        sent += went
        progress.report(done, len(waiting))
    return {"sent": sent, "refused": len(waiting) - sent}


def _sent(participant: Participant) -> bool:
    language = participant.user.language if participant.user is not None else "da"
    try:
        with translation.override(language):
            invitation_mail(participant).send()
    except (SMTPException, OSError):
        logger.exception("An invitation to a screening could not be sent")
        return False
    return True


def invitation_mail(participant: Participant) -> EmailMessage:
    """The mail to one participant, in the language that is active."""
    screening = participant.screening
    body = render_to_string(
        "screenings/mail.txt",
        {
            "participant": participant,
            "screening": screening,
            "url": settings.BASE_URL + screening.get_absolute_url() if participant.user is not None else "",
            "demo_mode": settings.DEMO_MODE,
        },
    )
    subject = _("Invitation: IT-screening i %(unit)s") % {"unit": screening.unit.name}
    return EmailMessage(subject=" ".join(subject.split()), body=body.strip() + "\n", to=[participant.address])
