"""The mails, and what is thrown away: the work of the room's jobs."""

import logging
from collections.abc import Sequence
from datetime import timedelta
from smtplib import SMTPException
from typing import Any, Final

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tovholder.foundation.accounts.models import User
from tovholder.foundation.jobs.public import JobError, JobProgress
from tovholder.foundation.notices.kinds import MailChoice
from tovholder.foundation.notices.models import Notice
from tovholder.foundation.notices.selectors import waiting_for_mail
from tovholder.kernel import clock

logger = logging.getLogger(__name__)

KEPT: Final = timedelta(days=365)
MOST_IN_A_MAIL: Final = 50


def mail_at_once(progress: JobProgress) -> dict[str, Any]:
    """Send what people want at once, one mail a person."""
    return {"mails": _mail_all(progress, waiting_for_mail(MailChoice.AT_ONCE))}


def daily_round(progress: JobProgress) -> dict[str, Any]:
    """Delete notices older than a year, then send the morning's mails, and what could not be sent at once."""
    deleted, _by_model = Notice.objects.filter(created_at__lt=clock.now() - KEPT).delete()
    waiting = [*waiting_for_mail(MailChoice.AT_ONCE), *waiting_for_mail(MailChoice.DAILY)]
    return {"deleted": deleted, "mails": _mail_all(progress, waiting)}


def _mail_all(progress: JobProgress, waiting: Sequence[tuple[User, Sequence[Notice]]]) -> int:
    """Send one mail to each person. A mail server that refuses one does not keep the others waiting."""
    sent = 0
    for done, (user, notices) in enumerate(waiting, 1):
        sent += _mail(user, notices)
        progress.report(done, len(waiting))
    if sent < len(waiting):
        raise JobError(_("Mailserveren tog ikke imod alle mails. De sendes igen i morgen tidlig."))
    return sent


def _mail(user: User, notices: Sequence[Notice]) -> bool:
    """One mail; False when the mail server refuses.

    The rows are marked before the mail goes out and unmarked when it does not: no transaction stays open while a mail
    server thinks, and a worker that is killed in between sends nothing twice. The notice itself stands on the page.
    """
    rows = Notice.objects.filter(pk__in=[notice.pk for notice in notices])
    rows.update(mailed_at=clock.now())
    try:
        with translation.override(user.language):
            mail_of(user, notices).send()
    except (SMTPException, OSError):
        logger.exception("A mail with %d notices could not be sent", len(notices))
        rows.update(mailed_at=None)
        return False
    return True


def mail_of(user: User, notices: Sequence[Notice]) -> EmailMessage:
    """The mail about ``notices``, in the language that is active."""
    base = settings.BASE_URL
    context = {
        "name": user.name,
        "lines": [(notice, f"{base}{notice.url}") for notice in notices[:MOST_IN_A_MAIL]],
        "more": max(len(notices) - MOST_IN_A_MAIL, 0),
        "all_url": base + reverse("notices:notices"),
        "choices_url": base + reverse("notices:choices"),
        "demo_mode": settings.DEMO_MODE,
    }
    body = render_to_string("notices/mail.txt", context).strip() + "\n"
    return EmailMessage(subject=_subject(notices), body=body, to=[user.email])


def _subject(notices: Sequence[Notice]) -> str:
    if len(notices) == 1:
        return notices[0].about
    count = len(notices)
    return ngettext("%(count)d ny besked i Tovholder", "%(count)d nye beskeder i Tovholder", count) % {"count": count}
