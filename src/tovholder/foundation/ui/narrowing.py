"""Narrowing a list that fits in memory: facets with their counts, what is chosen of them, and the address without it.

For lists of some hundreds that are read whole anyway. Lists of thousands have their counts from ``engines/facets``.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.http import QueryDict
from django.utils.translation import gettext as _

from tovholder.foundation.ui.values import ActiveFilter, Facet, FacetOption, Text
from tovholder.kernel.danish import sort_key

MAX_TEXT = 200

Row = TypeVar("Row")
Pairs = Sequence[tuple[str, str]]
"""Values with their labels; of an address: names with their values."""


def _no_label(value: str) -> str | None:
    return None


@dataclass(frozen=True, slots=True)
class FacetOf(Generic[Row]):
    """A facet of a list: its title, and the values and labels of a row in it.

    Options stand in ``order``, the others after it by label; with ``newest_first`` the values are years. ``absent``
    gives the label of a chosen value that no row has; a value without one is refused.
    """

    title: Text
    values: Callable[[Row], Pairs]
    order: Sequence[str] = ()
    newest_first: bool = False
    absent: Callable[[str], str | None] = _no_label


@dataclass(frozen=True, slots=True)
class Counted(FacetOption):
    """An option with the number of rows that choosing it would leave."""

    count: int = 0


def asked_text(query: QueryDict) -> str:
    """The words that an address asks for."""
    return query.get("q", "").replace("\x00", "").strip()[:MAX_TEXT]


def chosen_in(query: QueryDict, facets: Iterable[str]) -> dict[str, frozenset[str]]:
    """What an address chooses of each facet."""
    return {name: frozenset(value for value in query.getlist(name) if value) for name in facets}


def unknown_value(name: str, value: str) -> BadRequest:
    """The answer to an address with a value that its filter does not know."""
    return BadRequest(
        _("Filteret %(name)s kender ikke værdien %(value)s. Fjern det fra adressen, eller begynd forfra.")
        % {"name": name, "value": value[:60]}
    )


def narrow(
    every: Sequence[Row],
    texted: Sequence[Row],
    chosen: Mapping[str, frozenset[str]],
    facets: Mapping[str, FacetOf[Row]],
) -> tuple[list[Row], dict[str, list[Counted]]]:
    """The rows of ``texted`` that fit what is chosen, in their order, and the options of every facet.

    The options are what ``every`` row has; each is counted as if its own facet were open and the others chosen as they
    are. Raises ``BadRequest`` for a chosen value that no row has and that has no label of its own.
    """
    held = {id(row): {name: dict(facet.values(row)) for name, facet in facets.items()} for row in every}

    def fits(row: Row, but: str = "") -> bool:
        return all(
            name == but or not wanted or not wanted.isdisjoint(held[id(row)][name]) for name, wanted in chosen.items()
        )

    counted = {}
    for name, facet in facets.items():
        labels = _labels(name, facet, chosen[name], (held[id(row)][name] for row in every))
        counts = Counter(value for row in texted if fits(row, but=name) for value in held[id(row)][name])
        counted[name] = [
            Counted(value, labels[value], counts[value], value in chosen[name]) for value in _in_order(facet, labels)
        ]
    return [row for row in texted if fits(row)], counted


def _labels(
    name: str, facet: FacetOf[Row], chosen: frozenset[str], held: Iterable[Mapping[str, str]]
) -> dict[str, str]:
    """The labels of the values that occur, and of those that are chosen without occurring."""
    known = {value: label for by in held for value, label in by.items()}
    for value in sorted(chosen - known.keys()):
        label = facet.absent(value)
        if label is None:
            raise unknown_value(name, value)
        known[value] = label
    return known


def _in_order(facet: FacetOf[Row], labels: Mapping[str, str]) -> list[str]:
    if facet.newest_first:
        return sorted(labels, key=lambda value: int(value) if value.isdecimal() else 0, reverse=True)
    place = {value: at for at, value in enumerate(facet.order)}
    return sorted(labels, key=lambda value: (place.get(value, len(place)), sort_key(labels[value])))


def as_facets(
    facets: Mapping[str, FacetOf[Row]], counted: Mapping[str, Sequence[Counted]], opened: Collection[str]
) -> list[Facet]:
    """The facets as a page shows them."""
    return [Facet(name, facet.title, counted[name], open=name in opened) for name, facet in facets.items()]


def address_pairs(
    text: str, chosen: Mapping[str, frozenset[str]], beside: Sequence[tuple[str, str]] = ()
) -> list[tuple[str, str]]:
    """What is asked for, as the names and values of an address. ``beside`` are choices that are no facets."""
    pairs = [("q", text)] if text else []
    return [*pairs, *beside, *((name, value) for name, values in chosen.items() for value in sorted(values))]


def active_filters(
    facets: Mapping[str, FacetOf[Row]],
    counted: Mapping[str, Sequence[Counted]],
    pairs: Sequence[tuple[str, str]],
    beside: Mapping[tuple[str, str], str] | None = None,
) -> list[ActiveFilter]:
    """What of ``pairs`` is on, each with the address without it. ``beside`` labels the choices that are no facets."""
    labels = {(name, option.value): option.label for name, options in counted.items() for option in options}
    labels |= {(name, value): f"”{value}”" for name, value in pairs if name == "q"} | dict(beside or {})
    titles = {name: str(facet.title) for name, facet in facets.items()} | {"q": _("Søgning")}

    def without(pair: tuple[str, str]) -> str:
        return f"?{urlencode([other for other in pairs if other != pair])}"

    return [ActiveFilter(labels[pair], without(pair), titles.get(pair[0], "")) for pair in pairs]
