"""Where a technology is and how it spread, counted as the national figures are."""

import csv
import io
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.landkort import project, technology
from tests.people import client_of, holding, municipality
from tovholder.apps.projects.figures import MunicipalityCount, national_figures
from tovholder.apps.projects.picturing import state_map, state_of
from tovholder.apps.projects.public import EarlierStep
from tovholder.apps.projects.spread import operating_years, spread

pytestmark = pytest.mark.django_db


def test_in_operation_by_year_follows_the_steps() -> None:
    """Two years in operation, then stopped; the state at the end of the year decides."""
    way = [
        ("pilot", date(2016, 3, 1)),
        ("in_operation", date(2017, 12, 31)),
        ("stopped", date(2020, 1, 1)),
        ("pilot", date(2021, 1, 1)),
    ]
    assert operating_years(way, range(2015, 2023)) == [2017, 2018, 2019]


def told() -> dict[int, tuple[int, int, int]]:
    """The years of skærmbesøg that have something on the map."""
    return {one.year: (one.registered, one.on_map, one.in_operation) for one in spread(technology()) if one.on_map}


def test_the_years_of_a_technology() -> None:
    """Operation counts from when the project is on the map; other technologies and own notes do not count."""
    early = (EarlierStep("pilot", date(2015, 1, 1)), EarlierStep("in_operation", date(2016, 1, 1)))
    project(
        "A",
        tier="public",
        status="stopped",
        reason="Penge",
        status_since=date(2019, 5, 1),
        registered_on=date(2017, 2, 1),
        earlier_steps=early,
    )
    project(
        "B", tier="municipalities", status="in_operation", status_since=date(2018, 6, 1), registered_on=date(2018, 6, 1)
    )
    project("C", tier="municipality", status="in_operation", registered_on=date(2018, 6, 1))
    project("D", tier="public", status="in_operation", technology=technology("gps_ur"), registered_on=date(2018, 6, 1))
    assert told() == {2017: (1, 1, 1), 2018: (1, 2, 2)}


def test_the_file_tells_the_years_with_the_share() -> None:
    """One row a year since the launch."""
    project("A", tier="public", status="in_operation", registered_on=date(2016, 2, 1), status_since=date(2016, 2, 1))
    answer = Client().get(reverse("projects:spread_file", args=["skaermbesoeg", "csv"]))
    text = b"".join(answer) if answer.streaming else answer.content
    rows = list(csv.reader(io.StringIO(text.decode("utf-8-sig")), delimiter=";"))
    assert [row[:5] for row in rows] == [
        ["År", "Registreret i året", "På kortet ved årets slutning", "Heraf i drift", "I drift, pct."],
        ["2014", "0", "0", "0", ""],
        ["2015", "0", "0", "0", ""],
        ["2016", "1", "1", "1", "100"],
    ]


@pytest.mark.parametrize(
    ("counts", "state"),
    [((3, 1, 1, 1), 0), ((2, 0, 1, 1), 1), ((1, 0, 0, 1), 2), ((0, 0, 0, 0), None)],
)
def test_the_furthest_project_decides_and_stopped_only_alone(
    counts: tuple[int, int, int, int], state: int | None
) -> None:
    """In operation before under way before stopped."""
    projects, in_operation, working, stopped = counts
    assert state_of(MunicipalityCount(municipality(), projects, in_operation, working, stopped)) == state


@pytest.mark.requirement("MAP-02")
def test_the_technology_page_has_its_own_map() -> None:
    """Who has it in operation, who works on it, who stopped: in words on each link, and in the table."""
    project("A", owner="Syddjurs", tier="public", status="in_operation")
    project("B", owner="Norddjurs", tier="municipalities", status="pilot")
    project("C", owner="Randers", tier="public", status="stopped", reason="Penge")
    page = Client().get(reverse("technologies:technology", args=["skaermbesoeg"])).content.decode()
    said = [part.split('"', 1)[0] for part in page.split('aria-label="')[1:]]
    assert [words for words in said if words.startswith(("Syddjurs", "Norddjurs", "Randers", "Favrskov"))] == [
        "Favrskov Kommune: ingen projekter",
        "Norddjurs Kommune: i gang, 1 projekt",
        "Randers Kommune: stoppet eller på pause, 1 projekt",
        "Syddjurs Kommune: i drift, 1 projekt",
    ]
    assert "Skærmbesøg er i drift i 1 af 98 kommuner, i gang i 1 og stoppet eller på pause i 1." in page


def test_the_map_is_drawn_once_for_all_readers() -> None:
    """The drawing is kept with the figures and goes with them; the frame is each reader's own."""
    project("A", owner="Syddjurs", tier="public", status="in_operation")
    figures = national_figures(technology())
    first = state_map(figures, technology(), municipality())
    second = state_map(figures, technology(), municipality("Randers"))
    assert (first.drawn is second.drawn, first.marked, second.marked) == (True, "0706", "0730")
    project("B", owner="Norddjurs", tier="public")
    assert state_map(national_figures(technology()), technology(), None).drawn is not first.drawn


def test_the_map_of_the_country_asks_few_questions(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    """A constant number, with ten projects as with one; four of them for the focus areas that another room shows."""
    for number in range(10):
        project(f"P{number}", tier="public", status="stopped", reason="Penge", learning="Begynd med borgeren.")
    client = client_of(holding())
    client.get("/landkort/")
    with django_assert_max_num_queries(15):
        client.get("/landkort/")


def test_the_states_of_the_country_can_be_taken_along() -> None:
    """The picture of how far the projects are has its file, with the base of each share."""
    project("A", tier="public", status="in_operation")
    project("B", tier="public", status="pilot")
    address = reverse("projects:figure_file", args=["status", "csv"])
    assert f'href="{address}"' in Client().get(reverse("projects:overview")).content.decode()
    answer = Client().get(address)
    text = b"".join(answer) if answer.streaming else answer.content
    rows = [row[:4] for row in csv.reader(io.StringIO(text.decode("utf-8-sig")), delimiter=";")]
    assert [row for row in rows if row[1] != "0"] == [
        ["Status", "Projekter", "Ud af", "Pct."],
        ["Pilot", "1", "2", "50"],
        ["I drift", "1", "2", "50"],
    ]
