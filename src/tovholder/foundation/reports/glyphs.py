"""Which characters the typeface of the paper can show.

An archivable PDF must not hold a character without a picture of it, so the PDF maker refuses one that the typeface
lacks. What people type may hold any: an emoji must not cost a coordinator their report. Hence the text is made
printable first, by the typeface's own list of characters (the ``cmap`` table of a TrueType file, ISO/IEC 14496-22).
"""

import struct
import unicodedata
from functools import lru_cache
from pathlib import Path

REPLACEMENT = "◊"
KEPT_CONTROLS = "\n\t"
# Without the typeface the PDF maker uses its own serif, which has the letters of Europe.
_LETTERS_OF_EUROPE = frozenset(range(0x20, 0x7F)) | frozenset(range(0xA0, 0x180)) | frozenset(map(ord, "–—‘’“”•…−"))


def printable(text: str, folder: Path) -> str:
    """``text`` with a lozenge in the place of what the typeface in ``folder`` cannot show, and without invisible signs.

    Control and format characters are left out: among them are those that turn the direction of reading around.
    """
    if text.isascii() and text.isprintable():
        return text
    known = coverage(folder)
    mark = REPLACEMENT if ord(REPLACEMENT) in known else "?"
    shown = []
    for sign in unicodedata.normalize("NFC", text):
        if sign in KEPT_CONTROLS or (ord(sign) in known and unicodedata.category(sign) not in {"Cc", "Cf"}):
            shown.append(sign)
        elif unicodedata.category(sign) not in {"Cc", "Cf", "Mn", "Me"}:
            shown.append(" " if sign.isspace() else mark)
    return "".join(shown)


@lru_cache(maxsize=4)
def coverage(folder: Path) -> frozenset[int]:
    """The code points that all TrueType files in ``folder`` can show."""
    covered = [_covered_by(path) for path in sorted(folder.glob("*.ttf"))]
    return frozenset.intersection(*covered) if covered else _LETTERS_OF_EUROPE


def _covered_by(path: Path) -> frozenset[int]:
    """The code points of one file. Raises ``ValueError`` when its Unicode table has another form than 4 or 12."""
    font = path.read_bytes()
    start = _table(font, b"cmap")
    (count,) = struct.unpack_from(">H", font, start + 2)
    points: set[int] = set()
    for entry in range(count):
        platform, encoding, offset = struct.unpack_from(">HHL", font, start + 4 + 8 * entry)
        if (platform, encoding) in {(0, 3), (0, 4), (3, 1), (3, 10)}:
            points |= _points(font, start + offset)
    if not points:
        raise ValueError(f"{path.name} has no Unicode table")
    return frozenset(points)


def _table(font: bytes, tag: bytes) -> int:
    """Where the table called ``tag`` begins."""
    (count,) = struct.unpack_from(">H", font, 4)
    for entry in range(count):
        name, _checksum, offset, _length = struct.unpack_from(">4sLLL", font, 12 + 16 * entry)
        if name == tag:
            return int(offset)
    raise ValueError(f"the font has no table {tag.decode()}")


def _points(font: bytes, at: int) -> set[int]:
    (form,) = struct.unpack_from(">H", font, at)
    if form == 4:  # segments with an end, a start, a shift and a place in the list of glyphs each
        return _segments(font, at)
    if form == 12:  # groups with a start and an end
        (groups,) = struct.unpack_from(">L", font, at + 12)
        spans = (struct.unpack_from(">LL", font, at + 16 + 12 * group) for group in range(groups))
        return {point for first, last in spans for point in range(first, last + 1)}
    return set()


def _segments(font: bytes, at: int) -> set[int]:
    (twice,) = struct.unpack_from(">H", font, at + 6)
    count = twice // 2
    ends, starts, shifts, places = (
        struct.unpack_from(f">{count}H", font, at + 14 + part * twice + (2 if part else 0)) for part in range(4)
    )
    places_at = at + 16 + 3 * twice
    points: set[int] = set()
    for segment in range(count):
        for point in range(starts[segment], ends[segment] + 1):
            glyph = point
            if places[segment]:
                place = places_at + 2 * segment + places[segment] + 2 * (point - starts[segment])
                (glyph,) = struct.unpack_from(">H", font, place)
                if glyph == 0:
                    continue  # a hole in the segment
            if (glyph + shifts[segment]) % 0x10000:
                points.add(point)
    return points - {0xFFFF}
