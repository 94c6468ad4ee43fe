"""Work as a calendar file (RFC 5545)."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from tovholder.foundation.work.sources import WorkItem

LINE = 75  # octets in a line, without its end (RFC 5545, 3.1)


def calendar(items: Iterable[WorkItem], *, name: str, base_url: str, now: datetime) -> bytes:
    """A calendar called ``name`` with an all-day entry for each item that has a day.

    ``base_url`` comes before the items' paths; ``now`` is written as the time of the entries.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Tovholder//Min uge//DA",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{escaped(name)}",
        f"X-WR-CALNAME:{escaped(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "X-PUBLISHED-TTL:PT6H",
    ]
    for item in items:
        lines.extend(_event(item, base_url, now))
    lines.append("END:VCALENDAR")
    return b"".join(folded(line) for line in lines)


def _event(item: WorkItem, base_url: str, now: datetime) -> Iterator[str]:
    """The lines of one entry; none for work without a day. Entries take no time: they leave the day free."""
    if item.due is None:
        return
    address = f"{base_url}{item.url}"
    description = f"{item.note}\n{address}" if item.note else address
    # The same work keeps its entry when its day moves, and two sorts of work on one page have two.
    identity = hashlib.sha256(f"{item.kind}\n{item.url}\n{item.title}".encode()).hexdigest()[:32]
    yield "BEGIN:VEVENT"
    yield f"UID:{identity}@tovholder"
    yield f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{item.due:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{item.due + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escaped(item.title)}"
    yield f"DESCRIPTION:{escaped(description)}"
    yield f"CATEGORIES:{escaped(str(item.kind))}"
    yield f"URL:{address}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def escaped(text: str) -> str:
    """``text`` as a TEXT value: backslash, semicolon, comma and line breaks are written with a backslash."""
    one_line_break = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(sign for sign in one_line_break if sign == "\n" or sign.isprintable())
    return kept.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def folded(line: str) -> bytes:
    """``line`` with its end, broken so that no part has more than 75 octets and no letter is cut in two."""
    parts: list[bytes] = []
    part = b""
    for sign in line:
        octets = sign.encode()
        if len(part) + len(octets) > LINE:
            parts.append(part)
            part = b" "  # the space at the front counts towards the length
        part += octets
    parts.append(part)
    return b"\r\n".join(parts) + b"\r\n"
