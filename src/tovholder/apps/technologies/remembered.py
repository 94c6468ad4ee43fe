"""The catalogue in this process's memory: read once with all its codes and points, and again when anything differs.

It is the same for all readers, so it may be shared: nothing in it has an owner or a tier. At each request three small
queries tell its mark; whoever reads gets what belongs to that mark, so an edit is seen at once, in every process.

Only read what comes from here: the records are shared between requests. Never call :func:`remembered_catalogue` inside
a transaction that has written the catalogue: the process would remember what may yet be rolled back.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from threading import Lock
from typing import Any, TypeVar

from django.http import Http404
from django.utils.translation import get_language

from tovholder.apps.technologies.models import Publication, Technology
from tovholder.apps.technologies.selectors import technologies_with_all
from tovholder.foundation.codes.models import Code
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor
from tovholder.kernel.danish import sort_key

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Mark:
    """What the catalogue was made of. Every edit counts up a version; codes are loaded from files and have none, and
    the files' publications are brought up to date without one, so of those the very contents are compared."""

    day: date
    technologies: tuple[tuple[Any, ...], ...]
    publications: tuple[tuple[Any, ...], ...]
    codes: tuple[tuple[Any, ...], ...]


@dataclass(frozen=True, slots=True)
class Remembered:
    """The catalogue as of a mark, ``every`` in Danish order, and what was made of it since."""

    mark: Mark
    every: Sequence[Technology]
    by_slug: dict[str, Technology]
    _made: dict[tuple[str, ...], Any] = field(default_factory=dict)

    @property
    def in_order(self) -> Sequence[Technology]:
        """The entries by the names that the reader is shown."""
        return self.made("in_order", "", lambda: sorted(self.every, key=lambda item: sort_key(str(item.label))))

    def made(self, key: str, of: str, make: Callable[[], T]) -> T:
        """What ``make`` gives in the reader's language: made once, and then the same for all who read it."""
        place = (key, of, get_language() or "da")
        if place not in self._made:
            self._made[place] = make()
        found: T = self._made[place]
        return found


_lock = Lock()
_remembered: Remembered | None = None


def remembered_catalogue() -> Remembered:
    """The catalogue as it stands: three queries when nothing has changed."""
    global _remembered  # noqa: PLW0603  # one catalogue for each process, that is what the module is for
    mark = _mark()
    known = _remembered
    if known is not None and known.mark == mark:
        return known
    with _lock:
        if _remembered is not None and _remembered.mark == mark:
            return _remembered  # another request read it while this one waited
        every = list(technologies_with_all().select_related("merged_into"))
        made = Remembered(mark, every, {item.slug: item for item in every})
        _remembered = made
        return made


def _mark() -> Mark:
    entries = Technology.objects.order_by("pk").values_list("public_id", "version", "edition", "retired_on", "sort_key")
    publications = Publication.objects.order_by("pk").values_list("public_id", "version", "title", "publisher", "year")
    codes = Code.objects.order_by("pk").values_list(
        "pk", "code", "label_da", "label_en", "position", "note", "valid_from", "valid_to"
    )
    return Mark(clock.today(), tuple(entries), tuple(publications), tuple(codes))


@dataclass(frozen=True, slots=True)
class RememberedEntry:
    """One entry with the catalogue that it stands in."""

    technology: Technology
    catalogue: Remembered


def remembered_entry(actor: Actor, slug: str) -> RememberedEntry:
    """The technology called ``slug`` in its catalogue. Raises ``Http404`` when there is none."""
    catalogue = remembered_catalogue()
    if slug not in catalogue.by_slug:
        raise Http404
    return RememberedEntry(catalogue.by_slug[slug], catalogue)


def remembered_technology(actor: Actor, slug: str) -> Technology:
    """The technology called ``slug``, with all that is said of it, to be read. Raises ``Http404`` for none."""
    return remembered_entry(actor, slug).technology
