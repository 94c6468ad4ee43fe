"""The index file: where it lies, its tables, and how it is opened for reading.

One file for all sources. Each source has a table of its documents and over it two FTS5 indexes: one of words, one of
trigrams. A full build makes a new file that takes the old one's place by a rename; an update writes in place, in short
transactions. Readers notice the new file by its inode.
"""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from django.conf import settings

LAYOUT: Final = 1
"""Counted up when the tables change: a file of another layout is as good as none."""

WAIT_SECONDS: Final = 2.0
_CACHE_KB: Final = 8_192


class IndexBusyError(Exception):
    """Another process is writing the index."""


def folder() -> Path:
    """Where the index lies."""
    return Path(settings.DATA_FOLDER) / "search"


def index_path() -> Path:
    """The index file that readers use."""
    return folder() / "index.sqlite3"


def create_tables(connection: sqlite3.Connection) -> None:
    """The tables that all sources share."""
    connection.executescript(
        f"""
        CREATE TABLE source (number INTEGER PRIMARY KEY, key TEXT UNIQUE NOT NULL, revision INTEGER NOT NULL,
                             documents INTEGER NOT NULL);
        CREATE TABLE vocabulary (stem TEXT PRIMARY KEY, texts INTEGER NOT NULL) WITHOUT ROWID;
        PRAGMA user_version = {LAYOUT};
        """
    )


def create_source(connection: sqlite3.Connection, number: int) -> None:
    """The tables of source ``number``."""
    connection.executescript(
        f"""
        CREATE TABLE docs_{number} (key INTEGER PRIMARY KEY, title TEXT NOT NULL, aliases TEXT NOT NULL,
                                    body TEXT NOT NULL, head TEXT NOT NULL, rest TEXT NOT NULL);
        CREATE VIRTUAL TABLE words_{number} USING fts5(title, aliases, body, content='docs_{number}',
                                                       content_rowid='key', tokenize='ascii', prefix='2 3');
        CREATE VIRTUAL TABLE grams_{number} USING fts5(head, rest, content='docs_{number}',
                                                       content_rowid='key', tokenize='trigram', detail='none');
        CREATE TABLE word_texts_{number} (term TEXT PRIMARY KEY, texts INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE gram_texts_{number} (term TEXT PRIMARY KEY, texts INTEGER NOT NULL) WITHOUT ROWID;
        """
    )


def opened_for_writing(path: Path) -> sqlite3.Connection:
    """The file at ``path``, made if missing, in autocommit."""
    connection = sqlite3.connect(path, isolation_level=None, timeout=WAIT_SECONDS * 5)
    connection.execute("PRAGMA temp_store = MEMORY")
    return connection


@contextmanager
def writing() -> Iterator[None]:
    """Be the only process that writes the index. Raises :class:`IndexBusyError`; a killed process leaves no lock."""
    folder().mkdir(parents=True, exist_ok=True)
    lock = sqlite3.connect(folder() / "lock.sqlite3", isolation_level=None, timeout=0)
    try:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            raise IndexBusyError from error
        yield
    finally:
        lock.close()


class _Reading(threading.local):
    """The connection of this thread, and which file it is."""

    connection: sqlite3.Connection | None = None
    file: tuple[str, int, int] | None = None


_reading = _Reading()


def reader() -> sqlite3.Connection | None:
    """This thread's connection to the present index file; None when there is none that can be read."""
    path = index_path()
    try:
        stat = path.stat()
    except OSError:
        close_reader()
        return None
    file = (str(path), stat.st_dev, stat.st_ino)
    if _reading.connection is None or _reading.file != file:
        close_reader()
        _reading.connection = _opened_for_reading(path)
        _reading.file = file
    return _reading.connection


def close_reader() -> None:
    """Let go of this thread's connection."""
    if _reading.connection is not None:
        _reading.connection.close()
    _reading.connection = None
    _reading.file = None


def _opened_for_reading(path: Path) -> sqlite3.Connection | None:
    try:
        connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=WAIT_SECONDS, isolation_level=None)
    except sqlite3.Error:
        return None
    try:
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
        (layout,) = connection.execute("PRAGMA user_version").fetchone()
    except sqlite3.Error:
        layout = 0
    if layout != LAYOUT:
        connection.close()
        return None
    return connection
