"""The shipped list of codes."""

import csv
import datetime
from collections import Counter
from importlib import resources

import pytest


def _rows() -> list[dict[str, str]]:
    text = (resources.files("tovholder.foundation.codes") / "data" / "codes.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _labels(name: str) -> list[str]:
    return [row["label_da"] for row in _rows() if row["list"] == name]


def _codes(name: str) -> set[str]:
    return {row["code"] for row in _rows() if row["list"] == name}


def test_every_code_stands_once_in_its_list() -> None:
    """A list never holds the same code or the same place twice."""
    rows = _rows()
    assert Counter((row["list"], row["code"]) for row in rows).most_common(1)[0][1] == 1
    assert Counter((row["list"], row["position"]) for row in rows).most_common(1)[0][1] == 1


def test_every_code_has_two_labels_and_a_source() -> None:
    """Each row can be shown in both languages and says where it comes from."""
    assert [row["code"] for row in _rows() if not (row["label_da"] and row["label_en"] and row["source"])] == []


def test_codes_are_ascii_without_spaces() -> None:
    """A code can stand in an address and in a file of any encoding."""
    assert [row["code"] for row in _rows() if not row["code"].isascii() or " " in row["code"]] == []


def test_periods_are_dates_in_order() -> None:
    """A code ends on or after the day it begins."""
    far = datetime.date.max
    for row in _rows():
        start = datetime.date.fromisoformat(row["valid_from"]) if row["valid_from"] else datetime.date.min
        end = datetime.date.fromisoformat(row["valid_to"]) if row["valid_to"] else far
        assert start <= end, row["code"]


@pytest.mark.requirement("TEC-04")
def test_the_functional_categories_are_the_published_four() -> None:
    """The four functional categories carry the names of the survey of 2016."""
    assert _labels("functional_category") == [
        "Kognitive hjælpemidler",
        "Sociale teknologier",
        "Fysisk kompenserende teknologier",
        "Professionelle teknologier",
    ]


@pytest.mark.requirement("TEC-05")
def test_the_map_categories_mark_which_names_are_published() -> None:
    """Three names come from the report of 2017; all others are marked as ours."""
    published = {
        row["label_da"] for row in _rows() if row["list"] == "landkort_category" and row["source"] != "egen liste"
    }
    assert published == {"Behandling og pleje", "Social kontakt", "Andre teknologier"}


@pytest.mark.requirement("TEC-33")
def test_app_is_a_delivery_form() -> None:
    """An app is listed among the forms of delivery."""
    assert "app" in _codes("delivery_form")


@pytest.mark.requirement("TEC-03")
def test_the_purposes_are_prevent_assist_deliver() -> None:
    """The three purposes of welfare technology are in the list, in this order."""
    assert [row["code"] for row in _rows() if row["list"] == "purpose"] == ["prevent", "assist", "deliver"]


@pytest.mark.requirement("ORG-22")
def test_partner_kinds() -> None:
    """The partners named in the sources are there."""
    assert _codes("partner_kind") == {
        "it_supplier",
        "volunteer_centre",
        "local_company",
        "communication_centre",
        "researcher",
        "education",
        "network",
    }


@pytest.mark.requirement("LAW-07")
def test_aeldreloven_begins_on_its_day() -> None:
    """Sections of ældreloven are valid from 1 July 2025 and not before."""
    starts = {row["code"]: row["valid_from"] for row in _rows() if row["code"].startswith("AEL-")}
    assert starts == {"AEL-10": "2025-07-01", "AEL-16": "2025-07-01"}


@pytest.mark.requirement("LAW-02", "LAW-03", "LAW-04", "LAW-05")
def test_the_paragraphs_of_the_sources_are_there() -> None:
    """Every section that the sources name can be chosen on a project."""
    named = {
        "SEL-83",
        "SEL-83a",
        "SEL-85",
        "SEL-86-1",
        "SEL-86-2",
        "SEL-107",
        "SEL-108",
        "SEL-141",
        "SUL-119",
        "SUL-140",
    }
    assert named - _codes("paragraph") == set()


def test_a_paragraph_says_whether_it_was_checked() -> None:
    """Each Danish section carries a note on its validity."""
    assert [row["code"] for row in _rows() if row["list"] == "paragraph" and not row["note"]] == []
