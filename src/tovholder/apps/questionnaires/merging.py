"""What stands when two people answered the same question at once: nothing that either wrote is lost."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from tovholder.apps.questionnaires.models import Answer, AnswerVersion
from tovholder.engines.questionnaires.model import QuestionKind
from tovholder.kernel.actor import Actor

TEXTS = frozenset({QuestionKind.TEXT, QuestionKind.LONG_TEXT})


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
    if mine == (base.value if base is not None else None):  # sent along with the section, but not touched
        return Written(old.value, changed=False)
    if kind in TEXTS and mine is not None and old.value is not None:
        return Written(_both(kind, old, last, mine, by), changed=True, combined=True, clash=True)
    return Written(mine, changed=True, clash=True)


def _both(kind: QuestionKind, old: Answer, last: AnswerVersion, mine: str, by: Actor) -> str:
    """The two texts, each with the name of who wrote it; texts that were put together before keep their names."""
    theirs = str(old.value) if last.combined else _named(kind, last.by_name, str(old.value))
    between = " · " if kind is QuestionKind.TEXT else "\n\n"
    return f"{theirs}{between}{_named(kind, by.name, mine)}"


def _named(kind: QuestionKind, name: str, text: str) -> str:
    who = name or _("Ukendt")
    if kind is QuestionKind.TEXT:
        return f"{who}: {text}"
    return _("%(name)s skrev:") % {"name": who} + f"\n{text}"
