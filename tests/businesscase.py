"""Business cases made for tests."""

from decimal import Decimal
from typing import Any

from tests.people import municipality
from tovholder.apps.businesscases.public import BusinessCase, CaseFacts, answer_questions, begin_case
from tovholder.foundation.municipalities.models import Municipality
from tovholder.kernel.actor import SYSTEM, Actor

# Worked out in tests/apps/businesscases/test_case_numbers.py.
ANSWERS = {
    "citizens": 40,
    "exceptions": 25,
    "visits": 2,
    "share": 50,
    "minutes": 15,
    "driving": 20,
    "km": 12,
    "km_rate": 3,
    "wage": 350,
    "start_hours": 200,
    "course_hours": 150,
    "ramp": 12,
    "device": 2000,
    "licence": 1200,
    "support": 30000,
}


def begun(
    pattern: str = "skaermbesoeg",
    title: str = "Skærmbesøg i bostøtten",
    *,
    by: Actor = SYSTEM,
    at: Municipality | None = None,
    **values: Any,
) -> BusinessCase:
    """A case without answers, in prices of 2026, from 2026 and four years on."""
    given: dict[str, Any] = {"title": title, "start_year": 2026, "price_year": 2026, "horizon": 4}
    unit = values.get("unit")
    place = at or (unit.municipality if unit is not None else municipality())
    return begin_case(by=by, municipality=place, pattern=pattern, facts=CaseFacts(**(given | values)))


def screen_visits(**values: Any) -> BusinessCase:
    """A case of screen visits without answers."""
    return begun(**values)


def answered(case: BusinessCase, **values: Any) -> BusinessCase:
    """The same with the answers of the worked example, some of them changed."""
    told = {key: Decimal(str(value)) for key, value in (ANSWERS | values).items()}
    return answer_questions(by=SYSTEM, case=case, answers=told)
