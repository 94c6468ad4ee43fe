"""The one entry: a text and its LIX."""

import re
from collections.abc import Iterator
from itertools import zip_longest

from tovholder.engines.readability.model import Readability
from tovholder.engines.readability.params import ABBREVIATIONS, LONGEST_SHORT

# A word has a letter or a digit; inside it may stand what joins its parts: 1.077, 2,5, IT-screening, Mettes', og/eller.
_WORD = re.compile(r"[^\W_]+(?:[.,:'’/-][^\W_]+)*")
_END = re.compile(r"[.!?…]+[\"”’')\]]*$|:$")
_STOPS_INSIDE = re.compile(r"(?:[^\W\d_]{1,5}\.)+[^\W\d_]{1,5}\.?")  # bl.a., f.eks, m.m.


def lix(text: str) -> Readability:
    """The readability of ``text``.

    A sentence ends at a full stop, a question or exclamation mark, a colon before a capital letter or a line break, and
    at every line break: headings and items of a list are sentences of their own. A full stop after an abbreviation or
    an ordinal number ends none, unless the line does.
    """
    words = sentences = long_words = 0
    for sentence in _sentences(text):
        found = _WORD.findall(sentence)
        if found:
            sentences += 1
            words += len(found)
            long_words += sum(_letters(word) > LONGEST_SHORT for word in found)
    return Readability(words, sentences, long_words)


def _letters(word: str) -> int:
    """Letters alone: a number is never a long word."""
    return sum(sign.isalpha() for sign in word)


def _sentences(text: str) -> Iterator[str]:
    for line in text.splitlines():
        tokens = line.split()
        begun: list[str] = []
        for token, following in zip_longest(tokens, tokens[1:], fillvalue=""):
            begun.append(token)
            if _ends(token, following):
                yield " ".join(begun)
                begun = []
        if begun:
            yield " ".join(begun)


def _ends(token: str, following: str) -> bool:
    """Whether a sentence ends with ``token``, before ``following`` (empty at the end of a line)."""
    if not _END.search(token):
        return False
    if not following:
        return True
    first = next((sign for sign in following if sign.isalnum()), "")
    if token.endswith(":"):
        return first.isupper()
    if not token.endswith("."):
        return True
    bare = token.rstrip(".").lstrip("(\"”’'[")
    if bare.isdecimal():  # 3. maj, but not: Det var i 1968. Så kom …
        return first.isupper()
    return not (bare.lower() in ABBREVIATIONS or _STOPS_INSIDE.fullmatch(bare))
