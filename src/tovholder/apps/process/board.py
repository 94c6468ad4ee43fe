"""A round's board: every step with its state, what there is for it, and what could be begun."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tovholder.apps.process.contracts import STEP_SOURCES
from tovholder.apps.process.models import ChecklistPoint, Round, StepStatus, TipDismissal
from tovholder.apps.process.packaged import Point, Tip, points, tips
from tovholder.apps.process.phases import PHASES, Phase, ProcessStep
from tovholder.apps.process.selectors import checklist_of, current_round, steps_of, who
from tovholder.apps.process.states import SETTLED, StepState, shown_point, shown_step
from tovholder.foundation.ui.values import Link, Status
from tovholder.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class StepView:
    """A step as the board shows it."""

    step: ProcessStep
    row: StepStatus
    status: Status
    links: tuple[Link, ...]
    starts: tuple[Link, ...]
    tips: tuple[Tip, ...]
    waiting: tuple[tuple[Point, Status], ...]
    others: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PhaseView:
    """A phase with its steps and how many of them are settled."""

    phase: Phase
    steps: tuple[StepView, ...]
    settled: int = field(default=0)


def board_of(found: Round, actor: Actor, seen: Sequence[Tip]) -> list[PhaseView]:
    """The whole board in a constant number of queries, plus one of each source. ``seen`` are the tips to show."""
    rows = steps_of([found])
    links, starts = _from_sources(found, actor)
    listed = _open_points(found)
    views = []
    for phase in PHASES:
        steps = tuple(
            _view(
                rows.get((found.pk, step.key)) or StepStatus(round=found, step=step.key),
                step,
                links,
                starts,
                seen,
                listed,
            )
            for step in phase.steps
        )
        settled = sum(view.row.state in SETTLED for view in steps)
        views.append(PhaseView(phase, steps, settled))
    return views


def step_view(found: Round, row: StepStatus, step: ProcessStep, actor: Actor) -> StepView:
    """One step with all that belongs to it."""
    links, starts = _from_sources(found, actor, only=step.key)
    return _view(row, step, links, starts, shown_tips(actor), _open_points(found))


def _view(
    row: StepStatus,
    step: ProcessStep,
    links: Mapping[str, Sequence[Link]],
    starts: Mapping[str, Sequence[Link]],
    seen: Sequence[Tip],
    listed: Mapping[str, Sequence[tuple[Point, Status]]],
) -> StepView:
    return StepView(
        step=step,
        row=row,
        status=shown_step(row.state),
        links=tuple(links.get(step.key, ())),
        starts=tuple(starts.get(step.key, ())),
        tips=tuple(tip for tip in seen if tip.step == step.key),
        waiting=tuple(listed.get(step.key, ())),
        others=tuple(
            (state.value, str(state.label))
            for state in StepState
            if state.value not in {row.state, StepState.NOT_FOR_US.value}
        ),
    )


def _from_sources(found: Round, actor: Actor, only: str = "") -> tuple[dict[str, list[Link]], dict[str, list[Link]]]:
    """What other rooms have for the steps, and what the actor could begin there."""
    links: dict[str, list[Link]] = {}
    starts: dict[str, list[Link]] = {}
    for source in STEP_SOURCES:
        if only and source.step != only:
            continue
        links.setdefault(source.step, []).extend(source.links(found, actor))
        start = source.start(found, actor) if found.is_open else None
        if start is not None:
            starts.setdefault(source.step, []).append(start)
    return links, starts


def _open_points(found: Round) -> dict[str, list[tuple[Point, Status]]]:
    """The points of the start checklist that wait, by step. A unit's round has its municipality's."""
    over = found if found.unit_id is None else current_round(found.municipality_id)
    kept: Mapping[str, ChecklistPoint] = checklist_of(found.municipality_id, over)
    waiting: dict[str, list[tuple[Point, Status]]] = {}
    for point in points():
        state = kept[point.key].state if point.key in kept else "open"
        if state in {"open", "under_way"}:
            waiting.setdefault(point.step, []).append((point, shown_point(state)))
    return waiting


def shown_tips(actor: Actor) -> list[Tip]:
    """The tips that ``actor`` has not hidden. One query."""
    hidden = set(TipDismissal.objects.filter(user__public_id=who(actor)).values_list("tip", flat=True))
    return [tip for tip in tips() if tip.key not in hidden]
