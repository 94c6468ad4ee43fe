"""Technical names made from words, and unique ones."""

import re
from collections.abc import Collection
from typing import Final

from tovholder.engines.questionnaires.check import KEY
from tovholder.kernel.danish import fold

LONGEST: Final = 60
_FROM_WORDS: Final = 40
_NO_SIGN = re.compile(r"[^a-z0-9]+")


def key_from(words: str, taken: Collection[str], otherwise: str) -> str:
    """A technical name that says what ``words`` say, and that nothing in ``taken`` has.

    ``otherwise`` is the name for words without a letter that can be used.
    """
    made = _NO_SIGN.sub("_", fold(words)).strip("_")[:_FROM_WORDS].strip("_")
    if made and not made[0].isalpha():
        made = f"{otherwise}_{made}"
    return unique_key(made or otherwise, taken)


def unique_key(key: str, taken: Collection[str]) -> str:
    """``key``, or where it is taken ``key_2``, ``key_3`` …"""
    if key not in taken:
        return key
    number = 2
    while (made := f"{key[: LONGEST - 5]}_{number}") in taken:
        number += 1
    return made


def fits(key: str) -> bool:
    """Whether ``key`` can be a technical name."""
    return KEY.fullmatch(key) is not None
