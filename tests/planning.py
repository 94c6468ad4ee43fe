"""Goals and actions made for tests."""

from typing import Any

from tests.people import municipality
from tovholder.apps.goals.models import Action, Goal
from tovholder.apps.goals.public import ActionFacts, GoalFacts, Motive, add_action, add_goal
from tovholder.foundation.municipalities.models import Municipality, Unit
from tovholder.kernel.actor import SYSTEM, Actor


def _place(unit: Unit | None, owner_place: Municipality | None) -> Municipality:
    return owner_place or (unit.municipality if unit is not None else municipality())


def goal(
    title: str = "Alle kan ringe hjem over skærm", *, by: Actor = SYSTEM, at: Municipality | None = None, **values: Any
) -> Goal:
    """A goal; with a unit it is that unit's own."""
    facts = GoalFacts(**({"title": title, "motive": Motive.QUALITY} | values))
    return add_goal(by=by, municipality=_place(facts.unit, at), facts=facts)


def plan_action(
    title: str = "Mål nettet i alle boliger",
    *,
    by: Actor = SYSTEM,
    at: Municipality | None = None,
    origin: Any = None,
    **values: Any,
) -> Action:
    """A line of the plan."""
    facts = ActionFacts(**({"title": title} | values))
    return add_action(by=by, municipality=_place(facts.unit, at), facts=facts, origin=origin)
