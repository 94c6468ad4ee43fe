"""What a shared benefit tells outside its municipality, and what goes along when it is narrowed."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from tests.landkort import project, refusal
from tests.measuring import benefit, measured
from tests.pages import text_of
from tests.people import actor, client_of, code, holding, unit
from tovholder.apps.benefits.actions import change_benefit, sign_benefit
from tovholder.apps.benefits.measuring import grade_benefit
from tovholder.apps.benefits.models import Benefit, Measurement
from tovholder.apps.benefits.planning import PlanFacts, plan_measuring
from tovholder.apps.benefits.public import BenefitFacts
from tovholder.apps.benefits.reminding import remind_of_measuring
from tovholder.apps.benefits.selectors import has_quality_benefit
from tovholder.apps.decisions.selectors import choosable_measurements
from tovholder.foundation.notices.models import Notice
from tovholder.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db


def _facts(one: Benefit, **values: object) -> BenefitFacts:
    kept = {name: getattr(one, name) for name in BenefitFacts.__dataclass_fields__}
    return BenefitFacts(**(kept | values))


def test_notes_and_the_reason_of_a_grade_stay_in_the_municipality() -> None:
    """Others read what it came to and how much that can bear; what its own people noted of it is theirs."""
    one = benefit(tier="public")
    measured(one, 80, note="Hanne var syg i to uger.")
    grade_benefit(by=SYSTEM, benefit=Benefit.objects.get(), grade="A", reason="Vi stoler på tallene.")
    address = reverse("benefits:measurements", args=[one.public_id])
    home, elsewhere = text_of(client_of(holding()).get(address)), text_of(Client().get(one.get_absolute_url()))
    for words in ("Hanne var syg i to uger.", "Vi stoler på tallene."):
        assert (words in home, words in elsewhere) == (True, False)
    assert "80 timer" in elsewhere
    assert "1 måling" in elsewhere


def test_which_units_measured_a_shared_benefit_stays_in_the_municipality() -> None:
    """Neither the page nor the API names them to others, nor gives the numbers one by one."""
    one = benefit(tier="public")
    measured(one, 80, unit=unit("Fyret"))
    row = Measurement.objects.get()
    assert row.tier == "municipality"
    neighbour = client_of(holding(at="Norddjurs"))
    for client in (Client(), neighbour, client_of(holding("national_editor"))):
        page = text_of(client.get(one.get_absolute_url()))
        assert ("80 timer" in page, "Fyret" in page) == (True, False)
        assert client.get(f"/api/v1/benefits/{one.public_id}/measurements").json() == {"items": [], "count": 0}
        assert client.get(f"/api/v1/measurements/{row.public_id}").status_code == 404
    address = reverse("benefits:measurements", args=[one.public_id])
    assert neighbour.get(address).status_code == 403
    assert "Fyret" in text_of(client_of(holding()).get(address))


def test_the_next_day_is_told_at_home_alone() -> None:
    """As in the API: what is shared is what was measured, not when its owner should have done it."""
    one = benefit(tier="public")
    told = [text_of(client.get(one.get_absolute_url())) for client in (client_of(holding()), Client())]
    assert ["Næste måling" in page for page in told] == [True, False]


def test_the_country_is_told_no_amounts() -> None:
    """An amount of one shared benefit would be read off a sum of one."""
    of = project()
    benefit(of=of)
    one = benefit(
        "Lavere budget",
        of=of,
        bottom_line="economy",
        realisation="reduces",
        yearly_value=Decimal(123_456),
        measured_in=code("measure_unit", "kroner"),
        tier="public",
    )
    sign_benefit(by=SYSTEM, benefit=one)
    assert has_quality_benefit(of)
    for reader in (Client(), client_of(holding(at="Randers")), client_of(holding("national_editor"))):
        assert "123.456" not in text_of(reader.get(reverse("benefits:national")))
    assert "123.456" in text_of(client_of(holding()).get(reverse("benefits:dashboard")))


def test_a_unit_that_takes_a_benefit_to_itself_takes_the_measurements_along() -> None:
    """And gives them back to the municipality, no further, when it shares the benefit."""
    here = unit("Fyret")
    one = benefit(unit=here, tier="unit")
    measured(one, 80)
    change_benefit(by=SYSTEM, benefit=Benefit.objects.get(), facts=_facts(Benefit.objects.get(), tier="public"))
    assert Measurement.objects.get().tier == "municipality"
    change_benefit(by=SYSTEM, benefit=Benefit.objects.get(), facts=_facts(Benefit.objects.get(), tier="unit"))
    reader = actor("reader")
    assert list(Measurement.objects.visible_to(reader)) == []
    Measurement.objects.update(tier="municipality")
    assert list(choosable_measurements(one.project, reader)) == []


def test_a_benefit_does_not_tell_of_a_project_that_its_unit_keeps_to_itself() -> None:
    """Lists and files name the project of a benefit."""
    here = unit("Fyret")
    alone = project("Kun os", unit=here, tier="unit")
    said = "Kun enheden ser projektet. Del projektet først, eller vælg: Kun enheden."
    assert refusal(lambda: benefit(of=alone, unit=here)) == {"tier": [said]}
    one = benefit(of=alone, unit=here, tier="unit")
    assert refusal(lambda: change_benefit(by=SYSTEM, benefit=one, facts=_facts(one, tier="public"))) == {"tier": [said]}


def test_nobody_is_told_of_what_they_cannot_see() -> None:
    """Whoever enters the numbers of a unit's own benefit sees it; one who no longer does gets no reminder."""
    here, outside = unit("Fyret"), holding("reader")
    one = benefit(unit=here, tier="unit")
    facts = PlanFacts(cadence="month", next_measurement_on=date(2026, 11, 1), enters=outside.user)
    said = f"{outside.user.name} kan ikke se det, som kun enheden ser. Vælg en fra enheden."
    assert refusal(lambda: plan_measuring(by=SYSTEM, benefit=one, facts=facts)) == {"enters": [said]}
    Benefit.objects.update(owner=outside.user)
    remind_of_measuring(by=SYSTEM, benefit=Benefit.objects.get(), late=False)
    assert list(Notice.objects.filter(user=outside.user)) == []
