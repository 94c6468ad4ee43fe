"""Danish words: their stems, and compounds parted with the words of the texts themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tovholder.foundation.search.compounds import Splitter, split
from tovholder.foundation.search.words import LONGEST, stem, telling, words_of

VOCABULARY = {
    "fald": 9,
    "sensor": 9,
    "skaerm": 9,
    "besoeg": 9,
    "medicin": 9,
    "hjem": 9,
    "hjemmeplej": 9,
    "plej": 9,
    "grup": 2,
    "nat": 4,
}


@pytest.mark.parametrize(
    "forms",
    [
        ("sensor", "sensoren", "sensorer", "sensorerne", "sensorernes"),
        ("robot", "robotten", "robotter", "robotterne"),
        ("besoeg", "besoeget", "besoegene", "besoegets"),
        ("borger", "borgeren", "borgere", "borgerne", "borgernes"),
        ("falde", "falder", "faldet"),
        ("kommune", "kommuner", "kommunen", "kommunernes"),
    ],
)
def test_the_inflections_of_a_word_meet(forms: tuple[str, ...]) -> None:
    """Number, definiteness, genitive and tense do not matter."""
    assert len({stem(form) for form in forms}) == 1


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("faldsensor", ("fald", "sensor")),
        ("skaermbesoeg", ("skaerm", "besoeg")),
        ("natbesoeg", ("nat", "besoeg")),
        ("hjemmeplejegrup", ("hjem", "plej", "grup")),
        ("medicinsensor", ("medicin", "sensor")),
        ("besoegssensor", ("besoeg", "sensor")),
        ("sensor", ()),
        ("gyngehest", ()),
        ("fald", ()),
    ],
)
def test_compounds_of_known_words_are_parted(word: str, parts: tuple[str, ...]) -> None:
    """Two words or three, with or without a linking letter; what is unknown stays whole."""
    assert split(word, lambda part: VOCABULARY.get(part, 0)) == parts


def test_a_text_is_indexed_by_its_words_and_their_parts() -> None:
    """Who types either half finds the whole."""
    assert Splitter(VOCABULARY).text(words_of("Faldsensorer i Hjemmet")) == "faldsensor fald sensor i hjem"


def test_small_words_are_left_out_unless_nothing_else_is_there() -> None:
    """ "Hvad er det" must still be a question."""
    assert telling(words_of("Borgeren falder om natten")) == ["borgeren", "falder", "natten"]
    assert telling(words_of("hvad er det")) == ["hvad", "er", "det"]


@given(st.text(max_size=80))
def test_any_text_becomes_plain_words(text: str) -> None:
    """Letters a to z and digits, of bounded length, whose stems are never empty."""
    for word in words_of(text):
        assert word.isascii()
        assert word.isalnum()
        assert len(word) <= LONGEST
        assert word.startswith(stem(word)[:1])
        assert stem(word)


@given(st.text("abcdefghijklmnopqrstuvwxyz", max_size=LONGEST), st.sets(st.text("abes", min_size=1, max_size=6)))
def test_parts_are_always_known_words(word: str, vocabulary: set[str]) -> None:
    """Nothing is made up."""
    assert set(split(word, lambda part: part in vocabulary)) <= vocabulary
