"""The published figures as people use them: list, facets, charts, pages, files and API."""

import csv
import io
import json
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from tests.pages import assert_clean_html, text_of
from tovholder.apps.figures.actions import FigureFacts, add_figure
from tovholder.apps.figures.finding import Found
from tovholder.apps.figures.models import Base, PublishedFigure, Topic
from tovholder.apps.figures.reference import load_figures
from tovholder.apps.figures.units import UNITS, is_value_of, value_text
from tovholder.apps.technologies.public import BadDataError, Publication
from tovholder.foundation.search import store
from tovholder.foundation.search.build import rebuild
from tovholder.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db

LIST = "/tal/"
FIELDS = {"emne": "topic", "teknologi": "technology__slug", "kilde": "publication__key"}


def _found(query: str = "") -> Found:
    page = Client().get(f"{LIST}?{query}")
    assert page.status_code == 200
    assert_clean_html(page)
    found: Found = page.context["found"]
    return found


def _keys(query: str = "") -> set[str]:
    return {figure.key for figure in _found(query).figures}


def _figure(statement: str = "Kommuner, der har prøvet det.", **values: object) -> PublishedFigure:
    given: dict[str, object] = {
        "statement_da": statement,
        "value": "12",
        "unit": "municipalities",
        "topic": Topic.LANDKORT,
        "publication": Publication.objects.get(key="sus-2016"),
    }
    return add_figure(by=SYSTEM, facts=FigureFacts(**(given | values)))  # type: ignore[arg-type]  # values by name


def test_the_package_brings_its_figures_each_with_statement_source_and_fitting_value() -> None:
    """136 rows; every unit is used rightly, both languages are there, and a share says what it is a share of."""
    figures = list(PublishedFigure.objects.select_related("publication"))
    assert len(figures) == 136
    assert [figure.key for figure in figures if not is_value_of(figure.value, figure.unit)] == []
    assert [figure.key for figure in figures if not figure.statement_en or not figure.place] == []
    assert [figure.key for figure in figures if bool(figure.check_da) != bool(figure.check_en)] == []
    shares = [figure for figure in figures if figure.base_state != Base.NONE]
    assert [figure.key for figure in shares if not figure.base_da or not figure.base_en] == []


def test_counts_that_belong_together_add_up() -> None:
    """430 and 233 are 663; 71 and 27, and 84 and 14, are the 98 municipalities."""
    value = {figure.key: figure.value for figure in PublishedFigure.objects.all()}
    assert int(value["status-2017-implementeret"]) + int(value["status-2017-paa-vej"]) == 663
    assert int(value["status-2017-videre-end-pilot"]) == 663
    assert int(value["status-2017-kommuner-med"]) + int(value["status-2017-kommuner-uden"]) == 98
    assert int(value["status-2017-deltagere"]) + int(value["status-2017-ikke-deltagere"]) == 98


def test_every_share_with_a_printed_n_is_checked_and_four_do_not_fit() -> None:
    """The known ones; the others fit their base."""
    checked = {figure.key: check for figure in PublishedFigure.objects.all() if (check := figure.rounding)}
    assert {key for key, check in checked.items() if not check.fits} == {
        f"status-2017-traening-{name}"
        for name in ("faglig-udvikling", "arbejdsglaede", "planlaegning", "arbejdsmiljoe")
    }
    assert list(checked["status-2017-svarprocent"].counts) == [84]
    assert list(checked["raaderum-2022-oekonomichefer-kvalitet"].counts) == [69]


@pytest.mark.parametrize(
    ("value", "unit", "read"),
    [
        ("1077", "projects", "1.077 projekter"),
        ("1", "regions", "1 region"),
        ("70", "pct_over", "over 70 pct."),
        ("1300", "projects_almost", "næsten 1.300 projekter"),
        ("2", "rank_of_5", "nummer 2 af 5"),
        ("2016-02-19", "date", "19. februar 2016"),
        ("2017-12", "month", "december 2017"),
        ("141", "paragraph", "§ 141"),
        ("2→1", "staff", "2→1 medarbejdere"),
        ("2015", "year", "2015"),
    ],
)
def test_a_value_is_read_with_its_unit(value: str, unit: str, read: str) -> None:
    """Thousands marked, one in the singular, days as days."""
    assert (is_value_of(value, unit), value_text(value, unit)) == (True, read)


@pytest.mark.parametrize(
    ("value", "unit"),
    [
        ("", "projects"),
        ("1.077", "projects"),
        ("mange", "pct"),
        ("7,", "fantasi"),
        ("2016-13-01", "date"),
        ("2016", "month"),
        ("9" * 13, "projects"),
        ("٣", "projects"),
    ],
)
def test_a_value_that_is_none_of_its_unit_is_known(value: str, unit: str) -> None:
    """Nothing, words where a number belongs, days that are none, numbers beyond reason."""
    assert not is_value_of(value, unit)


@pytest.mark.parametrize("name", list(FIELDS))
def test_each_facet_narrows_to_what_has_the_value_and_says_before_how_many(name: str) -> None:
    """The number beside a value is what choosing it gives, and that is what the database says."""
    counted = {item.value: item.count for item in _found().facets[name]}
    assert counted
    for value, count in counted.items():
        keys = _keys(f"{name}={value}")
        assert keys == set(PublishedFigure.objects.filter(**{FIELDS[name]: value}).values_list("key", flat=True))
        assert len(keys) == count > 0


def test_year_and_base_are_facets_too() -> None:
    """The newest year first; a share without n counts as one whose base is not known."""
    found = _found()
    years = [item.value for item in found.facets["aar"]]
    assert years == ["2023", "2022", "2021", "2020", "2018", "2017", "2016", "2014", "uden"]
    missing = _keys("grundlag=missing")
    assert "status-2017-traening-i-drift" in missing
    assert "status-2017-svarprocent" not in missing
    assert _keys("grundlag=known") | missing | _keys("grundlag=none") == _keys()


@pytest.mark.parametrize("name", [*FIELDS, "aar", "grundlag", "vis"])
def test_a_value_that_no_facet_has_is_named_in_a_400(name: str) -> None:
    """In Danish, with the filter's name."""
    page = Client().get(f"{LIST}?{name}=fantasi")
    assert page.status_code == 400
    assert f"Filteret {name} kender ikke værdien fantasi." in text_of(page)


def test_a_text_narrows_and_what_is_chosen_can_be_taken_off() -> None:
    """All words must be there; nothing found says so and leads back."""
    assert "status-2017-traening-ortopaedisk" in _keys("q=ORTOPÆDISK operation")
    page = Client().get(f"{LIST}?q=kommuner&emne=training&emne=landkort")
    assert [item.href for item in page.context["active"]] == [
        "?emne=landkort&emne=training",
        "?q=kommuner&emne=training",
        "?q=kommuner&emne=landkort",
    ]
    nothing = Client().get(f"{LIST}?q=xyzzyplugh")
    assert_clean_html(nothing)
    assert "Ingen tal passer" in text_of(nothing)


def test_without_any_figures_the_page_says_who_makes_them() -> None:
    """An empty installation."""
    PublishedFigure.objects.all().delete()
    page = Client().get(LIST)
    assert_clean_html(page)
    assert "Ingen tal endnu" in text_of(page)


def test_shares_are_drawn_by_what_they_were_printed_with_and_never_across() -> None:
    """Training has the two of § 140 and the four staff gains; each bar has its n; without a topic no chart."""
    assert Client().get(LIST).context["charts"] == []
    charts = Client().get(f"{LIST}?emne=training").context["charts"]
    assert sorted(len(chart.points) for chart in charts) == [2, 4]
    four = next(chart for chart in charts if len(chart.points) == 4)
    assert (four.n, [point.value for point in four.shown()]) == (35, [48.0, 44.0, 30.0, 7.0])
    assert all("(n = 35)" in str(point.label) for point in four.points)
    two = next(chart for chart in charts if len(chart.points) == 2)
    assert all("(n er ikke oplyst)" in str(point.label) for point in two.points)
    assert Client().get(f"{LIST}?emne=medicine").context["charts"] == []


def test_a_figures_page_tells_facts_citation_and_the_shares_beside() -> None:
    """The citation is a line to copy; the chart shows the four of one printed figure."""
    page = Client().get("/tal/status-2017-traening-arbejdsglaede/")
    assert_clean_html(page)
    publication = Publication.objects.get(key="statusrapport-2017")
    assert page.context["citation"] == (
        f"KL (2017): {publication.title}. Kommuner, der nævner større arbejdsglæde som gevinst for medarbejderne ved "
        "digital træning. 44 pct. (n = 35, Kapitel 2 og figur 8)."
    )
    assert len(page.context["chart"].points) == 4
    text = text_of(page)
    assert "Ordene er vores egne." in text
    assert publication.title in text
    assert Client().get("/tal/findes-ikke/").status_code == 404


def test_an_english_reader_reads_english() -> None:
    """Statement, base and check."""
    client = Client()
    client.post("/sprog/", {"language": "en", "next": "/"})
    text = text_of(client.get("/tal/status-2017-traening-ortopaedisk/"))
    assert "citizens in rehabilitation after orthopaedic surgery" in text
    assert "municipalities that offer digital training" in text
    assert "47 of 68 fits." in text


def test_the_publications_page_shows_its_figures() -> None:
    """With a way to all of them; a publication without figures shows no panel."""
    text = text_of(Client().get(Publication.objects.get(key="sus-2016").get_absolute_url()))
    assert "Tal fra kilden" in text
    assert "Se alle 17" in text
    assert "Tal fra kilden" not in text_of(Client().get(Publication.objects.get(key="gdpr-2016").get_absolute_url()))


def test_the_site_search_finds_a_figure() -> None:
    """By what it says; it leads to its page."""
    rebuild()
    page = Client().get("/soeg/?q=orthopaedic rehabilitation")
    assert "/tal/status-2017-traening-ortopaedisk/" in page.content.decode()
    store.close_reader()


def _file(kind: str, query: str = "") -> bytes:
    answer = Client().get(f"{reverse('figures:file', args=[kind])}?{query}")
    assert answer.status_code == 200
    content: bytes = answer.getvalue()
    return content


def test_the_file_holds_what_the_list_shows_with_source_and_n() -> None:
    """The same filter, as CSV, JSON and XLSX; another form is a 400."""
    rows = list(csv.DictReader(io.StringIO(_file("csv", "emne=economy").decode("utf-8-sig")), delimiter=";"))
    assert {row["Nøgle"] for row in rows} == _keys("emne=economy")
    saving = next(row for row in rows if row["Nøgle"] == "raaderum-2022-herning-besparelse")
    assert (saving["Værdi"], saving["Enhed"], saving["n"], saving["År"], saving["Udgiver"]) == (
        "400000",
        "kr. om året",
        "1",
        "2022",
        "KL",
    )
    assert {row["key"] for row in json.loads(_file("json", "emne=economy"))["rows"]} == _keys("emne=economy")
    assert _file("xlsx").startswith(b"PK")
    assert Client().get("/tal.exe").status_code == 400


def test_in_a_demo_published_figures_are_not_called_invented(settings: Settings) -> None:
    """The banner stays; each row says whether it is published or was added in the demo."""
    settings.DEMO_MODE = True
    _figure("Opfundet i demoen")
    rows = {row["statement"]: row["remark"] for row in json.loads(_file("json"))["rows"]}
    assert rows["Opfundet i demoen"] == "Opfundne data"
    assert rows["Projekter på Landkortet i 2017."] == "Offentliggjort tal"
    assert Client().get("/api/v1/figures/status-2017-projekter").json()["note"] == "Offentliggjort tal"
    text = text_of(Client().get("/tal/status-2017-projekter/"))
    assert "Opfundne data" in text
    assert "Tallene på denne side er offentliggjorte" in text


def test_the_list_and_the_page_ask_a_constant_number_of_queries() -> None:
    """One figure more or twenty: the same number, and few."""
    counts = []
    for number in (1, 20):
        for each in range(number):
            _figure(f"Nyt {number} {each}")
        asked = []
        for address in (LIST, "/tal/status-2017-traening-planlaegning/", "/tal.json", "/api/v1/figures"):
            Client().get(address)
            with CaptureQueriesContext(connection) as captured:
                answer = Client().get(address)
                assert answer.status_code == 200
                assert answer.getvalue() if answer.streaming else answer.content
            asked.append(len(captured))
        counts.append(asked)
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 6


def test_figures_are_paged_by_25() -> None:
    """A page beyond the last is the last."""
    first, beyond = Client().get(LIST), Client().get(f"{LIST}?side=99")
    assert [len(page.context["rows"]) for page in (first, beyond)] == [25, 136 % 25]


def test_the_api_filters_as_the_list_does_and_pages() -> None:
    """By topic, base and text; limit and offset; a value that is none is a 400."""
    said = Client().get("/api/v1/figures", {"topic": "training", "base": "missing"}).json()
    assert {item["key"] for item in said["items"]} == _keys("emne=training&grundlag=missing")
    page = Client().get("/api/v1/figures", {"limit": 2, "offset": 134}).json()
    assert (len(page["items"]), page["count"]) == (2, 136)
    one = Client().get("/api/v1/figures/status-2017-svarprocent").json()
    assert (one["numerator"], one["denominator"], one["rounding"]) == (
        84,
        98,
        {"base": 98, "fits": True, "counts": [84]},
    )
    assert Client().get("/api/v1/figures", {"topic": "fantasi"}).status_code == 400
    assert Client().get("/api/v1/figures/findes-ikke").status_code == 404


HEADER = (
    "key,technology,topic,statement_da,statement_en,value,unit,numerator,denominator,base_da,base_en,n,"
    "publication,place,check_da,check_en"
)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("x,fantasi,field,S,,1,projects,,,,,,sus-2016,,,", "no technology is called 'fantasi'"),
        ("x,,field,S,,1,projects,,,,,,fantasi,,,", "no publication has the key 'fantasi'"),
        ("x,,fantasi,S,,1,projects,,,,,,sus-2016,,,", "unknown topic 'fantasi'"),
        ("x,,field,S,,mange,projects,,,,,,sus-2016,,,", "'mange' is no value of the unit 'projects'"),
        ("x,,field,S,,1,fantasi,,,,,,sus-2016,,,", "is no value of the unit 'fantasi'"),
        ("x,,field,S,,1,projects,,,,,mange,sus-2016,,,", "n is a whole number or nothing"),
        (",,field,S,,1,projects,,,,,,sus-2016,,,", "needs a key and a Danish statement"),
        ("x,,field,S", "more or fewer cells"),
    ],
)
def test_a_row_of_the_file_that_cannot_be_is_named(tmp_path: Path, row: str, told: str) -> None:
    """File, row and what is wrong."""
    (tmp_path / "figures.csv").write_text(f"{HEADER}\n{row}\n", encoding="utf-8")
    with pytest.raises(BadDataError, match=r"figures\.csv, row 2") as error:
        load_figures(tmp_path)
    assert told in str(error.value)


def test_loading_again_brings_back_what_the_file_says_but_not_over_an_editors_words() -> None:
    """A figure that an editor changed no longer follows the file; the others do."""
    PublishedFigure.objects.filter(key="status-2017-projekter").update(value="1078", version=2)
    PublishedFigure.objects.filter(key="status-2017-implementeret").update(value="431")
    own = _figure()
    assert load_figures() == 137
    values = dict(PublishedFigure.objects.values_list("key", "value"))
    assert (values["status-2017-projekter"], values["status-2017-implementeret"], values[own.key]) == (
        "1078",
        "430",
        "12",
    )


def test_every_unit_has_a_name() -> None:
    """The form offers them by it; no two are called the same."""
    names = [str(unit.label) for unit in UNITS.values()]
    assert "" not in names
    assert len(set(names)) == len(names)
