"""The page that searches everything, its jobs and its command."""

from collections.abc import Iterator

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from tests.foundation.search.shelf import Shelf
from tests.pages import assert_clean_html, text_of
from tests.people import client_of, holding
from tovholder.foundation.jobs.public import JobState, enqueue
from tovholder.foundation.search import build, selectors, store
from tovholder.kernel.actor import ANONYMOUS, SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf() -> Iterator[Shelf]:
    """Thirty projects."""
    made = Shelf()
    for key in range(1, 31):
        made.put(key, f"Skærmprojekt nummer {key}")
    with made.registered():
        yield made
    store.close_reader()


def test_hits_are_shown_by_source_with_a_link_to_the_list(shelf: Shelf) -> None:
    """Ten of them, each a link, and where the rest is."""
    build.rebuild()
    answer = client_of(holding()).get("/soeg/", {"q": "skærm"})
    assert_clean_html(answer)
    page = answer.content.decode()
    assert page.count('href="/hylde/') == 11
    assert 'href="/hylde/?q=skærm"' in page
    assert "Viser de 10 bedste resultater for ”skærm”" in text_of(answer)


def test_a_stranger_never_learns_what_they_may_not_see(shelf: Shelf) -> None:
    """Hits are checked again; what is out of sight is not even counted."""
    build.rebuild()
    for key in range(1, 31):
        found = selectors.found(ANONYMOUS, f"nummer {key}")
        titles = {hit.title for group in found for hit in group.hits}
        assert (f"Skærmprojekt nummer {key}" in titles) == (key % 2 == 0)
    text = text_of(Client().get("/soeg/", {"q": "Skærmprojekt nummer 7"}))
    assert "nummer 7 " not in text.split("Hvad leder du efter?")[1].replace("”Skærmprojekt nummer 7”", "")


def test_while_the_index_is_missing_the_page_says_so(shelf: Shelf) -> None:
    """And that the lists work meanwhile."""
    answer = Client().get("/soeg/", {"q": "skærm"})
    assert_clean_html(answer)
    assert "Søgningen er ved at blive gjort klar Om lidt kan du også finde: Hylden." in text_of(answer)


@pytest.mark.parametrize("text", ["", "qzxv", "<script>alert(1)</script>", "a" * 5000, "%", "\ud83e"])
def test_any_text_gives_a_clean_page(shelf: Shelf, text: str) -> None:
    """Nothing typed becomes markup or a fault."""
    build.rebuild()
    answer = Client().get("/soeg/", {"q": text.encode("utf-8", "replace")})
    assert answer.status_code == 200
    assert_clean_html(answer)
    assert "<script>alert" not in answer.content.decode()


def test_nothing_found_says_what_to_try(shelf: Shelf) -> None:
    """An empty state with a next step."""
    build.rebuild()
    assert "Prøv et andet ord for det samme" in text_of(Client().get("/soeg/", {"q": "qzxv"}))


def test_the_jobs_build_and_update_the_index(shelf: Shelf) -> None:
    """Each says how many documents it wrote."""
    assert enqueue("search.rebuild", by=SYSTEM).result == {"documents": 30}
    shelf.put(31, "Robot")
    assert enqueue("search.update", by=SYSTEM).result == {"documents": 1}


def test_a_job_that_finds_the_index_busy_says_so_or_leaves_it(shelf: Shelf) -> None:
    """A build is told to the person who asked; an update is made again soon anyway."""
    build.rebuild()
    shelf.put(31, "Robot")
    with store.writing():
        failed = enqueue("search.rebuild", by=SYSTEM)
        assert (failed.state, failed.error) == (
            JobState.FAILED,
            "Søgningen bliver allerede opdateret. Prøv igen om lidt.",
        )
        assert enqueue("search.update", by=SYSTEM).result == {"documents": 0}


def test_the_command_builds_now(shelf: Shelf, capsys: pytest.CaptureFixture[str]) -> None:
    """From nothing, or what changed; a busy index is told."""
    call_command("rebuild_search")
    assert capsys.readouterr().out.startswith("30 documents written to ")
    call_command("rebuild_search", "--update")
    assert capsys.readouterr().out.startswith("0 documents written to ")
    with store.writing(), pytest.raises(CommandError):
        call_command("rebuild_search")
