"""From a question to ranked keys.

First the records that hold all its words (as words, as parts of compounds, the last one as a beginning). When they are
few, also those that hold some: found by words and by trigrams, the two rankings fused by reciprocal rank. The work is
bounded: what stands in thousands of texts is not ranked text by text.
"""

# ruff: noqa: S608  # the only thing put into a statement is the number of a source, counted here

import math
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tovholder.foundation.search.compounds import SHORTEST_COMPOUND, halves, split
from tovholder.foundation.search.words import GRAM, stem, telling, words_of

Keys = NDArray[np.int64]

MAX_LETTERS: Final = 300
MAX_WORDS: Final = 12
ENOUGH: Final = 10
"""So many records with all words are an answer; below that, others may help."""

RANKED: Final = 2_000
"""So many matches are ranked by their texts; more are ordered by where the words stand and by age."""

SCANNED: Final = 8_000
"""So many occurrences are looked at for texts that hold only some of the words."""

LOOSE: Final = 100
WEAKEST_WORDS: Final = 0.5
"""Of the best one's weight in words: what has less is about something else."""

WEAKEST_GRAMS: Final = 0.3
"""Of the weight of all trigrams asked for: what shares less is only alike by chance."""

_WEIGHTS: Final = (6.0, 8.0, 1.0)  # title, aliases, body
_RRF: Final = 60  # the constant of reciprocal rank fusion (Cormack, Clarke and Büttcher 2009)


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the question: as typed, its stem, the parts of a compound, and whether it may go on."""

    word: str
    stem: str
    parts: tuple[str, ...]
    last: bool


def nothing() -> Keys:
    """No keys."""
    return np.empty(0, dtype=np.int64)


def ranked_keys(connection: sqlite3.Connection, number: int, text: str) -> Keys:
    """The keys of source ``number`` that answer ``text``, best first."""
    terms = understood(connection, text)
    if not terms:
        return nothing()
    strict = _strict(connection, number, terms)
    if len(strict) >= ENOUGH:
        return strict
    loose = _loose(connection, number, terms)
    return np.concatenate([strict, loose[~np.isin(loose, strict)]])


# --- the question ----------------------------------------------------------------------------------------------------


def understood(connection: sqlite3.Connection, text: str) -> list[Term]:
    """The telling words of ``text``, compounds parted with the vocabulary of the index."""
    typed = text[:MAX_LETTERS]
    words = list(dict.fromkeys(telling(words_of(typed))))[:MAX_WORDS]
    goes_on = typed[-1:].isalnum()
    known = _known(connection, words)
    return [
        Term(word, stem(word), split(stem(word), known.__getitem__), goes_on and word is words[-1]) for word in words
    ]


def _known(connection: sqlite3.Connection, words: Iterable[str]) -> dict[str, int]:
    """In how many texts each possible part of ``words`` stands."""
    counts: dict[str, int] = defaultdict(int)
    parts: set[str] = set()
    pending = {stem(word) for word in words if len(word) >= SHORTEST_COMPOUND}
    for _level in range(2):  # as deep as ``split`` goes
        found = {part for word in pending for pair in halves(word) for part in pair} - parts
        parts |= found
        pending = {part for part in found if len(part) >= SHORTEST_COMPOUND}
    wanted = sorted(parts)
    marks = ",".join("?" * len(wanted))
    counts.update(connection.execute(f"SELECT stem, texts FROM vocabulary WHERE stem IN ({marks})", wanted))
    return counts


def _texts(connection: sqlite3.Connection, table: str, terms: Sequence[str]) -> dict[str, int]:
    marks = ",".join("?" * len(terms))
    return dict(connection.execute(f"SELECT term, texts FROM {table} WHERE term IN ({marks})", list(terms)))


# --- all words -------------------------------------------------------------------------------------------------------


def _strict(connection: sqlite3.Connection, number: int, terms: Sequence[Term]) -> Keys:
    """The records with all words."""
    texts = _texts(connection, f"word_texts_{number}", [term.stem for term in terms])
    question = " AND ".join(_alternatives(term, texts.get(term.stem, 0)) for term in terms)
    found = _matches(connection, number, question)
    if len(found) <= RANKED:
        return _by_rank(connection, number, question, len(found)) if len(found) else found
    named = _matches(connection, number, f"{{title aliases}} : ({question})")[::-1]
    rest = found[::-1]
    return np.concatenate([named, rest[~np.isin(rest, named, assume_unique=True)]])


def _alternatives(term: Term, texts: int) -> str:
    """What a text must hold for a word: the word, the parts of the compound, or a word that begins so.

    A word that stands whole in ``texts`` enough is taken as finished.
    """
    ways = [f'"{term.stem}"']
    if term.parts:
        ways.append("(" + " AND ".join(f'"{part}"' for part in term.parts) + ")")
    if term.last and len(term.word) > 1 and texts <= RANKED:
        ways.append(f'"{term.word}"*')
    return "(" + " OR ".join(ways) + ")"


def _matches(connection: sqlite3.Connection, number: int, question: str) -> Keys:
    """The keys that match, ascending. One row with all of them is far cheaper than a row for each."""
    (joined,) = connection.execute(
        f"SELECT group_concat(rowid) FROM words_{number} WHERE words_{number} MATCH ?",
        (question,),
    ).fetchone()
    return np.fromstring(joined, dtype=np.int64, sep=",") if joined else nothing()


def _by_rank(connection: sqlite3.Connection, number: int, question: str, limit: int) -> Keys:
    return np.array([key for key, _rank in _ranked(connection, number, question, limit)], dtype=np.int64)


def _ranked(connection: sqlite3.Connection, number: int, question: str, limit: int) -> list[tuple[int, float]]:
    """Keys with their bm25, best first; of equals the newest first."""
    return connection.execute(
        f"SELECT rowid, bm25(words_{number}, {_WEIGHTS[0]}, {_WEIGHTS[1]}, {_WEIGHTS[2]}) AS weight"
        f" FROM words_{number} WHERE words_{number} MATCH ? ORDER BY weight, rowid DESC LIMIT ?",
        (question, limit),
    ).fetchall()


# --- some words ------------------------------------------------------------------------------------------------------


def _loose(connection: sqlite3.Connection, number: int, terms: Sequence[Term]) -> Keys:
    """The records with some of the words or with words spelled alike, the two rankings fused."""
    by_words = _some_words(connection, number, terms)
    by_grams = _some_grams(connection, number, terms)
    points: dict[int, float] = defaultdict(float)
    for ranking in (by_words, by_grams):
        for rank, key in enumerate(ranking.tolist(), 1):
            points[key] += 1 / (_RRF + rank)
    best = sorted(points, key=lambda key: (-points[key], -key))[:LOOSE]
    return np.array(best, dtype=np.int64)


def _some_words(connection: sqlite3.Connection, number: int, terms: Sequence[Term]) -> Keys:
    """By the weight of the words that a text holds; far weaker ones than the best are left out."""
    wanted = list(dict.fromkeys(token for term in terms for token in (term.stem, *term.parts)))
    chosen = _affordable(_texts(connection, f"word_texts_{number}", wanted))
    if not chosen:
        return nothing()
    rows = _ranked(connection, number, " OR ".join(f'"{token}"' for token in chosen), LOOSE)
    least = rows[0][1] * WEAKEST_WORDS if rows else 0.0
    return np.array([key for key, rank in rows if rank <= least], dtype=np.int64)  # bm25 is negative: less is more


def _affordable(texts: dict[str, int]) -> list[str]:
    """The rarest terms, as many as may be looked at; the rarest one always."""
    chosen: list[str] = []
    spent = 0
    for term, count in sorted(texts.items(), key=lambda item: (item[1], item[0])):
        spent += count
        if chosen and spent > SCANNED:
            break
        chosen.append(term)
    return chosen


def grams_of(word: str) -> list[str]:
    """The trigrams of ``word``, with the space before it: compounds are known by their beginnings."""
    padded = f" {word}"
    return [padded[at : at + GRAM] for at in range(len(padded) - GRAM + 1)]


def _some_grams(connection: sqlite3.Connection, number: int, terms: Sequence[Term]) -> Keys:
    """By the share of the question's trigrams that a text holds, the rare ones counting most."""
    wanted = list(dict.fromkeys(gram for term in terms for gram in grams_of(term.word)))
    texts = _texts(connection, f"gram_texts_{number}", wanted)
    chosen = _affordable(texts)
    if not chosen:
        return nothing()
    documents = connection.execute("SELECT documents FROM source WHERE number = ?", (number,)).fetchone()[0]
    rarity = {gram: math.log(1 + (documents + 1) / (texts.get(gram, 0) + 0.5)) for gram in wanted}
    found = [_gram_matches(connection, number, gram) for gram in chosen]
    weights = [np.full(len(keys), rarity[gram]) for gram, keys in zip(chosen, found, strict=True)]
    keys, places = np.unique(np.concatenate(found), return_inverse=True)
    scores = np.bincount(places, weights=np.concatenate(weights))
    order = np.argsort(-scores, kind="stable")[:LOOSE]
    asked = [gram for gram in wanted if gram in chosen or gram not in texts]
    least = sum(rarity[gram] for gram in asked) * WEAKEST_GRAMS
    best: Keys = keys[order[scores[order] >= least]]
    return best


def _gram_matches(connection: sqlite3.Connection, number: int, gram: str) -> Keys:
    (joined,) = connection.execute(
        f"SELECT group_concat(rowid) FROM grams_{number} WHERE grams_{number} MATCH ?",
        (f'"{gram}"',),
    ).fetchone()
    return np.fromstring(joined, dtype=np.int64, sep=",") if joined else nothing()
