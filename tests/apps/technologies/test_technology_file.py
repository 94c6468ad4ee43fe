"""The shipped list of technologies."""

import re

import pytest

from tests.apps.technologies.catalogue_made import point_rows, rows_of, technology_rows
from tovholder.apps.technologies.bundles import circle
from tovholder.apps.technologies.kinds import BENEFITS, CODE_LISTS, DEMANDS, PointKind

LISTS = {
    "functional_categories": "functional_category",
    "purposes": "purpose",
    "fields": "field",
    "delivery_forms": "delivery_form",
    "landkort_category": "landkort_category",
    "area": "area",
    "target_groups": "target_group",
    "market": "market_status",
    "mdr": "mdr_class",
    "ai_act": "ai_act_class",
}
MAY_BE_EMPTY = {"paragraphs": "paragraph", "iso9999": "iso9999"}


def _known(name: str) -> set[str]:
    return {row["code"] for row in rows_of("tovholder.foundation.codes", "codes.csv") if row["list"] == name}


def test_every_technology_has_an_own_address_and_own_names() -> None:
    """Slugs and names in both languages are unique, and there are not fewer entries than the sources name."""
    rows = technology_rows()
    assert len(rows) >= 84
    for column in ("slug", "name_da", "name_en"):
        assert len({row[column] for row in rows}) == len(rows), column
    assert [row["slug"] for row in rows if not re.fullmatch(r"[a-z0-9_]+", row["slug"])] == []


@pytest.mark.parametrize("column", sorted(LISTS))
def test_every_code_of_a_technology_exists(column: str) -> None:
    """A technology names only codes of the lists, at least one of each, none twice."""
    known = _known(LISTS[column])
    for row in technology_rows():
        codes = row[column].split(";")
        assert set(codes) - known == set(), row["slug"]
        assert len(codes) == len(set(codes)), row["slug"]


def test_every_map_category_is_used() -> None:
    """No category of the map is empty."""
    assert {row["landkort_category"] for row in technology_rows()} == _known("landkort_category")


def test_everyone_can_be_read_and_found() -> None:
    """Each technology has descriptions in both languages, an origin and at least four search words besides its name."""
    for row in technology_rows():
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
    assert {row["slug"] for row in technology_rows() if word in row["aliases"].split(";")} == slugs


@pytest.mark.parametrize("column", sorted(MAY_BE_EMPTY))
def test_codes_that_not_every_technology_has_exist(column: str) -> None:
    """Paragraphs and classes of aids where there are any, each once."""
    known = _known(MAY_BE_EMPTY[column])
    for row in technology_rows():
        codes = [code for code in row[column].split(";") if code]
        assert set(codes) - known == set(), row["slug"]
        assert len(codes) == len(set(codes)), row["slug"]


NAMED = [
    pytest.param(
        {"forflytning", "hygiejnestol", "loftlift", "vendesystem"}, marks=pytest.mark.requirement("TEC-08"), id="TEC-08"
    ),
    pytest.param({"vasketoilet"}, marks=pytest.mark.requirement("TEC-09"), id="TEC-09"),
    pytest.param(
        {"bedre_hjaelpemidler", "smaahjaelpemidler", "stroempeaftager"},
        marks=pytest.mark.requirement("TEC-10"),
        id="TEC-10",
    ),
    pytest.param(
        {"digital_traening", "digital_traening_sensor", "traeningsapp", "traeningsvideoer"},
        marks=pytest.mark.requirement("TEC-11"),
        id="TEC-11",
    ),
    pytest.param({"skaermbesoeg", "virtuel_bostoette"}, marks=pytest.mark.requirement("TEC-12"), id="TEC-12"),
    pytest.param(
        {"digital_medicinhaandtering", "dosisdispensering", "medicinhusker", "medicinrobot"},
        marks=pytest.mark.requirement("TEC-13"),
        id="TEC-13",
    ),
    pytest.param(
        {"bevaegelsessensor", "blesensor", "gulvsensor", "lydsensor", "lyssensor", "sengesensor", "sensorer"},
        marks=pytest.mark.requirement("TEC-14"),
        id="TEC-14",
    ),
    pytest.param({"gps_ur", "smartur"}, marks=pytest.mark.requirement("TEC-15"), id="TEC-15"),
    pytest.param(
        {"hjemmemonitorering_diabetes", "hjemmemonitorering_hjerte", "hjemmemonitorering_kol", "telemedicin"},
        marks=pytest.mark.requirement("TEC-16"),
        id="TEC-16",
    ),
    pytest.param({"hygiejnerobot"}, marks=pytest.mark.requirement("TEC-17"), id="TEC-17"),
    pytest.param(
        {"chatraadgivning", "doegnrytmelys", "sansestimuli", "virtual_reality"},
        marks=pytest.mark.requirement("TEC-18"),
        id="TEC-18",
    ),
    pytest.param({"apps", "beboerskaerm", "itcafe"}, marks=pytest.mark.requirement("TEC-19"), id="TEC-19"),
    pytest.param({"funktionel_mobilitet", "mobilitetsrobot"}, marks=pytest.mark.requirement("TEC-20"), id="TEC-20"),
    pytest.param({"smart_home", "spiserobot"}, marks=pytest.mark.requirement("TEC-21"), id="TEC-21"),
    pytest.param(
        {
            "dagsstruktur",
            "mailprogram",
            "smartphone",
            "social_robot",
            "sociale_medier",
            "tablet",
            "touchskaerm",
            "wearables",
        },
        marks=pytest.mark.requirement("TEC-22"),
        id="TEC-22",
    ),
    pytest.param({"telepresence"}, marks=pytest.mark.requirement("TEC-23"), id="TEC-23"),
    pytest.param(
        {
            "ai_besoegsplan",
            "ai_tidlig_opsporing",
            "cloud",
            "energistyring",
            "machine_learning",
            "rpa",
            "talegenkendelse",
            "videoloesninger",
        },
        marks=pytest.mark.requirement("TEC-24"),
        id="TEC-24",
    ),
    pytest.param({"indeklimasensor", "iot", "regnvandssensor"}, marks=pytest.mark.requirement("TEC-25"), id="TEC-25"),
]
"""The technologies that each requirement names, by their addresses."""


@pytest.mark.parametrize("named", NAMED)
def test_the_entries_that_the_sources_name(named: set[str]) -> None:
    """Each has its entry, with something to read about it from the points."""
    assert named - {row["slug"] for row in technology_rows()} == set()
    assert named - {row["slug"] for row in point_rows()} == set()


@pytest.mark.requirement("TEC-10")
def test_better_use_of_aids_is_a_method() -> None:
    """It is a way of working, not a thing to buy."""
    kinds = {row["slug"]: row["kind"] for row in technology_rows()}
    assert (kinds["bedre_hjaelpemidler"], kinds["vasketoilet"]) == ("method", "thing")


@pytest.mark.requirement("TEC-25")
def test_climate_sensors_lie_outside_welfare() -> None:
    """They are general technology, and so marked."""
    areas = {row["slug"]: row["area"] for row in technology_rows()}
    assert (areas["indeklimasensor"], areas["skaermbesoeg"]) == ("general", "welfare")


@pytest.mark.requirement("TEC-33")
def test_an_app_is_a_form_of_delivery() -> None:
    """It is on the list of such forms, and technologies of several categories are delivered so."""
    assert "app" in _known("delivery_form")
    categories = {row["landkort_category"] for row in technology_rows() if "app" in row["delivery_forms"].split(";")}
    assert len(categories) > 1


@pytest.mark.requirement("TEC-31")
def test_the_shipped_bundle_holds_what_its_source_names() -> None:
    """Nursing home in one's own home: watch, mat, medicine machine, screen visits. No bundle holds itself."""
    by_slug = {row["slug"]: row for row in technology_rows()}
    assert {"gps_ur", "gulvsensor", "medicinrobot", "skaermbesoeg"} <= set(
        by_slug["plejehjem_i_eget_hjem"]["parts"].split(";")
    )
    numbers = {slug: number for number, slug in enumerate(by_slug)}
    holds = {
        numbers[slug]: [numbers[part] for part in row["parts"].split(";") if part] for slug, row in by_slug.items()
    }
    closed = [(a, b) for a, parts in holds.items() for b in parts if circle(holds, a, b) is not None]
    assert closed == []


@pytest.mark.requirement("TEC-26")
@pytest.mark.parametrize("row", technology_rows(), ids=lambda row: str(row["slug"]))
def test_every_entry_says_what_it_gives_and_demands(row: dict[str, str]) -> None:
    """A definition, a target group, benefits for citizen, staff and economy, a barrier and a demand of each sort."""
    assert row["description_da"]
    assert row["target_groups"]
    kinds = {point["kind"] for point in point_rows() if point["slug"] == row["slug"]}
    assert kinds & set(BENEFITS) != set()
    assert kinds & set(DEMANDS) != set()
    assert PointKind.BARRIER in kinds


def test_every_point_is_of_something_that_is() -> None:
    """Technology, kind, code and publication exist; both languages are written, within the length of the field."""
    slugs = {row["slug"] for row in technology_rows()}
    keys = {row["key"] for row in rows_of("tovholder.apps.technologies", "publications.csv")}
    for row in point_rows():
        assert row["slug"] in slugs, row
        assert row["kind"] in PointKind.values, row
        wanted = CODE_LISTS.get(row["kind"])
        assert not wanted or row["code"] in _known(wanted), row
        assert not row["publication"] or row["publication"] in keys, row
        assert 0 < len(row["text_da"]) <= 1000, row
        assert 0 < len(row["text_en"]) <= 1000, row
