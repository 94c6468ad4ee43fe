"""The case library as people use it: starters, list, search, pages, what others' pages show of it, files and API."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from tests.landkort import project, technology
from tests.pages import assert_clean_html, text_of
from tests.people import client_of, holding, municipality
from tovholder.apps.cases.actions import CaseFacts, add_case
from tovholder.apps.cases.finding import Found
from tovholder.apps.cases.models import Case, LinkState
from tovholder.apps.cases.reference import load_cases
from tovholder.apps.technologies.public import BadDataError, Publication
from tovholder.foundation.search import store
from tovholder.foundation.search.build import rebuild
from tovholder.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db

LIST = "/cases/"
PLEJEHJEM = "haderslev-plejehjem-i-eget-hjem"
FIELDS = {
    "teknologi": "technologies__slug",
    "kommune": "municipalities__slug",
    "maalgruppe": "technologies__target_groups__code",
    "kilde": "publication__key",
}


@pytest.fixture
def _index() -> Iterator[None]:
    """The search index holds the cases."""
    rebuild()
    yield
    store.close_reader()


def _found(query: str = "") -> Found:
    page = Client().get(f"{LIST}?{query}")
    assert page.status_code == 200
    assert_clean_html(page)
    found: Found = page.context["found"]
    return found


def _keys(query: str = "") -> set[str]:
    return {case.key for case in _found(query).cases}


def _case(title: str = "Skærmbesøg om natten", **values: object) -> Case:
    given: dict[str, object] = {
        "title_da": title,
        "summary_da": "Vi ringede i stedet for at køre.",
        "url": "https://www.syddjurs.example/case",
        "technologies": [technology()],
    }
    return add_case(by=SYSTEM, facts=CaseFacts(**(given | values)))  # type: ignore[arg-type]  # values by name


@pytest.mark.requirement("RET-07")
@pytest.mark.parametrize(
    ("key", "places", "slugs", "words", "year"),
    [
        (
            PLEJEHJEM,
            ["Haderslev"],
            {"plejehjem_i_eget_hjem", "gps_ur", "gulvsensor", "medicinrobot", "skaermbesoeg"},
            "fast team",
            2022,
        ),
        (
            "haderslev-sensorer-og-smartur",
            ["Haderslev"],
            {"plejehjem_i_eget_hjem", "sensorer", "smartur", "skaermbesoeg"},
            "smartur",
            2023,
        ),
        (
            "aalborg-syddjurs-ai-besoegsplan",
            ["Aalborg", "Syddjurs"],
            {"ai_besoegsplan", "machine_learning"},
            "hvor mange forskellige medarbejdere en borger møder, og den arbejdstid",
            2023,
        ),
        ("telepresence-elever", [], {"telepresence"}, "angst eller sygdom", 2023),
        ("frederiksberg-iot-regnvand", ["Frederiksberg"], {"regnvandssensor", "iot"}, "regnvand", 2023),
        ("herning-fire-systemer", ["Herning"], set(), "400.000 kr. om året", 2022),
    ],
)
def test_the_published_cases_stand_with_place_technology_source_and_date(
    key: str, places: list[str], slugs: set[str], words: str, year: int
) -> None:
    """As the two sources tell them: on the page and in the API."""
    case = Case.objects.get(key=key)
    assert sorted(place.name for place in case.municipalities.all()) == places
    assert {item.slug for item in case.technologies.all()} == slugs
    page = Client().get(f"{LIST}{key}/")
    assert_clean_html(page)
    text = text_of(page)
    for told in (case.title_da, words, f"KL {year}", *(f"{name} Kommune" for name in places)):
        assert told in text
    said = Client().get(f"/api/v1/cases/{key}").json()
    assert (said["year"], said["source_updated_on"], said["publisher"]) == (year, str(case.source_updated_on), "KL")
    assert case.source_updated_on is not None


def test_the_list_marks_a_link_only_when_somebody_has_tried_it() -> None:
    """Neither that the source prints none nor that nobody has tried it yet stands on every row."""
    case = Case.objects.get(key="haderslev-e-distrikt")
    marks = []
    for day in (None, date(2026, 11, 21), date(2025, 11, 20)):
        Case.objects.filter(pk=case.pk).update(verified_on=day)
        shown = Client().get(LIST)
        assert_clean_html(shown)
        marks.append([(row[0].key, row[3].text) for row in shown.context["rows"] if row[3] is not None])
    assert marks == [[], [(case.key, LinkState.VERIFIED.label)], [(case.key, LinkState.STALE.label)]]


@pytest.mark.requirement("MAP-10")
def test_a_case_gives_municipality_link_and_when_it_was_verified() -> None:
    """The link with its host; not verified, until somebody says so; a case whose source prints no link says that."""
    page = Client().get(f"{LIST}haderslev-e-distrikt/")
    text = text_of(page)
    assert "Haderslev Kommune" in text
    assert "Linket er ikke efterprøvet" in text
    assert "(www.kl.dk)" in text
    assert 'rel="noopener noreferrer"' in page.content.decode()
    assert "Kilden giver ikke et link" in text_of(Client().get(f"{LIST}{PLEJEHJEM}/"))
    editor = client_of(holding("national_editor"))
    assert editor.post(reverse("cases:verify", args=["haderslev-e-distrikt"])).status_code == 302
    assert "Linket er sidst efterprøvet 21. november 2026." in text_of(Client().get(f"{LIST}haderslev-e-distrikt/"))
    said = Client().get("/api/v1/cases/haderslev-e-distrikt").json()
    assert (said["municipalities"], said["verified_on"], said["link_state"]) == (["0510"], "2026-11-21", "verified")
    assert said["url"].startswith("https://www.kl.dk/")


@pytest.mark.requirement("MAP-10")
def test_a_source_that_was_updated_tells_the_day() -> None:
    """In the list and on the page."""
    assert "opdateret 6. december 2023" in text_of(Client().get(LIST))
    assert "6. december 2023" in text_of(Client().get(f"{LIST}telepresence-elever/"))


@pytest.mark.parametrize("name", list(FIELDS))
def test_each_facet_narrows_to_what_has_the_value_and_says_before_how_many(name: str) -> None:
    """The number beside a value is what choosing it gives, and that is what the database says."""
    counted = {item.value: item.count for item in _found().facets[name]}
    assert counted
    for value, count in counted.items():
        keys = _keys(f"{name}={value}")
        assert keys == set(Case.objects.filter(**{FIELDS[name]: value}).values_list("key", flat=True))
        assert len(keys) == count > 0


def test_links_and_years_are_facets_too() -> None:
    """What needs verification is one click away, and the years stand newest first."""
    with_link = set(Case.objects.exclude(url="").values_list("key", flat=True))
    assert _keys("link=unverified") == with_link
    assert _keys("link=no_link") == set(Case.objects.values_list("key", flat=True)) - with_link
    years = [item.value for item in _found().facets["aar"]]
    assert years == sorted(years, reverse=True)
    assert _keys("aar=2022") == {PLEJEHJEM, "herning-fire-systemer"}


def test_values_of_one_facet_widen_and_facets_narrow_each_other() -> None:
    """Two municipalities together; one of them and another source: nothing, with a way out."""
    assert _keys("kommune=herning&kommune=frederiksberg") == {"herning-fire-systemer", "frederiksberg-iot-regnvand"}
    page = Client().get(f"{LIST}?kommune=herning&kilde=sus-2016")
    assert page.context["found"].cases == []
    assert "Ingen cases passer" in text_of(page)


@pytest.mark.parametrize("name", [*FIELDS, "aar", "link", "vis"])
def test_a_value_that_no_facet_has_is_named_in_a_400(name: str) -> None:
    """In Danish, with the filter's name."""
    page = Client().get(f"{LIST}?{name}=fantasi")
    assert page.status_code == 400
    assert f"Filteret {name} kender ikke værdien fantasi." in text_of(page)


@pytest.mark.parametrize("text", ["kendte ansigter", "AALBORG", "besøgsplan"])
def test_a_text_finds_before_there_is_an_index(text: str) -> None:
    """By words of the story, by municipality, by technology."""
    assert "aalborg-syddjurs-ai-besoegsplan" in _keys(f"q={text}")


@pytest.mark.requirement("MAP-07")
@pytest.mark.usefixtures("_index")
def test_a_newcomer_finds_what_others_told_and_learnt_before_a_project_starts() -> None:
    """The search page gives cases and stopped projects with what was learnt; the technology's page gives both too."""
    project(
        "Skærmbesøg i ydertimerne",
        tier="public",
        status="stopped",
        reason="Nettet var for dårligt",
        learning="Mål dækningen først.",
    )
    rebuild()
    text = text_of(Client().get("/soeg/?q=skærmbesøg"))
    assert "Plejehjem i eget hjem" in text
    assert "Skærmbesøg i ydertimerne" in text
    of_technology = text_of(Client().get("/teknologier/skaermbesoeg/"))
    assert "Cases fra kommunerne" in of_technology
    assert "E-distriktet: hjemmepleje over skærm" in of_technology
    assert "Skærmbesøg i ydertimerne" in of_technology
    by_need = _keys("q=tryghed pårørende")
    assert PLEJEHJEM in by_need
    narrowed = _found("teknologi=skaermbesoeg")
    groups = {item.value for item in narrowed.facets["maalgruppe"] if item.count}
    assert groups
    assert PLEJEHJEM in _keys(f"teknologi=skaermbesoeg&maalgruppe={min(groups)}")


@pytest.mark.usefixtures("_index")
def test_a_case_is_found_by_its_technologys_other_names() -> None:
    """Videobesøg is skærmbesøg; the best stands among the first."""
    assert "haderslev-e-distrikt" in _keys("q=videobesøg")


def test_other_pages_show_the_cases_that_belong_there() -> None:
    """The municipality's page and the publication's; a municipality without cases shows no panel."""
    assert "Fire it-systemer blev til ét" in text_of(Client().get("/kommuner/herning/"))
    assert "Cases fra kommunerne" not in text_of(Client().get("/kommuner/laesoe/"))
    publication = Publication.objects.get(key="gentaenk-2023")
    assert "Sensorer styrer regnvandet" in text_of(Client().get(publication.get_absolute_url()))


def test_a_coordinator_is_asked_for_the_first_case_on_the_own_municipalitys_page() -> None:
    """And not on another's."""
    client = client_of(holding(at="Læsø"))
    assert "Opret en case fra jeres kommune" in text_of(client.get("/kommuner/laesoe/"))
    assert "Opret en case fra jeres kommune" not in text_of(client.get("/kommuner/herning/"))


def _file(kind: str, query: str = "") -> bytes:
    answer = Client().get(f"{reverse('cases:file', args=[kind])}?{query}")
    assert answer.status_code == 200
    content: bytes = answer.getvalue()
    return content


def test_the_file_holds_what_the_list_shows() -> None:
    """The same filter, as CSV, JSON and XLSX; another form is a 400."""
    expected = _keys("kilde=sus-2016")
    rows = list(csv.DictReader(io.StringIO(_file("csv", "kilde=sus-2016").decode("utf-8-sig")), delimiter=";"))
    assert {row["Nøgle"] for row in rows} == expected
    assert {row["key"] for row in json.loads(_file("json", "kilde=sus-2016"))["rows"]} == expected
    assert _file("xlsx").startswith(b"PK")
    assert Client().get("/cases.exe").status_code == 400


def test_in_a_demo_published_cases_are_not_called_invented(settings: Settings) -> None:
    """The banner stays; each row says whether its case is a public source or was added in the demo."""
    settings.DEMO_MODE = True
    _case("Opfundet i demoen")
    rows = {row["title"]: row["remark"] for row in json.loads(_file("json"))["rows"]}
    assert (rows["Opfundet i demoen"], rows["Plejehjem i eget hjem"]) == ("Opfundne data", "Offentlig kilde")
    said = Client().get("/api/v1/cases/telepresence-elever").json()
    assert said["note"] == "Offentlig kilde"
    text = text_of(Client().get(LIST))
    assert "Opfundne data" in text
    assert "Cases med en offentlig kilde er ikke opfundet." in text


def test_the_list_and_the_page_ask_a_constant_number_of_queries() -> None:
    """One case more or twenty: the same number, and few."""
    counts = []
    for number in (1, 20):
        for each in range(number):
            _case(f"Ny {number} {each}", municipalities=[municipality("Randers"), municipality()])
        asked = []
        for address in (
            LIST,
            f"{LIST}{PLEJEHJEM}/",
            f"{LIST[:-1]}.json",
            "/api/v1/cases",
            "/teknologier/skaermbesoeg/",
        ):
            Client().get(address)
            with CaptureQueriesContext(connection) as captured:
                answer = Client().get(address)
                assert answer.status_code == 200
                assert answer.getvalue() if answer.streaming else answer.content
            asked.append(len(captured))
        counts.append(asked)
    assert counts[0] == counts[1]
    assert max(counts[0][:4]) <= 12


def test_more_than_a_page_of_cases_are_paged() -> None:
    """25 on each; a page beyond the last is the last."""
    for each in range(30):
        _case(f"Ny {each}")
    first, beyond = Client().get(LIST), Client().get(f"{LIST}?side=99")
    assert [len(page.context["rows"]) for page in (first, beyond)] == [25, Case.objects.count() - 25]


def test_the_api_filters_as_the_list_does() -> None:
    """By municipality and technology; a value that is none is a 400."""
    said = Client().get("/api/v1/cases", {"municipality": "haderslev", "technology": "smartur"}).json()
    assert ([item["key"] for item in said["items"]], said["count"]) == (["haderslev-sensorer-og-smartur"], 1)
    assert Client().get("/api/v1/cases", {"technology": "fantasi"}).status_code == 400
    assert Client().get("/api/v1/cases/findes-ikke").status_code == 404


def test_loading_again_changes_nothing_that_somebody_changed() -> None:
    """A changed case no longer follows the file; the others do."""
    Case.objects.filter(key=PLEJEHJEM).update(title_da="Rettet", version=2)
    Case.objects.filter(key="telepresence-elever").update(title_da="Ikke fra filen")
    count = Case.objects.count()
    assert load_cases() == count
    titles = dict(Case.objects.values_list("key", "title_da"))
    assert titles[PLEJEHJEM] == "Rettet"
    assert titles["telepresence-elever"] == "Telepresence-robot til elever, der ikke kan være i skole"


HEADER = (
    "key,title_da,title_en,municipalities,technologies,summary_da,summary_en,"
    "publication,url,source_updated_on,verified_on"
)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("x,T,,9999,,S,,sus-2016,,,", "there is no '9999'"),
        ("x,T,,,fantasi,S,,sus-2016,,,", "there is no 'fantasi'"),
        ("x,T,,,,S,,fantasi,,,", "there is no 'fantasi'"),
        ("x,T,,,,S,,,,,", "needs a publication, or a link"),
        ("x,T,,,,S,,,javascript:alert(1),,", "needs a publication, or a link"),
        ("x,T,,,,S,,sus-2016,,i går,", "is a day as 2026-11-22"),
        (",T,,,,S,,sus-2016,,,", "needs a key"),
    ],
)
def test_a_row_of_the_file_that_cannot_be_is_named(tmp_path: Path, row: str, told: str) -> None:
    """File, row and what is wrong."""

    (tmp_path / "cases.csv").write_text(f"{HEADER}\n{row}\n", encoding="utf-8")
    with pytest.raises(BadDataError, match=r"cases\.csv, row 2") as error:
        load_cases(tmp_path)
    assert told in str(error.value)
