"""The feed of public news."""

from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from django.db import connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.landkort import project, technology
from tests.people import actor, code
from tovholder.apps.projects.public import Step, step_project
from tovholder.apps.projects.selectors import public_steps

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
NEWS = "/landkort/nyt.atom"


def _feed(query: str = "") -> Element:
    answer = Client().get(f"{NEWS}{query}")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    read: Element = ElementTree.fromstring(answer.content)  # noqa: S314  # the product wrote it
    return read


def _titles(feed: Element) -> list[str | None]:
    return [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]


def test_the_feed_tells_of_public_projects_alone() -> None:
    """A step of a public project is told with its reason; nothing of other tiers, nothing of experiments, no names."""
    told = project("Åben <b>&</b>", tier="public", status="pilot")
    project("Delt", tier="municipalities")
    project("Forsøg", tier="public", scale=code("project_scale", "experiment"))
    step_project(by=actor(), project=told, to_status="stopped", reason="Nettet svigtede.")
    feed = _feed()
    assert _titles(feed) == [
        "Syddjurs Kommune: Åben <b>&</b> – Stoppet",
        "Syddjurs Kommune: Åben <b>&</b> – Pilot",
    ]
    newest = next(feed.iter(f"{ATOM}entry"))
    assert newest.findtext(f"{ATOM}summary") == "Stoppet siden 21. november 2026. Nettet svigtede."
    assert newest.findtext(f"{ATOM}author/{ATOM}name") == "Syddjurs Kommune"
    assert (newest.findtext(f"{ATOM}id") or "").startswith("urn:uuid:")
    assert actor().name not in ElementTree.tostring(feed, encoding="unicode")


def test_the_feed_is_narrowed_by_technology_category_and_municipality() -> None:
    """As in the list's addresses; a value that means nothing is answered with 400."""
    project("Her", tier="public")
    project("Der", tier="public", owner="Aarhus", technology=technology("gps_ur"))
    assert _titles(_feed("?teknologi=gps_ur")) == ["Aarhus Kommune: Der – Idé"]
    assert _titles(_feed("?kommune=syddjurs")) == ["Syddjurs Kommune: Her – Idé"]
    assert _titles(_feed("?kategori=safety&kommune=syddjurs")) == []
    assert Client(raise_request_exception=False).get(f"{NEWS}?kommune=findes-ikke").status_code == 400


def test_the_feed_costs_the_same_for_many(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    """Fifty at most, in a fixed number of queries."""
    for number in range(55):
        project(f"Nr. {number}", tier="public")
    with django_assert_max_num_queries(16):
        assert len(_titles(_feed())) == 50


def test_the_list_of_projects_tells_where_the_feed_is() -> None:
    """A feed reader finds it by the page."""
    page = Client().get("/landkort/projekter/").content.decode()
    assert f'type="application/atom+xml" title="Nyt på Landkortet" href="{NEWS}"' in page


def test_the_order_of_the_feed_is_an_index() -> None:
    """Fifty of many are read off in their order; without it the steps of all public projects are sorted first."""
    with connection.cursor() as cursor:
        kept = connection.introspection.get_constraints(cursor, Step._meta.db_table)
    assert (kept["step_newest"]["columns"], kept["step_newest"]["orders"]) == (
        ["recorded_at", "on", "id"],
        ["DESC", "DESC", "DESC"],
    )
    plan = public_steps()[:50].explain()
    assert connection.vendor != "sqlite" or ("step_newest" in plan and "FOR ORDER BY" not in plan), plan
