"""What the room contributes: the jobs that keep the index, and when they run."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from tovholder.foundation.jobs.public import JOB_KINDS, SCHEDULES, JobKind, Schedule
from tovholder.foundation.search import tasks

JOB_KINDS.register(JobKind("search.rebuild", _("Ny opbygning af søgningen"), tasks.rebuild, idempotent=True))
JOB_KINDS.register(JobKind("search.update", _("Opdatering af søgningen"), tasks.update, idempotent=True))
SCHEDULES.register(Schedule("search.update", "search.update", timedelta(seconds=30)))
# A whole build once a week: an update keeps the texts exact, but the counts of words only nearly so.
SCHEDULES.register(Schedule("search.rebuild", "search.rebuild", timedelta(days=7), at_hour=4))
