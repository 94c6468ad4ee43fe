"""Names of files: what people called it, without what would fool them or a file system."""

import unicodedata
from typing import Final

from django.utils.translation import gettext as _

LONGEST: Final = 120
_FORBIDDEN: Final = frozenset('<>:"/\\|?*')
_DOCUMENTS: Final = ("pdf", "docx", "xlsx", "pptx", "odt", "ods", "txt", "csv", "md", "docm", "xlsm")
_PICTURES: Final = ("jpg", "jpeg", "png", "webp", "gif", "heic", "svg")
_OTHERS: Final = ("html", "htm", "exe", "bat", "cmd", "js")
_ENDINGS: Final = frozenset(_DOCUMENTS + _PICTURES + _OTHERS)


def ending(name: str) -> str:
    """What stands after the last dot, in small letters; nothing without a dot."""
    return name.rpartition(".")[2].lower().strip() if "." in name else ""


def tidy_name(name: str, wanted: str) -> str:
    """The name under which a file is kept, ending in ``wanted`` (without a dot)."""
    plain = unicodedata.normalize("NFC", name.replace("\\", "/").rpartition("/")[2])
    # Control characters, and those that turn the reading direction so that "fdp.exe" reads as "exe.pdf".
    plain = "".join(letter for letter in plain if unicodedata.category(letter)[0] != "C" and letter not in _FORBIDDEN)
    plain = " ".join(plain.split())
    while ending(plain) in _ENDINGS:
        plain = plain.rpartition(".")[0]
    plain = plain.strip(" .")[:LONGEST].strip(" .")
    return f"{plain or _('fil')}.{wanted}"
