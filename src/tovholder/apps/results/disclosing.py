"""What must be kept back of an item's figures, so that no municipality can be read out of them.

The engine says which counts; here the item is laid out for it, and what it cannot know is added: the options of one
answer add up to n, so a group of which one is kept back is kept back whole; and a mean tells of its numbers.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from tovholder.apps.results.counting import Asked, Given, chosen
from tovholder.apps.results.domains import Domain
from tovholder.apps.results.kinds import DomainKind, Measure
from tovholder.engines.figures import Group, disclose
from tovholder.engines.figures.derivable import Sums

Place = tuple[str, str]
"""A group by its kind and key."""

ANSWERED: Final = "*"
"""Stands for having answered at all: it can be no option's key."""


class KeptBack:
    """Which figures of an item are not told."""

    def __init__(self, what: Asked, given: Given, domains: Sequence[Domain], fewest_others: int) -> None:
        self._sensitive = what.question.sensitive
        answered = frozenset(given.values)
        groups = [Group(one.kind.value, one.key, one.members & answered) for one in domains]
        hits = _hits(what, given)
        few = disclose(groups, {ANSWERED: answered}, fewest_others=fewest_others)
        self._whole = {(cell.kind, cell.key) for cell in few if cell.hidden}
        found = disclose(groups, hits, fewest_others=fewest_others, sensitive=self._sensitive, fewest=fewest_others)
        self._cells = {(cell.kind, cell.key, cell.option) for cell in found if cell.hidden}
        self._touched = {(kind, key) for kind, key, _option in self._cells}
        if self._sensitive and what.rules_out:
            self._whole |= _with_what_gives_them_away(groups, self._touched | self._whole)

    def holds(self, kind: DomainKind, key: str, measure: str, option: str) -> bool:
        """Whether a figure is kept back. Of a sensitive item no median is told: it may be one municipality's number."""
        place = (kind.value, key)
        if place in self._whole or (kind.value, key, option) in self._cells:
            return True
        if not self._sensitive:
            return False
        return measure == Measure.MEDIAN or (measure == Measure.MEAN and place in self._touched)


def _hits(what: Asked, given: Given) -> Mapping[str, frozenset[int]]:
    """Who gave each option."""
    found: dict[str, set[int]] = defaultdict(set)
    for who, value in given.values.items():
        for option in chosen(value):
            found[option].add(who)
    return {option.key: frozenset(found[option.key]) for option in what.options}


def _with_what_gives_them_away(groups: Sequence[Group], hidden: set[Place]) -> set[Place]:
    """``hidden`` with the smallest told groups that must go too, so that none of it follows from the rest."""
    bits = {who: 1 << at for at, who in enumerate(sorted({who for one in groups for who in one.members}, key=repr))}
    masks = {(one.kind, one.key): sum(bits[who] for who in one.members) for one in groups}
    out = set(hidden)
    while True:
        told = [place for place in masks if place not in out]
        blamed = Sums([masks[place] for place in told]).of_any(masks[place] for place in out)
        if not blamed:
            return out
        out.add(min((told[at] for at in blamed), key=lambda place: masks[place].bit_count()))
