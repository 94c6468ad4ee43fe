"""The groups of municipalities that figures are told of: the country, its regions of the frame day, and sizes."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from tovholder.apps.results.kinds import DomainKind
from tovholder.apps.surveys.public import Participant

SIZES: Final = (
    ("small", 0, 30_000, "Under 30.000 indbyggere", "Fewer than 30,000 inhabitants"),
    ("middle", 30_000, 50_000, "30.000–49.999 indbyggere", "30,000–49,999 inhabitants"),
    ("large", 50_000, 80_000, "50.000–79.999 indbyggere", "50,000–79,999 inhabitants"),
    ("largest", 80_000, 10**9, "80.000 indbyggere og derover", "80,000 inhabitants and more"),
)
"""Key, from, to, and words. The country's 98 municipalities lie about evenly in the first three."""


@dataclass(frozen=True, slots=True)
class Domain:
    """A group: its members by the keys of their participants, those included that did not answer."""

    kind: DomainKind
    key: str
    da: str
    en: str
    members: frozenset[int]

    @property
    def frame(self) -> int:
        """How many municipalities it has."""
        return len(self.members)


def domains_of(participants: Iterable[Participant]) -> list[Domain]:
    """The country, then the regions in Danish order, then the sizes, as they were on the day of the frame."""
    rows = list(participants)
    country = Domain(DomainKind.COUNTRY, "", "Hele landet", "The whole country", frozenset(one.pk for one in rows))
    return [country, *_regions(rows), *_sizes(rows)]


def _regions(rows: Sequence[Participant]) -> list[Domain]:
    members: dict[str, set[int]] = defaultdict(set)
    names: dict[str, tuple[str, str]] = {}
    for one in rows:
        if one.region is not None:
            members[one.region.code].add(one.pk)
            names[one.region.code] = (one.region.sort_key, one.region_name or one.region.name)
    return [
        Domain(DomainKind.REGION, code, names[code][1], names[code][1], frozenset(members[code]))
        for code in sorted(members, key=lambda code: names[code])
    ]


def _sizes(rows: Sequence[Participant]) -> list[Domain]:
    found = []
    for key, low, high, da, en in SIZES:
        members = frozenset(one.pk for one in rows if one.population is not None and low <= one.population < high)
        if members:
            found.append(Domain(DomainKind.SIZE, key, da, en, members))
    return found


def size_key(population: int | None) -> str:
    """The size that so many inhabitants are; empty when nobody knows."""
    if population is None:
        return ""
    return next(key for key, low, high, _da, _en in SIZES if low <= population < high)
