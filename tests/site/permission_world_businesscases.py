"""One of everything that business cases have an address for: see ``permission_world``."""

from decimal import Decimal
from uuid import UUID

from tests.businesscase import answered, screen_visits
from tests.people import unit
from tovholder.apps.businesscases.public import AssumptionFacts, add_assumption, freeze_case, record_actual
from tovholder.kernel.actor import SYSTEM


def businesscase_addresses() -> dict[str, dict[str, str | UUID]]:
    """A case of the unit with answers, a version, a year's numbers, and an assumption that no line uses."""
    case = answered(screen_visits(unit=unit("Fyret")))
    version = freeze_case(by=SYSTEM, case=case, occasion="Udvalget")
    actual = record_actual(by=SYSTEM, case=case, year=2026, costs=Decimal(1000), booked=Decimal(0))
    loose = add_assumption(by=SYSTEM, case=case, facts=AssumptionFacts(label="Elpris", unit="kr", price_year=2026))
    line = case.lines.get(key="km")
    key: dict[str, str | UUID] = {"public_id": case.public_id}
    of_case = "case edit delete freeze uncertainty new_actual paper new_assumption new_line"
    return {
        **{f"businesscases:{name}": key for name in of_case.split()},
        **{f"businesscases:{name}": {"public_id": version.public_id} for name in ("version", "version_paper")},
        **{
            f"businesscases:{name}": {"public_id": loose.public_id} for name in ("edit_assumption", "remove_assumption")
        },
        **{f"businesscases:{name}": {"public_id": line.public_id} for name in ("edit_line", "remove_line", "sign")},
        "businesscases:unsign": {"public_id": line.public_id},
        "businesscases:remove_actual": {"public_id": actual.public_id},
        "businesscases:questions": {**key, "step": "1"},
        "businesscases:assumption_file": {**key, "kind": "csv"},
        "businesscases:file": {"kind": "csv"},
    }
