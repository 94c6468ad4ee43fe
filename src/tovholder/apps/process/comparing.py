"""Rounds side by side: how long each step took, what came of it, what was learnt and answered."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tovholder.apps.process.contracts import ROUND_FIGURES
from tovholder.apps.process.models import Learning, LearningKind, Round, StepStatus
from tovholder.apps.process.phases import PHASES
from tovholder.apps.process.reflection import answers_of
from tovholder.apps.process.selectors import learnings_of, steps_of
from tovholder.apps.process.states import StepState
from tovholder.foundation.tables.public import Column, Table
from tovholder.foundation.ui.formats import date_text, share_text
from tovholder.kernel.actor import Actor
from tovholder.kernel.share import Share

MOST = 4
"""So many rounds fit beside each other."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the comparison: what is compared, and what stands at each round, as words."""

    label: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that belong together."""

    title: str
    lines: tuple[Line, ...]


def compared(rounds: Sequence[Round], actor: Actor) -> list[Group]:
    """The comparison, group by group; a constant number of queries, plus those of each figure."""
    steps = steps_of(rounds)
    learnt = list(learnings_of(actor, rounds))
    groups = [Group(_("Runderne"), _about(rounds))]
    groups += [
        Group(str(phase.title), tuple(_step_line(str(step.title), step.key, rounds, steps) for step in phase.steps))
        for phase in PHASES
    ]
    groups += [Group(_("Tal"), _figures(rounds, actor)), Group(_("Læring"), _learnt(rounds, learnt))]
    groups.append(Group(_("Refleksion"), _answers(rounds)))
    return [group for group in groups if group.lines]


def _about(rounds: Sequence[Round]) -> tuple[Line, ...]:
    def told(value: Callable[[Round], str]) -> tuple[str, ...]:
        return tuple(value(found) for found in rounds)

    return (
        Line(_("Begynder"), told(lambda found: date_text(found.starts_on))),
        Line(_("Afsluttet"), told(lambda found: date_text(found.closed_on) if found.closed_on else _("Åben"))),
        Line(_("Hvorfor nu"), told(lambda found: found.purpose)),
    )


def _step_line(title: str, key: str, rounds: Sequence[Round], steps: Mapping[tuple[int, str], StepStatus]) -> Line:
    return Line(title, tuple(step_text(steps.get((found.pk, key))) for found in rounds))


def step_text(row: StepStatus | None) -> str:
    """A step's state and how many days it took, in words."""
    if row is None:
        return str(StepState.NOT_BEGUN.label)
    said = str(StepState(row.state).label)
    if row.days is None:
        return said
    days = ngettext("%(days)d dag", "%(days)d dage", row.days) % {"days": row.days}
    return f"{said} ({days})"


def _figures(rounds: Sequence[Round], actor: Actor) -> tuple[Line, ...]:
    lines = []
    for figure in ROUND_FIGURES:
        values = figure.values(rounds, actor)
        lines.append(Line(str(figure.label), tuple(_shown(values.get(found.pk)) for found in rounds)))
    return tuple(lines)


def _shown(value: int | Share | str | None) -> str:
    if value is None:
        return "–"
    return share_text(value) if isinstance(value, Share) else str(value)


def _learnt(rounds: Sequence[Round], learnt: Sequence[Learning]) -> tuple[Line, ...]:
    def told(kind: str, found: Round) -> str:
        return "\n".join(item.text for item in learnt if item.kind == kind and item.round_id == found.pk)

    return tuple(
        Line(str(kind.label), tuple(told(kind.value, found) for found in rounds))
        for kind in LearningKind
        if any(item.kind == kind.value for item in learnt)
    )


def _answers(rounds: Sequence[Round]) -> tuple[Line, ...]:
    """What was answered, matched by what was asked for, in the newest words."""
    given = answers_of(rounds)
    questions: dict[str, str] = {}
    for found in rounds:
        questions |= {concept: text for concept, (text, _said) in given[found.public_id].items()}
    return tuple(
        Line(text, tuple(given[found.public_id].get(concept, ("", ""))[1] for found in rounds))
        for concept, text in sorted(questions.items())
    )


@dataclass(frozen=True, slots=True)
class Row:
    """A line with its group, as a file has it."""

    group: str
    line: Line


def rows_of(groups: Sequence[Group]) -> list[Row]:
    """All lines, for a file."""
    return [Row(group.title, line) for group in groups for line in group.lines]


def sheet_of(rounds: Sequence[Round]) -> Table[Row]:
    """The columns of a file: one for each round."""
    return Table(
        "round_comparison",
        gettext_lazy("Sammenligning af runder"),
        (
            Column("group", gettext_lazy("Del"), lambda row: row.group),
            Column("label", gettext_lazy("Hvad"), lambda row: row.line.label),
            *(
                Column(f"round_{at}", f"{found.place_name}: {found}", partial(_value, at))
                for at, found in enumerate(rounds)
            ),
        ),
    )


def _value(at: int, row: Row) -> str:
    return row.line.values[at]
