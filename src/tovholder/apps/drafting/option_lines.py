"""Options and rows as lines of text: one a line, ``name = words`` or only words."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tovholder.apps.drafting.naming import fits, key_from
from tovholder.engines.questionnaires.model import Option, Said

MOST_LINES: Final = 200
_NAMED = re.compile(r"\s*([a-z][a-z0-9_]{0,59})\s*=\s*(.*)")


def shown_lines(options: Sequence[Option], language: str = "da") -> str:
    """The options as an editor reads and changes them."""
    lines = ((option.key, getattr(option.text, language)) for option in options)
    return "\n".join(f"{key} = {words}" for key, words in lines if words or language == "da")


def read_lines(text: str, english: str, before: Sequence[Option], alone: Sequence[str] = ()) -> tuple[Option, ...]:
    """The options that the lines of ``text`` name, with the words of ``english`` by name.

    A line without a name gets the name of the earlier option with the same words, else one made from its words. What
    the form does not ask for (easy words, pictograms) is taken from ``before``. Raises ``ValidationError``.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_LINES:
        raise ValidationError(_("Der kan højst være %(most)d linjer.") % {"most": MOST_LINES})
    in_english = _english(english)
    old = {option.key: option for option in before}
    by_words = {option.text.da: option.key for option in before}
    made: dict[str, Option] = {}
    for line in lines:
        named = _NAMED.fullmatch(line)
        words = named[2] if named else line
        key = named[1] if named else by_words.get(words, "")
        if not key or (not named and key in made):
            key = key_from(words, {*made, *old}, "svar")
        if key in made:
            raise ValidationError(_("Navnet ”%(key)s” står to gange.") % {"key": key})
        kept = old.get(key, Option(key=key, text=Said(da="")))
        made[key] = replace(kept, text=Said(da=words, en=in_english.get(key, "")), exclusive=key in alone)
    unknown = [key for key in (*in_english, *alone) if key not in made]
    if unknown:
        raise ValidationError(_("Navnet ”%(key)s” findes ikke blandt linjerne på dansk.") % {"key": unknown[0]})
    return tuple(made.values())


def _english(text: str) -> Mapping[str, str]:
    found = {}
    for line in (line.strip() for line in text.splitlines() if line.strip()):
        named = _NAMED.fullmatch(line)
        if named is None:
            raise ValidationError(
                _("Skriv ”navn = engelsk tekst” på hver linje. Det mangler ved: %(line)s") % {"line": line}
            )
        found[named[1]] = named[2]
    return found


def read_names(text: str) -> list[str]:
    """Technical names, parted by commas or lines. Raises ``ValidationError``."""
    names = [name for name in re.split(r"[,;\s]+", text) if name]
    for name in names:
        if not fits(name):
            raise ValidationError(_("”%(name)s” er ikke et teknisk navn.") % {"name": name})
    return names
