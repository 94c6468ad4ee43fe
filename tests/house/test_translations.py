"""Danish first, with a complete English catalogue."""

from tools import translations


def test_every_danish_string_has_its_english_one() -> None:
    """No string of the interface is missing in the catalogue, empty, fuzzy or left over; placeholders agree."""
    assert translations.problems() == []


def test_the_source_holds_danish_strings() -> None:
    """The reader of the source finds strings of Python and of templates: an empty list would make all else pass."""
    found = {message.id for message in translations.source_catalogue() if message.id}
    assert {"Dansk", "Engelsk"} <= found
