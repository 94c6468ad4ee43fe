"""What is reached: three bottom lines that are never summed, money booked only when signed, and what is late."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.landkort import project, technology
from tests.measuring import benefit, measured
from tests.pages import text_of
from tests.people import actor, client_of, code, holding, municipality
from tovholder.apps.benefits.choices import BottomLine, Outcome
from tovholder.apps.benefits.models import Benefit
from tovholder.apps.benefits.overview import overview_of
from tovholder.apps.benefits.public import judge_benefit, sign_benefit
from tovholder.apps.benefits.sharing import ranges, technology_panel
from tovholder.apps.projects.public import Project
from tovholder.kernel import clock
from tovholder.kernel.actor import ANONYMOUS, SYSTEM

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("BEN-14")
@pytest.mark.parametrize(
    ("value", "outcome"), [(60, Outcome.REACHED), (55, Outcome.REACHED), (80, Outcome.PARTLY), (100, Outcome.NOT)]
)
def test_a_measured_benefit_lies_between_its_start_and_its_target(value: int, outcome: Outcome) -> None:
    """From 100 to 60: what was measured last says how far it came."""
    measured(benefit(), value)
    assert Benefit.objects.get().outcome == outcome


@pytest.mark.requirement("BEN-14")
def test_too_early_is_an_answer_beside_what_was_expected() -> None:
    """Whatever the number says; the page shows expected and realised side by side."""
    one = benefit()
    measured(one, 95)
    assert Benefit.objects.get().outcome == Outcome.PARTLY
    judge_benefit(by=SYSTEM, benefit=Benefit.objects.get(), to_state="too_early", reason="Kun fem måneder")
    assert Benefit.objects.get().outcome == Outcome.TOO_EARLY
    page = text_of(client_of(holding()).get(reverse("benefits:measurements", args=[one.public_id])))
    assert "Forventet 60 timer" in page
    assert "95 timer (til og med 31. oktober 2026). For tidligt at sige" in page


def _economy(of: Project, title: str, way: str, kroner: int, **values: Any) -> Benefit:
    return benefit(
        title,
        of=of,
        bottom_line="economy",
        realisation=way,
        yearly_value=Decimal(kroner),
        measured_in=code("measure_unit", "kroner"),
        **values,
    )


def _some() -> Project:
    """A benefit for staff that is late, a disadvantage, three economic ones of which one is signed, and a means."""
    one = benefit()
    benefit("Mere dokumentation", of=one.project, is_negative=True, next_measurement_on=date(2026, 12, 1))
    _economy(one.project, "Forebygger", "prevents", 10_000)
    signed = _economy(one.project, "Sænker", "reduces", 20_000)
    _economy(one.project, "Sænker uden underskrift", "reduces", 40_000)
    benefit("Et middel", of=one.project, bottom_line="economy", is_means=True)
    sign_benefit(by=actor("economist"), benefit=signed)
    return one.project


def test_lines_stand_apart_means_are_left_out_and_only_a_signed_reduction_is_booked() -> None:
    """No number stands for more than one bottom line, and disadvantages have rows of their own."""
    _some()
    found = overview_of(Benefit.objects.visible_to(SYSTEM), clock.today())
    assert [(line.label, line.total) for line in found.shown_lines] == [
        ("Borgeren", 0),
        ("Medarbejderne", 1),
        ("Ulemper: Medarbejderne", 1),
        ("Økonomien", 3),
    ]
    assert [(one.realisation, one.expected, one.booked, one.signed) for one in found.shown_money] == [
        ("prevents", Decimal(10_000), Decimal(0), 0),
        ("reduces", Decimal(60_000), Decimal(20_000), 1),
    ]
    assert (found.late.count, found.late.base) == (4, 5)


def test_the_pages_show_them_by_project_unit_and_technology_with_a_file() -> None:
    """And say that the lines are never added up."""
    one = _some()
    client = client_of(holding())
    for way, told in (("projekt", one.title), ("enhed", "Hele kommunen"), ("teknologi", one.technology.label)):
        page = text_of(client.get(f"{reverse('benefits:dashboard')}?efter={way}"))
        assert told in page
        assert "lægges aldrig sammen" in page
        assert "20.000 (1 godkendt)" in page
    answer = client.get(reverse("benefits:dashboard_file", args=["csv"]))
    rows = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()  # type: ignore[attr-defined]  # a stream
    assert len(rows) == 4


def test_the_country_shows_no_more_than_the_reader_may_see(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """Nobody known sees what is public; a municipality what is shared and its own. The same few queries."""
    benefit("Offentlig", tier="public")
    benefit("Delt", of=project("Randers", owner="Randers"), tier="municipalities")
    benefit("Egen", of=Project.objects.get(title="Randers"))
    for who, told in ((client, ["Syddjurs"]), (client_of(holding()), ["Randers", "Syddjurs"])):
        with django_assert_max_num_queries(12):
            page = text_of(who.get(reverse("benefits:national")))
        assert [name for name in ("Randers", "Syddjurs") if f"{name} –" in page] == told
    seen = overview_of(Benefit.objects.visible_to(actor("coordinator", at="Randers")), clock.today())
    assert seen.line(BottomLine.STAFF).total == 3


def test_the_panels_mark_what_is_overdue_on_project_and_municipality() -> None:
    """Red, with its base, and the benefit by name for its own municipality alone."""
    one = benefit(tier="public")
    Project.objects.update(tier="public")
    pages = [one.project.get_absolute_url(), reverse("projects:municipality", args=["syddjurs"])]
    reader = client_of(holding("reader"))
    for address in pages:
        page = text_of(reader.get(address))
        assert "1 måling overskredet" in page
        assert "Måling overskredet med 20 dage" in page
    elsewhere = text_of(client_of(holding(at="Randers")).get(pages[1]))
    assert "1 måling overskredet" in elsewhere
    assert "Måling overskredet med 20 dage" not in elsewhere


def _shared(place: str, value: int, **values: Any) -> Benefit:
    of, kind = project(f"Projekt i {place}", owner=place), code("benefit_staff", "easier_planning")
    one = benefit(f"Vejtid i {place}", of=of, tier="municipalities", kind=kind, **values)
    for month in (8, 9, 10):
        measured(one, value, month, n=30)
    return one


@pytest.mark.requirement("BEN-15")
def test_a_technology_shows_ranges_over_municipalities_with_n_grade_and_context() -> None:
    """Each municipality counts once; what a reader may not see is not in the range; nothing is scaled."""
    _shared("Randers", 80, solution_note="App på egen tablet")
    _shared("Aarhus", 60)
    _shared("Norddjurs", 110)
    benefit("Intern", of=project("Skanderborg", owner="Skanderborg"))
    found = technology_panel(technology(), actor("coordinator"))
    assert found is not None
    (one,) = found["ranges"]
    assert (one.text, one.n_text, one.grade_text) == (
        "−40 pct. til +10 pct., midterste −20 pct.",
        "n = 3 kommuner",
        "B: 3",
    )
    assert [(place.benefit.municipality.name, place.change_text) for place in one.places] == [
        ("Norddjurs", "+10 pct."),
        ("Randers", "−20 pct."),
        ("Aarhus", "−40 pct."),
    ]
    assert one.places[1].benefit.solution_note == "App på egen tablet"
    assert technology_panel(technology(), ANONYMOUS) is None
    page = text_of(client_of(holding("reader")).get(technology().get_absolute_url()))
    assert "App på egen tablet" in page
    assert "kan ikke ganges op til hele landet" in page
    assert "Til sammenligning: tal, som andre har offentliggjort" in page


def test_one_municipality_is_told_as_one_and_two_of_its_benefits_count_once() -> None:
    """Its own middle value stands for it."""
    first = _shared("Randers", 80)
    second = benefit("Vejtid to", of=first.project, kind=first.kind, tier="municipalities")
    measured(second, 60)
    (one,) = ranges(list(Benefit.objects.select_related("municipality", "kind", "measured_in")))
    assert (one.text, one.municipalities) == ("−30 pct. i én kommune", 1)
    assert municipality("Randers") == one.places[0].benefit.municipality
