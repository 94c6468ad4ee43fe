"""The national page: every figure as a picture and a table, and as files to take along."""

import csv
import io
import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.landkort import project, technology

pytestmark = pytest.mark.django_db

FIGURES = {"vaekst": "aar", "kategorier": "kategorier", "status": None}


def _page() -> str:
    return Client().get(reverse("projects:overview")).content.decode()


def _rows(part: str) -> list[dict[str, str]]:
    answer = Client().get(reverse("projects:figure_file", args=[part, "csv"]))
    text = b"".join(answer) if answer.streaming else answer.content
    return list(csv.DictReader(io.StringIO(text.decode("utf-8-sig")), delimiter=";"))


@pytest.mark.requirement("MAP-04")
@pytest.mark.parametrize("figure", sorted(FIGURES))
def test_each_figure_is_a_named_picture_and_a_table(figure: str) -> None:
    """Growth, categories by status and the statuses: an image with title and description, and a table beside it."""
    project("Skærm", tier="public", status="in_operation")
    picture = re.search(rf'<svg [^>]*role="img"[^>]*aria-labelledby="{figure}-title"[^>]*aria-describedby=', _page())
    assert picture is not None
    after = _page().split(f'aria-labelledby="{figure}-title"', 1)[1].split("</figure>", 1)[0]
    assert after.count("<table") == 1


@pytest.mark.requirement("MAP-04")
@pytest.mark.parametrize("part", ["aar", "kategorier"])
@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_growth_and_categories_can_be_taken_along(part: str, kind: str) -> None:
    """The page links to the file, and the file is there."""
    project("Skærm", tier="public", status="in_operation")
    address = reverse("projects:figure_file", args=[part, kind])
    assert f'href="{address}"' in _page()
    assert Client().get(address).status_code == 200


@pytest.mark.requirement("MAP-02", "MAP-04")
def test_the_files_say_what_runs_and_which_technologies_are_in_operation() -> None:
    """Three shared projects, two of them in operation in their categories; the map of one technology counts its own."""
    project("A", tier="public", status="in_operation", technology=technology("skaermbesoeg"))
    project("B", tier="municipalities", status="in_operation", technology=technology("gps_ur"))
    project("C", tier="municipalities", status="pilot", technology=technology("gps_ur"))
    counted = {row["Kategori"]: (row["I drift"], row["Pilot"]) for row in _rows("kategorier") if row["I drift"] != "0"}
    own = {technology(slug).category.label for slug in ("skaermbesoeg", "gps_ur")}
    assert set(counted) == own
    assert sum(int(running) for running, _pilots in counted.values()) == 2
    page = Client().get(reverse("technologies:technology", args=["gps_ur"])).content.decode()
    assert "1 af 98 kommuner har tilsammen 2 projekter med teknologien." in re.sub(r"\s+", " ", page)
