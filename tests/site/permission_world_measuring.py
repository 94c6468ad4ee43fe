"""A measurement of a benefit that belongs to Syddjurs's unit, and its plan: see ``permission_world``."""

from uuid import UUID

from tests.measuring import benefit, measured
from tests.people import unit
from tests.site.permission_world_process import each
from tovholder.apps.benefits.planning import PlanFacts, plan_measuring
from tovholder.kernel.actor import SYSTEM


def measuring_addresses() -> dict[str, dict[str, str | UUID]]:
    """The arguments of every address of measuring."""
    here = unit("Fyret")
    found = benefit("Målt i Fyret", unit=here)
    plan_measuring(by=SYSTEM, benefit=found, facts=PlanFacts(units=[here]))
    one = measured(found, 80)
    return {
        **each("measurements plan_measuring grade_benefit", "benefits", public_id=found.public_id),
        **each("edit_measurement remove_measurement mark_spoiled", "benefits", public_id=one.public_id),
        **each("measurement_file dashboard_file national_file", "benefits", kind="csv"),
    }
