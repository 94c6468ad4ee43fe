"""Asking the index."""

import logging
import sqlite3
from dataclasses import dataclass
from typing import Final

from tovholder.foundation.search.contract import SEARCH_SOURCES, Hit, SearchSource
from tovholder.foundation.search.matching import Keys, nothing, ranked_keys
from tovholder.foundation.search.store import close_reader, reader
from tovholder.kernel.actor import Actor

logger = logging.getLogger(__name__)

PER_GROUP: Final = 10
BATCH: Final = 50
LOOKED_AT: Final = 200
"""So many of the best are asked about: a group whose first ones are all out of sight ends as nothing found."""


def is_ready(source_key: str) -> bool:
    """Whether the index holds that source. If not, a page says that the search is being prepared."""
    return _number(source_key) is not None


def matching_keys(source_key: str, text: str, limit: int | None = None) -> Keys:
    """The internal keys of a source's records that answer ``text``, best first, as a numpy array.

    Visibility is the caller's business. Empty when nothing is found, when ``text`` has no word in it, and while there
    is no index (see :func:`is_ready`). No text makes it raise.
    """
    number = _number(source_key)
    connection = reader()
    if number is None or connection is None:
        return nothing()
    try:
        return ranked_keys(connection, number, text)[:limit]
    except sqlite3.Error:
        logger.exception("The search index could not be read")
        close_reader()
        return nothing()


def _number(source_key: str) -> int | None:
    connection = reader()
    if connection is None:
        return None
    try:
        row = connection.execute("SELECT number FROM source WHERE key = ?", (source_key,)).fetchone()
    except sqlite3.Error:
        logger.exception("The search index could not be read")
        close_reader()
        return None
    return int(row[0]) if row else None


@dataclass(frozen=True, slots=True)
class Group:
    """What one source gives to a question: the hits that the actor may see, best first, and whether there are more."""

    source: SearchSource
    hits: tuple[Hit, ...]
    more: bool
    list_url: str


def found(actor: Actor, text: str, per_group: int = PER_GROUP) -> list[Group]:
    """The hits of every source that is indexed, those without any left out.

    Each source is asked what the actor may see until the group is full; what they may not see is not even counted.
    """
    groups = [_group(source, actor, text, per_group) for source in SEARCH_SOURCES if is_ready(source.key)]
    return [group for group in groups if group.hits]


def _group(source: SearchSource, actor: Actor, text: str, size: int) -> Group:
    keys = matching_keys(source.key, text, limit=LOOKED_AT).tolist()
    hits: list[Hit] = []
    for start in range(0, len(keys), BATCH):
        batch = keys[start : start + BATCH]
        visible = source.visible(actor, batch)
        hits += [visible[key] for key in batch if key in visible]
        if len(hits) > size:
            break
    list_url = source.list_url(text) if source.list_url is not None else ""
    return Group(source, tuple(hits[:size]), len(hits) > size, list_url)


def missing_sources() -> list[SearchSource]:
    """The sources that the index does not hold yet."""
    return [source for source in SEARCH_SOURCES if not is_ready(source.key)]
