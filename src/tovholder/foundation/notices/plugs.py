"""What the room contributes: its jobs, its kinds of notices, what happens when a person leaves, names of actions."""

from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from tovholder.foundation.audit.labels import ACTION_LABELS, ActionLabel
from tovholder.foundation.jobs.public import JOB_KINDS, SCHEDULES, JobKind, Schedule
from tovholder.foundation.municipalities.lifecycle import LIFECYCLES, Lifecycle
from tovholder.foundation.notices.actions import MAIL_AT_ONCE, forget_person
from tovholder.foundation.notices.kinds import NOTICE_KINDS, NoticeKind
from tovholder.foundation.notices.mailing import daily_round, mail_at_once
from tovholder.kernel.actor import Actor

JOB_KINDS.register(JobKind(key=MAIL_AT_ONCE, label=_("Send beskeder med mail"), run=mail_at_once, idempotent=True))
JOB_KINDS.register(
    JobKind(key="notices.daily", label=_("Send morgenens mail med beskeder"), run=daily_round, idempotent=True)
)
SCHEDULES.register(Schedule(key="notices.daily", kind="notices.daily", every=timedelta(days=1), at_hour=7))

NOTICE_KINDS.register(NoticeKind("notices.job_failed", _("en opgave i baggrunden, som ikke blev færdig"), order=900))


def _person_left(user_id: UUID, by: Actor) -> int:
    return forget_person(user_id, by=by)


LIFECYCLES.register(Lifecycle(key="notices", person_left=_person_left))

for key, label in (
    ("read", _("Læste en besked")),
    ("read_all", _("Læste alle beskeder")),
    ("choose_mail", _("Valgte mails om beskeder")),
    ("forget_person", _("Slettede beskeder til en fratrådt")),
):
    ACTION_LABELS.register(ActionLabel(f"notices.{key}", label))
