"""Whether the goals of the administration and of the units go together (VIS-05): a tree, remarks, and a matrix.

Nothing here is an error. Where motives differ or a link is missing, the page says what to talk about.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tovholder.apps.goals.models import Goal, Level, Motive
from tovholder.apps.goals.presenting import vision_warning
from tovholder.apps.goals.selectors import choosable_visions, shown_goals
from tovholder.apps.visions.public import Vision
from tovholder.foundation.municipalities.models import Unit
from tovholder.foundation.municipalities.selectors import open_units
from tovholder.kernel.actor import Actor
from tovholder.kernel.danish import sort_key


@dataclass(frozen=True, slots=True)
class Branch:
    """A goal with what is to be talked about, and the units' goals that support it."""

    goal: Goal
    remarks: tuple[str, ...]
    below: tuple["Branch", ...] = ()


@dataclass(frozen=True, slots=True)
class Trunk:
    """A vision with the goals that support it; without a vision those that support none."""

    vision: Vision | None
    goals: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the file: one municipal goal with one goal of a unit."""

    vision: str
    municipal: Goal | None
    local: Goal | None
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A unit's row of the matrix: its goals for each municipal goal in order, and those that support none."""

    unit: Unit
    cells: tuple[tuple[Goal, ...], ...]
    alone: tuple[Goal, ...]


@dataclass(frozen=True, slots=True)
class Compatibility:
    """The goals of a municipality side by side. ``alone`` are units' goals that support nothing."""

    trunks: tuple[Trunk, ...]
    alone: tuple[Branch, ...]
    municipal: tuple[Goal, ...]
    rows: tuple[Row, ...]

    @property
    def branches(self) -> tuple[Branch, ...]:
        """Every goal once, wherever it stands."""
        tops = [branch for trunk in self.trunks for branch in trunk.goals]
        return (*tops, *(below for top in tops for below in top.below), *self.alone)

    @property
    def remarked(self) -> int:
        """How many goals there is something to talk about."""
        return sum(bool(branch.remarks) for branch in self.branches)


def compatibility_of(actor: Actor) -> Compatibility:
    """The open goals of the actor's municipality that they may see. Three queries."""
    goals = [goal for goal in shown_goals(actor) if goal.is_open]
    municipal = sorted((goal for goal in goals if goal.level == Level.MUNICIPAL), key=lambda goal: goal.sort_key)
    local = sorted((goal for goal in goals if goal.level == Level.LOCAL), key=lambda goal: goal.sort_key)
    shown = {goal.pk for goal in municipal}
    by_parent: dict[int | None, list[Goal]] = defaultdict(list)
    for goal in local:
        by_parent[goal.parent_id if goal.parent_id in shown else None].append(goal)
    tops = [_municipal_branch(goal, by_parent[goal.pk]) for goal in municipal]
    to_vision = [Branch(goal, _local_remarks(goal, None)) for goal in by_parent[None] if goal.vision_id is not None]
    alone = tuple(Branch(goal, _local_remarks(goal, None)) for goal in by_parent[None] if goal.vision_id is None)
    return Compatibility(
        trunks=tuple(_trunks(actor, [*tops, *to_vision])),
        alone=alone,
        municipal=tuple(municipal),
        rows=tuple(_rows(actor, municipal, local)),
    )


def _trunks(actor: Actor, branches: Sequence[Branch]) -> Iterator[Trunk]:
    by_vision: dict[int | None, list[Branch]] = defaultdict(list)
    known: dict[int, Vision] = {vision.pk: vision for vision in choosable_visions(actor)}
    for branch in branches:
        by_vision[branch.goal.vision_id].append(branch)
        if branch.goal.vision is not None:
            known[branch.goal.vision.pk] = branch.goal.vision
    for vision in sorted(known.values(), key=lambda one: sort_key(one.title)):
        yield Trunk(vision, tuple(by_vision[vision.pk]))
    if by_vision[None]:
        yield Trunk(None, tuple(by_vision[None]))


def _municipal_branch(goal: Goal, below: Sequence[Goal]) -> Branch:
    remarks = list(_common_remarks(goal))
    if goal.vision_id is None:
        remarks.append(_("Støtter ingen vision"))
    if not below:
        remarks.append(_("Ingen enhed har et mål, der støtter det"))
    return Branch(goal, tuple(remarks), tuple(Branch(one, _local_remarks(one, goal)) for one in below))


def _local_remarks(goal: Goal, parent: Goal | None) -> tuple[str, ...]:
    remarks = list(_common_remarks(goal))
    if parent is None:
        if not goal.is_linked:
            remarks.append(_("Støtter ikke noget af kommunens mål"))
        return tuple(remarks)
    if differ(goal, parent):
        remarks.append(
            _("Tal sammen om det: kommunen vil %(above)s, enheden vil %(here)s")
            % {"above": _wish(parent), "here": _wish(goal)}
        )
    if goal.deadline is not None and parent.deadline is not None and goal.deadline > parent.deadline:
        remarks.append(_("Fristen ligger efter kommunens mål"))
    return tuple(remarks)


def _common_remarks(goal: Goal) -> Iterator[str]:
    if goal.owner_id is None:
        yield _("Uden ansvarlig")
    warning = vision_warning(goal)
    if warning:
        yield warning


def differ(goal: Goal, parent: Goal) -> bool:
    """Whether one is moved by quality alone and the other by efficiency alone. Both goes with either."""
    return {goal.motive, parent.motive} == {Motive.QUALITY, Motive.EFFICIENCY}


def _wish(goal: Goal) -> str:
    return _("bruge tid og penge bedre") if goal.motive == Motive.EFFICIENCY else _("give livskvalitet og indflydelse")


def _rows(actor: Actor, municipal: Sequence[Goal], local: Sequence[Goal]) -> Iterator[Row]:
    units: dict[int, Unit] = {unit.pk: unit for unit in open_units(actor.municipality_id)}
    units |= {goal.unit.pk: goal.unit for goal in local if goal.unit is not None}
    shown = {goal.pk for goal in municipal}
    for unit in sorted(units.values(), key=lambda one: one.sort_key):
        mine = [goal for goal in local if goal.unit_id == unit.pk]
        cells = tuple(tuple(goal for goal in mine if goal.parent_id == top.pk) for top in municipal)
        yield Row(unit, cells, tuple(goal for goal in mine if goal.parent_id not in shown))


def lines_of(found: Compatibility) -> list[Line]:
    """The tree as rows: a municipal goal without a unit's goal has one of its own."""
    lines = []
    for trunk in found.trunks:
        vision = trunk.vision.title if trunk.vision else ""
        for top in trunk.goals:
            if top.goal.level == Level.LOCAL:
                lines.append(Line(vision, None, top.goal, top.remarks))
                continue
            if not top.below:
                lines.append(Line(vision, top.goal, None, top.remarks))
            lines += [Line(vision, top.goal, below.goal, (*top.remarks, *below.remarks)) for below in top.below]
    return lines + [Line("", None, branch.goal, branch.remarks) for branch in found.alone]
