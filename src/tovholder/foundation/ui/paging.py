"""Which page numbers a list shows, and where each leads."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page
from django.http import QueryDict

AROUND = 1  # pages shown on each side of the current one


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page number; ``number`` is None for the dots between."""

    number: int | None
    href: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class PageLinks:
    """The links of one pagination."""

    items: tuple[PageLink, ...]
    number: int
    total: int
    previous: str
    next: str


def query_without(query: QueryDict | None, *names: str) -> str:
    """The query string without ``names``, ending in ``&`` when anything is left, so that another pair can follow."""
    if query is None:
        return ""
    kept = query.copy()
    for name in names:
        kept.pop(name, None)
    text = kept.urlencode()
    return f"{text}&" if text else ""


def shown_numbers(current: int, total: int) -> Iterator[int | None]:
    """First, last and those around ``current``; None where several are left out."""
    wanted = {1, total, *range(current - AROUND, current + AROUND + 1)}
    before = 0
    for number in sorted(n for n in wanted if 1 <= n <= total):
        if number - before == 2:  # exactly one page between
            yield before + 1
        elif number - before > 2:
            yield None
        yield number
        before = number


def page_links(page: Page[Any], query: QueryDict | None, parameter: str) -> PageLinks:
    """The links of ``page``; the rest of ``query`` is kept, ``parameter`` names the page."""
    rest = query_without(query, parameter)
    total = page.paginator.num_pages

    def href(number: int) -> str:
        return f"?{rest}{parameter}={number}"

    items = tuple(
        PageLink(None) if number is None else PageLink(number, href(number), current=number == page.number)
        for number in shown_numbers(page.number, total)
    )
    return PageLinks(
        items=items,
        number=page.number,
        total=total,
        previous=href(page.number - 1) if page.has_previous() else "",
        next=href(page.number + 1) if page.has_next() else "",
    )
