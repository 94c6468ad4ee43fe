"""What stands when two people answered the same question at once: nothing that either wrote is lost."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from tovholder.apps.questionnaires.models import Answer, AnswerVersion
from tovholder.engines.questionnaires.model import Consent, QuestionKind
from tovholder.kernel.actor import Actor

TEXTS = frozenset({QuestionKind.TEXT, QuestionKind.LONG_TEXT})
STRICTEST: Final = (Consent.NONE, Consent.ANONYMOUS, Consent.NAMED)
"""Of two words on one quote the earlier here stands: nobody is told who did not want to be."""


@dataclass(frozen=True, slots=True)
class Written:
    """The value that stands now, whether it is another than before, made of two texts, and whether two had answered."""

    value: Any
    changed: bool
    combined: bool = False
    clash: bool = False


def merged(kind: QuestionKind, old: Answer | None, mine: Any, seen: int, by: Actor) -> Written:
    """What stands after ``by`` has sent ``mine``, having seen version ``seen`` (0: none) of the answer."""
    if old is None:
        return Written(mine, changed=mine is not None)
    if old.value == mine and type(old.value) is type(mine):
        return Written(mine, changed=False)
    last = old.versions.order_by("-number").first()
    if last is None or last.number <= seen:  # nobody wrote meanwhile
        return Written(mine, changed=True)
    base = old.versions.filter(number__lte=seen).order_by("-number").first()
    before = base.value if base is not None else None
    if mine == before:  # sent along with the section, but not touched
        return Written(old.value, changed=False)
    if kind is QuestionKind.MATRIX:
        return _rows(before or {}, old.value or {}, mine or {})
    if mine is None or old.value is None:
        return Written(mine, changed=True, clash=True)
    if kind in TEXTS:
        return Written(_both(kind, str(old.value), last, mine, by), changed=True, combined=True, clash=True)
    if kind is QuestionKind.QUOTE:
        return _quote(before or {}, old.value, mine, last, by)
    return Written(mine, changed=True, clash=True)


def _rows(before: Mapping[str, str], theirs: Mapping[str, str], mine: Mapping[str, str]) -> Written:
    """A matrix row by row: each keeps what one of the two changed; where both changed a row, the newer stands."""
    whole = dict(theirs)
    clash = False
    for row in before.keys() | mine.keys():
        if mine.get(row) == before.get(row) or mine.get(row) == theirs.get(row):
            continue
        clash = clash or theirs.get(row) != before.get(row)
        whole[row] = mine.get(row, "")
    filled = {row: option for row, option in whole.items() if option}
    return Written(filled or None, changed=filled != theirs, clash=clash)


def _quote(
    before: Mapping[str, str], theirs: Mapping[str, str], mine: Mapping[str, str], last: AnswerVersion, by: Actor
) -> Written:
    """A quote that two changed: both texts, and the stricter consent, since each was given for one of them alone."""
    consent = next(one for one in STRICTEST if one in (theirs.get("consent"), mine.get("consent")))
    if mine["text"] in (theirs["text"], before.get("text")):
        text, combined = theirs["text"], last.combined
    elif theirs["text"] == before.get("text"):
        text, combined = mine["text"], False
    else:
        text, combined = _both(QuestionKind.QUOTE, theirs["text"], last, mine["text"], by), True
    value = {"text": text, "consent": str(consent)}
    return Written(value, changed=value != theirs, combined=combined, clash=True)


def _both(kind: QuestionKind, standing: str, last: AnswerVersion, mine: str, by: Actor) -> str:
    """The two texts, each with the name of who wrote it; texts that were put together before keep their names."""
    theirs = standing if last.combined else _named(kind, last.by_name, standing)
    between = " · " if kind is QuestionKind.TEXT else "\n\n"
    return f"{theirs}{between}{_named(kind, by.name, mine)}"


def _named(kind: QuestionKind, name: str, text: str) -> str:
    who = name or _("Ukendt")
    if kind is QuestionKind.TEXT:
        return f"{who}: {text}"
    return _("%(name)s skrev:") % {"name": who} + f"\n{text}"
