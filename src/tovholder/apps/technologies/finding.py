"""Finding technologies: 74 of them fit in memory, so filters and counts are plain Python over one query."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import BadRequest
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrPromise

from tovholder.apps.technologies.models import Technology
from tovholder.apps.technologies.selectors import technologies_with_codes
from tovholder.foundation.codes.models import Code
from tovholder.foundation.search.public import is_ready, matching_keys
from tovholder.kernel.danish import fold

FACETS: dict[str, tuple[StrPromise, str]] = {
    "kategori": (gettext_lazy("Kategori på Landkortet"), "category"),
    "funktion": (gettext_lazy("Funktionskategori"), "functional_categories"),
    "formaal": (gettext_lazy("Formål"), "purposes"),
    "fagomraade": (gettext_lazy("Fagområde"), "fields"),
    "form": (gettext_lazy("Leveringsform"), "delivery_forms"),
}
MAX_TEXT = 200


@dataclass(frozen=True, slots=True)
class CountedCode:
    """A code of a facet with the number of technologies that choosing it would give."""

    code: Code
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What was found, and the facets around it."""

    found: Sequence[Technology]
    total: int
    text: str
    facets: Mapping[str, Sequence[CountedCode]]
    chosen: Mapping[str, frozenset[str]]


def find_technologies(query: QueryDict) -> Catalogue:
    """The technologies that fit the address, with facet counts. Raises ``BadRequest`` for a value that no facet has."""
    every = list(technologies_with_codes())
    text = query.get("q", "").strip()[:MAX_TEXT]
    texted = _matching(every, text)
    chosen = {name: frozenset(value for value in query.getlist(name) if value) for name in FACETS}
    facets = {}
    for name in FACETS:
        others = {other: values for other, values in chosen.items() if other != name}
        counts = Counter(code.code for item in texted if _fits(item, others) for code in _codes(item, name))
        known = {code.code: code for item in every for code in _codes(item, name)}
        unknown = chosen[name] - known.keys()
        if unknown:
            raise BadRequest(
                _("Filteret %(name)s kender ikke værdien %(value)s. Fjern det fra adressen, eller begynd forfra.")
                % {"name": name, "value": min(unknown)[:60]}
            )
        facets[name] = [
            CountedCode(code, counts[code.code], code.code in chosen[name])
            for code in sorted(known.values(), key=lambda code: (code.position, code.sort_key))
        ]
    found = [item for item in texted if _fits(item, chosen)]
    return Catalogue(found=found, total=len(every), text=text, facets=facets, chosen=chosen)


def _matching(every: Sequence[Technology], text: str) -> Sequence[Technology]:
    """The technologies that a text finds, the best first; all of them without a text."""
    if not text:
        return every
    if not is_ready("technologies"):
        words = fold(text).split()
        return [item for item in every if all(word in item.search_text for word in words)]
    by_key = {item.pk: item for item in every}
    return [by_key[key] for key in map(int, matching_keys("technologies", text)) if key in by_key]


def _fits(item: Technology, chosen: Mapping[str, frozenset[str]]) -> bool:
    return all(not values or values & {code.code for code in _codes(item, name)} for name, values in chosen.items())


def _codes(item: Technology, name: str) -> Iterable[Code]:
    field = FACETS[name][1]
    value = getattr(item, field)
    return [value] if isinstance(value, Code) else value.all()
