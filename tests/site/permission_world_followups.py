"""A plan, a rollout and an analysis of Syddjurs: see ``permission_world``."""

from datetime import date
from uuid import UUID

from tests.followups import benefit, plan, rollout
from tests.landkort import project
from tests.people import unit
from tests.site.permission_world_process import each
from tovholder.apps.followups.models import PlannedStart
from tovholder.apps.followups.public import keep_analysis, reading_of
from tovholder.kernel.actor import SYSTEM


def followup_addresses() -> dict[str, dict[str, str | UUID]]:
    """The arguments of every address of the room."""
    here = unit("Fyret")
    at = project("Fulgt op")
    measured = benefit(at, unit=here)
    written = plan(measured, in_unit=here)
    rolled = rollout(at, [here, unit("Havnen")], accepted=False, first_month=date(2027, 1, 1))
    start = PlannedStart.objects.get(rollout=rolled, unit=here)
    kept = keep_analysis(by=SYSTEM, benefit=measured, reading=reading_of(measured, SYSTEM))
    return {
        **each("file analyses_file rollouts_file", "followups", kind="csv"),
        **each("plan edit_plan", "followups", public_id=written.public_id),
        **each("rollout edit_rollout draw_again accept", "followups", public_id=rolled.public_id),
        **each("wish began", "followups", public_id=start.public_id),
        **each("analysis keep", "followups", public_id=measured.public_id),
        **each("kept", "followups", public_id=kept.public_id),
    }
