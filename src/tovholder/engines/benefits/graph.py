"""A benefit tree's money without double counting.

A benefit that is a means to another benefit with money has its worth counted there, and only there: of money-valued
nodes those are counted from which no other money-valued node can be reached, over however many steps. A means that
leads only to ends without money is counted itself: nothing after it carries its worth, so nothing can be counted twice,
and to leave it out would lose it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tovholder.engines.benefits.model import BottomLine, CaseError, Code, Part, Problem, Realisation


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A node of the tree. ``value`` is kr a year, negative for what gets worse; None carries no money."""

    key: str
    part: Part = Part.ECONOMY
    value: float | None = None
    bottom_line: BottomLine = BottomLine.ECONOMY
    realisation: Realisation | None = None


class Left(StrEnum):
    """Why a node is in no sum."""

    MEANS = "means"
    NO_MONEY = "no_money"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A node that is in no sum. ``ends`` are the counted nodes that carry a means' worth."""

    key: str
    why: Left
    ends: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted and what is not, in the order given; the sums are of the counted nodes' values."""

    counted: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    total: float
    by_bottom_line: Mapping[BottomLine, float]
    by_realisation: Mapping[Realisation, float]


def count(nodes: Iterable[Node], edges: Iterable[tuple[str, str]]) -> Counted:
    """Count each benefit once. ``edges`` go from means to end. Raises ``CaseError`` for cycles and unknown nodes."""
    every = {node.key: node for node in nodes}
    onward = _onward(every, list(edges))
    reached = _reached(onward, every)
    priced = {key for key, node in every.items() if node.value is not None}
    counted = [key for key in every if key in priced and not reached[key] & priced]
    ends = set(counted)
    left = [
        LeftOut(key, Left.MEANS, tuple(end for end in every if end in reached[key] & ends))
        if key in priced
        else LeftOut(key, Left.NO_MONEY)
        for key in every
        if key not in ends
    ]
    lines, ways = dict.fromkeys(BottomLine, 0.0), dict.fromkeys(Realisation, 0.0)
    for key in counted:
        node = every[key]
        lines[node.bottom_line] += node.value or 0.0
        if node.realisation is not None:
            ways[node.realisation] += node.value or 0.0
    return Counted(tuple(counted), tuple(left), sum(every[key].value or 0.0 for key in counted), lines, ways)


def _onward(every: Mapping[str, Node], edges: list[tuple[str, str]]) -> dict[str, list[str]]:
    unknown = sorted({key for edge in edges for key in edge} - set(every))
    if unknown:
        raise CaseError(tuple(Problem(Code.UNKNOWN, "edges", key) for key in unknown))
    onward: dict[str, list[str]] = defaultdict(list)
    for means, end in edges:
        onward[means].append(end)
    return onward


def _reached(onward: Mapping[str, list[str]], every: Iterable[str]) -> dict[str, set[str]]:
    """What can be reached from each node. Without recursion, so that a long chain is no trouble."""
    reached: dict[str, set[str]] = {}
    for start in every:
        if start in reached:
            continue
        path, stack = [start], [iter(onward.get(start, ()))]
        while path:
            following = next(stack[-1], None)
            if following is None:
                ended = path.pop()
                stack.pop()
                direct = onward.get(ended, ())
                reached[ended] = set(direct).union(*(reached[one] for one in direct))
            elif following in path:
                ring = [*path[path.index(following) :], following]
                raise CaseError((Problem(Code.CYCLE, "edges", " → ".join(ring)),))
            elif following not in reached:
                path.append(following)
                stack.append(iter(onward.get(following, ())))
    return reached
