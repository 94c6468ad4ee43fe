"""A paper's text as blocks, the difference between two texts, and the texts that a paper begins with."""

import pytest

from tovholder.apps.packages.comparing import difference
from tovholder.apps.packages.looking import sightings
from tovholder.apps.packages.outlines import outline
from tovholder.apps.packages.text import Block, blocks, plain_text
from tovholder.engines.wording import Piece

KINDS = ["dpia", "med_note", "processor_agreement", "requirements", "risk_assessment", "training_plan"]


def test_a_text_becomes_headings_paragraphs_and_lists() -> None:
    """The few marks that people know; neighbours of a kind are one block."""
    body = "# Formål\r\nFørste linje\nanden linje\n\nNyt afsnit\n- et\n* to\n\n1. først\n2) så\n### Til sidst ###"
    assert blocks(body) == (
        Block("heading", ("Formål",), 1),
        Block("text", ("Første linje", "anden linje")),
        Block("text", ("Nyt afsnit",)),
        Block("points", ("et", "to")),
        Block("numbers", ("først", "så")),
        Block("heading", ("Til sidst",), 3),
    )


def test_markup_is_words() -> None:
    """Nothing in a text is ever more than text."""
    assert blocks("<script>alert(1)</script>\n[a](javascript:x)") == (
        Block("text", ("<script>alert(1)</script>", "[a](javascript:x)")),
    )


def test_two_headings_stay_two() -> None:
    """Also without a line between them."""
    assert [block.lines[0] for block in blocks("# A\n# B")] == ["A", "B"]


def test_plain_text_has_no_marks() -> None:
    """For those who paste it into a document."""
    assert plain_text("# Plan\n\n- et\n- to\n\n3. tre\n\nSlut") == "Plan\n====\n\n- et\n- to\n\n1. tre\n\nSlut\n"


def test_a_changed_word_is_marked_and_the_rest_is_not() -> None:
    """Word by word within a line."""
    found = difference("Vi lukker døren.", "Vi låser døren.")
    assert found.passages == (
        (
            Piece("same", "Vi "),
            Piece("out", "lukker "),
            Piece("in", "låser "),
            Piece("same", "døren.\n"),
        ),
    )
    assert (found.added, found.removed, found.is_none) == (1, 1, False)


def test_lines_put_in_and_taken_out_are_whole() -> None:
    """With a little of what stands around them."""
    found = difference("a\nb\nc", "a\nc\nd e")
    assert found.passages == ((Piece("same", "a\n"), Piece("out", "b\n"), Piece("same", "c\n"), Piece("in", "d e\n")),)
    assert (found.added, found.removed) == (2, 1)


def test_the_same_text_has_no_difference() -> None:
    """Nothing to show."""
    assert (difference("a\nb", "a\nb").is_none, difference("", "").passages) == (True, ())


def test_a_text_written_anew_is_compared_in_good_time() -> None:
    """Two long passages without a word in common are shown whole instead of being counted word by word."""
    old, new = " ".join(f"a{n}" for n in range(9_000)), " ".join(f"b{n}" for n in range(9_000))
    found = difference(old, new)
    assert (found.added, found.removed, len(found.passages[0])) == (9_000, 9_000, 2)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_begins_with_its_questions(kind: str) -> None:
    """Headings from the first level on, and points to answer; Danish as it is written."""
    found = blocks(outline(kind))
    assert (found[0].kind, found[0].level) == ("heading", 1)
    assert [block.lines for block in found if block.kind == "heading" and block.level not in {1, 2, 3}] == []
    assert sum(len(block.lines) for block in found if block.kind == "points") >= 15
    assert any(letter in outline(kind) for letter in "æøå")


def test_the_outlines_name_their_law() -> None:
    """The articles of the regulation that ask for the paper."""
    named = {
        kind: f"artikel {number}" in outline(kind) for kind, number in zip(KINDS, (35, 0, 28, 0, 32, 0), strict=True)
    }
    assert [kind for kind, there in named.items() if there] == ["dpia", "processor_agreement", "risk_assessment"]


def test_an_unknown_kind_begins_empty() -> None:
    """A kind that an installation added has no questions of ours."""
    assert outline("egen_slags") == ""


def test_what_may_not_be_meant_for_others_is_pointed_at() -> None:
    """Mail addresses, telephone numbers and prices, each once; years and paragraphs are none."""
    text = "Ring 87 52 12 34 eller 87 52 12 34. Skriv til a.b@kommune.example. 1.250 kr. pr. stk. Efter § 83 a i 2026."
    assert [(item.what, item.text) for item in sightings([("DPIA", text)])] == [
        ("mailadresse", "a.b@kommune.example"),
        ("telefonnummer", "87 52 12 34"),
        ("pris", "1.250 kr."),
    ]
