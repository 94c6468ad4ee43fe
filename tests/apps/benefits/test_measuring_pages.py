"""The pages of measuring: what is asked for, what is saved, and that nothing typed is lost."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.measuring import benefit, measured
from tests.pages import text_of
from tests.people import client_of, holding, municipality, unit
from tovholder.apps.benefits.models import Benefit, Measurement, MeasurementPlan
from tovholder.apps.benefits.planning import PlanFacts, plan_measuring
from tovholder.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator() -> Client:
    """The one who acts for the municipality."""
    return client_of(holding("coordinator"))


def _planned(*names: str) -> Benefit:
    one = benefit()
    facts = PlanFacts(units=[unit(name) for name in names], cadence="month", next_measurement_on=date(2026, 11, 1))
    plan_measuring(by=SYSTEM, benefit=one, facts=facts)
    return Benefit.objects.get(pk=one.pk)


def _typed(one: Benefit, **values: str) -> dict[str, str]:
    """What is sent for each unit: the number by the unit's name, the rest as it was filled in beforehand."""
    sent: dict[str, str] = {}
    for name, value in values.items():
        key = f"{one.pk}-{unit(name).pk}"
        sent |= {f"value-{key}": value, f"period-{key}": "2026-10-01", f"method-{key}": "counted"}
    return sent


def test_a_unit_leader_meets_one_number_for_the_own_unit_and_saves_it() -> None:
    """One number, the period set to the last whole month; what was measured last stands beside."""
    one = _planned("Fyret", "Havnen")
    measured(one, 90, 9, unit=unit("Fyret"))
    client = client_of(holding("unit_leader", in_unit=unit("Fyret")))
    page = text_of(client.get(reverse("benefits:entry")))
    assert "Fyret: timer" in page
    assert "Senest: 90 timer (september 2026)" in page
    assert "Havnen" not in page
    assert "aldrig en medarbejder" in page
    answer = client.post(reverse("benefits:entry"), _typed(one, Fyret="72,5"))
    assert answer.status_code == 302
    kept = Measurement.objects.get(period_from=date(2026, 10, 1))
    assert (kept.value, kept.unit, kept.period_to, kept.by_name) == (
        Decimal("72.5"),
        unit("Fyret"),
        date(2026, 10, 31),
        "unit_leader syddjurs",
    )
    assert "Der er ikke noget at måle lige nu" in text_of(client.get(reverse("benefits:entry")))


def test_a_coordinator_writes_several_units_and_what_is_wrong_stays(coordinator: Client) -> None:
    """What can be saved is saved; the rest stands as it was typed, with the error at its field."""
    one = _planned("Fyret", "Havnen")
    answer = coordinator.post(reverse("benefits:entry"), _typed(one, Fyret="1.000,50", Havnen="1,000"))
    page = answer.content.decode()
    assert Measurement.objects.get().value == Decimal("1000.50")
    assert "1 måling er gemt." in page
    assert "Er det tusinder eller decimaler?" in page
    assert 'value="1,000"' in page
    assert f"value-{one.pk}-{unit('Fyret').pk}" not in page


def test_english_numbers_and_refusals_of_the_action_stand_at_the_field(coordinator: Client) -> None:
    """A number as 1,000.50 is read; a month that stands already is refused under Mere, which is open."""
    one = _planned("Fyret", "Havnen")
    measured(one, 90, 9, unit=unit("Havnen"))
    sent = _typed(one, Fyret="1,000.50", Havnen="7")
    sent[f"period-{one.pk}-{unit('Havnen').pk}"] = "2026-09-01"
    page = coordinator.post(reverse("benefits:entry"), sent).content.decode()
    assert "Der står allerede en måling for september 2026. Ret den i stedet." in page
    assert '<details class="tv-more" open>' in page
    assert Measurement.objects.get(unit=unit("Fyret")).value == Decimal("1000.50")


@pytest.mark.parametrize(
    ("sent", "told"), [({}, "Skriv mindst ét tal."), ({"note": "Kun halvdelen"}, "Skriv tallet, eller slet det")]
)
def test_an_empty_page_and_a_note_without_a_number_say_what_to_do(
    coordinator: Client, sent: dict[str, str], told: str
) -> None:
    """Nothing is saved, and a note that was typed is not lost."""
    one = _planned("Fyret")
    given = _typed(one, Fyret="") | {f"{name}-{one.pk}-{unit('Fyret').pk}": text for name, text in sent.items()}
    page = coordinator.post(reverse("benefits:entry"), given).content.decode()
    assert told in page
    assert all(text in page for text in sent.values())


def test_the_page_asks_few_questions_of_the_database(
    coordinator: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """As many for ten benefits as for one."""
    first = _planned("Fyret")
    for number in range(9):
        benefit(f"Gevinst {number}", of=first.project)
    coordinator.get(reverse("benefits:entry"))
    with django_assert_max_num_queries(16):
        coordinator.get(reverse("benefits:entry"))


def test_the_plan_is_made_on_its_page_with_the_rules_shown(coordinator: Client) -> None:
    """A time study without the confirmation comes back with the rules; with it, who confirmed is kept."""
    one = benefit()
    address = reverse("benefits:plan_measuring", args=[one.public_id])
    sent = {
        "version": str(one.version),
        "units": [str(unit("Fyret").pk)],
        "cadence": "quarter",
        "next_measurement_on": "2026-12-01",
        "method": "time_study",
        "design": "comparison",
        "purpose": "Se, om vejtiden falder",
        "told_staff_on": "2026-09-01",
        "told_med_on": "2026-08-20",
    }
    page = coordinator.post(address, sent).content.decode()
    assert "Det er en kontrolforanstaltning." in page
    assert "MED skal have besked" in page
    assert coordinator.post(address, sent | {"confirmed": "on"}).status_code == 302
    plan = MeasurementPlan.objects.get()
    assert (plan.confirmed_by_name, plan.told_med_on) == ("coordinator syddjurs", date(2026, 8, 20))
    assert [each.name for each in plan.units.all()] == ["Fyret"]
    assert coordinator.post(address, sent | {"confirmed": "on"}).status_code == 409


def test_a_measurement_is_mended_marked_and_removed_on_its_pages(coordinator: Client) -> None:
    """And the history of the benefit shows it."""
    one = measured(benefit(), 80)
    sent = {
        "version": "1",
        "value": "75",
        "period_from": "2026-10-01",
        "period_to": "2026-10-31",
        "method": "counted",
        "reason": "Slåfejl",
    }
    assert coordinator.post(reverse("benefits:edit_measurement", args=[one.public_id]), sent).status_code == 302
    coordinator.post(reverse("benefits:mark_spoiled", args=[one.public_id]), {"spoiled": "1"})
    page = text_of(coordinator.get(reverse("benefits:measurements", args=[one.benefit.public_id])))
    assert "Fra 80 timer til 75 timer. Slåfejl" in page
    assert "ødelagt, tæller ikke med" in page
    coordinator.post(reverse("benefits:remove_measurement", args=[one.public_id]), {"reason": "Forkert måned"})
    assert Measurement.objects.count() == 0
    page = text_of(coordinator.get(reverse("benefits:measurements", args=[one.benefit.public_id])))
    assert "Fjernet" in page
    assert "Forkert måned" in page


def test_others_see_the_numbers_of_a_shared_benefit_and_no_names() -> None:
    """What it came to is shared; who measured what where is for the municipality itself."""
    one = benefit(tier="municipalities")
    measured(one, 80)
    elsewhere = client_of(holding("coordinator", at=municipality("Randers")))
    address = one.get_absolute_url()
    page = text_of(elsewhere.get(address))
    assert "80 timer" in page
    assert "Målingerne for de enkelte enheder er kommunens egne." in page
    assert reverse("benefits:measurements", args=[one.public_id]) not in elsewhere.get(address).text
    Benefit.objects.update(tier="municipality")
    assert elsewhere.get(address).status_code == 404
    mend = reverse("benefits:edit_measurement", args=[Measurement.objects.get().public_id])
    assert elsewhere.get(mend).status_code == 404


def test_an_overdue_measurement_is_marked_on_the_benefits_page_of_measurements(coordinator: Client) -> None:
    """Twenty days after the first of November."""
    one = benefit()
    page = text_of(coordinator.get(reverse("benefits:measurements", args=[one.public_id])))
    assert "Måling overskredet med 20 dage" in page


def test_the_download_has_the_own_municipalitys_measurements(coordinator: Client) -> None:
    """One line each; with a benefit named, its alone."""
    one = benefit(tier="public")
    measured(one, 80)
    measured(benefit("En anden", of=one.project), 7)
    address = reverse("benefits:measurement_file", args=["csv"])
    body = b"".join(coordinator.get(address).streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]  # a stream
    assert len(body.strip().splitlines()) == 3
    named = coordinator.get(f"{address}?gevinst={one.public_id}")
    assert b"En anden" not in b"".join(named.streaming_content)  # type: ignore[attr-defined]  # as above
