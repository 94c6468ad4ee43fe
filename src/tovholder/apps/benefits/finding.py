"""Finding benefits: a municipality's are few enough for filters and counts in plain Python over one query."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrPromise

from tovholder.apps.benefits.choices import BottomLine, State
from tovholder.apps.benefits.models import Benefit
from tovholder.apps.benefits.presenting import is_late, is_to_be_judged, waits_for_signature
from tovholder.apps.benefits.selectors import own_benefits
from tovholder.foundation.ui.narrowing import Counted, FacetOf, Pairs, asked_text, narrow
from tovholder.kernel.actor import Actor
from tovholder.kernel.danish import fold

LONGEST_VALUE = 60
NOBODY = "ingen"
FIRST_ORDER = "maaling"


def _owner(benefit: Benefit) -> Pairs:
    if benefit.owner is None:
        return [(NOBODY, _("Uden ansvarlig"))]
    return [(str(benefit.owner.public_id), benefit.owner.name)]


def _unit(benefit: Benefit) -> Pairs:
    if benefit.unit is None:
        return [("kommunen", _("Hele kommunen"))]
    return [(str(benefit.unit.public_id), benefit.unit.name)]


_MARKS: Sequence[tuple[str, StrPromise, Callable[[Benefit], bool]]] = (
    ("overskredet", gettext_lazy("Skulle være målt"), is_late),
    ("vurderes", gettext_lazy("Skal vurderes"), is_to_be_judged),
    ("underskrift", gettext_lazy("Venter på økonomen"), waits_for_signature),
    ("umaalt", gettext_lazy("Uden udgangspunkt"), lambda benefit: benefit.is_open and benefit.baseline is None),
    ("ulempe", gettext_lazy("Ulemper"), lambda benefit: benefit.is_negative),
    ("middel", gettext_lazy("Midler, tælles ikke med"), lambda benefit: benefit.is_means),
)


def _marks(benefit: Benefit) -> Pairs:
    return [(key, str(label)) for key, label, holds in _MARKS if holds(benefit)]


FACETS: Mapping[str, FacetOf[Benefit]] = {
    "bundlinje": FacetOf(
        gettext_lazy("Bundlinje"),
        lambda benefit: [(benefit.bottom_line, benefit.get_bottom_line_display())],
        BottomLine.values,
    ),
    "tilstand": FacetOf(
        gettext_lazy("Tilstand"), lambda benefit: [(benefit.state, benefit.get_state_display())], State.values
    ),
    "maerke": FacetOf(gettext_lazy("Se på"), _marks, tuple(key for key, _label, _holds in _MARKS)),
    "enhed": FacetOf(gettext_lazy("Hos"), _unit),
    "ansvarlig": FacetOf(gettext_lazy("Ansvarlig"), _owner),
    "projekt": FacetOf(
        gettext_lazy("Projekt"), lambda benefit: [(str(benefit.project.public_id), benefit.project.title)]
    ),
    "teknologi": FacetOf(
        gettext_lazy("Teknologi"),
        lambda benefit: [(benefit.project.technology.slug, benefit.project.technology.label)],
    ),
}
_LAST = date.max
ORDERS: Mapping[str, tuple[StrPromise, Callable[[Benefit], tuple[object, ...]]]] = {
    FIRST_ORDER: (
        gettext_lazy("Næste måling"),
        lambda benefit: (not benefit.is_open, benefit.next_measurement_on or _LAST, benefit.sort_key, benefit.pk),
    ),
    "titel": (gettext_lazy("Titel"), lambda benefit: (benefit.sort_key, benefit.pk)),
    "bundlinje": (
        gettext_lazy("Bundlinje"),
        lambda benefit: (BottomLine.values.index(benefit.bottom_line), benefit.sort_key, benefit.pk),
    ),
    "projekt": (
        gettext_lazy("Projekt"),
        lambda benefit: (benefit.project.sort_key, BottomLine.values.index(benefit.bottom_line), benefit.sort_key),
    ),
    "ansvarlig": (
        gettext_lazy("Ansvarlig"),
        lambda benefit: (benefit.owner is None, benefit.owner.sort_key if benefit.owner else "", benefit.sort_key),
    ),
}


@dataclass(frozen=True, slots=True)
class Found:
    """The benefits that fit, and the facets around them."""

    records: Sequence[Benefit]
    total: int
    text: str
    order: str
    facets: Mapping[str, Sequence[Counted]]
    chosen: Mapping[str, frozenset[str]]


def find_benefits(actor: Actor, query: QueryDict) -> Found:
    """The benefits of the actor's municipality that an address asks for. One query."""
    every = list(own_benefits(actor))
    text = asked_text(query)
    words = fold(text).split()
    texted = [one for one in every if all(word in one.search_text for word in words)]
    chosen = {name: frozenset(value[:LONGEST_VALUE] for value in query.getlist(name) if value) for name in FACETS}
    # A value that nothing has any more can still be taken off.
    kept = {name: replace(facet, absent=str) for name, facet in FACETS.items()}
    found, counted = narrow(every, texted, chosen, kept)
    order = query.get("sorter", "") if query.get("sorter", "") in ORDERS else FIRST_ORDER
    return Found(sorted(found, key=ORDERS[order][1]), len(every), text, order, counted, chosen)
