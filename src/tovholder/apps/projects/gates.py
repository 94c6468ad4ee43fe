"""How the conditions of a step are shown: what binds, what is advised, and what is open of either."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_stubs_ext import StrPromise

from tovholder.apps.projects.contracts import Answer, AnswerState, Condition, Weight
from tovholder.apps.projects.stepping import Checklist
from tovholder.foundation.ui.values import Status as Shown
from tovholder.foundation.ui.values import Tone

TONES: Final[dict[str, Tone]] = {
    AnswerState.MET: "success",
    AnswerState.MISSING: "warning",
    AnswerState.UNKNOWN: "neutral",
    AnswerState.NOT_RELEVANT: "muted",
}
WEIGHTS: Final[dict[Weight, StrPromise]] = {
    Weight.LAW: gettext_lazy("Krav i lov eller aftale"),
    Weight.SAFETY: gettext_lazy("Skal være på plads"),
    Weight.ADVICE: gettext_lazy("Anbefalet"),
}


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A condition with its answer, as it stands on a page."""

    condition: Condition
    answer: Answer
    status: Shown
    weight: str


@dataclass(frozen=True, slots=True)
class ShownList:
    """The conditions of one state, with what is to be said of them together."""

    heading: str
    said: str
    tone: Tone
    rows: list[ShownRow]


def shown_state(answer: Answer) -> Shown:
    """A condition's answer as a tag."""
    return Shown(answer.state.label, TONES[answer.state])


def shown_rows(rows: Iterable[tuple[Condition, Answer]]) -> list[ShownRow]:
    """Conditions with their answers as tags."""
    return [ShownRow(one, answer, shown_state(answer), str(WEIGHTS[one.weight])) for one, answer in rows]


def shown_checklists(lists: Iterable[Checklist]) -> list[ShownList]:
    """The checklists of the states that a project may go on to."""
    return [
        ShownList(
            _("Før projektet er %(status)s") % {"status": one.status.label.lower()},
            _said(one),
            "warning" if one.open_binding else "info" if one.open_advice else "success",
            shown_rows(one.rows),
        )
        for one in lists
    ]


def _said(one: Checklist) -> str:
    if one.open_binding:
        return ngettext(
            "Ét punkt skal være på plads, før I kan gå videre.",
            "%(count)s punkter skal være på plads, før I kan gå videre.",
            one.open_binding,
        ) % {"count": one.open_binding}
    if one.open_advice:
        return ngettext(
            "I kan gå videre. Ét anbefalet punkt er åbent; det bliver skrevet i forløbet.",
            "I kan gå videre. %(count)s anbefalede punkter er åbne; det bliver skrevet i forløbet.",
            one.open_advice,
        ) % {"count": one.open_advice}
    return _("Alt er på plads.")
