"""Pictures are made anew."""

import io

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from tests.foundation.files import specimens
from tests.foundation.files.specimens import upload
from tests.people import actor
from tovholder.foundation.files import folder
from tovholder.foundation.files.public import StoredFile, store_picture

pytestmark = pytest.mark.django_db


def _drawn(stored: StoredFile, *, small: bool = False) -> Image.Image:
    with folder.opened(stored.small_sha256 if small else stored.sha256) as file:
        return Image.open(io.BytesIO(file.read()))


def _refusal(content: bytes, name: str = "billede.png") -> str:
    with pytest.raises(ValidationError) as refusal:
        store_picture(upload(content, name), by=actor())
    assert StoredFile.objects.count() == 0
    return str(refusal.value.messages[0])


def test_a_photo_loses_its_place_and_all_else_that_is_hidden_in_it() -> None:
    """GPS, the camera's name and comments are gone from both sizes, in the file itself and not only by its reader."""
    sent = specimens.photo_with_place()
    assert Image.open(io.BytesIO(sent)).getexif().get_ifd(0x8825) != {}
    stored = store_picture(upload(sent, "IMG_1.jpg"), by=actor())
    for sha256 in (stored.sha256, stored.small_sha256):
        content = folder.path_of(sha256).read_bytes()
        drawn = Image.open(io.BytesIO(content))
        assert (dict(drawn.getexif()), drawn.info.get("exif"), drawn.info.get("comment")) == ({}, None, None)
        assert [mark for mark in (b"EXIF", b"XMP ", b"Kamera", b"Plejehjem", b"ICCP") if mark in content] == []


def test_a_photo_is_turned_upright() -> None:
    """What the camera only told by a mark is done, before the mark is dropped."""
    stored = store_picture(upload(specimens.photo_with_place((60, 40), orientation=6), "a.jpg"), by=actor())
    assert ((stored.width, stored.height), _drawn(stored).size) == ((40, 60), (40, 60))


def test_a_large_picture_is_made_smaller_in_two_sizes() -> None:
    """The longest side is 2000 and 640 points; the name and the kind follow."""
    stored = store_picture(upload(specimens.picture("JPEG", (4000, 1000)), "Fra stuen.JPG"), by=actor())
    sizes = ((stored.width, stored.height), (stored.small_width, stored.small_height))
    assert sizes == ((2000, 500), (640, 160))
    assert (_drawn(stored).size, _drawn(stored, small=True).size) == ((2000, 500), (640, 160))
    assert (stored.name, stored.media_type, stored.is_picture) == ("Fra stuen.webp", "image/webp", True)


@pytest.mark.parametrize(
    ("kind", "mode"), [("PNG", "RGBA"), ("PNG", "P"), ("PNG", "I;16"), ("WEBP", "RGB"), ("JPEG", "CMYK")]
)
def test_the_usual_kinds_of_points_are_read(kind: str, mode: str) -> None:
    """See-through, indexed, 16 bit and printers' colours all become a plain picture of the same size."""
    written = io.BytesIO()
    Image.new(mode, (30, 20)).save(written, kind)
    stored = store_picture(upload(written.getvalue(), "x"), by=actor())
    assert _drawn(stored).size == (30, 20)


def test_the_first_image_of_a_moving_picture_is_taken() -> None:
    """An animation becomes a picture."""
    drawn = _drawn(store_picture(upload(specimens.gif_that_moves(), "a.gif"), by=actor()))
    red, _green, blue = drawn.convert("RGB").getpixel((5, 5))  # type: ignore[misc]  # three colours in RGB
    assert (getattr(drawn, "n_frames", 1), red > 200, blue < 60) == (1, True, True)


def test_a_wrong_ending_does_not_matter_for_a_picture() -> None:
    """The content decides, and the name that is kept tells the truth."""
    assert store_picture(upload(specimens.picture("JPEG"), "skema.pdf"), by=actor()).name == "skema.webp"


def test_what_hides_behind_a_picture_is_left_behind() -> None:
    """A file that is a picture and an archive or a script at once becomes a picture alone."""
    hidden = specimens.packed({"ond.html": b"<script>alert(1)</script>"}) + b"<script>alert(2)</script>"
    stored = store_picture(upload(specimens.picture() + hidden, "a.png"), by=actor())
    content = folder.path_of(stored.sha256).read_bytes()
    assert (b"PK\x03\x04" in content, b"<script" in content) == (False, False)


@pytest.mark.parametrize(
    "content",
    [
        specimens.png_that_says(50_000, 50_000),
        specimens.png_that_says(10_000, 10_000),
        specimens.png_that_says(1_000_000, 1),
        specimens.webp_that_says(16_383, 16_383),
    ],
)
def test_a_picture_of_absurd_size_is_refused_by_its_header(content: bytes) -> None:
    """Nothing is unpacked to find out: the files hold no more than their header."""
    assert _refusal(content) == "Billedet har alt for mange punkter (60 mio. er grænsen). Gem det mindre, og prøv igen."


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_half_a_picture_is_refused(kind: str) -> None:
    """A transfer that broke off is told, not stored grey."""
    noise = Image.effect_noise((200, 200), 60).convert("RGB")
    written = io.BytesIO()
    noise.save(written, kind)
    content = written.getvalue()
    assert "beskadiget" in _refusal(content[: len(content) // 2])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "SVG"),
        (b'\xef\xbb\xbf<?xml version="1.0"?><svg/>', "SVG"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(50), "HEIC"),
        (b"BM" + bytes(80), "ikke et billede"),
        (specimens.PDF, "ikke et billede"),
        (b"\x89PNG\r\n\x1a\n", "ikke et billede"),
    ],
)
def test_what_is_no_picture_is_refused(content: bytes, said: str) -> None:
    """Drawings that may hold scripts, formats that few can open, and everything else, each with what to do."""
    refusal = _refusal(content)
    assert (said in refusal, refusal.endswith(".")) == (True, True)
