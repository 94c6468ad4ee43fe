"""The calendar file keeps to RFC 5545 whatever the titles hold."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from tovholder.foundation.work.icalendar import calendar, escaped, folded
from tovholder.foundation.work.sources import WorkItem

NOW = datetime(2026, 11, 21, 11, tzinfo=UTC)


def test_an_entry_is_written_line_by_line() -> None:
    """All of it, with the ends of lines that the standard asks for."""
    item = WorkItem("Svar; nu, tak\\", "/svar/1/", "Svar", date(2026, 12, 31), note="Linje 1\r\nLinje 2")
    text = calendar([item, WorkItem("Uden dato", "/x/", "Andet")], name="Min uge", base_url="https://t.dk", now=NOW)
    uid = next(line for line in text.decode().split("\r\n") if line.startswith("UID:"))
    assert text.decode().split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Tovholder//Min uge//DA",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "NAME:Min uge",
        "X-WR-CALNAME:Min uge",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "X-PUBLISHED-TTL:PT6H",
        "BEGIN:VEVENT",
        uid,
        "DTSTAMP:20261121T110000Z",
        "DTSTART;VALUE=DATE:20261231",
        "DTEND;VALUE=DATE:20270101",
        "SUMMARY:Svar\\; nu\\, tak\\\\",
        "DESCRIPTION:Linje 1\\nLinje 2\\nhttps://t.dk/svar/1/",
        "CATEGORIES:Svar",
        "URL:https://t.dk/svar/1/",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_an_entry_keeps_its_name_when_its_day_moves() -> None:
    """So that a calendar moves it instead of showing it twice."""
    early = WorkItem("Svar", "/svar/1/", "Svar", date(2026, 12, 1))
    late = WorkItem("Svar", "/svar/1/", "Svar", date(2026, 12, 24))
    other = WorkItem("Svar", "/svar/2/", "Svar", date(2026, 12, 1))
    names = [
        next(line for line in calendar([item], name="", base_url="", now=NOW).split(b"\r\n") if line[:4] == b"UID:")
        for item in (early, late, other)
    ]
    assert (names[0] == names[1], names[0] == names[2]) == (True, False)


@given(st.text(max_size=300))
def test_folded_lines_are_short_and_give_the_text_back(text: str) -> None:
    """No line has more than 75 octets, no letter is cut, and joining gives what was folded."""
    line = "SUMMARY:" + escaped(text)
    parts = folded(line).removesuffix(b"\r\n").split(b"\r\n")
    assert max(len(part) for part in parts) <= 75
    assert parts[0].decode() + "".join(part.decode()[1:] for part in parts[1:]) == line


@given(st.text(max_size=50))
def test_no_text_can_begin_a_line_of_its_own(text: str) -> None:
    """Line breaks and control characters never reach the file as they are."""
    item = WorkItem(text, "/x/", text, date(2026, 12, 1), note=text)
    unfolded = calendar([item], name=text, base_url="", now=NOW).decode().replace("\r\n ", "")
    assert len(unfolded.split("\r\n")) == 22
