"""Benefits and measurements made for tests."""

from datetime import date
from decimal import Decimal
from typing import Any

from tests.landkort import project
from tests.people import code
from tovholder.apps.benefits.models import Benefit, Measurement
from tovholder.apps.benefits.public import BenefitFacts, MeasurementFacts, add_benefit, add_measurement
from tovholder.apps.projects.public import Project
from tovholder.kernel.actor import SYSTEM, Actor


def benefit(
    title: str = "Færre timer på vejen", *, by: Actor = SYSTEM, of: Project | None = None, **values: Any
) -> Benefit:
    """A benefit for the staff, measured in hours each month, from 100 to 60, since May 2026."""
    given: dict[str, Any] = {
        "title": title,
        "bottom_line": "staff",
        "indicator": "Timer på vejen",
        "measured_in": code("measure_unit", "hours"),
        "baseline": Decimal(100),
        "baseline_from": date(2026, 1, 1),
        "baseline_to": date(2026, 4, 30),
        "target": Decimal(60),
        "starts_on": date(2026, 5, 1),
        "cadence": "month",
        "next_measurement_on": date(2026, 11, 1),
        "group_note": "Borgere med bostøtte",
    }
    return add_benefit(by=by, project=of or project(), facts=BenefitFacts(**(given | values)))


def measured(
    of: Benefit, value: int | str = 80, month: int = 10, *, by: Actor = SYSTEM, year: int = 2026, **values: Any
) -> Measurement:
    """A measurement of one month."""
    first = date(year, month, 1)
    last = date(year + month // 12, month % 12 + 1, 1).toordinal() - 1
    given: dict[str, Any] = {"period_from": first, "period_to": date.fromordinal(last), "value": Decimal(value)}
    return add_measurement(by=by, benefit=of, facts=MeasurementFacts(**(given | values)))
