"""Who may stop a job. Whether somebody sees it at all is decided by ``Job.objects.visible_to``."""

from typing import Any

from tovholder.foundation.visibility import roles
from tovholder.foundation.visibility.rules import rule
from tovholder.kernel.actor import Actor


@rule
def job_stopper(actor: Actor, record: Any) -> bool:
    """The person who started the job, and those who act for its municipality as a whole."""
    if record is None or actor.is_system:
        return not actor.is_anonymous
    if actor.user_id is not None and record.owner_id == actor.user_id:
        return True
    at_home = actor.municipality_id is not None and record.municipality_id == actor.municipality_id
    return at_home and actor.role in roles.COORDINATORS
