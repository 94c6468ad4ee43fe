"""The work of the room's jobs: the letters of a hearing, and what each day brings."""

import logging
import secrets
from datetime import timedelta
from smtplib import SMTPException
from typing import Any, Final

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from tovholder.apps.visions.hearing_actions import close_hearing, note_reminder, record_failed_letter, record_letter
from tovholder.apps.visions.models import Hearing, HearingRound, Vision
from tovholder.apps.visions.receipts import ask_new_units, remind_units
from tovholder.apps.visions.states import HearingState, State
from tovholder.apps.visions.telling import DEADLINE, coordinators_of, council_members, tell
from tovholder.foundation.jobs.public import JobProgress
from tovholder.kernel import clock
from tovholder.kernel.actor import SYSTEM

logger = logging.getLogger(__name__)

REMINDED_BEFORE: Final = timedelta(days=7)


def send_letters(progress: JobProgress) -> dict[str, Any]:
    """Mail those of a round who have not had their letter. One that is refused does not keep the others waiting."""
    opened = HearingRound.objects.select_related("vision__municipality").get(public_id=progress.arguments["round"])
    if opened.vision.state != State.HEARING or clock.today() > opened.last_day_of_links:
        return {"sent": 0, "failed": 0}
    waiting = opened.hearings.exclude(email="").filter(sent_at__isnull=True, state=HearingState.INVITED)
    hearings = list(waiting.select_related("body", "round__vision__municipality"))
    sent = 0
    for done, hearing in enumerate(hearings, 1):
        sent += _send(hearing)
        progress.report(done, len(hearings))
    return {"sent": sent, "failed": len(hearings) - sent}


def _send(hearing: Hearing) -> bool:
    """One letter with a fresh secret; False when it is refused. The mail goes first, then it is written down."""
    secret = secrets.token_urlsafe(32)
    try:
        with translation.override("da"):
            letter_of(hearing, settings.BASE_URL + reverse("visions:answer", args=[secret])).send()
    except (SMTPException, OSError) as error:
        logger.exception("The letter of a hearing could not be sent")
        record_failed_letter(by=SYSTEM, hearing=hearing, problem=_problem(error))
        return False
    record_letter(by=SYSTEM, hearing=hearing, secret=secret)
    return True


def _problem(error: OSError) -> str:
    """What to tell the coordinator. The server's own words may hold addresses of others; its kind of refusal does."""
    with translation.override("da"):
        if "Recipient" in type(error).__name__:
            return _("Mailserveren tog ikke imod adressen. Er den skrevet rigtigt?")
        return _("Mailserveren svarede ikke eller afviste brevet.")


def letter_of(hearing: Hearing, link: str) -> EmailMessage:
    """The letter to one who is heard, in the language that is active."""
    opened = hearing.round
    context = {
        "hearing": hearing,
        "round": opened,
        "vision": opened.vision,
        "link": link,
        "demo_mode": settings.DEMO_MODE,
    }
    subject = _("Høring om %(title)s, svar senest %(day)s") % {
        "title": " ".join(opened.vision.title.split()),
        "day": opened.deadline.strftime("%d.%m.%Y"),
    }
    body = render_to_string("visions/mail/letter.txt", context).strip() + "\n"
    return EmailMessage(subject=subject, body=body, to=[hearing.email])


def daily(progress: JobProgress) -> dict[str, Any]:
    """Deadlines that come near or have passed, units that were opened, units that have said nothing."""
    today = clock.today()
    rounds = list(
        HearingRound.objects.filter(vision__state=State.HEARING)
        .select_related("vision__municipality")
        .prefetch_related("hearings__body")
        .order_by("pk")
    )
    visions = list(Vision.objects.in_force().select_related("municipality").order_by("pk"))
    told = {"reminded": 0, "closed": 0, "asked": 0, "units": 0}
    for done, opened in enumerate(rounds, 1):
        if opened.deadline < today:
            told["closed"] += close_hearing(by=SYSTEM, opened=opened)
        elif opened.reminded_on is None and opened.deadline - today <= REMINDED_BEFORE:
            told["reminded"] += _remind(opened)
        progress.report(done, len(rounds) + len(visions))
    for done, vision in enumerate(visions, len(rounds) + 1):
        told["asked"] += ask_new_units(by=SYSTEM, vision=vision)
        told["units"] += remind_units(by=SYSTEM, vision=vision)
        progress.report(done, len(rounds) + len(visions))
    return told


def _remind(opened: HearingRound) -> int:
    """Tell those who have not answered, where they have a login, and the coordinators."""
    vision = opened.vision
    waiting = [hearing for hearing in opened.hearings.all() if hearing.state != HearingState.ANSWERED]
    if not waiting:
        return 0
    told = 0
    for hearing in waiting:
        told += tell(
            DEADLINE,
            council_members(vision.municipality_id, hearing.body.code),
            lambda: _("Fristen for at svare på “%(title)s” er nær") % {"title": vision.title},
            reverse("visions:statement", args=[hearing.public_id]),
            due=opened.deadline,
        )
    told += tell(
        DEADLINE,
        coordinators_of(vision.municipality_id),
        lambda: (
            _("%(n)s har endnu ikke svaret på høringen om “%(title)s”")
            % {"n": ", ".join(hearing.name for hearing in waiting)[:160], "title": vision.title}
        ),
        vision.get_absolute_url() + "#hoering",
        due=opened.deadline,
    )
    note_reminder(by=SYSTEM, opened=opened)
    return told
