"""Addresses that nobody was given: with letters that are none, without an end, with filters that mean nothing."""

from urllib.parse import quote, urlencode

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.landkort import project
from tests.pages import assert_clean_html, text_of
from tests.people import client_of, holding
from tovholder.apps.projects.filters import SORTS
from tovholder.apps.projects.public import Project

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    """A coordinator of Syddjurs, who sees the page of an error instead of the exception."""
    made = client_of(holding())
    made.raise_request_exception = False
    return made


@pytest.mark.database
@pytest.mark.parametrize(
    "address",
    [
        "/landkort/projekter/?q=%00",
        "/landkort/projekter/?kommune=%00",
        "/landkort/projekter.csv?q=a%00",
        "/landkort/?teknologi=%00",
        "/kommuner/%00/",
        "/teknologier/%00/",
        "/teknologier/?q=%00",
        "/soeg/?q=%00",
        "/import/%00/",
        "/konto/invitation/%00/",
    ],
)
def test_the_letter_zero_in_an_address_is_a_400(client: Client, address: str) -> None:
    """A page in Danish, and no question to the database."""
    for reader in (client, Client(raise_request_exception=False)):
        page = reader.get(address)
        assert page.status_code == 400
        assert "Adressen har tegn, der ikke er bogstaver." in text_of(page)


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("q", 200),
        ("kommune", 400),
        ("status", 400),
        ("side", 400),
        ("sorter", 400),
        ("foraeldet", 400),
        ("ukendt", 200),
    ],
)
def test_an_endless_address_is_answered(client: Client, query: str, status: int) -> None:
    """Ten thousand letters, or digits, in a filter."""
    for value in ("å" * 10_000, "9" * 10_000, "besøg " * 1_600, '"(*' * 3_000):
        page = client.get(f"{reverse('projects:list')}?{query}={quote(value)}")
        assert page.status_code == status
        assert_clean_html(page)


KNOWN = (
    "teknologi",
    "kategori",
    "status",
    "maalgruppe",
    "paragraf",
    "region",
    "kommune",
    "q",
    "sorter",
    "side",
    "foraeldet",
)
VALUES = st.one_of(
    st.sampled_from(
        ["", "skaermbesoeg", "pilot", "syddjurs", "SEL-85", "ja", "1", "2", "0", "-1", "1e3", "٣", "²", *SORTS]
    ),
    st.text(max_size=20),
)


@settings(max_examples=30, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(pairs=st.lists(st.tuples(st.one_of(st.sampled_from([*KNOWN, "vis"]), st.text(max_size=5)), VALUES), max_size=6))
def test_no_filter_breaks_a_list(db: None, pairs: list[tuple[str, str]]) -> None:
    """Whatever stands in the address: the list, the map, the catalogue and the file answer with 200 or 400."""
    if not Project.objects.exists():
        project("Åben", tier="public")
    query = urlencode(pairs, errors="replace")
    reader = Client(raise_request_exception=False)
    pages = ("/landkort/projekter/", "/landkort/", "/teknologier/")  # one of them each time, for they take long
    for address in ("/landkort/projekter.csv", pages[len(query) % 3]):
        assert reader.get(f"{address}?{query}").status_code in {200, 400}, (address, query)
