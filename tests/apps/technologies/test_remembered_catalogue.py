"""The catalogue that a process remembers: read once, shared by all readers, and never behind an edit."""

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from tests.apps.technologies.catalogue_made import WHY, entry, facts, told
from tests.pages import text_of
from tests.people import client_of, holding
from tovholder.apps.technologies.actions import add_point, change_technology, create_technology, retire_technology
from tovholder.apps.technologies.definitions import define_locally
from tovholder.apps.technologies.finding import find_technologies
from tovholder.apps.technologies.models import Publication
from tovholder.apps.technologies.remembered import remembered_catalogue
from tovholder.apps.technologies.sources import PublicationFacts, change_publication
from tovholder.foundation.accounts.seats import actor_of
from tovholder.foundation.codes.models import Code
from tovholder.kernel import clock
from tovholder.kernel.actor import SYSTEM
from tovholder.kernel.danish import sort_key

pytestmark = pytest.mark.django_db

PAGE = "/teknologier/skaermbesoeg/"


def seen(address: str = PAGE, client: Client | None = None) -> str:
    """The text of a page."""
    return text_of((client or Client()).get(address))


def test_it_is_read_once() -> None:
    """Three small queries ask whether anything differs; the entries themselves are not read again."""
    first = remembered_catalogue()
    with CaptureQueriesContext(connection) as asked:
        again = remembered_catalogue()
    assert (again is first, len(asked)) == (True, 3)


def test_an_added_point_is_seen_at_once() -> None:
    """The sections of a page that are drawn once are drawn anew."""
    before = seen()
    add_point(by=SYSTEM, technology=entry(), point=told(text="Borgeren får roen tilbage."), why=WHY)
    assert ("Borgeren får roen tilbage." in before, "Borgeren får roen tilbage." in seen()) == (False, True)


def test_a_changed_name_is_seen_at_once_on_page_list_comparison_and_in_the_api() -> None:
    """Wherever the catalogue is read."""
    made = create_technology(by=SYSTEM, facts=facts("Aalevæg"), why=WHY)
    places = (
        made.get_absolute_url(),
        "/teknologier/?q=kommer",
        f"/teknologier/sammenlign/?t={made.slug}&t=skaermbesoeg",
        "/api/v1/technologies?limit=100",
    )
    assert ["Kommerv" in Client().get(place).content.decode() for place in places] == [False] * 4
    change_technology(by=SYSTEM, technology=made, facts=facts("Kommervæg"), why=WHY)
    assert ["Kommerv" in Client().get(place).content.decode() for place in places] == [True] * 4


def test_a_code_that_is_called_something_else_is_seen_at_once() -> None:
    """On the page and among the facets, although codes have no version."""
    category = entry().category
    before = [category.label_da in seen(PAGE), category.label_da in seen("/teknologier/")]
    Code.objects.filter(pk=category.pk).update(label_da="Et helt nyt navn")
    after = ["Et helt nyt navn" in seen(PAGE), "Et helt nyt navn" in seen("/teknologier/")]
    assert (before, after) == ([True, True], [True, True])


def test_a_publication_that_changes_is_seen_at_once() -> None:
    """A point tells its source by publisher and year."""
    source = Publication.objects.filter(points__technology=entry()).first()
    assert source is not None
    assert "Et nyt forlag" not in seen()
    changed = PublicationFacts(title=source.title, publisher="Et nyt forlag", kind=source.kind, year=2026)
    change_publication(by=SYSTEM, publication=source, facts=changed)
    assert "Et nyt forlag 2026" in seen()


def test_a_retired_entry_leaves_the_list_at_once() -> None:
    """And its page says so."""
    made = create_technology(by=SYSTEM, facts=facts("Abevæg"), why=WHY)
    before = "Abevæg" in seen("/teknologier/")
    retire_technology(by=SYSTEM, technology=made, why=WHY, on=clock.today())
    after = ("Abevæg" in seen("/teknologier/"), "udgået af kataloget" in seen(made.get_absolute_url()))
    assert (before, after) == (True, (False, True))


def test_each_language_has_its_own() -> None:
    """What was drawn for a Danish reader is not shown to an English one."""
    danish = seen()
    with override("en"):
        entries = remembered_catalogue()
        told_in_english = entries.made("told", "skaermbesoeg", lambda: "English")
    assert ("Hvad giver det?" in danish, told_in_english, "Hvad giver det?" in seen()) == (True, "English", True)


def test_what_a_municipality_keeps_to_itself_is_not_remembered_for_others() -> None:
    """The coordinator reads their own definition first; the next reader does not get it."""
    own = holding()
    define_locally(by=actor_of(own), technology=entry(), counts="Kun i Syddjurs", tier="municipality")
    assert ("Kun i Syddjurs" in seen(client=client_of(own)), "Kun i Syddjurs" in seen()) == (True, False)


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_list_and_its_facets_stand_in_the_order_of_the_names_that_are_shown(language: str) -> None:
    """Who reads English finds the English names from a to z, and who reads Danish the Danish ones."""
    with override(language):
        found = find_technologies(QueryDict())
        names = [str(item.label) for item in found.found]
        places = dict(Code.objects.of("purpose").values_list("code", "position"))
        purposes = [(places.get(value.code, 0), value.label) for value in found.facets["formaal"]]
    assert names == sorted(names, key=sort_key)
    assert len(names) > 50
    assert purposes == sorted(purposes, key=lambda shown: (shown[0], sort_key(shown[1])))
