"""Work tasks and journeys, made for tests."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from tests.people import code, municipality
from tovholder.apps.rethinking.public import JourneyFacts, TaskFacts, UserJourney, WorkTask, add_journey, add_task
from tovholder.foundation.municipalities.models import Municipality
from tovholder.kernel.actor import SYSTEM, Actor


def task_facts(title: str = "Medicin bestilles", **values: Any) -> TaskFacts:
    """A task in the middle of every scale: 100 hours a year."""
    field = values.pop("field", "health_elderly")
    plain = TaskFacts(
        title=title,
        field=code("field", field) if isinstance(field, str) else field,
        volume=100,
        minutes=Decimal(60),
        contact=3,
        standard=3,
        harm=2,
    )
    return replace(plain, **values)


def task(
    title: str = "Medicin bestilles", *, by: Actor = SYSTEM, owner: Municipality | None = None, **values: Any
) -> WorkTask:
    """A task on the list of Syddjurs."""
    return add_task(by=by, municipality=owner or municipality(), facts=task_facts(title, **values))


def journey(title: str = "Fra faldet til træningen", *, by: Actor = SYSTEM, **values: Any) -> UserJourney:
    """A journey without steps."""
    facts = JourneyFacts(title=title, field=code("field", "health_elderly"), whose="En borger, der er faldet", **values)
    return add_journey(by=by, municipality=municipality(), facts=facts)
