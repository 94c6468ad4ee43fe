"""One of everything that benefits and their trees have an address for: see ``permission_world``."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from tests.harvest import benefit, node, tree
from tests.landkort import project
from tests.people import code, unit
from tests.site.permission_world_process import each
from tovholder.apps.benefits.public import MeasurementFacts, add_measurement, connect
from tovholder.kernel.actor import SYSTEM


def benefit_addresses() -> dict[str, dict[str, str | UUID]]:
    """A tree of the unit's project with two points and an arrow, and a benefit of the unit that was measured."""
    here = unit("Fyret")
    owned = project("Skærmbesøg fra Fyret", unit=here)
    grown = tree(of=owned)
    work, quality = node(grown, "Ring op"), node(grown, "Tryghed", "quality", line="citizen")
    edge = connect(by=SYSTEM, tree=grown, start=work, end=quality)
    made = benefit(of=owned, unit=here, indicator="Andel, der svarer ja", measured_in=code("measure_unit", "percent"))
    facts = MeasurementFacts(period_from=date(2026, 8, 1), period_to=date(2026, 8, 31), value=Decimal(70), unit=here)
    add_measurement(by=SYSTEM, benefit=made, facts=facts)
    return {
        **each("benefit edit judge sign", "benefits", public_id=made.public_id),
        **each("tree tree_paper share_tree add_node connect", "benefits", public_id=grown.public_id),
        **each("edit_node place_node remove_node make_benefit", "benefits", public_id=quality.public_id),
        **each("edit_edge disconnect", "benefits", public_id=edge.public_id),
        **each("template", "benefits", key="skaermbesoeg"),
        **each("file", "benefits", kind="csv"),
    }
