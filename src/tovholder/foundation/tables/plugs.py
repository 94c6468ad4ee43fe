"""What the room contributes: its jobs and the tidying up after them."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from tovholder.foundation.jobs.public import JOB_KINDS, SCHEDULES, JobKind, Schedule
from tovholder.foundation.tables import actions, tasks

JOB_KINDS.register(
    JobKind(actions.CHECK, _("Tjek af en fil til import"), tasks.check, result_url=tasks.result_url, idempotent=True)
)
JOB_KINDS.register(JobKind(actions.RUN, _("Import"), tasks.run, result_url=tasks.result_url))
JOB_KINDS.register(
    JobKind(actions.UNDO, _("Fortrydelse af en import"), tasks.undo, result_url=tasks.result_url, idempotent=True)
)
JOB_KINDS.register(JobKind("tables.tidy", _("Slet filer, der aldrig blev importeret"), tasks.tidy, idempotent=True))
SCHEDULES.register(Schedule("tables.tidy", "tables.tidy", timedelta(days=1), at_hour=3))
