"""How the measurements of a benefit become one number, what that number is an answer to, and when it is booked."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from tests.landkort import project, refusal
from tests.measuring import benefit, measured
from tests.people import code, holding, unit
from tovholder.apps.benefits.actions import change_benefit, sign_benefit
from tovholder.apps.benefits.measuring import change_measurement, remove_measurement
from tovholder.apps.benefits.models import Benefit, MeasurementMending
from tovholder.apps.benefits.periods import Period, period_of
from tovholder.apps.benefits.planning import PlanFacts, plan_measuring
from tovholder.apps.benefits.presenting import budget_text
from tovholder.apps.benefits.public import BenefitFacts, MeasurementFacts
from tovholder.foundation.accounts.public import make_token
from tovholder.foundation.accounts.seats import actor_of
from tovholder.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db


def test_a_month_that_only_one_unit_has_measured_waits_for_the_others() -> None:
    """The mean of other units than last time would be a change that nobody made."""
    one, here, there = benefit(), unit("Fyret"), unit("Havnen")
    facts = PlanFacts(units=[here, there], cadence="month", next_measurement_on=date(2026, 11, 1))
    plan_measuring(by=SYSTEM, benefit=one, facts=facts)
    for value, month, place in ((80, 9, here), (60, 9, there), (20, 10, here)):
        measured(Benefit.objects.get(), value, month, unit=place)
    found = Benefit.objects.get()
    assert (found.realised, found.realised_on, found.measured) == (Decimal(70), date(2026, 9, 30), 3)
    measured(Benefit.objects.get(), 40, 10, unit=there)
    found = Benefit.objects.get()
    assert (found.realised, found.realised_on) == (Decimal(30), date(2026, 10, 31))


def test_what_was_measured_of_the_whole_is_not_mixed_with_a_unit_of_it() -> None:
    """Without a plan of units the number of the whole stands."""
    one = benefit()
    measured(one, 80)
    measured(Benefit.objects.get(), 10, unit=unit("Fyret"))
    assert Benefit.objects.get().realised == Decimal(80)


@pytest.mark.parametrize(
    ("higher", "value", "outcome"),
    [(True, 105, "reached"), (True, 95, "not"), (False, 95, "reached"), (False, 105, "not")],
)
def test_to_hold_a_level_is_judged_by_which_way_is_better(higher: bool, value: int, outcome: str) -> None:
    """A target that is the starting point says nothing of the direction; the benefit does."""
    measured(benefit(target=Decimal(100), higher_is_better=higher), value)
    assert Benefit.objects.get().outcome == outcome


def test_a_saving_that_becomes_a_drawback_is_not_booked() -> None:
    """What an economist signed was a saving."""
    of = project()
    benefit(of=of)
    given: dict[str, Any] = {"bottom_line": "economy", "realisation": "reduces", "yearly_value": Decimal("1999.50")}
    one = sign_benefit(
        by=SYSTEM, benefit=benefit("Lavere budget", of=of, measured_in=code("measure_unit", "kroner"), **given)
    )
    assert (one.is_booked, "2.000 kr. om året" in budget_text(one)) == (True, True)
    kept = {name: getattr(one, name) for name in BenefitFacts.__dataclass_fields__}
    change_benefit(by=SYSTEM, benefit=one, facts=BenefitFacts(**(kept | {"is_negative": True})))
    assert (one.is_booked, one.signed_by_name, one.signed_at) == (False, "", None)
    assert "2.000 kr. om året" in budget_text(one)


def test_no_reason_holds_what_is_sensitive_whichever_way_it_came() -> None:
    """The form refuses it; so does the API."""
    made = measured(benefit(), 80)
    facts = MeasurementFacts(period_from=made.period_from, period_to=made.period_to, value=Decimal(70))
    told = "Rettet for 010190-1234"
    for act in (
        lambda: change_measurement(by=SYSTEM, measurement=made, facts=facts, reason=told),
        lambda: remove_measurement(by=SYSTEM, measurement=made, reason=told),
    ):
        assert list(refusal(act)) == ["reason"]
    by = actor_of(holding())
    _token, key = make_token(by=by, name="Fagsystem", expires_on=date(2027, 1, 1), writes=True)
    headers = {"Authorization": f"Bearer {key}", "If-Match": '"1"'}
    body = {"value": "70", "reason": told}
    address = f"/api/v1/measurements/{made.public_id}"
    answer = Client().patch(address, body, content_type="application/json", headers=headers)
    assert (answer.status_code, MeasurementMending.objects.count()) == (422, 0)


def test_the_last_year_of_the_calendar_is_a_year_too() -> None:
    """A slip of the keys is told of at its field; nothing falls over."""
    for cadence in ("month", "quarter", "half_year", "year"):
        assert period_of(date(9999, 12, 31), cadence).last == date(9999, 12, 31)
    assert period_of(date(2024, 2, 10), "month") == Period(date(2024, 2, 1), date(2024, 2, 29))
