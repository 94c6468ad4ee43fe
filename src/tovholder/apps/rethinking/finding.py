"""Finding tasks: a municipality's list fits in memory, so filters and counts are plain Python over a few queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tovholder.apps.rethinking.ranking import LANES, Ranked, in_order
from tovholder.apps.rethinking.scales import ON_THE_LIST, TaskState
from tovholder.apps.rethinking.selectors import own_tasks, weight_editions, weights_of
from tovholder.foundation.ui.narrowing import Counted, FacetOf, Pairs, asked_text, chosen_in, narrow, unknown_value
from tovholder.kernel.actor import Actor
from tovholder.kernel.danish import fold


def _field(row: Ranked) -> Pairs:
    return [(row.task.field.code, row.task.field.label)]


def _unit(row: Ranked) -> Pairs:
    unit = row.task.unit
    return [(str(unit.public_id), unit.name)] if unit is not None else [("kommunen", _("Hele kommunen"))]


def _lane(row: Ranked) -> Pairs:
    return [(row.placed.lane.value, row.lane_label)] if row.placed is not None else []


def _state(row: Ranked) -> Pairs:
    return [(row.task.state, row.task.get_state_display())]


def _kind(row: Ranked) -> Pairs:
    return [(row.task.kind, row.task.get_kind_display())]


def _way(row: Ranked) -> Pairs:
    return [(row.task.way.code, row.task.way.label)] if row.task.way is not None else []


def _basis(row: Ranked) -> Pairs:
    return [(row.task.basis, row.task.get_basis_display())]


FACETS: Mapping[str, FacetOf[Ranked]] = {
    "fagomraade": FacetOf(gettext_lazy("Fagområde"), _field),
    "spor": FacetOf(gettext_lazy("Spor"), _lane, [lane.value for lane in LANES]),
    "enhed": FacetOf(gettext_lazy("Enhed"), _unit),
    "stade": FacetOf(gettext_lazy("Stade"), _state, TaskState.values),
    "vej": FacetOf(gettext_lazy("Vej frem"), _way),
    "slags": FacetOf(gettext_lazy("Slags"), _kind),
    "tid": FacetOf(gettext_lazy("Minutterne er"), _basis),
}


@dataclass(frozen=True, slots=True)
class Found:
    """The tasks that fit, in their order, and the facets around them."""

    rows: Sequence[Ranked]
    total: int
    text: str
    put_away: bool
    facets: Mapping[str, Sequence[Counted]]
    chosen: Mapping[str, frozenset[str]]


def find_tasks(actor: Actor, query: QueryDict) -> Found:
    """The tasks that an address asks for, with facet counts. Raises ``BadRequest`` for a value that no facet has.

    A task has the place that it has in the whole list, however much the list is narrowed.
    """
    asked = query.get("vis", "")
    if asked not in {"", "lagt-vaek"}:
        raise unknown_value("vis", asked)
    states = [TaskState.PUT_AWAY] if asked else [*ON_THE_LIST, TaskState.PROPOSED]
    tasks = list(own_tasks(actor).filter(state__in=states).order_by("sort_key", "pk"))
    every = in_order(tasks, weights_of(weight_editions(actor.municipality_id or -1))).rows
    text = asked_text(query)
    words = fold(text).split()
    texted = [row for row in every if all(word in row.task.search_text for word in words)]
    chosen = chosen_in(query, FACETS)
    found, facets = narrow(every, texted, chosen, FACETS)
    return Found(found, len(every), text, bool(asked), facets, chosen)
