"""Writing the index: from nothing, or only what has changed."""

# ruff: noqa: S608  # the only thing put into a statement is the number of a source, counted here

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Final, TypeVar

from tovholder.foundation.search.compounds import Splitter
from tovholder.foundation.search.contract import SEARCH_SOURCES, Document, SearchSource
from tovholder.foundation.search.store import (
    create_source,
    create_tables,
    folder,
    index_path,
    opened_for_writing,
    reader,
    writing,
)
from tovholder.foundation.search.words import GRAM, SMALL, stem, words_of

Report = Callable[[int, int], None]
"""Say that so many of so many documents are done; 0 in all while nobody knows."""

T = TypeVar("T")
BATCH: Final = 500
_REST: Final = 600  # letters of the body that trigrams are kept of: the start of a text says what it is about
_BODY: Final = 20_000  # letters of a body that are read at all


def rebuild(report: Report = lambda _done, _total: None) -> int:
    """Build a new index of all sources, put it in place, and give its number of documents.

    Raises :class:`~tovholder.foundation.search.store.IndexBusyError` while another process writes.
    """
    with writing():
        fresh = folder() / "fresh.sqlite3"
        _remove(fresh)
        connection = opened_for_writing(fresh)
        try:
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            count = _fill(connection, report)
        finally:
            connection.close()
        # A journal that a killed update left belongs to the old file and would spoil the new one.
        _remove(index_path().with_name("index.sqlite3-journal"))
        fresh.replace(index_path())
    return count


def _remove(path: Path) -> None:
    path.unlink(missing_ok=True)


def _fill(connection: sqlite3.Connection, report: Report) -> int:
    create_tables(connection)
    connection.execute("CREATE TABLE raw (source INTEGER, key INTEGER, title TEXT, aliases TEXT, body TEXT)")
    connection.execute("BEGIN")
    counts: Counter[str] = Counter()
    total = 0
    for number, source in enumerate(SEARCH_SOURCES, 1):
        revision = source.revision()
        size = 0
        for batch in _batches(source.documents(None)):
            rows = [_raw(number, document) for document in batch if not document.gone]
            for row in rows:
                counts.update(_stems(*row[2:]))
            connection.executemany("INSERT INTO raw VALUES (?, ?, ?, ?, ?)", rows)
            size += len(rows)
            report(total + size, 0)
        total += size
        connection.execute("INSERT INTO source VALUES (?, ?, ?, ?)", (number, source.key, revision, size))
    connection.executemany("INSERT INTO vocabulary VALUES (?, ?)", counts.items())
    connection.execute("COMMIT")
    splitter = Splitter(counts)
    done = 0
    for number, _source in enumerate(SEARCH_SOURCES, 1):
        create_source(connection, number)
        folded = connection.execute("SELECT key, title, aliases, body FROM raw WHERE source = ?", (number,))
        for raws in _batches(folded):
            connection.execute("BEGIN")
            connection.executemany(
                f"INSERT OR REPLACE INTO docs_{number} VALUES (?, ?, ?, ?, ?, ?)",
                [_row(splitter, *raw) for raw in raws],
            )
            connection.execute("COMMIT")
            done += len(raws)
            report(done, total)
        _index(connection, number)
    connection.execute("DROP TABLE raw")
    connection.execute("VACUUM")
    return total


def _index(connection: sqlite3.Connection, number: int) -> None:
    """Fill both FTS indexes of a source from its documents, and count in how many texts each term stands."""
    for kind, counted in (("words", "word_texts"), ("grams", "gram_texts")):
        name = f"{kind}_{number}"
        connection.executescript(
            f"""
            BEGIN;
            INSERT INTO {name}({name}) VALUES('rebuild');
            INSERT INTO {name}({name}) VALUES('optimize');
            COMMIT;
            CREATE VIRTUAL TABLE temp.counted USING fts5vocab('main', '{name}', 'row');
            INSERT INTO {counted}_{number} SELECT term, doc FROM temp.counted;
            DROP TABLE temp.counted;
            """
        )


def _batches(items: Iterable[T]) -> Iterator[list[T]]:
    iterator = iter(items)
    while batch := list(islice(iterator, BATCH)):
        yield batch


def _raw(number: int, document: Document) -> tuple[int, int, str, str, str]:
    """The folded words of a document."""
    return (
        number,
        document.key,
        " ".join(words_of(document.title)),
        " ".join(words_of(" ".join(document.aliases))),
        " ".join(words_of(document.body[:_BODY])),
    )


def _stems(*texts: str) -> set[str]:
    """The stems that a document adds to the vocabulary, each once. Small words do not part compounds."""
    return {stem(word) for text in texts for word in text.split() if word not in SMALL}


def _row(splitter: Splitter, key: int, title: str, aliases: str, body: str) -> tuple[int, str, str, str, str, str]:
    """A document as both indexes read it: tokens for the one, plain folded text for the other."""
    return (
        key,
        splitter.text(title.split()),
        splitter.text(aliases.split()),
        splitter.text(body.split()),
        f" {title} {aliases} ",
        f" {body[:_REST]} ",
    )


# --- update ----------------------------------------------------------------------------------------------------------


def update(report: Report = lambda _done, _total: None) -> int:
    """Bring the index up to date and give the number of documents written. Without an index builds one.

    Raises :class:`~tovholder.foundation.search.store.IndexBusyError` while another process writes.
    """
    if not _fits():
        return rebuild(report)
    written = 0
    with writing():
        connection = opened_for_writing(index_path())
        try:
            for number, key, since in connection.execute("SELECT number, key, revision FROM source").fetchall():
                written += _update_source(connection, number, SEARCH_SOURCES[key], since, report, written)
        finally:
            connection.close()
    return written


def _fits() -> bool:
    """Whether there is an index of this layout with the sources of today."""
    connection = reader()
    if connection is None:
        return False
    known = {key for (key,) in connection.execute("SELECT key FROM source")}
    return known == {source.key for source in SEARCH_SOURCES}


def _update_source(
    connection: sqlite3.Connection, number: int, source: SearchSource, since: int, report: Report, before: int
) -> int:
    revision = source.revision()
    if revision == since:
        return 0
    splitter = Splitter(dict(connection.execute("SELECT stem, texts FROM vocabulary")))
    written = 0
    for batch in _batches(source.documents(since)):
        connection.execute("BEGIN IMMEDIATE")
        for document in batch:
            _replace(connection, number, document, splitter)
        for counted in ("word_texts", "gram_texts"):
            connection.execute(f"DELETE FROM {counted}_{number} WHERE texts <= 0")
        connection.execute("COMMIT")
        written += len(batch)
        report(before + written, 0)
    connection.execute(
        f"UPDATE source SET revision = ?, documents = (SELECT count(*) FROM docs_{number}) WHERE number = ?",
        (revision, number),
    )
    return written


def _replace(connection: sqlite3.Connection, number: int, document: Document, splitter: Splitter) -> None:
    """Take out what is there of a document and, unless it is gone, put in what it is now."""
    _take_out(connection, number, document.key)
    if document.gone:
        return
    raw = _raw(number, document)[1:]
    row = _row(splitter, *raw)
    connection.execute(f"INSERT INTO docs_{number} VALUES (?, ?, ?, ?, ?, ?)", row)
    connection.execute(f"INSERT INTO words_{number}(rowid, title, aliases, body) VALUES (?, ?, ?, ?)", row[:4])
    connection.execute(f"INSERT INTO grams_{number}(rowid, head, rest) VALUES (?, ?, ?)", (row[0], row[4], row[5]))
    _count(connection, number, row, 1)
    # Of the vocabulary nothing is taken back: a word that was used once may still part a compound.
    connection.executemany(
        "INSERT INTO vocabulary VALUES (?, 1) ON CONFLICT DO UPDATE SET texts = texts + 1",
        [(word,) for word in _stems(*raw[1:])],
    )


def _take_out(connection: sqlite3.Connection, number: int, key: int) -> None:
    row = connection.execute(f"SELECT * FROM docs_{number} WHERE key = ?", (key,)).fetchone()
    if row is None:
        return
    words, grams = f"words_{number}", f"grams_{number}"
    connection.execute(
        f"INSERT INTO {words}({words}, rowid, title, aliases, body) VALUES ('delete', ?, ?, ?, ?)", row[:4]
    )
    connection.execute(f"INSERT INTO {grams}({grams}, rowid, head, rest) VALUES ('delete', ?, ?, ?)", (key, *row[4:]))
    connection.execute(f"DELETE FROM docs_{number} WHERE key = ?", (key,))
    _count(connection, number, row, -1)


def _count(connection: sqlite3.Connection, number: int, row: tuple[int, str, str, str, str, str], step: int) -> None:
    """Count the terms of a document up or down."""
    words = set(" ".join(row[1:4]).split())
    grams = {text[at : at + GRAM] for text in row[4:] for at in range(len(text) - GRAM + 1)}
    for table, terms in ((f"word_texts_{number}", words), (f"gram_texts_{number}", grams)):
        connection.executemany(
            f"INSERT INTO {table} VALUES (?, ?) ON CONFLICT DO UPDATE SET texts = texts + excluded.texts",
            [(term, step) for term in terms],
        )
