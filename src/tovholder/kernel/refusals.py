"""Text that must never be stored: civil registration numbers, and passwords or codes that open something.

Wide on purpose. What only looks like a CPR number is refused too: a text can be written in another way, and a number
that was stored cannot be unsaid.
"""

import re
import unicodedata

_SEPARATOR = r"[\s.,/_·:;\-\u2010-\u2015\u2212]"
# Six digits for the day of birth, perhaps apart by twos, then four digits, not inside a longer row of digits.
_CIVIL_NUMBER = re.compile(rf"(?<!\d)\d{{2}}{_SEPARATOR}?\d{{2}}{_SEPARATOR}?\d{{2}}{_SEPARATOR}{{0,3}}\d{{4}}(?!\d)")

_WORD = r"(?:adgangs?|alarm|bank|dør|login|nøgle|pin|port|skærm|tyveri)?-?(?:koden?|kodeord(?:et)?|ord(?:et)?)"
_SECRET_NAME = rf"(?<!\w)(?:{_WORD}|pin|pins|password(?:et)?|passwd|pw|pass(?:ord(?:et)?|phrase))(?!\w)"
# Named and given: "kode: hemmelig", "pin 1234", "koden er 0000". "Husker ikke sin kode" is no secret.
_GIVEN = re.compile(rf"{_SECRET_NAME}\s*(?:[:=]\s*\S|(?:er|is|-|\u2013)?\s*#?\d{{3,}})", re.IGNORECASE)


def _plain(text: str) -> str:
    """The text with digits as 0-9 and without the invisible characters between which a number could hide."""
    shown = (ch for ch in unicodedata.normalize("NFKC", text) if unicodedata.category(ch) != "Cf")
    return "".join(str(unicodedata.decimal(ch)) if ch.isdecimal() else ch for ch in shown)


def holds_civil_number(text: str) -> bool:
    """Whether something in ``text`` looks like a CPR number: ten digits, or six and four."""
    return _CIVIL_NUMBER.search(_plain(text)) is not None


def holds_secret(text: str) -> bool:
    """Whether ``text`` names a password, PIN or code and gives it."""
    return _GIVEN.search(_plain(text)) is not None
