"""The spread of a technology, made for tests."""

from datetime import date
from typing import Any

from tests.landkort import technology
from tests.people import municipality, unit
from tovholder.apps.spread.public import CountFacts, PlanFacts, SpreadCount, SpreadPlan, add_count, open_plan
from tovholder.foundation.municipalities.models import Municipality, Unit
from tovholder.kernel.actor import SYSTEM, Actor

LAST = date(2026, 7, 1)
"""The last quarter that is over on the day of the tests."""


def followed(*units: Unit, at: Municipality | None = None, by: Actor = SYSTEM, **values: Any) -> SpreadPlan:
    """A plan in which units count every quarter."""
    given: dict[str, Any] = {
        "technology": technology(),
        "units": list(units) or [unit("Fyret")],
        "starts_on": date(2026, 1, 1),
    }
    return open_plan(by=by, municipality=at or municipality(), facts=PlanFacts(**(given | values)))


def numbers(*five: int, **values: Any) -> CountFacts:
    """Target, assessed, offered, in use, stopped."""
    names = ("target", "assessed", "offered", "in_use", "stopped")
    given: dict[str, Any] = dict(zip(names, five, strict=True))
    return CountFacts(**(given | values))


def counted(
    plan: SpreadPlan, *five: int, of: Unit | None = None, period: date = LAST, by: Actor = SYSTEM, **values: Any
) -> SpreadCount:
    """What a unit counted."""
    return add_count(by=by, plan=plan, unit=of or plan.units.all()[0], period=period, facts=numbers(*five, **values))
