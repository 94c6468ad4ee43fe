"""Text in a spreadsheet's cell stays text."""

import pytest

from tovholder.kernel.cells import neutral


@pytest.mark.parametrize("opener", ["=", "+", "-", "@", "\t", "\r"])
def test_what_opens_a_formula_gets_an_apostrophe(opener: str) -> None:
    """Each of the six openers is neutralised, and nothing is taken away."""
    assert neutral(f"{opener}1+1") == f"'{opener}1+1"


@pytest.mark.parametrize("text", ["", "Åkanden", "1+1", "a=b", "'=1"])
def test_other_text_is_left_as_it_is(text: str) -> None:
    """An opener later in the text does no harm."""
    assert neutral(text) == text
