"""Where the points of a tree stand in its drawing: a column for each part, and no line over a word.

An arrow over several columns gets a slot of its own in each column between, so that it runs between the boxes.
"""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tovholder.foundation.charts.text import wrapped

COLUMN, GUTTER = 200.0, 56.0
FONT, LINE, PAD = 13, 17.0, 9.0
HEADING = 44.0
GAP, LANE = 14.0, 8.0
MOST_LINES = 7
SWEEPS = 4

Key = Hashable


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A point to draw: its column, its words, a remark under them, and whether it is a drawback or left out of sums."""

    key: Key
    column: int
    title: str
    note: str = ""
    is_negative: bool = False
    is_muted: bool = False
    is_barrier: bool = False


@dataclass(frozen=True, slots=True)
class Arrow:
    """One point leads to another; a hindrance is dashed."""

    start: Key
    end: Key
    is_hindrance: bool = False


@dataclass(slots=True)
class Slot:
    """A place in a column: a box, or the lane of an arrow that passes by."""

    column: int
    height: float
    box: Box | None = None
    lines: Sequence[str] = ()
    note_lines: Sequence[str] = ()
    top: float = 0.0
    neighbours: list["Slot"] = field(default_factory=list)

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.column * (COLUMN + GUTTER)

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.left + COLUMN

    @property
    def middle(self) -> float:
        """The height at which arrows meet it."""
        return self.top + self.height / 2


@dataclass(frozen=True, slots=True)
class Run:
    """An arrow with the slots it goes through, from its first box to its last."""

    arrow: Arrow
    slots: Sequence[Slot]


@dataclass(frozen=True, slots=True)
class Layout:
    """Everything in its place."""

    boxes: Sequence[Slot]
    runs: Sequence[Run]
    width: float
    height: float


def layout_of(boxes: Sequence[Box], arrows: Sequence[Arrow], columns: int) -> Layout:
    """The places of ``boxes`` in ``columns`` columns. Boxes keep their order where the arrows do not ask otherwise."""
    placed = {box.key: _slot(box) for box in boxes}
    by_column: dict[int, list[Slot]] = defaultdict(list)
    for box in boxes:
        by_column[box.column].append(placed[box.key])
    runs = [_run(arrow, placed, by_column) for arrow in arrows]
    _order(by_column, columns)
    ends = {column: _stack(by_column[column]) for column in range(columns)}
    bottom = max(ends.values(), default=HEADING)
    for column, end in ends.items():
        for slot in by_column[column]:
            slot.top += (bottom - end) / 2  # a short column stands beside the middle of a long one
    width = columns * COLUMN + (columns - 1) * GUTTER + GUTTER / 2
    return Layout(list(placed.values()), runs, width, bottom + PAD)


def _slot(box: Box) -> Slot:
    room = COLUMN - 2 * PAD
    lines = wrapped(box.title, room, FONT, most=MOST_LINES)
    note_lines = wrapped(box.note, room, FONT - 1, most=2) if box.note else []
    return Slot(box.column, 2 * PAD + LINE * (len(lines) + len(note_lines)), box, lines, note_lines)


def _run(arrow: Arrow, placed: Mapping[Key, Slot], by_column: dict[int, list[Slot]]) -> Run:
    start, end = placed[arrow.start], placed[arrow.end]
    step = 1 if end.column >= start.column else -1
    through = [start]
    for column in range(start.column + step, end.column, step) if start.column != end.column else ():
        lane = Slot(column, LANE)
        by_column[column].append(lane)
        through.append(lane)
    through.append(end)
    for one, other in pairwise(through):
        one.neighbours.append(other)
        other.neighbours.append(one)
    return Run(arrow, through)


def _order(by_column: dict[int, list[Slot]], columns: int) -> None:
    """Put each slot near those it is connected with, sweep by sweep, so that arrows cross less."""
    for sweep in range(SWEEPS):
        for column in range(columns) if sweep % 2 == 0 else reversed(range(columns)):
            places = {id(slot): at for slots in by_column.values() for at, slot in enumerate(slots)}

            def pull(slot: Slot, places: Mapping[int, int] = places) -> float:
                others = [places[id(other)] for other in slot.neighbours if other.column != slot.column]
                return sum(others) / len(others) if others else float(places[id(slot)])

            by_column[column].sort(key=pull)


def _stack(slots: Sequence[Slot]) -> float:
    """Set the slots of a column one below the other. Gives where the last one ends."""
    top = HEADING
    for slot in slots:
        slot.top = top
        top += slot.height + GAP
    return top
