"""The demo's measurements."""

from datetime import date

import pytest

from tovholder.apps.benefits.choices import Outcome
from tovholder.apps.benefits.models import Benefit, Measurement, MeasurementMending

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


def test_syddjurs_has_measured_two_years_in_five_units() -> None:
    """Some months are missing or spoiled, one was mended, one benefit is too early to judge and one is overdue."""
    shorter = Benefit.objects.get(title="Kortere vej til de borgere, der får skærmbesøg")
    rows = Measurement.objects.filter(benefit=shorter)
    found = (rows.count(), rows.filter(spoiled=True).count(), rows.values("unit").distinct().count())
    assert found == (5 * 24 - 3, 3, 5)
    assert (shorter.proposed_grade, shorter.next_measurement_on) == ("A", date(2026, 12, 1))
    assert sorted(MeasurementMending.objects.values_list("what", flat=True)) == ["changed", *["spoiled"] * 3]
    assert Benefit.objects.get(title="Borgerne aflyser færre besøg").outcome == Outcome.TOO_EARLY
    assert Benefit.objects.get(title="Færre uplanlagte udkald om natten").is_overdue_on(TODAY)
