"""The comparison of two texts."""

import re
from collections import Counter, deque
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import accumulate, takewhile

from tovholder.engines.wording.model import Piece, Run
from tovholder.engines.wording.params import Params

_WORDS = re.compile(r"\S+\s*|\s+")  # a space goes with its word, so that none matches alone


def evaluate(old: str, new: str, params: Params) -> tuple[Piece, ...]:
    """What both say and what went out, in order, is ``old``; what both say and what came in is ``new``."""
    pieces: list[Piece] = []
    for run in runs(_WORDS.findall(old), _WORDS.findall(new), params):
        if run.same:
            pieces.append(Piece("same", "".join(run.before)))
            continue
        if run.before:
            pieces.append(Piece("out", "".join(run.before)))
        if run.after:
            pieces.append(Piece("in", "".join(run.after)))
    return tuple(pieces)


def runs(before: Sequence[str], after: Sequence[str], params: Params) -> list[Run]:
    """The parts of two rows in order: those that both have, and between them those that differ."""
    head = _shared(before, after)
    tail = _shared(before[head:][::-1], after[head:][::-1])
    inside_before, inside_after = before[head : len(before) - tail], after[head : len(after) - tail]
    found = [Run(True, before[:head], after[:head])] if head else []
    found += _compared(inside_before, inside_after, params)
    if tail:
        found.append(Run(True, before[-tail:], after[-tail:]))
    return found


def _shared(before: Sequence[str], after: Sequence[str]) -> int:
    """With how many equal parts two rows begin."""
    return sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False)))


def _compared(before: Sequence[str], after: Sequence[str], params: Params) -> list[Run]:
    found, here, there = [], 0, 0
    for low, start, size in [*_matched(before, after, params), (len(before), len(after), 0)]:
        if here < low or there < start:
            found.append(Run(False, before[here:low], after[there:start]))
        here, there = low + size, start + size
        if size:
            found.append(Run(True, before[low:here], after[start:there]))
    return found


def _matched(before: Sequence[str], after: Sequence[str], params: Params) -> list[tuple[int, int, int]]:
    """The longest run that both have, then those left and right of it, and so on: begins here, begins there, size.

    The largest stretches come first, so that the steps are spent where they tell most.
    """
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    often = Counter(after)
    steps = [0, *accumulate(1 + often[part] for part in before)]
    found, left = [], params.most_steps
    waiting = deque([(0, len(before), 0, len(after))])
    while waiting:
        low, high, start, end = waiting.popleft()
        cost = steps[high] - steps[low]
        if low == high or start == end or cost > left:
            continue
        left -= cost
        at, to, size = matcher.find_longest_match(low, high, start, end)
        if size:
            found.append((at, to, size))
            waiting += [(low, at, start, to), (at + size, high, to + size, end)]
    return sorted(found)


def passages(found: Sequence[Run], around: int) -> list[list[Run]]:
    """The runs that differ, each with at most ``around`` parts of what stands beside it; near ones together."""
    gathered: list[list[Run]] = []
    fresh = True
    for at, run in enumerate(found):
        if not run.same:
            if fresh:
                gathered.append(_last(found[at - 1], around) if at else [])
                fresh = False
            gathered[-1].append(run)
        elif not fresh:
            fresh = len(run.before) > 2 * around or at == len(found) - 1
            gathered[-1].append(_first(run, around) if fresh else run)
    return gathered


def _first(run: Run, count: int) -> Run:
    return Run(True, run.before[:count], run.after[:count])


def _last(run: Run, count: int) -> list[Run]:
    return [Run(True, run.before[-count:], run.after[-count:])] if count else []
