"""Files that were damaged on the way, or made to break their reader: taken or refused with a sentence, never more."""

from contextlib import suppress

from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.foundation.files import specimens
from tovholder.foundation.files.documents import MEDIA_TYPES, recognised
from tovholder.foundation.files.pictures import remade

WHOLE = (
    specimens.PDF,
    specimens.picture("PNG", (12, 9)),
    specimens.picture("JPEG", (12, 9)),
    specimens.picture("WEBP", (12, 9)),
    specimens.picture("GIF", (12, 9)),
    specimens.photo_with_place(),
)
BEGINNINGS = (
    b"%PDF-1.7\n",
    b"PK\x03\x04",
    b"RIFF\x00\x00\x00\x00WEBPVP8X",
    b"GIF89a",
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
)


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A whole file with some bytes exchanged, cut off or put behind; or nothing but a beginning and noise."""
    if draw(st.booleans()):
        return draw(st.sampled_from(BEGINNINGS)) + draw(st.binary(max_size=200))
    content = bytearray(draw(st.sampled_from(WHOLE)))
    for at, byte in draw(st.lists(st.tuples(st.integers(0, len(content) - 1), st.integers(0, 255)), max_size=6)):
        content[at] = byte
    return bytes(content[: draw(st.integers(1, len(content)))]) + draw(st.binary(max_size=20))


@given(damaged())
@settings(deadline=None)
def test_a_damaged_picture_is_drawn_anew_or_refused(content: bytes) -> None:
    """Whatever its reader trips over."""
    with suppress(ValidationError):
        large, small = remade(content)
        assert (max(large.width, large.height) <= 2000, max(small.width, small.height) <= 640) == (True, True)


@given(damaged(), st.sampled_from(["a.pdf", "a.docx", "a.txt", "a", "", ".", "a.exe.md"]))
@settings(deadline=None)
def test_a_damaged_document_is_known_or_refused(content: bytes, name: str) -> None:
    """A name never makes a document of it."""
    with suppress(ValidationError):
        known = recognised(content, name)
        assert known.kind in MEDIA_TYPES
