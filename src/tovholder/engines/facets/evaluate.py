"""Which rows fit, and how many would fit for each value of each facet."""

from collections.abc import Iterable

import numpy as np

from tovholder.engines.facets.model import Answer, Columns, Counts, Mask, Question


def evaluate(columns: Columns, question: Question) -> Answer:
    """Answer ``question`` about ``columns``: see :class:`Answer`. Raises ``KeyError`` for a column that is not there.

    Linear in rows plus pairs for each facet; nothing is sorted.
    """
    masks = {name: _matches(columns, name, chosen) for name, chosen in question.chosen.items() if chosen}
    fits = _all_of(question.within, masks.values())
    counts = {
        name: _count(columns, name, _without(question.within, masks, name) if name in masks else fits)
        for name in question.facets
    }
    crosses = {pair: _cross(columns, pair, fits) for pair in question.crosses}
    return Answer(fits=fits, counts=counts, crosses=crosses)


def _all_of(within: Mask, masks: Iterable[Mask]) -> Mask:
    together = within.copy()
    for mask in masks:
        together &= mask
    return together


def _without(within: Mask, masks: dict[str, Mask], name: str) -> Mask:
    return _all_of(within, (mask for other, mask in masks.items() if other != name))


def _matches(columns: Columns, name: str, chosen: frozenset[int]) -> Mask:
    """The rows that have at least one of the chosen values."""
    wanted = np.zeros(columns.width(name) + 1, dtype=np.bool_)  # the extra place answers for -1: no value, no match
    wanted[[value for value in chosen if 0 <= value < columns.width(name)]] = True
    if name in columns.one:
        return wanted[columns.one[name].codes]
    column = columns.many[name]
    mask = np.zeros(columns.size, dtype=np.bool_)
    mask[column.rows[wanted[column.codes]]] = True
    return mask


def _count(columns: Columns, name: str, rows: Mask) -> Counts:
    if name in columns.one:
        column = columns.one[name]
        codes = column.codes[rows]
        return np.bincount(codes[codes >= 0], minlength=column.width).astype(np.int64)
    pairs = columns.many[name]
    return np.bincount(pairs.codes[rows[pairs.rows]], minlength=pairs.width).astype(np.int64)


def _cross(columns: Columns, pair: tuple[str, str], rows: Mask) -> Counts:
    first, second = columns.one[pair[0]], pair[1]
    width = columns.width(second)
    if second in columns.one:
        ours, theirs = first.codes[rows], columns.one[second].codes[rows]
    else:
        pairs = columns.many[second]
        kept = rows[pairs.rows]
        ours, theirs = first.codes[pairs.rows[kept]], pairs.codes[kept]
    known = (ours >= 0) & (theirs >= 0)
    flat = ours[known].astype(np.int64) * width + theirs[known]
    return np.bincount(flat, minlength=first.width * width).reshape(first.width, width).astype(np.int64)
