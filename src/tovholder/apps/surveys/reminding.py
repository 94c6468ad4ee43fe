"""Each day: surveys whose last day has passed are closed, and those who have not answered are reminded, each once."""

import logging
from datetime import timedelta
from smtplib import SMTPException
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tovholder.apps.surveys.mailing import addresses_of, mail_link, send_links
from tovholder.apps.surveys.models import Participant, Reminder, ReminderKind
from tovholder.apps.surveys.selectors import overdue_surveys, unanswered
from tovholder.apps.surveys.survey_actions import close_survey
from tovholder.apps.surveys.telling import SURVEY_NOTICE, tell_coordinators
from tovholder.foundation.audit.action import action, created
from tovholder.foundation.jobs.public import JobError, JobKind, JobProgress, Schedule, enqueue_once
from tovholder.foundation.ui.formats import date_text
from tovholder.kernel import clock
from tovholder.kernel.actor import SYSTEM, Actor

logger = logging.getLogger(__name__)

MAIL_REMINDER: Final = "surveys.mail_reminder"
DAYS_BEFORE: Final = {ReminderKind.WEEKS: 14, ReminderKind.DAYS: 3}


def daily(progress: JobProgress) -> dict[str, int]:
    """Close what has come to its end; remind those who have not answered, once two weeks and once three days before.

    A municipality that is near the end is not told of the two weeks as well.
    """
    today = clock.today()
    closed = overdue_surveys()
    for survey in closed:
        close_survey(by=progress.actor, survey=survey)
    waiting = unanswered(today, DAYS_BEFORE[ReminderKind.WEEKS])
    told = set(Reminder.objects.filter(participant__in=waiting).values_list("participant_id", "kind", "day"))
    count = 0
    for done, participant in enumerate(waiting, start=1):
        closes = participant.survey.closes_on
        near = (closes - today).days <= DAYS_BEFORE[ReminderKind.DAYS]
        kind = ReminderKind.DAYS if near else ReminderKind.WEEKS
        if (participant.pk, kind.value, closes) not in told:
            remind(by=progress.actor, participant=participant, kind=kind)
            count += 1
        progress.report(done, len(waiting))
    return {"closed": len(closed), "told": count}


@action("surveys.remind")
def remind(*, by: Actor, participant: Participant, kind: ReminderKind) -> Reminder:
    """Remind a municipality: a notice to its coordinators, a mail with a link to its contacts and its mailbox.

    Raises ``ValidationError`` when it has handed in, and when it was reminded of this already.
    """
    survey = participant.survey
    if participant.submitted_at is not None or not survey.is_open:
        raise ValidationError(_("Kommunen har sendt svar ind, eller dataindsamlingen er lukket."))
    day = clock.today() if kind == ReminderKind.BY_HAND else survey.closes_on
    made = created(Reminder(participant=participant, kind=kind, day=day, sent_at=clock.now()))
    told = tell_coordinators(
        SURVEY_NOTICE,
        [participant.municipality_id],
        lambda: (
            _("I mangler at svare på %(title)s. Den lukker %(day)s.")
            % {"title": survey.title, "day": date_text(survey.closes_on)}
        ),
        participant.get_absolute_url(),
        survey.closes_on,
    )
    arguments = {"participant": str(participant.public_id), "told": sorted(user.email for user in told)}
    enqueue_once(MAIL_REMINDER, by=SYSTEM, arguments=arguments)
    return made


def mail_reminder(progress: JobProgress) -> dict[str, int]:
    """Mail a reminder with a link to the contacts and the mailbox of a municipality that still has not answered.

    Those who were told as coordinators get no second mail.
    """
    participant = Participant.objects.select_related("survey", "municipality").get(
        public_id=progress.arguments["participant"]
    )
    if participant.submitted_at is not None or not participant.survey.is_open:
        return {"sent": 0}
    waiting = [pair for pair in addresses_of(participant) if pair[0] not in progress.arguments["told"]]
    sent = 0
    for address, contact in waiting:
        try:
            mail_link(participant, contact, address, by=progress.actor, reminder=True)
            sent += 1
        except (SMTPException, OSError):
            logger.exception("A reminder of a survey could not be sent")
    if sent < len(waiting):
        raise JobError(_("Mailserveren tog ikke imod alle mails. Prøv igen senere."))
    return {"sent": sent}


DAILY = JobKind(
    key="surveys.daily", label=gettext_lazy("Dataindsamlingernes daglige runde"), run=daily, idempotent=True
)
DAILY_RUN = Schedule(key="surveys.daily", kind="surveys.daily", every=timedelta(days=1), at_hour=6)
MAIL = JobKind(key=MAIL_REMINDER, label=gettext_lazy("Påmindelse om en dataindsamling"), run=mail_reminder)
SEND_LINKS = JobKind(key="surveys.send_links", label=gettext_lazy("Links til en dataindsamling"), run=send_links)
