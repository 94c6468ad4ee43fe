"""Danish text without the help of a database: how it sorts and how it is found.

Sorting follows Retskrivningsordbogen § 4: letters a-z æ ø å, case without weight, *aa* sorted as *å* in Danish names,
accents as their letter, digits by value. ``fold`` makes text comparable for search: no case, no accents, and the ASCII
ways of writing æ, ø and å are the same as the letters.
"""

import re
import unicodedata

# The key uses 0-9 and a-z alone, so that every collation of every database orders it alike;
# "zz" opens the letters after z.
_SORTED = str.maketrans(
    {"æ": "zz1", "ä": "zz1", "ø": "zz2", "ö": "zz2", "å": "zz3", "ü": "y", "ß": "ss", "ð": "d", "þ": "th"}
)
_FOLDED = str.maketrans(
    {"æ": "ae", "ä": "ae", "ø": "oe", "ö": "oe", "å": "aa", "ü": "y", "ß": "ss", "ð": "d", "þ": "th"}
)
_DIGITS = re.compile(r"\d+")
_NOT_WORD = re.compile(r"[^0-9a-z]+")
_SPACES = re.compile(r"\s+")


def _bare(text: str) -> str:
    """Letters without accents; æ, ø and å must be replaced before."""
    if text.isascii():  # most Danish text, once æ, ø and å are replaced
        return text
    return "".join(ch for ch in unicodedata.normalize("NFKD", text) if not unicodedata.combining(ch))


def _lower(text: str) -> str:
    """Small letters, whole: å as one sign, and typographic letters (bold, full width) as the plain ones."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).lower())


def _padded(digits: re.Match[str]) -> str:
    return digits.group().lstrip("0").zfill(9)[-9:]


def sort_key(text: str) -> str:
    """A string whose order, in any collation, is the Danish alphabetical order of ``text``.

    ``sort_key("Aabenraa") > sort_key("Øster")`` since *aa* in a Danish name counts as *å*. At most 200 characters.
    """
    numbered = _DIGITS.sub(_padded, _lower(text).replace("aa", "å"))
    words = _NOT_WORD.sub(" ", _bare(numbered.translate(_SORTED))).strip()
    return words.replace(" ", "0")[:200]


def fold(text: str) -> str:
    """``text`` ready to be searched: lower case, no accents, æ as ae, ø as oe, å as aa, single spaces."""
    return _SPACES.sub(" ", _bare(_lower(text).translate(_FOLDED))).strip()
