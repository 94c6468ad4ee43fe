"""Finding a municipality's barriers: few enough for filters and counts in plain Python over one query."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrPromise

from tovholder.apps.barriers.models import ProjectBarrier, Severity, State
from tovholder.apps.barriers.selectors import own_barriers
from tovholder.foundation.ui.narrowing import Counted, FacetOf, Pairs, asked_text, chosen_in, narrow
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor
from tovholder.kernel.danish import fold

NOBODY = "ingen"


def _owner(one: ProjectBarrier) -> Pairs:
    return [(str(one.owner.public_id), one.owner.name)] if one.owner is not None else [(NOBODY, _("Uden ansvarlig"))]


def _marks(one: ProjectBarrier) -> Pairs:
    return [("overskredet", _("Skulle være set på igen"))] if one.is_overdue_on(clock.today()) else []


FACETS: Mapping[str, FacetOf[ProjectBarrier]] = {
    "tilstand": FacetOf(
        gettext_lazy("Tilstand"), lambda one: [(one.state, str(one.get_state_display()))], State.values
    ),
    "tema": FacetOf(gettext_lazy("Tema"), lambda one: [(one.shown_theme.code, one.shown_theme.label)]),
    "hvor-meget": FacetOf(
        gettext_lazy("Hvor meget"),
        lambda one: [(one.severity, str(one.get_severity_display()))],
        tuple(reversed(Severity.values)),
    ),
    "ansvarlig": FacetOf(gettext_lazy("Ansvarlig"), _owner),
    "teknologi": FacetOf(
        gettext_lazy("Teknologi"), lambda one: [(one.project.technology.slug, one.project.technology.label)]
    ),
    "maerke": FacetOf(gettext_lazy("Se på"), _marks),
}
OPEN_FACETS = {"tilstand", "tema"}
_WEIGHT = {severity: place for place, severity in enumerate(reversed(Severity.values))}


def _heavy_first(one: ProjectBarrier) -> tuple[object, ...]:
    return (not one.is_at_work, _WEIGHT[one.severity], one.sort_key)


ORDERS: Mapping[str, tuple[StrPromise, Callable[[ProjectBarrier], tuple[object, ...]]]] = {
    "tungest": (gettext_lazy("De tungeste først"), _heavy_first),
    "dato": (
        gettext_lazy("Se på den igen"),
        lambda one: (not one.is_at_work, one.look_on is None, one.look_on or clock.today(), one.sort_key),
    ),
    "navn": (gettext_lazy("Navn"), lambda one: (one.sort_key,)),
}


@dataclass(frozen=True, slots=True)
class Listed:
    """The barriers that fit, and the facets around them."""

    records: Sequence[ProjectBarrier]
    total: int
    text: str
    order: str
    facets: Mapping[str, Sequence[Counted]]
    chosen: Mapping[str, frozenset[str]]


def find_barriers(actor: Actor, query: QueryDict) -> Listed:
    """The barriers of the actor's municipality that an address asks for. One query."""
    every = list(own_barriers(actor))
    text = asked_text(query)
    words = fold(text).split()
    texted = [one for one in every if all(word in one.search_text for word in words)]
    chosen = chosen_in(query, FACETS)
    # A value that nobody has any more can still be taken off.
    kept = {name: replace(facet, absent=str) for name, facet in FACETS.items()}
    found, counted = narrow(every, texted, chosen, kept)
    order = query.get("sorter", "") if query.get("sorter", "") in ORDERS else "tungest"
    return Listed(sorted(found, key=ORDERS[order][1]), len(every), text, order, counted, chosen)
