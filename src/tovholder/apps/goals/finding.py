"""Finding goals and actions: a municipality's are few enough for filters and counts in plain Python over one query."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrPromise

from tovholder.apps.goals.models import Action, ActionState, Goal, GoalState, Level, Motive
from tovholder.apps.goals.presenting import vision_has_ended
from tovholder.apps.goals.selectors import own_actions, shown_goals
from tovholder.apps.process.public import PHASE_OF, PHASES
from tovholder.foundation.accounts.models import User
from tovholder.foundation.municipalities.models import Unit
from tovholder.foundation.ui.narrowing import Counted, FacetOf, Pairs, asked_text, narrow
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor
from tovholder.kernel.danish import fold

LONGEST_VALUE = 60
NOBODY = "ingen"
R = TypeVar("R", Goal, Action)


def _owner(user: User | None) -> Pairs:
    return [(str(user.public_id), user.name)] if user is not None else [(NOBODY, _("Uden ansvarlig"))]


def _unit(unit: Unit | None) -> Pairs:
    return [(str(unit.public_id), unit.name)] if unit is not None else [("kommunen", _("Hele kommunen"))]


def _goal_marks(goal: Goal) -> Pairs:
    marks = []
    if goal.is_overdue_on(clock.today()):
        marks.append(("overskredet", _("Fristen er overskredet")))
    if vision_has_ended(goal):
        marks.append(("vision", _("Visionen gælder ikke længere")))
    if not goal.is_linked:
        marks.append(("alene", _("Støtter ikke noget over sig")))
    if not goal.indicator:
        marks.append(("umaalt", _("Siger ikke, hvad der måles")))
    return marks


def _action_marks(plan_action: Action) -> Pairs:
    marks = []
    if plan_action.is_overdue_on(clock.today()):
        marks.append(("overskredet", _("Fristen er overskredet")))
    if plan_action.is_open and plan_action.due_on is None:
        marks.append(("uden-frist", _("Uden frist")))
    return marks


def _phase(plan_action: Action) -> Pairs:
    phase = PHASE_OF.get(plan_action.step)
    return [(phase.key, str(phase.title))] if phase else []


def _goal_of(plan_action: Action) -> Pairs:
    goal = plan_action.goal
    return [(str(goal.public_id), goal.title)] if goal else [(NOBODY, _("Intet mål"))]


GOAL_FACETS: Mapping[str, FacetOf[Goal]] = {
    "tilstand": FacetOf(
        gettext_lazy("Tilstand"), lambda goal: [(goal.state, goal.get_state_display())], GoalState.values
    ),
    "niveau": FacetOf(gettext_lazy("Niveau"), lambda goal: [(goal.level, goal.get_level_display())], Level.values),
    "enhed": FacetOf(gettext_lazy("Hos"), lambda goal: _unit(goal.unit)),
    "motiv": FacetOf(
        gettext_lazy("Bevæggrund"), lambda goal: [(goal.motive, goal.get_motive_display())], Motive.values
    ),
    "ansvarlig": FacetOf(gettext_lazy("Ansvarlig"), lambda goal: _owner(goal.owner)),
    "maerke": FacetOf(gettext_lazy("Se på"), _goal_marks),
}
ACTION_FACETS: Mapping[str, FacetOf[Action]] = {
    "tilstand": FacetOf(
        gettext_lazy("Tilstand"), lambda item: [(item.state, item.get_state_display())], ActionState.values
    ),
    "maerke": FacetOf(gettext_lazy("Se på"), _action_marks),
    "ansvarlig": FacetOf(gettext_lazy("Ansvarlig"), lambda item: _owner(item.owner)),
    "enhed": FacetOf(gettext_lazy("Hvor"), lambda item: _unit(item.unit)),
    "maal": FacetOf(gettext_lazy("Mål"), _goal_of),
    "fase": FacetOf(gettext_lazy("Fase"), _phase, tuple(phase.key for phase in PHASES)),
}


def _late_first(record: Goal | Action) -> tuple[object, ...]:
    due = record.due_on if isinstance(record, Action) else record.deadline
    return (not record.is_open, due is None, due or clock.today(), record.sort_key)


ORDERS: Mapping[str, tuple[StrPromise, Callable[[Goal | Action], tuple[object, ...]]]] = {
    "frist": (gettext_lazy("Frist, de åbne først"), _late_first),
    "titel": (gettext_lazy("Titel"), lambda record: (record.sort_key,)),
    "ansvarlig": (
        gettext_lazy("Ansvarlig"),
        lambda record: (record.owner is None, record.owner.sort_key if record.owner else "", record.sort_key),
    ),
    "plads": (
        gettext_lazy("Rækkefølgen på tavlen"),
        lambda record: (getattr(record, "position", 0), record.sort_key),
    ),
}


@dataclass(frozen=True, slots=True)
class Found(Generic[R]):
    """The records that fit, and the facets around them."""

    records: Sequence[R]
    total: int
    text: str
    order: str
    facets: Mapping[str, Sequence[Counted]]
    chosen: Mapping[str, frozenset[str]]


def find_goals(actor: Actor, query: QueryDict) -> Found[Goal]:
    """The goals of the actor's municipality that an address asks for. One query."""
    return _find(shown_goals(actor), GOAL_FACETS, query)


def find_actions(actor: Actor, query: QueryDict) -> Found[Action]:
    """The actions of the actor's municipality that an address asks for. One query."""
    return _find(list(own_actions(actor)), ACTION_FACETS, query)


def _find(every: Sequence[R], facets: Mapping[str, FacetOf[R]], query: QueryDict) -> Found[R]:
    text = asked_text(query)
    words = fold(text).split()
    texted = [record for record in every if all(word in record.search_text for word in words)]
    chosen = {name: frozenset(value[:LONGEST_VALUE] for value in query.getlist(name) if value) for name in facets}
    # A value that nobody has any more can still be taken off.
    kept = {name: replace(facet, absent=str) for name, facet in facets.items()}
    found, counted = narrow(every, texted, chosen, kept)
    order = query.get("sorter", "") if query.get("sorter", "") in ORDERS else "frist"
    return Found(sorted(found, key=ORDERS[order][1]), len(every), text, order, counted, chosen)
