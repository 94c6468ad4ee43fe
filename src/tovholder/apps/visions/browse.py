"""The two lists of visions: the municipality's own, and what all municipalities have published.

A municipality has a handful of visions and the country some hundreds: their few facts are counted in memory.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrPromise

from tovholder.apps.visions.models import Vision
from tovholder.apps.visions.states import State
from tovholder.foundation.municipalities.public import regions_by_municipality
from tovholder.foundation.search.public import is_ready, matching_keys
from tovholder.foundation.ui.values import ActiveFilter, Facet, FacetOption
from tovholder.kernel import clock
from tovholder.kernel.danish import fold, sort_key

PAGE_SIZE: Final = 25
MAX_TEXT: Final = 200
LONGEST_NUMBER: Final = 9
COMMON: Final = "faelles"
OWN_FACETS: Final = ("status", "maalgruppe")
PUBLIC_FACETS: Final = ("region", "maalgruppe", "status")
_ORDER: Final = {state: at for at, state in enumerate(("adopted", "hearing", "draft", "revised", "withdrawn"))}
TITLES: Final[Mapping[str, StrPromise]] = {
    "status": gettext_lazy("Status"),
    "maalgruppe": gettext_lazy("Målgruppe"),
    "region": gettext_lazy("Region"),
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What a reader has chosen. ``chosen`` maps a facet's name to its values."""

    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    text: str = ""
    page: int = 1

    def query(self, chosen: Mapping[str, tuple[str, ...]] | None = None, text: str | None = None) -> str:
        """The filters as the query of an address, with some of them replaced, on the first page."""
        facets = self.chosen if chosen is None else chosen
        words = self.text if text is None else text
        pairs = [(name, value) for name, values in facets.items() for value in values]
        return urlencode(pairs + ([("q", words)] if words else []))

    def without(self, name: str, value: str) -> str:
        """The query without one chosen value."""
        rest = {key: tuple(v for v in values if (key, v) != (name, value)) for key, values in self.chosen.items()}
        return self.query({key: values for key, values in rest.items() if values})

    @property
    def any_chosen(self) -> bool:
        """Whether something narrows the result."""
        return bool(self.chosen or self.text)


@dataclass(frozen=True, slots=True)
class Found:
    """The visions that fit, in order; how many there are to see at all; the facets and what is chosen of them."""

    visions: tuple[Vision, ...]
    visible: int
    facets: tuple[Facet, ...]
    active: tuple[ActiveFilter, ...]


def read_filters(query: QueryDict, facets: Sequence[str]) -> Filters:
    """The filters in an address. Raises ``BadRequest`` for what means nothing; unknown values find nothing."""
    chosen = {}
    for name in facets:
        wanted = tuple(dict.fromkeys(value[:MAX_TEXT] for value in query.getlist(name) if value))
        if wanted:
            chosen[name] = wanted
    side = query.get("side", "") or "1"
    if not side.isascii() or not side.isdigit() or len(side) > LONGEST_NUMBER or not 1 <= int(side) <= 1_000_000:
        raise BadRequest(_("Siden findes ikke. Begynd forfra på listen."))
    return Filters(chosen, query.get("q", "").strip()[:MAX_TEXT], int(side))


def find_visions(seen: QuerySet[Vision], filters: Filters, facets: Sequence[str]) -> Found:
    """What of ``seen`` the filters let through, with the count of every facet. At most five queries."""
    everything = list(seen.select_related("municipality", "adopted_by", "round").prefetch_related("target_groups"))
    marks, labels = _marked(everything, facets)
    ranked = _matching(filters.text) if filters.text else None
    texted = [vision for vision in everything if ranked is None or vision.pk in ranked]

    def fits(vision: Vision, leave_out: str = "") -> bool:
        return all(
            name == leave_out or not marks[vision.pk][name].isdisjoint(wanted)
            for name, wanted in filters.chosen.items()
        )

    shown = []
    for name in facets:
        counts = Counter(value for vision in texted if fits(vision, name) for value in marks[vision.pk][name])
        chosen = filters.chosen.get(name, ())
        options = [
            FacetOption(value, label, counts[value], value in chosen)
            for value, label in labels[name].items()
            if counts[value] or value in chosen
        ]
        shown.append(Facet(name, TITLES[name], options, open=True))
    active = [
        ActiveFilter(option.label, f"?{filters.without(facet.name, option.value)}", facet.title)
        for facet in shown
        for option in facet.options
        if option.checked
    ]
    if filters.text:
        active.insert(0, ActiveFilter(f"”{filters.text}”", f"?{filters.query(text='')}", _("Søgning")))
    found = sorted((vision for vision in texted if fits(vision)), key=_order)
    return Found(tuple(found), len(everything), tuple(shown), tuple(active))


def _order(vision: Vision) -> tuple[object, ...]:
    """What holds comes first, then what is on its way; the newest first."""
    adopted = vision.adopted_on.toordinal() if vision.adopted_on is not None else 0
    return (_ORDER[vision.state], -adopted, vision.municipality.sort_key, vision.sort_key, vision.pk)


def _marked(
    visions: Sequence[Vision], facets: Sequence[str]
) -> tuple[dict[int, dict[str, frozenset[str]]], dict[str, dict[str, str]]]:
    """The values of each vision by facet, and the names of the values that occur."""
    regions = regions_by_municipality(clock.today()) if "region" in facets else {}
    labels: dict[str, dict[str, str]] = {
        "status": {state: str(State(state).label) for state in _ORDER},
        "maalgruppe": {COMMON: _("Fælles for alle målgrupper")},
        "region": {},
    }
    marks: dict[int, dict[str, frozenset[str]]] = {}
    groups: dict[str, tuple[int, str]] = {}
    for vision in visions:
        codes = list(vision.target_groups.all())
        groups |= {code.code: (code.position, code.label) for code in codes}
        region = regions.get(vision.municipality_id)
        if region is not None:
            labels["region"][region.code] = region.name
        marks[vision.pk] = {
            "status": frozenset({vision.state}),
            "maalgruppe": frozenset(code.code for code in codes) or frozenset({COMMON}),
            "region": frozenset({region.code}) if region is not None else frozenset(),
        }
    labels["maalgruppe"] |= {code: label for code, (_at, label) in sorted(groups.items(), key=lambda item: item[1])}
    labels["region"] = dict(sorted(labels["region"].items(), key=lambda item: sort_key(item[1])))
    return marks, labels


def _matching(text: str) -> set[int]:
    """The keys of the visions that a text finds; by the stored text until the search has an index."""
    if is_ready("visions"):
        return {int(key) for key in matching_keys("visions", text)}
    found = Vision.objects.order_by()
    for word in fold(text).split():
        found = found.filter(search_text__contains=word)
    return set(found.values_list("pk", flat=True))
