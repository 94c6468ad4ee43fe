"""The spread of a technology at its addresses: see ``permission_world``."""

from uuid import UUID

from tests.people import unit
from tests.spreading import counted, followed

Arguments = dict[str, dict[str, str | UUID]]


def spread_addresses() -> Arguments:
    """A plan of Syddjurs in which its unit has counted."""
    plan = followed(unit("Fyret"))
    count = counted(plan, 10, 8, 6, 3, 1)
    record: dict[str, str | UUID] = {"public_id": plan.public_id}
    at_unit: dict[str, str | UUID] = record | {"unit_id": unit("Fyret").public_id}
    return {
        **{f"spread:{name}": record for name in ("plan", "edit_plan")},
        **{f"spread:{name}": at_unit for name in ("unit", "new_count")},
        "spread:file": record | {"kind": "csv"},
        "spread:correct_count": {"public_id": count.public_id},
    }
