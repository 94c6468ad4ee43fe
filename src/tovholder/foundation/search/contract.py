"""What a room says about the texts by which its records are found."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Sum
from django.utils.functional import Promise

from tovholder.foundation.audit.records import VersionedRecord
from tovholder.kernel.actor import Actor
from tovholder.kernel.registry import Registry

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Document:
    """The texts of one record. ``key`` is its internal key; ``aliases`` are words that stand for it, kept by editors.

    With ``gone`` the record is taken out of the index; the texts then do not matter.
    """

    key: int
    title: str = ""
    aliases: Sequence[str] = ()
    body: str = ""
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A found record as the search page shows it. ``summary`` is a sentence or two, ``note`` a few words beside it."""

    title: str
    url: str
    summary: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class SearchSource:
    """A kind of records that text search finds, registered in ``plugs.py``.

    ``revision()`` is a number that grows with every change; one cheap query. ``documents(since)`` gives the documents
    that changed after that revision, deleted ones as ``gone``, or all of them for None; use ``iterator()``.
    ``visible(actor, keys)`` gives the hits that the actor may see, by key, in at most two queries: the index knows no
    rights.
    ``list_url(text)`` leads to the room's own list with that search.
    """

    key: str
    label: Text
    documents: Callable[[int | None], Iterable[Document]]
    revision: Callable[[], int]
    visible: Callable[[Actor, Sequence[int]], Mapping[int, Hit]]
    list_url: Callable[[str], str] | None = None
    order: int = 100


def versions_and_rows(model: type[VersionedRecord]) -> int:
    """A revision for records that are few: it counts their versions and their rows. One query."""
    counted = model._default_manager.aggregate(total=Sum("version"), rows=Count("pk"))
    return int(counted["total"] or 0) + int(counted["rows"])


SEARCH_SOURCES: Registry[SearchSource] = Registry("SearchSource")
