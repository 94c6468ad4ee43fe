"""Writing SVG elements with everything escaped, and no styles: presentation attributes and classes only."""

from collections.abc import Iterable
from functools import cache
from html import escape
from zlib import crc32

from django.utils.safestring import SafeString
from django.utils.text import slugify

Attribute = str | int | float | None


def shown(value: float) -> str:
    """A coordinate with at most two digits after the point."""
    return f"{value:.2f}".rstrip("0").rstrip(".") or "0"


def percent(value: float) -> str:
    """A coordinate along the width of the picture."""
    return f"{shown(value)}%"


@cache
def _attribute_name(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def _attribute(key: str, value: str | float) -> str:
    text = escape(value) if isinstance(value, str) else shown(value)
    return f' {_attribute_name(key)}="{text}"'


def element(name: str, content: str | SafeString = "", /, **attributes: Attribute) -> SafeString:
    """``<name …>content</name>``. An underscore in an attribute's name stands for a hyphen; None leaves it out.

    Content that is not marked as safe is escaped. Plain string work: a map has a thousand elements, and Django's
    ``format_html`` would take ten times as long.
    """
    written = "".join(_attribute(key, value) for key, value in attributes.items() if value is not None)
    inner = content if isinstance(content, SafeString) else escape(content)
    return SafeString(f"<{name}{written}>{inner}</{name}>")


def joined(parts: Iterable[SafeString]) -> SafeString:
    """Elements one after another."""
    return SafeString("".join(parts))


def identifier(title: str, content: object) -> str:
    """An id for a chart: its title and a sum of what it shows, so that two charts on a page differ."""
    return f"chart-{slugify(title)[:40]}-{crc32(repr(content).encode()):08x}"
