"""What changed between two texts, word by word."""

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tovholder.engines.wording import Params, Piece, Run, evaluate, passages, runs

LINES = st.lists(st.sampled_from(["", "a", "b", "c d", "e"]), max_size=30)


def test_a_changed_word_is_told_and_the_rest_stays() -> None:
    """A word takes the space and the mark behind it along."""
    assert evaluate("Vi lukker døren nu.", "Vi låser døren, nu.", Params()) == (
        Piece("same", "Vi "),
        Piece("out", "lukker døren "),
        Piece("in", "låser døren, "),
        Piece("same", "nu."),
    )


@given(st.text(max_size=200), st.text(max_size=200))
def test_both_texts_come_back_whole(old: str, new: str) -> None:
    """Whatever is written in them: what stayed and went out is the old text, what stayed and came in the new one."""
    pieces = evaluate(old, new, Params())
    assert "".join(piece.text for piece in pieces if piece.op != "in") == old
    assert "".join(piece.text for piece in pieces if piece.op != "out") == new


@given(LINES, LINES, st.sampled_from([0, 30, 500_000]))
def test_runs_hold_every_line_whatever_the_limit(before: list[str], after: list[str], most: int) -> None:
    """And those called the same are."""
    found = runs(before, after, Params(most))
    assert [line for run in found for line in run.before] == before
    assert [line for run in found for line in run.after] == after
    assert all(list(run.before) == list(run.after) for run in found if run.same)
    assert all(run.before or run.after for run in found)


@given(LINES, LINES, st.integers(0, 3))
def test_passages_hold_every_difference_and_little_else(before: list[str], after: list[str], around: int) -> None:
    """No difference is left out, and of what stayed no more than stands beside one."""
    found = runs(before, after, Params())
    shown = passages(found, around)
    assert [run for passage in shown for run in passage if not run.same] == [run for run in found if not run.same]
    same = [run for passage in shown for run in passage if run.same]
    assert all(len(run.before) <= 2 * around for run in same)


def test_changes_far_apart_are_passages_of_their_own() -> None:
    """With one line on each side."""
    before = ["a", "1", "2", "3", "4", "b"]
    shown = passages(runs(before, ["A", "1", "2", "3", "4", "B"], Params()), around=1)
    assert shown == [
        [Run(False, ["a"], ["A"]), Run(True, ["1"], ["1"])],
        [Run(True, ["4"], ["4"]), Run(False, ["b"], ["B"])],
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a " * 30_000, "b " + "a " * 29_999),
        ("a b " * 15_000, "b a a " * 10_000),
        ("\n".join(["x"] * 30_000), "\n".join(["x", "y"] * 15_000)),
        ("ord " * 440 + "x", "ord andet " * 440),
        (" ".join(f"a{n}" for n in range(9_000)), " ".join(f"b{n}" for n in range(9_000))),
        ("." * 60_000, "!." * 30_000),
        (" ".join(f"{n}" for n in range(9_000)), " x ".join(f"{n}" for n in range(9_000))),
        (" ".join(f"{n}" for n in range(3_100)), " x ".join(f"{n}" for n in range(3_100))),
        ("\n".join(f"{n}" for n in range(9_000)), "\nx\n".join(f"{n}" for n in range(9_000))),
    ],
)
def test_no_text_holds_up_a_page(old: str, new: str) -> None:
    """Not one word a thousand times, nor two orders of the same two words."""
    begun = perf_counter()
    evaluate(old, new, Params())
    runs(old.splitlines(), new.splitlines(), Params())
    assert perf_counter() - begun < 3
