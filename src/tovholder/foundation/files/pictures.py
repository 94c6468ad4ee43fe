"""Pictures are read, and made anew: turned upright, no larger than a page needs, and without anything but the picture.

Whatever a camera, a phone or an attacker put beside the picture (place, names, comments, a second file behind the
first) is not copied, because only the points of the picture are.
"""

import io
import struct
import warnings
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from tovholder.foundation.files.refusing import refused

FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF")
MEDIA_TYPE: Final = "image/webp"
LARGE: Final = 2000
SMALL: Final = 640
_QUALITY: Final = 82
_LONGEST_SIDE: Final = 20_000  # beyond it a side is absurd, however thin the picture is
_HEIC: Final = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypheif", b"ftyphevc", b"ftypavif")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture made anew."""

    content: bytes
    width: int
    height: int


def remade(content: bytes) -> tuple[Drawn, Drawn]:
    """The picture anew, large and small. Raises ``ValidationError`` for what is no picture, broken or absurd in size.

    Of a picture that moves the first image is taken.
    """
    _look_first(content)
    try:
        with warnings.catch_warnings():
            # The library warns of sizes that are refused here anyhow.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(content), formats=FORMATS)
        _check_size(*picture.size)
        upright = _points(picture)
    except ValidationError:
        raise
    except UnidentifiedImageError as error:
        raise refused(_no_picture()) from error
    except Image.DecompressionBombError as error:
        raise refused(_absurd()) from error
    except (OSError, SyntaxError, ValueError, EOFError, struct.error, MemoryError, IndexError, KeyError) as error:
        raise refused(_broken()) from error
    return _drawn(upright, LARGE), _drawn(upright, SMALL)


def _look_first(content: bytes) -> None:
    """Refuse, by the first bytes, what has a better sentence than "no picture", before any reader sees it."""
    start = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if content[4:12] in _HEIC:
        raise refused(
            _(
                "Billedet er gemt som HEIC, som ikke alle kan åbne. "
                "Gem eller eksportér det som JPEG på telefonen, og prøv igen."
            )
        )
    if start.startswith((b"<svg", b"<?xml", b"<!doctype")):
        raise refused(_("Filen er en tegning (SVG) eller en side. Gem den som PNG, og prøv igen."))
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        _check_size(*_webp_size(content))


def _webp_size(content: bytes) -> tuple[int, int]:
    """The size of a WebP by its header: its reader takes memory for the whole picture as soon as it is opened."""
    kind = content[12:16]
    try:
        if kind == b"VP8X":
            return 1 + int.from_bytes(content[24:27], "little"), 1 + int.from_bytes(content[27:30], "little")
        if kind == b"VP8L":
            (bits,) = struct.unpack_from("<I", content, 21)
            return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
        if kind == b"VP8 ":
            width, height = struct.unpack_from("<HH", content, 26)
            return width & 0x3FFF, height & 0x3FFF
    except struct.error:
        pass
    raise refused(_broken())


def _check_size(width: int, height: int) -> None:
    if width * height > settings.PICTURE_MAX_PIXELS or max(width, height) > _LONGEST_SIDE:
        raise refused(_absurd())


def _points(picture: Image.Image) -> Image.Image:
    """The points of the picture, upright and no larger than needed, on a sheet that has nothing else on it."""
    picture.draft("RGB", (LARGE, LARGE))  # JPEG alone: reads at a fraction of the size
    picture.load()
    turned = ImageOps.exif_transpose(picture)
    if turned.mode.startswith("I"):  # 16 bits a point: brought down to 8 without clipping
        turned = turned.convert("I").point(lambda value: value / 256).convert("L")
    see_through = turned.mode in {"RGBA", "LA", "PA"} or "transparency" in turned.info
    plain = turned.convert("RGBA" if see_through else "RGB")
    plain.thumbnail((LARGE, LARGE), Image.Resampling.LANCZOS)
    clean = Image.new(plain.mode, plain.size)
    clean.paste(plain)
    return clean


def _drawn(picture: Image.Image, longest: int) -> Drawn:
    copy = picture.copy()
    copy.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    written = io.BytesIO()
    copy.save(written, "WEBP", quality=_QUALITY, method=4, exif=b"", xmp=b"", icc_profile=b"")
    return Drawn(written.getvalue(), copy.width, copy.height)


def _no_picture() -> str:
    return _("Filen er ikke et billede, som kan bruges. Vælg et billede i JPEG, PNG, WebP eller GIF.")


def _broken() -> str:
    return _("Billedet er beskadiget og kan ikke læses til ende. Åbn det, gem det igen, og prøv igen.")


def _absurd() -> str:
    return _("Billedet har alt for mange punkter (%(limit)s mio. er grænsen). Gem det mindre, og prøv igen.") % {
        "limit": settings.PICTURE_MAX_PIXELS // 1_000_000
    }
