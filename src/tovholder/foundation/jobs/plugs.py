"""What the room contributes: its own tidying, and the names of its actions."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from tovholder.foundation.audit.labels import ACTION_LABELS, ActionLabel
from tovholder.foundation.jobs.kinds import JOB_KINDS, SCHEDULES, JobKind, Schedule
from tovholder.foundation.jobs.tidy import tidy

JOB_KINDS.register(JobKind(key="jobs.tidy", label=_("Ryd op i gamle opgaver"), run=tidy, idempotent=True))
SCHEDULES.register(Schedule(key="jobs.tidy", kind="jobs.tidy", every=timedelta(days=1), at_hour=3))

ACTION_LABELS.register(ActionLabel("jobs.enqueue", _("Bestilte en opgave i baggrunden")))
ACTION_LABELS.register(ActionLabel("jobs.cancel", _("Stoppede en opgave i baggrunden")))
