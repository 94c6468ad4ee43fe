"""The catalogue in the API: everything of an entry, filters in English, publications."""

from typing import Any

import pytest
from django.test import Client

from tests.apps.technologies.catalogue_made import WHY, entry, point_rows, rows_of, technology_rows, told
from tests.people import code
from tovholder.apps.technologies.actions import add_point
from tovholder.apps.technologies.api import IN_ADDRESSES
from tovholder.apps.technologies.finding import FACETS
from tovholder.apps.technologies.models import Publication
from tovholder.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db

API = "/api/v1/technologies"


def _json(address: str) -> Any:
    answer = Client().get(address)
    assert answer.status_code == 200
    return answer.json()


def test_an_entry_is_told_whole() -> None:
    """Codes, points by kind in their order with code and source, and how many editions there are."""
    source = Publication.objects.get(key="raaderum-2022")
    point = told("barrier", "Nej.", text_en="No.", code=code("barrier_theme", "law"), publication=source)
    add_point(by=SYSTEM, technology=entry("loftlift"), point=point, why=WHY)
    told_entry = _json(f"{API}/loftlift")
    item = entry("loftlift")
    assert told_entry["points"]["barrier"][-1] == {
        "text": "Nej.",
        "text_en": "No.",
        "code": "law",
        "publication": "raaderum-2022",
    }
    assert sum(len(points) for points in told_entry["points"].values()) == item.points.count()
    assert (told_entry["editions"], told_entry["kind"], told_entry["category"]) == (2, "thing", item.category.code)
    assert told_entry["target_groups"] == [group.code for group in item.target_groups.order_by("position")]
    assert (told_entry["retired_on"], told_entry["merged_into"]) == (None, None)


def test_a_bundle_lists_its_parts() -> None:
    """By slug, in their order."""
    row = next(row for row in technology_rows() if row["slug"] == "plejehjem_i_eget_hjem")
    parts = _json(f"{API}/plejehjem_i_eget_hjem")["parts"]
    assert [part["slug"] for part in parts] == row["parts"].split(";")


@pytest.mark.parametrize(
    ("query", "column", "value"),
    [
        ("kind=bundle", "kind", "bundle"),
        ("area=general", "area", "general"),
        ("target_group=dementia", "target_groups", "dementia"),
        ("paragraph=SEL-85", "paragraphs", "SEL-85"),
        ("market_status=immature", "market", "immature"),
        ("category=care", "landkort_category", "care"),
    ],
)
def test_filters_are_those_of_the_list_in_english(query: str, column: str, value: str) -> None:
    """Each gives exactly the entries whose row has the code."""
    found = {item["slug"] for item in _json(f"{API}?limit=100&{query}")["items"]}
    assert found == {row["slug"] for row in technology_rows() if value in row[column].split(";")}


def test_every_facet_of_the_list_has_its_filter() -> None:
    """None is forgotten, and a value that is none is a 400."""
    assert set(IN_ADDRESSES.values()) == set(FACETS)
    assert Client().get(f"{API}?kind=fantasi").status_code == 400


def test_publications_are_told_with_how_many_points_lean_on_them() -> None:
    """All of them, and one by its key."""
    keys = [row["key"] for row in rows_of("tovholder.apps.technologies", "publications.csv")]
    listed = _json(f"{API}/publications?limit=100")["items"]
    assert sorted(item["key"] for item in listed) == sorted(keys)
    one = _json(f"{API}/publications/raaderum-2022")
    citing = sum(point["publication"] == "raaderum-2022" for point in point_rows())
    assert (one["publisher"], one["year"], one["cited_by_points"]) == ("KL", 2022, citing)
    assert Client().get(f"{API}/publications/findes-ikke").status_code == 404
