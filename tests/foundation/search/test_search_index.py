"""The index file: what is found in which order, how it follows changes, and what happens without it."""

import csv
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.foundation.search.shelf import Shelf
from tovholder.foundation.search import build, matching, store
from tovholder.foundation.search.public import is_ready, matching_keys

REPOSITORY = Path(__file__).parents[3]


@pytest.fixture
def shelf() -> Iterator[Shelf]:
    """A few technologies."""
    made = Shelf()
    made.put(1, "Skærmbesøg", ["videobesøg", "virtuel hjemmepleje"], "En del af hjælpen gives over skærm.")
    made.put(2, "Kropsbåren faldalarm", ["faldsensor", "faldur"], "Kalder hjælp, hvis borgeren falder.")
    made.put(3, "Sensormåtte", [], "En sensor, der mærker et fald på gulvet om natten.")
    made.put(4, "Robotstøvsuger", [], "Støvsuger hjemmet uden besøg.")
    with made.registered():
        yield made
    store.close_reader()


def _keys(text: str) -> list[int]:
    return [int(key) for key in matching_keys("shelf", text)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("skærmbesøg", [1]),
        ("SKAERMBESOEG", [1]),
        ("besøg på skærm", [1]),
        ("videobesøg", [1]),
        ("faldsensor", [2, 3]),
        ("faldsensorer", [2, 3]),
        ("robotstøvs", [4]),
        ("støvsugning", [4]),
        ("skjærmbesøg", [1]),
        ("gulv", [3]),
        ("fald om natten", [3]),
    ],
)
def test_the_right_one_comes_first(shelf: Shelf, text: str, first: list[int]) -> None:
    """Inflected, as a compound or its halves, by an alias, begun only, misspelt, or as a need."""
    build.rebuild()
    assert _keys(text)[: len(first)] == first


@pytest.mark.parametrize("text", ["", " ", "qzxv", "?", "日本", "\x00"])
def test_what_is_nowhere_is_not_found(shelf: Shelf, text: str) -> None:
    """No words, or words unlike any."""
    build.rebuild()
    assert _keys(text) == []


@pytest.mark.parametrize(
    "text",
    ['"', "' OR 1=1 --", 'skærm" NEAR(', "* AND NOT", "title:skærm", "{a b} : c", "^skærm", "skærm*", "-skærm", "NULL"],
)
def test_the_syntax_of_the_index_is_only_text(shelf: Shelf, text: str) -> None:
    """Quotes, operators and column names have no power; the words among them are searched."""
    build.rebuild()
    assert _keys(text) == _keys("".join(letter if letter.isalnum() else " " for letter in text))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200, deadline=None)
@given(text=st.text(max_size=400))
def test_no_text_makes_it_raise(shelf: Shelf, text: str) -> None:
    """Whatever is typed, the answer is keys of the source, each once."""
    if not is_ready("shelf"):
        build.rebuild()
    found = _keys(text)
    assert len(found) == len(set(found))
    assert set(found) <= {1, 2, 3, 4}


def test_an_alias_weighs_more_than_a_word_in_the_body(shelf: Shelf) -> None:
    """Editors' words count."""
    shelf.put(5, "Andet", ["tryghed"], "")
    shelf.put(6, "Noget", [], "tryghed " * 2 + "for borgeren i hjemmet")
    build.rebuild()
    assert _keys("tryghed") == [5, 6]


def test_an_update_follows_what_is_new_changed_and_gone(shelf: Shelf) -> None:
    """Only what changed is written, and the old words no longer lead to it."""
    build.rebuild()
    shelf.put(5, "Spiserobot")
    shelf.put(4, "Vasketoilet")
    shelf.take(1)
    assert build.update() == 3
    assert (_keys("spiserobot")[:1], _keys("vasketoilet"), _keys("robot"), _keys("skærmbesøg")) == (
        [5],
        [4],
        [5],
        [],
    )
    assert build.update() == 0


def test_many_updates_give_the_same_answers_as_one_build(shelf: Shelf) -> None:
    """The index has no memory of what was there before."""
    build.rebuild()
    for round_ in range(3):
        for key in range(1, 30):
            shelf.put(key, f"Projekt {key} med {'skærm' if key % 3 else 'robot'}", [], f"runde {round_}")
        shelf.take(7)
        build.update()
    questions = ["skærm", "robot", "projekt 12", "runde 2", "skærmrobot"]
    updated = [_keys(question) for question in questions]
    build.rebuild()
    assert [_keys(question) for question in questions] == updated


def test_without_an_index_nothing_is_found_and_it_is_told(shelf: Shelf) -> None:
    """Lists say that the search is being prepared; an update then builds it."""
    assert (is_ready("shelf"), _keys("skærm")) == (False, [])
    assert build.update() == 4
    assert (is_ready("shelf"), is_ready("other"), _keys("skærm")[:1]) == (True, False, [1])


def test_a_source_that_is_new_has_the_index_built_anew(shelf: Shelf) -> None:
    """A room that comes with an upgrade is found after the next update."""
    build.rebuild()
    with Shelf(key="another").registered():
        assert not is_ready("another")
        assert build.update() == 0
        assert is_ready("another")


def test_readers_notice_a_new_file_also_in_other_threads(shelf: Shelf) -> None:
    """A rename takes the old file away under a connection that was open."""
    build.rebuild()
    assert _keys("komfurvagt") == []
    seen: list[list[int]] = []
    begin, built = threading.Event(), threading.Event()

    def read() -> None:
        seen.append(_keys("komfurvagt"))
        begin.set()
        built.wait(20)
        seen.append(_keys("komfurvagt"))
        store.close_reader()

    other = threading.Thread(target=read)
    other.start()
    begin.wait(20)
    shelf.put(5, "Komfurvagt")
    build.rebuild()
    built.set()
    other.join(20)
    assert (seen, _keys("komfurvagt")) == ([[], [5]], [5])


@pytest.mark.parametrize("content", [b"", b"this is no database", b"SQLite format 3\x00" + bytes(5000)])
def test_a_broken_file_is_as_good_as_none(shelf: Shelf, content: bytes) -> None:
    """No page fails; the next update builds a good one."""
    store.folder().mkdir(parents=True, exist_ok=True)
    store.index_path().write_bytes(content)
    assert (is_ready("shelf"), _keys("skærm")) == (False, [])
    build.update()
    assert _keys("skærm")[:1] == [1]


def test_only_one_process_writes(shelf: Shelf) -> None:
    """The second is told, and a lock that was let go does no harm."""
    build.rebuild()
    with store.writing(), pytest.raises(store.IndexBusyError):
        build.rebuild()
    assert build.rebuild() == 4


def test_a_build_that_breaks_leaves_the_old_index(shelf: Shelf) -> None:
    """Readers never see half."""
    build.rebuild()

    def broken(done: int, total: int) -> None:
        if total:
            raise sqlite3.OperationalError("disk full")

    with pytest.raises(sqlite3.OperationalError):
        build.rebuild(broken)
    assert _keys("skærm")[:1] == [1]
    assert build.rebuild() == 4


def test_thousands_of_matches_are_all_found_those_named_so_first(shelf: Shelf) -> None:
    """Above the limit nothing is lost, and the titles still lead."""
    for key in range(10, 10 + matching.RANKED + 500):
        shelf.put(key, "Skærm" if key % 100 == 0 else "Andet", [], "en skærm i hjemmet")
    build.rebuild()
    found = _keys("skærm")
    named = [key for key in range(10, 10 + matching.RANKED + 500) if key % 100 == 0]
    assert set(found[: len(named) + 1]) == {*named, 1}
    assert len(found) == matching.RANKED + 500 + 1


def test_a_word_inside_a_compound_query_with_a_limit(shelf: Shelf) -> None:
    """``limit`` gives the best ones."""
    build.rebuild()
    assert matching_keys("shelf", "faldsensor", limit=1).tolist() == [2]


def test_the_catalogue_is_found_by_terms_and_by_needs() -> None:
    """Recall among the first five, over the shared technologies and our own questions."""
    with (REPOSITORY / "src/tovholder/apps/technologies/data/technologies.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    made = Shelf()
    for key, row in enumerate(rows):
        made.put(key, row["name_da"], row["aliases"].split(";"), row["description_da"])
    with (REPOSITORY / "benchmarks/search_questions.csv").open(encoding="utf-8") as file:
        questions = list(csv.DictReader(file))
    recall = {"term": 0.0, "need": 0.0}
    with made.registered():
        build.rebuild()
        for question in questions:
            right = set(question["right"].split(";"))
            found = {rows[key]["slug"] for key in _keys(question["question"])[:5]}
            recall[question["kind"]] += len(right & found) / len(right)
    store.close_reader()
    counts = {kind: sum(question["kind"] == kind for question in questions) for kind in recall}
    assert recall["term"] / counts["term"] >= 0.95
    assert recall["need"] / counts["need"] >= 0.85
