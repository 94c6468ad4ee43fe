"""Writing SVG elements with everything escaped, and no styles: presentation attributes and classes only."""

from collections.abc import Iterable
from zlib import crc32

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify

Attribute = str | int | float | None


def shown(value: float) -> str:
    """A coordinate with at most two digits after the point."""
    return f"{value:.2f}".rstrip("0").rstrip(".") or "0"


def percent(value: float) -> str:
    """A coordinate along the width of the picture."""
    return f"{shown(value)}%"


def element(name: str, content: str | SafeString = "", /, **attributes: Attribute) -> SafeString:
    """``<name …>content</name>``. An underscore in an attribute's name stands for a hyphen; None leaves it out.

    Content that is not marked as safe is escaped.
    """
    written = format_html_join(
        "",
        ' {}="{}"',
        (
            (key.rstrip("_").replace("_", "-"), shown(value) if isinstance(value, float) else value)
            for key, value in attributes.items()
            if value is not None
        ),
    )
    tag = mark_safe(name)  # a literal in this package
    return format_html("<{}{}>{}</{}>", tag, written, content, tag)


def joined(parts: Iterable[SafeString]) -> SafeString:
    """Elements one after another."""
    return format_html_join("", "{}", ((part,) for part in parts))


def identifier(title: str, content: object) -> str:
    """An id for a chart: its title and a sum of what it shows, so that two charts on a page differ."""
    return f"chart-{slugify(title)[:40]}-{crc32(repr(content).encode()):08x}"
