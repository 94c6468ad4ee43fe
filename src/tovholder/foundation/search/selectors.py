"""Asking the index."""

import logging
import sqlite3

from tovholder.foundation.search.matching import Keys, nothing, ranked_keys
from tovholder.foundation.search.store import close_reader, reader

logger = logging.getLogger(__name__)


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
