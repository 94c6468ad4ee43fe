"""LIX, at the edges that short Danish texts have."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tovholder.engines.readability import Level, Readability, lix


def test_the_formula() -> None:
    """Ten words in two sentences, two of them long: 5 + 20."""
    found = lix("Vi bruger tabletten hjemme hos borgeren. Det er en hjælp.")
    assert (found, found.lix) == (Readability(words=10, sentences=2, long_words=2), 25.0)


@pytest.mark.parametrize(
    ("text", "words", "sentences", "long_words"),
    [
        ("", 0, 0, 0),
        ("– … !", 0, 0, 0),
        ("Er du glad?", 3, 1, 0),
        ("Vi ses kl. 9 i morgen.", 6, 1, 0),
        ("Brug fx. en tablet, bl.a. hjemme.", 6, 1, 0),
        ("Det er f.eks. Mettes skærm.", 5, 1, 0),
        ("Den 3. maj kom 1.077 folk.", 6, 1, 0),
        ("Det var i 1968. Så kom LIX.", 7, 2, 0),
        ("Husk: Du må sige nej.", 5, 2, 0),
        ("Husk: du må sige nej.", 5, 1, 0),
        ("Du kan:\n- ringe\n- skrive", 4, 3, 0),
        ("IT-screening og/eller hjælp", 3, 1, 2),
        ("1000000000 kroner", 2, 1, 0),
        ("”Nej.” Sådan sagde hun!", 4, 2, 0),
        ("syvende sekser", 2, 1, 1),
    ],
)
def test_words_and_sentences(text: str, words: int, sentences: int, long_words: int) -> None:
    """Abbreviations, numbers, colons and lists are counted as the README says."""
    assert lix(text) == Readability(words, sentences, long_words)


@pytest.mark.parametrize(
    ("counts", "level"),
    [
        ((0, 0, 0), Level.VERY_EASY),
        ((24, 1, 0), Level.VERY_EASY),
        ((25, 1, 0), Level.EASY),
        ((49, 2, 0), Level.EASY),  # 24.5 is told as 25
        ((35, 1, 0), Level.MEDIUM),
        ((45, 1, 0), Level.HARD),
        ((55, 1, 0), Level.VERY_HARD),
    ],
)
def test_levels(counts: tuple[int, int, int], level: Level) -> None:
    """A level begins at its limit."""
    assert Readability(*counts).level is level


@given(st.text(max_size=400))
def test_any_text_has_a_readability(text: str) -> None:
    """Nothing that anybody can write stops the count, and its parts fit each other."""
    found = lix(text)
    assert found.long_words <= found.words
    assert found.sentences <= found.words
    assert (found.sentences == 0) is (found.words == 0)


@given(st.text(max_size=200), st.text(max_size=200))
def test_two_texts_under_each_other_add_up(first: str, second: str) -> None:
    """Lines are measured each by itself."""
    one, two, both = lix(first), lix(second), lix(f"{first}\n{second}")
    assert both == Readability(one.words + two.words, one.sentences + two.sentences, one.long_words + two.long_words)
