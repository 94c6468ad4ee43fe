"""The catalogue as people use it: the list with its facets, a technology's page, and the file to take along."""

import csv
import io
import json
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from tests.apps.technologies.catalogue_made import technology_rows
from tests.landkort import project, technology
from tests.pages import assert_clean_html, text_of
from tests.people import client_of, holding
from tovholder.apps.technologies.finding import Catalogue
from tovholder.apps.technologies.public import Technology
from tovholder.foundation.codes.models import Code
from tovholder.foundation.search import store
from tovholder.foundation.search.build import rebuild
from tovholder.kernel.danish import sort_key

pytestmark = pytest.mark.django_db

LIST = "/teknologier/"
FIELDS = {
    "kategori": "category__code",
    "slags": "kind",
    "omraade": "area__code",
    "fagomraade": "fields__code",
    "maalgruppe": "target_groups__code",
    "formaal": "purposes__code",
    "funktion": "functional_categories__code",
    "form": "delivery_forms__code",
    "paragraf": "paragraphs__code",
    "marked": "market_status__code",
}
SHIPPED = len(technology_rows())


@pytest.fixture
def _index() -> Iterator[None]:
    """The search index holds the catalogue."""
    rebuild()
    yield
    store.close_reader()


def _catalogue(query: str = "") -> Catalogue:
    """What the list shows."""
    page = Client().get(f"{LIST}?{query}")
    assert page.status_code == 200
    assert_clean_html(page)
    found: Catalogue = page.context["catalogue"]
    return found


def _slugs(query: str = "") -> set[str]:
    return {item.slug for item in _catalogue(query).found}


def _with(**conditions: str) -> set[str]:
    """The slugs that the database finds for one code of each named field."""
    items = Technology.objects.all()
    for name, value in conditions.items():
        items = items.filter(**{FIELDS[name]: value})
    return set(items.values_list("slug", flat=True))


def test_the_list_has_all_technologies_in_danish_order() -> None:
    """All that the package ships, of which none is twice; å comes last."""
    catalogue = _catalogue()
    assert (catalogue.total, len(catalogue.found), catalogue.chosen["kategori"]) == (SHIPPED, SHIPPED, frozenset())
    names = [item.name for item in catalogue.found]
    assert names == sorted(names, key=sort_key)
    assert len(set(names)) == SHIPPED


@pytest.mark.requirement("TEC-07", "LAW-02", "LAW-03", "LAW-04", "LAW-05")
@pytest.mark.parametrize("name", list(FIELDS))
def test_each_facet_narrows_to_what_has_the_code_and_says_before_how_many(name: str) -> None:
    """Every value of the facet: the number beside it is what choosing it gives, and that is what the database says."""
    counted = {item.code: item.count for item in _catalogue().facets[name]}
    assert counted
    for value, count in counted.items():
        slugs = _slugs(f"{name}={value}")
        assert slugs == _with(**{name: value})
        assert len(slugs) == count > 0
    listed = {"paragraf": {"SEL-85", "SEL-83", "SEL-83a", "SEL-86-1", "SEL-107", "SEL-108", "SUL-119", "SUL-140"}}
    assert listed.get(name, set()) - counted.keys() == set()


@pytest.mark.requirement("TEC-06")
def test_what_prevents_and_what_assists_are_told_apart() -> None:
    """Each purpose alone gives what has it; some technologies serve one of them only."""
    prevent, assist = _slugs("formaal=prevent"), _slugs("formaal=assist")
    assert (prevent, assist) == (_with(formaal="prevent"), _with(formaal="assist"))
    assert "skaermbesoeg" in assist - prevent
    assert prevent - assist


def test_values_of_one_facet_widen_and_facets_narrow_each_other() -> None:
    """Two categories together, then only those of them for health and older people."""
    known = {item.code for item in _catalogue().facets["kategori"]}
    first, second = sorted(known)[:2]
    both = f"kategori={first}&kategori={second}"
    assert _slugs(both) == _with(kategori=first) | _with(kategori=second)
    narrowed = _with(kategori=first, fagomraade="social") | _with(kategori=second, fagomraade="social")
    assert _slugs(f"{both}&fagomraade=social") == narrowed
    counts = {item.code: item.count for item in _catalogue(f"{both}&fagomraade=social").facets["kategori"]}
    assert counts[first] == len(_with(kategori=first, fagomraade="social"))
    assert counts[second] == len(_with(kategori=second, fagomraade="social"))


def test_what_is_chosen_can_be_taken_off_one_by_one() -> None:
    """Each has a link to the list without it; the first is the text."""
    page = Client().get(f"{LIST}?q=skærm&kategori=care&formaal=assist")
    active = page.context["active"]
    assert active[0].label == "”skærm”"
    assert [item.href for item in active] == [
        "?kategori=care&formaal=assist",
        "?q=sk%C3%A6rm&formaal=assist",
        "?q=sk%C3%A6rm&kategori=care",
    ]


@pytest.mark.usefixtures("_index")
@pytest.mark.parametrize(
    ("text", "slug"),
    [("videobesøg", "skaermbesoeg"), ("SKÆRMBESØG", "skaermbesoeg"), ("screen visits", "skaermbesoeg")],
)
def test_a_technology_is_found_by_its_other_names(text: str, slug: str) -> None:
    """The name that people use, in any case, and the English one; the best stands first."""
    assert _catalogue(f"q={text}").found[0].slug == slug


@pytest.mark.usefixtures("_index")
def test_nothing_found_says_so_and_leads_back() -> None:
    """An empty list is a page with a way out."""
    page = Client().get(f"{LIST}?q=xyzzyplugh")
    assert_clean_html(page)
    assert page.context["catalogue"].found == []
    assert f'href="{LIST}"' in page.content.decode()


@pytest.mark.parametrize("name", list(FIELDS))
def test_a_code_that_is_none_is_named_in_a_400(name: str) -> None:
    """In Danish, with the filter's name."""
    page = Client().get(f"{LIST}?{name}=fantasi")
    assert page.status_code == 400
    assert f"Filteret {name} kender ikke værdien fantasi." in text_of(page)


def test_the_list_and_the_page_ask_a_constant_number_of_queries() -> None:
    """One technology more or twenty, one project or twenty: the same number, and few."""
    counts = []
    for number in (1, 20):
        for each in range(number):
            made = Technology.objects.create(
                name=f"Ny {number} {each}", slug=f"ny{number}_{each}", category=technology().category
            )
            made.purposes.set(Code.objects.of("purpose")[:2])
            project(f"Projekt {number} {each}", tier="public")
        asked = []
        for address in (LIST, f"{LIST}skaermbesoeg/", f"{LIST[:-1]}.json"):
            Client().get(address)
            with CaptureQueriesContext(connection) as captured:
                answer = Client().get(address)
                assert answer.status_code == 200
                assert answer.getvalue() if answer.streaming else answer.content
            asked.append(len(captured))
        counts.append(asked)
    assert counts[0] == counts[1]
    # The page holds the panels of all other rooms.
    assert [asked <= most for asked, most in zip(counts[0], (12, 45, 22), strict=True)] == [True] * 3


def test_a_technologys_page_tells_its_facts_and_what_the_reader_may_see_of_projects() -> None:
    """Category, other names and a public project; the other municipality's own one is not told."""
    item = technology()
    project("Åben for alle", tier="public", status="in_operation")
    project("Kun for Aarhus", owner="Aarhus", tier="municipality")
    page = Client().get(item.get_absolute_url())
    assert_clean_html(page)
    text = text_of(page)
    for told in (item.name, item.description_da, item.category.label, "videobesøg", "Åben for alle"):
        assert told in text
    assert "Kun for Aarhus" not in text
    assert "Kun for Aarhus" in text_of(client_of(holding(at="Aarhus")).get(item.get_absolute_url()))


def test_a_technology_that_is_not_there_is_a_404() -> None:
    """With a page of ours."""
    assert Client().get(f"{LIST}findes-ikke/").status_code == 404


def _file(kind: str, query: str = "") -> bytes:
    answer = Client().get(f"{reverse('technologies:file', args=[kind])}?{query}")
    assert answer.status_code == 200
    content: bytes = answer.getvalue()
    return content


def test_the_file_holds_what_the_list_shows() -> None:
    """The same filter, the same technologies, as CSV, JSON and XLSX; another form is a 400."""
    expected = _slugs("formaal=assist")
    rows = list(csv.DictReader(io.StringIO(_file("csv", "formaal=assist").decode("utf-8-sig")), delimiter=";"))
    assert {row["Nøgle"] for row in rows} == expected
    assert len(rows) == len(expected)
    items = json.loads(_file("json", "formaal=assist"))
    records = items if isinstance(items, list) else next(value for value in items.values() if isinstance(value, list))
    assert {record["slug"] for record in records} == expected
    assert _file("xlsx", "formaal=assist").startswith(b"PK")
    assert Client().get("/teknologier.exe").status_code == 400


def test_the_places_a_technology_is_named_are_a_list_of_words() -> None:
    """Not the semicolons of the file they come from."""
    one = technology("skaermbesoeg")
    assert ";" in one.origin
    assert ", ".join(one.origin.split(";")) in text_of(Client().get("/teknologier/skaermbesoeg/"))


def test_in_a_demo_the_catalogue_is_not_called_invented(settings: Settings) -> None:
    """The rows say that they are of the shared catalogue."""
    settings.DEMO_MODE = True
    text = _file("csv", "slags=bundle").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert {row["Bemærkning"] for row in rows} == {"Fra det fælles katalog"}
