"""Municipalities like ours: who they are, why, and what they do that we may see."""

import csv
import io
import json

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.landkort import project, technology
from tests.people import actor, client_of, holding, municipality
from tovholder.apps.projects.peers import doing, municipalities_like, part_in_words
from tovholder.engines.peers import Feature, Part
from tovholder.kernel.actor import ANONYMOUS

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("feature", "value", "words"),
    [
        (Feature.POPULATION, 1.08, "næsten lige så mange indbyggere"),
        (Feature.POPULATION, 1.5, "50 pct. flere indbyggere"),
        (Feature.POPULATION, 0.6, "40 pct. færre indbyggere"),
        (Feature.POPULATION, 3.24, "3,2 gange så mange indbyggere"),
        (Feature.DENSITY, 0.9, "lige så tæt befolket"),
        (Feature.DENSITY, 4.0, "tættere befolket"),
        (Feature.DENSITY, 0.5, "tyndere befolket"),
        (Feature.DISTANCE, 39.6, "40 km væk"),
        (Feature.REGION, 0.0, "samme region"),
        (Feature.REGION, 1.0, "en anden region"),
        (Feature.PROFILE, 0.9, "projekter af andre slags"),
        (Feature.PROFILE, 0.1, "projekter af de samme slags"),
    ],
)
def test_a_part_in_words(feature: Feature, value: float, words: str) -> None:
    """A number becomes what a person would say."""
    assert part_in_words(Part(feature, 0.5, 0.25, value)) == words


def test_the_neighbour_in_the_same_circumstances_comes_first() -> None:
    """Norddjurs is Syddjurs's neighbour, with nearly as many people on nearly as much land."""
    near = municipalities_like(municipality(), {})
    assert len(near) == 97
    assert (near[0].municipality.name, near[0].words) == (
        "Norddjurs",
        "14 pct. færre indbyggere; lige så tæt befolket; 19 km væk; samme region",
    )
    assert [one.distance for one in near] == sorted(one.distance for one in near)


def test_projects_are_those_that_the_reader_may_see() -> None:
    """A project within its municipality counts for its own people alone; of two, one is in operation."""
    project("A", owner="Norddjurs", tier="public", status="in_operation")
    project("B", owner="Norddjurs", tier="municipality", status="pilot")
    project("C", owner="Norddjurs", tier="public", status="pilot", technology=technology("gps_ur"))
    key = municipality("Norddjurs").pk
    assert (doing(ANONYMOUS)[key], doing(ANONYMOUS, technology())[key]) == ((2, 1), (1, 1))
    assert doing(actor(at="Norddjurs"), technology())[key] == (2, 1)
    assert doing(ANONYMOUS, technology("skaermbesoeg")).keys() == {key}


def test_the_page_lists_them_with_the_difference_and_its_parts() -> None:
    """Twenty-five at a time; with a technology only those that have it."""
    page = Client().get(reverse("projects:alike", args=["syddjurs"])).content.decode()
    assert page.count("<tr") == 26
    assert "14 pct. færre indbyggere; lige så tæt befolket; 19 km væk; samme region" in page
    project("A", owner="Norddjurs", tier="public")
    narrowed = Client().get(reverse("projects:alike", args=["syddjurs"]), {"teknologi": "skaermbesoeg"})
    assert narrowed.content.decode().count("<tr") == 2


def test_the_file_has_every_part() -> None:
    """The points of the parts add up to the difference, give or take rounding."""
    answer = Client().get(reverse("projects:alike_file", args=["syddjurs", "csv"]))
    text = b"".join(answer) if answer.streaming else answer.content
    rows = list(csv.DictReader(io.StringIO(text.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 97
    first = rows[0]
    points = [float(first[name].replace(",", ".")) for name in first if name.startswith("Point fra")]
    assert (first["Kommune"], len(points)) == ("Norddjurs Kommune", 4)
    assert abs(sum(points) - int(first["Forskel, 0–100"])) < 1


@pytest.mark.parametrize(
    ("address", "answer"),
    [
        (
            "/kommuner/ligner/?kommune=syddjurs&teknologi=skaermbesoeg",
            "/kommuner/syddjurs/ligner/?teknologi=skaermbesoeg",
        ),
        ("/kommuner/ligner/?kommune=syddjurs", "/kommuner/syddjurs/ligner/"),
        ("/kommuner/ligner/", "/kommuner/"),
    ],
)
def test_a_reader_without_a_municipality_chooses_one(address: str, answer: str) -> None:
    """Sent to the page of those like it."""
    assert Client().get(address).headers["Location"] == answer


@pytest.mark.parametrize(
    "address",
    ["/kommuner/ligner/?kommune=atlantis", "/kommuner/syddjurs/ligner/?teknologi=trylleri"],
)
def test_an_unknown_choice_is_answered_in_words(address: str) -> None:
    """400, not a stack trace and not an empty page."""
    assert Client().get(address).status_code == 400


@pytest.mark.requirement("MAP-01")
def test_the_technology_page_shows_who_like_us_does_it() -> None:
    """The reader's own municipality is the measure; nobody known is asked for theirs."""
    project("A", owner="Norddjurs", tier="municipalities", status="in_operation")
    address = reverse("technologies:technology", args=["skaermbesoeg"])
    own = client_of(holding()).get(address).content.decode()
    assert "Kommuner som Syddjurs, der har Skærmbesøg" in own
    assert "14 pct. færre indbyggere; lige så tæt befolket; 19 km væk; samme region." in own
    assert 'action="/kommuner/ligner/"' not in own
    project("B", owner="Norddjurs", tier="public")
    assert 'action="/kommuner/ligner/"' in Client().get(address).content.decode()


def test_the_municipality_page_names_those_like_it(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    """The five most alike, whatever the number of projects, in a constant number of queries."""
    for number in range(12):
        project(f"P{number}", owner="Norddjurs", tier="public")
    address = reverse("projects:municipality", args=["syddjurs"])
    Client().get(address)
    with django_assert_max_num_queries(18):
        page = Client().get(address).content.decode()
    assert "Kommuner, der ligner" in page
    assert page.count("af 100</span>") == 5


def test_the_api_tells_the_same() -> None:
    """The most alike first, with the parts of the difference; narrowed by a technology; unknown is 404."""
    project("A", owner="Norddjurs", tier="public", status="in_operation")
    answer = json.loads(Client().get("/api/v1/municipalities/0706/peers?limit=2").content)
    first = answer["items"][0]
    assert (answer["count"], len(answer["items"]), first["code"], first["projects"]) == (97, 2, "0707", 1)
    assert [part["feature"] for part in first["parts"]] == ["population", "density", "distance", "region"]
    assert sum(part["points"] for part in first["parts"]) == pytest.approx(first["difference"], abs=0.3)
    narrowed = json.loads(Client().get("/api/v1/municipalities/0706/peers?technology=skaermbesoeg").content)
    assert [item["code"] for item in narrowed["items"]] == ["0707"]
    assert [
        Client().get(f"/api/v1/municipalities/{rest}").status_code
        for rest in ("9999/peers", "0706/peers?technology=trylleri")
    ] == [404, 404]


def test_the_front_page_has_ways_in_for_the_newcomer() -> None:
    """A technology, what stopped and why, and what the rooms above invite to; reuse packages for those who may."""
    page = Client().get("/landkort/").content.decode()
    begin = page.split("Begynd her", 1)[1].split("</ul>", 1)[0]
    assert [part.split("<", 1)[0].split(">", 1)[1] for part in begin.split("<a ")[1:]] == [
        "Find en teknologi",
        "Se produkter og leverandører",
        "Læs, hvad kommuner har fortalt",
        "Find et tal med kilde",
        "Se, hvad der blev stoppet, og hvorfor",
        "Se landets tal",
    ]
    assert "Brug andres papirer igen" in client_of(holding()).get("/landkort/").content.decode()
