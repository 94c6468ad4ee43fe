"""What the composition adds: daily work of rooms that lie below the jobs."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from tovholder.foundation.accounts.public import record_departures
from tovholder.foundation.jobs.public import JOB_KINDS, SCHEDULES, JobKind, JobProgress, Schedule


def _departures(progress: JobProgress) -> dict[str, int]:
    """Tell the rooms of everybody whose last role ran out."""
    return {"left": record_departures(by=progress.actor)}


JOB_KINDS.register(
    JobKind(
        key="accounts.departures",
        label=_("Afsked med dem, hvis sidste rolle er slut"),
        run=_departures,
        idempotent=True,
    )
)
SCHEDULES.register(Schedule(key="accounts.departures", kind="accounts.departures", every=timedelta(days=1), at_hour=3))
