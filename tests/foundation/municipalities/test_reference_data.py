"""What every installation holds from the first day: 98 municipalities, dated regions, dated codes, population."""

from datetime import date

import pytest

from tests.people import municipality
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.public import (
    Municipality,
    latest_population,
    municipalities,
    region_of,
    regions_by_municipality,
    regions_on,
)
from tovholder.foundation.municipalities.reference import load_municipalities

pytestmark = pytest.mark.django_db

LAST_DAY, FIRST_DAY = date(2026, 12, 31), date(2027, 1, 1)


@pytest.mark.requirement("ORG-01")
def test_there_are_98_municipalities_each_a_tenant() -> None:
    """Each has its own code, address name and place on the map."""
    found = list(municipalities())
    assert len(found) == 98
    assert len({item.code for item in found}) == len({item.slug for item in found}) == 98
    assert len({(item.tile_column, item.tile_row) for item in found}) == 98
    assert all(item.place is not None for item in found)


def test_the_municipalities_stand_in_danish_order() -> None:
    """From Albertslund to Aalborg, since aa is å."""
    names = [item.name for item in municipalities()]
    assert (names[0], names[-2:]) == ("Albertslund", ["Aalborg", "Aarhus"])


@pytest.mark.requirement("ORG-02")
def test_regions_are_tenants_and_never_among_the_98() -> None:
    """They are rows of the same kind, told apart by their kind."""
    assert {item.name for item in Municipality.objects.filter(kind="region")} == {
        "Region Hovedstaden",
        "Region Midtjylland",
        "Region Nordjylland",
        "Region Sjælland",
        "Region Syddanmark",
        "Region Østdanmark",
    }
    assert not municipalities().filter(kind="region").exists()


@pytest.mark.parametrize(
    ("day", "names"),
    [
        (
            LAST_DAY,
            ["Region Hovedstaden", "Region Midtjylland", "Region Nordjylland", "Region Sjælland", "Region Syddanmark"],
        ),
        (FIRST_DAY, ["Region Midtjylland", "Region Nordjylland", "Region Syddanmark", "Region Østdanmark"]),
    ],
)
def test_there_are_five_regions_until_2026_and_four_from_2027(day: date, names: list[str]) -> None:
    """The change is data with dates, not code."""
    assert [region.name for region in regions_on(day)] == names


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("Roskilde", "Region Sjælland", "Region Østdanmark"),
        ("Ballerup", "Region Hovedstaden", "Region Østdanmark"),
        ("Syddjurs", "Region Midtjylland", "Region Midtjylland"),
    ],
)
def test_a_municipality_changes_region_on_the_day(name: str, before: str, after: str) -> None:
    """On 31 December 2026 the old one, the day after the new one."""
    found = municipality(name)
    assert [str(region_of(found, day)) for day in (LAST_DAY, FIRST_DAY)] == [before, after]


@pytest.mark.parametrize("day", [LAST_DAY, FIRST_DAY])
def test_every_municipality_lies_in_one_existing_region_on_both_sides_of_the_change(day: date) -> None:
    """Nobody falls between two regions."""
    by_key = regions_by_municipality(day)
    assert set(by_key) == set(municipalities().values_list("pk", flat=True))
    assert set(by_key.values()) == set(regions_on(day))


def test_the_reference_data_can_be_loaded_again() -> None:
    """An upgrade loads them anew and adds nothing twice."""
    before = Municipality.objects.count()
    assert load_municipalities() == before == Municipality.objects.count() == 104


def test_population_is_known_with_year_and_source() -> None:
    """The figure is shown with who counted it and when."""
    found = latest_population(municipality("København"))
    assert found is not None
    assert (found.year, found.persons, found.source_date) == (2020, 632340, date(2020, 1, 1))
    assert "Danmarks Statistik" in found.source


@pytest.mark.requirement("ORG-04")
def test_the_unit_types_of_the_field_are_in_the_dated_list() -> None:
    """The words come from the list, so that a new type is a row and not a release."""
    labels = set(Code.objects.of("unit_type").valid_on(date(2026, 11, 21)).values_list("label_da", flat=True))
    assert {
        "Botilbud",
        "Aktivitetstilbud",
        "Plejecenter",
        "Hjemmeplejegruppe",
        "Hjemmesygepleje",
        "Bostøtteteam",
        "Socialpsykiatri",
        "Handicaptilbud",
        "Specialskole",
        "Støtte-kontaktordning",
    } <= labels


@pytest.mark.requirement("ORG-05")
def test_the_target_groups_of_the_field_are_in_the_dated_list() -> None:
    """From disability over dementia to pupils with absence."""
    codes = set(Code.objects.of("target_group").values_list("code", flat=True))
    assert {
        "disability",
        "cognitive_disability",
        "mental_illness",
        "autism",
        "dementia",
        "older",
        "chronic",
        "vulnerable_young",
        "absent_pupils",
    } <= codes


@pytest.mark.requirement("LAW-07")
@pytest.mark.parametrize(
    ("day", "patient_oriented", "integrated_care"),
    [(date(2025, 6, 30), True, False), (date(2026, 12, 31), True, True), (date(2027, 1, 1), False, True)],
)
def test_a_paragraph_holds_from_day_to_day(day: date, patient_oriented: bool, integrated_care: bool) -> None:
    """One ends with the health reform, another began with the Elderly Care Act: both are rows with dates."""
    valid = set(Code.objects.of("paragraph").valid_on(day).values_list("code", flat=True))
    assert ("SUL-119-patient" in valid, "AEL-10" in valid) == (patient_oriented, integrated_care)
