"""Finding technologies: a hundred of them fit in memory, so filters and counts are plain Python over the catalogue."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import BadRequest
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrPromise

from tovholder.apps.technologies.kinds import Kind
from tovholder.apps.technologies.models import Technology
from tovholder.apps.technologies.remembered import remembered_catalogue
from tovholder.foundation.codes.models import Code
from tovholder.foundation.search.public import is_ready, matching_keys
from tovholder.kernel.danish import fold, sort_key

MAX_TEXT = 200
RETIRED = "udgaaede"
"""The parameter that shows retired entries too."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value that a facet can be narrowed to; ``order`` is its place among the others."""

    code: str
    label: str
    order: tuple[int, str]


@dataclass(frozen=True, slots=True)
class Facet:
    """A way to narrow the catalogue: what it is called, and which values an entry has."""

    label: StrPromise
    values: Callable[[Technology], Iterable[Value]]


def _of(field: str) -> Callable[[Technology], Iterable[Value]]:
    def read(item: Technology) -> Iterable[Value]:
        held = getattr(item, field)
        codes: Iterable[Code] = [] if held is None else [held] if isinstance(held, Code) else held.all()
        return [Value(code.code, code.label, (code.position, sort_key(code.label))) for code in codes]

    return read


def _kind_of(item: Technology) -> Iterable[Value]:
    kind = Kind(item.kind)
    return [Value(kind.value, str(kind.label), (Kind.values.index(kind.value), ""))]


FACETS: dict[str, Facet] = {
    "kategori": Facet(gettext_lazy("Kategori på Landkortet"), _of("category")),
    "slags": Facet(gettext_lazy("Slags"), _kind_of),
    "omraade": Facet(gettext_lazy("Område"), _of("area")),
    "fagomraade": Facet(gettext_lazy("Fagområde"), _of("fields")),
    "maalgruppe": Facet(gettext_lazy("Målgruppe"), _of("target_groups")),
    "formaal": Facet(gettext_lazy("Formål"), _of("purposes")),
    "funktion": Facet(gettext_lazy("Funktionskategori"), _of("functional_categories")),
    "form": Facet(gettext_lazy("Leveringsform"), _of("delivery_forms")),
    "paragraf": Facet(gettext_lazy("Paragraf"), _of("paragraphs")),
    "marked": Facet(gettext_lazy("Markedets modenhed"), _of("market_status")),
}


Held = Mapping[int, Mapping[str, Sequence[Value]]]
Codes = Mapping[int, Mapping[str, set[str]]]


@dataclass(frozen=True, slots=True)
class CountedValue:
    """A value of a facet with the number of technologies that choosing it would give."""

    code: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What was found, and the facets around it."""

    found: Sequence[Technology]
    total: int
    text: str
    facets: Mapping[str, Sequence[CountedValue]]
    chosen: Mapping[str, frozenset[str]]
    retired: int
    shows_retired: bool


def find_technologies(query: QueryDict) -> Catalogue:
    """The technologies that fit the address, with facet counts. Raises ``BadRequest`` for a value that no facet has."""
    catalogue = remembered_catalogue()
    every = catalogue.in_order
    shows_retired = bool(query.get(RETIRED))
    base = every if shows_retired else [item for item in every if not item.is_retired]
    text = query.get("q", "").strip()[:MAX_TEXT]
    chosen = {name: frozenset(value for value in query.getlist(name) if value) for name in FACETS}
    held, codes = catalogue.made("facets", "", lambda: _held(every))
    _refuse_unknown(chosen, codes.values())
    texted = _matching(base, text)
    facets = {}
    for name in FACETS:
        others = {other: values for other, values in chosen.items() if other != name and values}
        fitting = [item for item in texted if _fits(codes[item.pk], others)]
        counts = Counter(code for item in fitting for code in codes[item.pk][name])
        known = {value.code: value for item in base for value in held[item.pk][name]}
        facets[name] = [
            CountedValue(value.code, value.label, counts[value.code], value.code in chosen[name])
            for value in sorted(known.values(), key=lambda value: value.order)
        ]
    found = [item for item in texted if _fits(codes[item.pk], chosen)]
    return Catalogue(
        found=found,
        total=len(base),
        text=text,
        facets=facets,
        chosen=chosen,
        retired=sum(item.is_retired for item in every),
        shows_retired=shows_retired,
    )


def _held(every: Iterable[Technology]) -> tuple[Held, Codes]:
    """What each entry, by its key, has of each facet: the values, and their codes alone."""
    held = {item.pk: {name: list(facet.values(item)) for name, facet in FACETS.items()} for item in every}
    codes = {key: {name: {value.code for value in values} for name, values in by.items()} for key, by in held.items()}
    return held, codes


def _refuse_unknown(chosen: Mapping[str, frozenset[str]], every: Iterable[Mapping[str, set[str]]]) -> None:
    codes = list(every)
    for name, values in chosen.items():
        unknown = values - {code for by in codes for code in by[name]}
        if unknown:
            raise BadRequest(
                _("Filteret %(name)s kender ikke værdien %(value)s. Fjern det fra adressen, eller begynd forfra.")
                % {"name": name, "value": min(unknown)[:60]}
            )


def _matching(every: Sequence[Technology], text: str) -> Sequence[Technology]:
    """The technologies that a text finds, the best first; all of them without a text."""
    if not text:
        return every
    if not is_ready("technologies"):
        words = fold(text).split()
        return [item for item in every if all(word in item.search_text for word in words)]
    by_key = {item.pk: item for item in every}
    return [by_key[key] for key in map(int, matching_keys("technologies", text)) if key in by_key]


def _fits(codes: Mapping[str, set[str]], chosen: Mapping[str, frozenset[str]]) -> bool:
    return all(not values or values & codes[name] for name, values in chosen.items())
