"""From Danish text to the words that are compared: folded, without endings, without the small words."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from tovholder.kernel.danish import fold

_WORD = re.compile(r"[0-9a-z]+")
GRAM: Final = 3  # letters of a trigram, as SQLite's tokenizer cuts them
LONGEST: Final = 40  # what is longer is an address or an accident

_SMALL = """
ad af alle alt andet anden andre at blandt blev blive bliver både da de dem den denne der deres det dette dig din disse
dog du efter eller en end er et flere for fordi fra fx før få får gerne gør ham han hans har have hen hende her hos hun
hvad hver hvis hvor hvordan i ikke ind ja jeg jer jeres kan kun kunne man mange med meget mellem men mens mig min mod må
nej nogle noget nogen nu når og også om op os over på samt selv sig sin sine sit skal skulle som så sådan til ud uden
under var ved vi vil ville vores være været
"""
SMALL: Final = frozenset(fold(word) for word in _SMALL.split())
"""Words that stand in nearly every text and tell nothing about it."""

# Inflections, the longest first. What is left must keep four letters, three before a mere -e or -s.
_ENDINGS: Final = (
    ("hederne", "heden", "heder"),
    ("ernes", "erens", "elser", "elsen", "erede", "erne", "eren", "ende"),
    ("erer", "elig", "enes", "eres", "ede", "ene", "ens", "ets", "ere", "ers", "els", "est"),
    ("en", "er", "es", "et", "el"),
    ("e", "s"),
)
_KEPT: Final = 3


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """``word`` (folded) without its inflection: "sensorerne" and "sensor" are both "sensor"."""
    for endings in _ENDINGS:
        for ending in endings:
            if word.endswith(ending) and len(word) - len(ending) >= _KEPT:
                return _undoubled(word[: -len(ending)])
    return _undoubled(word)


def _undoubled(word: str) -> str:
    """ "Komm(er)" and "kom" meet: of a doubled last consonant one is kept."""
    if len(word) > _KEPT and word[-1] == word[-2] and word[-1] not in "aeiouy0123456789":
        return word[:-1]
    return word


def words_of(text: str) -> list[str]:
    """The folded words of ``text`` in their order."""
    return [word[:LONGEST] for word in _WORD.findall(fold(text))]


def telling(words: Iterable[str]) -> list[str]:
    """``words`` without the small ones, or all of them when nothing else is there."""
    kept = list(words)
    return [word for word in kept if word not in SMALL] or kept
