"""The shipped list of technologies."""

import csv
import re
from importlib import resources

import pytest

LISTS = {
    "functional_categories": "functional_category",
    "purposes": "purpose",
    "fields": "field",
    "delivery_forms": "delivery_form",
    "landkort_category": "landkort_category",
}


def _read(package: str, name: str) -> list[dict[str, str]]:
    text = (resources.files(package) / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _technologies() -> list[dict[str, str]]:
    return _read("tovholder.apps.technologies", "technologies.csv")


def _known(name: str) -> set[str]:
    return {row["code"] for row in _read("tovholder.foundation.codes", "codes.csv") if row["list"] == name}


def test_there_are_74_technologies_with_own_addresses_and_names() -> None:
    """Slugs and names in both languages are unique."""
    rows = _technologies()
    assert len(rows) == 74
    for column in ("slug", "name_da", "name_en"):
        assert len({row[column] for row in rows}) == 74, column
    assert [row["slug"] for row in rows if not re.fullmatch(r"[a-z0-9_]+", row["slug"])] == []


@pytest.mark.parametrize("column", sorted(LISTS))
def test_every_code_of_a_technology_exists(column: str) -> None:
    """A technology names only codes of the lists, at least one of each, none twice."""
    known = _known(LISTS[column])
    for row in _technologies():
        codes = row[column].split(";")
        assert set(codes) - known == set(), row["slug"]
        assert len(codes) == len(set(codes)), row["slug"]


def test_every_map_category_is_used() -> None:
    """No category of the map is empty."""
    assert {row["landkort_category"] for row in _technologies()} == _known("landkort_category")


def test_everyone_can_be_read_and_found() -> None:
    """Each technology has descriptions in both languages, an origin and at least four search words besides its name."""
    for row in _technologies():
        assert min(len(row["description_da"]), len(row["description_en"])) > 40, row["slug"]
        assert row["origin"], row["slug"]
        aliases = row["aliases"].split(";")
        assert len(aliases) >= 4, row["slug"]
        assert len({alias.lower() for alias in aliases} - {row["name_da"].lower()}) == len(aliases), row["slug"]


@pytest.mark.parametrize(
    ("word", "slugs"),
    [
        ("videobesøg", {"skaermbesoeg"}),
        ("faldsensor", {"gulvsensor", "faldalarm", "ai_sensor"}),
        ("medicinhuskeren", {"medicinrobot", "medicinhusker"}),
        ("for meget kørsel", {"ai_besoegsplan"}),
    ],
)
def test_words_that_people_say(word: str, slugs: set[str]) -> None:
    """Everyday words lead to the technologies that people mean by them."""
    assert {row["slug"] for row in _technologies() if word in row["aliases"].split(";")} == slugs


@pytest.mark.requirement("TEC-08", "TEC-09", "TEC-10", "TEC-11", "TEC-12", "TEC-13", "TEC-14", "TEC-15", "TEC-16")
def test_the_entries_that_the_sources_name() -> None:
    """The technologies of the reports each have their entry."""
    named = {
        "forflytning",
        "loftlift",
        "hygiejnestol",
        "vendesystem",
        "vasketoilet",
        "bedre_hjaelpemidler",
        "traeningsvideoer",
        "digital_traening_sensor",
        "skaermbesoeg",
        "digital_medicinhaandtering",
        "medicinrobot",
        "sensorer",
        "gps_ur",
        "telemedicin",
    }
    assert named - {row["slug"] for row in _technologies()} == set()
