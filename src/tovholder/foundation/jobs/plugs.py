"""What the room contributes: its own tidying, its answer to a merger, and the names of its actions."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from tovholder.foundation.audit.labels import ACTION_LABELS, ActionLabel
from tovholder.foundation.jobs.actions import move_municipality
from tovholder.foundation.jobs.kinds import JOB_KINDS, SCHEDULES, JobKind, Schedule
from tovholder.foundation.jobs.tidy import tidy
from tovholder.foundation.municipalities.lifecycle import LIFECYCLES, Lifecycle
from tovholder.foundation.municipalities.models import Municipality
from tovholder.kernel.actor import Actor

JOB_KINDS.register(JobKind(key="jobs.tidy", label=_("Ryd op i gamle opgaver"), run=tidy, idempotent=True))
SCHEDULES.register(Schedule(key="jobs.tidy", kind="jobs.tidy", every=timedelta(days=1), at_hour=3))


def _municipality_merged(old: Municipality, into: Municipality, by: Actor) -> int:
    """The work that a municipality ordered is seen by the one it became part of."""
    return move_municipality(by=by, old=old, into=into)


LIFECYCLES.register(
    Lifecycle(key="jobs", municipality_merged=_municipality_merged, moved_label=_("opgaver i baggrunden"))
)
ACTION_LABELS.register(ActionLabel("jobs.enqueue", _("Bestilte en opgave i baggrunden")))
ACTION_LABELS.register(ActionLabel("jobs.cancel", _("Stoppede en opgave i baggrunden")))
ACTION_LABELS.register(
    ActionLabel("jobs.move_municipality", _("Flyttede opgaver fra en kommune, der blev en del af en anden"))
)
