"""What every page must be, whatever it shows."""

from html.parser import HTMLParser
from typing import Protocol


class Answer(Protocol):
    """What the test client gives back."""

    @property
    def content(self) -> bytes:
        """The body."""

    def __getitem__(self, header: str, /) -> str:
        """A header."""


EVENT_HANDLER = "on"


class _Strict(HTMLParser):
    """Collects what a strict Content-Security-Policy would stop, headings, ids and images without text."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.ids: list[str] = []
        self.main_headings = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "script" and "src" not in given:
            self.faults.append("inline script")
        if tag == "style":
            self.faults.append("inline style element")
        if "style" in given:
            self.faults.append(f"style attribute on <{tag}>")
        self.faults += [f"{name} on <{tag}>" for name in given if name.startswith(EVENT_HANDLER)]
        if (given.get("href") or "").lower().startswith("javascript:"):
            self.faults.append("javascript: address")
        if tag == "img" and "alt" not in given:
            self.faults.append("picture without alt")
        self.main_headings += tag == "h1"
        if given.get("id"):
            self.ids.append(str(given["id"]))


class _Reader(HTMLParser):
    """Collects what is read."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def assert_clean_html(response: Answer) -> None:
    """The page is whole HTML with one h1, without anything that the Content-Security-Policy would stop, ids once."""
    assert response["Content-Type"].startswith("text/html")
    reader = _Strict()
    reader.feed(response.content.decode())
    assert reader.faults == []
    assert reader.main_headings == 1
    assert sorted(reader.ids) == sorted(set(reader.ids))
    policy = response["Content-Security-Policy"]
    assert "unsafe" not in policy


def text_of(response: Answer) -> str:
    """All text of the page with single spaces, without script and markup."""
    reader = _Reader()
    reader.feed(response.content.decode())
    return " ".join(" ".join(reader.texts).split())
