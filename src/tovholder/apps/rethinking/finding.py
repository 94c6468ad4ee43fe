"""Finding tasks: a municipality's list fits in memory, so filters and counts are plain Python over a few queries."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import BadRequest
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrPromise

from tovholder.apps.rethinking.ranking import LANES, Ranked, in_order
from tovholder.apps.rethinking.scales import ON_THE_LIST, TaskState
from tovholder.apps.rethinking.selectors import own_tasks, weight_editions, weights_of
from tovholder.kernel.actor import Actor
from tovholder.kernel.danish import fold, sort_key

MAX_TEXT = 200
Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class FacetOf:
    """A facet: its title, and the values and labels of a row in it; ``order`` where the alphabet is not the order."""

    title: StrPromise
    values: Callable[[Ranked], Pairs]
    order: Sequence[str] = ()


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


FACETS: Mapping[str, FacetOf] = {
    "fagomraade": FacetOf(gettext_lazy("Fagområde"), _field),
    "spor": FacetOf(gettext_lazy("Spor"), _lane, [lane.value for lane in LANES]),
    "enhed": FacetOf(gettext_lazy("Enhed"), _unit),
    "stade": FacetOf(gettext_lazy("Stade"), _state, TaskState.values),
    "vej": FacetOf(gettext_lazy("Vej frem"), _way),
    "slags": FacetOf(gettext_lazy("Slags"), _kind),
    "tid": FacetOf(gettext_lazy("Minutterne er"), _basis),
}


@dataclass(frozen=True, slots=True)
class Counted:
    """A value of a facet with the number of tasks that choosing it would give."""

    value: str
    label: str
    count: int
    chosen: bool


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
        raise _unknown("vis", asked)
    states = [TaskState.PUT_AWAY] if asked else [*ON_THE_LIST, TaskState.PROPOSED]
    tasks = list(own_tasks(actor).filter(state__in=states).order_by("sort_key", "pk"))
    every = in_order(tasks, weights_of(weight_editions(actor.municipality_id or -1))).rows
    text = query.get("q", "").replace("\x00", "").strip()[:MAX_TEXT]
    words = fold(text).split()
    texted = [row for row in every if all(word in row.task.search_text for word in words)]
    chosen = {name: frozenset(value for value in query.getlist(name) if value) for name in FACETS}
    pairs = {row.task.pk: {name: facet.values(row) for name, facet in FACETS.items()} for row in every}
    facets = {name: _counted(name, every, texted, chosen, pairs) for name in FACETS}
    found = [row for row in texted if _fits(pairs[row.task.pk], chosen)]
    return Found(found, len(every), text, bool(asked), facets, chosen)


def _unknown(name: str, value: str) -> BadRequest:
    return BadRequest(
        _("Filteret %(name)s kender ikke værdien %(value)s. Fjern det fra adressen, eller begynd forfra.")
        % {"name": name, "value": value[:60]}
    )


def _counted(
    name: str,
    every: Sequence[Ranked],
    texted: Sequence[Ranked],
    chosen: Mapping[str, frozenset[str]],
    pairs: Mapping[int, Mapping[str, Pairs]],
) -> list[Counted]:
    known = dict(pair for row in every for pair in pairs[row.task.pk][name])
    unknown = chosen[name] - known.keys()
    if unknown:
        raise _unknown(name, min(unknown))
    others = {other: values for other, values in chosen.items() if other != name}
    fitting = [row for row in texted if _fits(pairs[row.task.pk], others)]
    counts = Counter(value for row in fitting for value, _label in pairs[row.task.pk][name])
    order = FACETS[name].order
    values = sorted(known, key=order.index) if order else sorted(known, key=lambda value: sort_key(known[value]))
    return [Counted(value, known[value], counts[value], value in chosen[name]) for value in values]


def _fits(pairs: Mapping[str, Pairs], chosen: Mapping[str, frozenset[str]]) -> bool:
    return all(not values or values & {value for value, _label in pairs[name]} for name, values in chosen.items())
