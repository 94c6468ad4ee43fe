"""Files to try with: whole ones, broken ones and hostile ones, made in memory."""

import io
import struct
import zipfile
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
_CONTENT_TYPES = '<?xml version="1.0"?><Types xmlns="x"><Default Extension="xml" ContentType="{kind}"/></Types>'


def upload(content: bytes, name: str) -> SimpleUploadedFile:
    """What a browser sends."""
    return SimpleUploadedFile(name, content)


def packed(parts: dict[str, bytes]) -> bytes:
    """A ZIP with these parts."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return written.getvalue()


def docx(extra: dict[str, bytes] | None = None, kind: str = "application/xml") -> bytes:
    """A small Word document."""
    types = _CONTENT_TYPES.format(kind=kind).encode()
    return packed({"[Content_Types].xml": types, "word/document.xml": b"<w/>"} | (extra or {}))


def odt(extra: dict[str, bytes] | None = None) -> bytes:
    """A small OpenDocument text."""
    kind = b"application/vnd.oasis.opendocument.text"
    return packed({"mimetype": kind, "content.xml": b"<x/>"} | (extra or {}))


def picture(kind: str = "PNG", size: tuple[int, int] = (60, 40), mode: str = "RGB") -> bytes:
    """A picture of one colour."""
    written = io.BytesIO()
    Image.new(mode, size, "red").save(written, kind)
    return written.getvalue()


def photo_with_place(size: tuple[int, int] = (60, 40), orientation: int = 6) -> bytes:
    """A JPEG as a phone takes it: lying down, with the place, the camera's name and a comment."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Opfundet Kamera"
    exif[0x8825] = {1: "N", 2: (56.0, 18.0, 30.5), 3: "E", 4: (10.0, 30.0, 12.25)}
    written = io.BytesIO()
    Image.new("RGB", size, "red").save(written, "JPEG", exif=exif, comment=b"Stue 4, Opfundet Plejehjem")
    return written.getvalue()


def png_that_says(width: int, height: int) -> bytes:
    """The beginning of a PNG whose header tells that size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\x00" * 99))
        + chunk(b"IEND", b"")
    )


def webp_that_says(width: int, height: int) -> bytes:
    """The beginning of a WebP whose header tells that size."""
    body = b"VP8X" + struct.pack("<I", 10) + bytes(4) + (width - 1).to_bytes(3, "little")
    body += (height - 1).to_bytes(3, "little")
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def gif_that_moves() -> bytes:
    """Two images, the first of them red."""
    written = io.BytesIO()
    first, second = Image.new("RGB", (20, 10), "red"), Image.new("RGB", (20, 10), "blue")
    first.save(written, "GIF", save_all=True, append_images=[second], duration=100)
    return written.getvalue()
