"""Reading goals and the plan: each reader their own municipality's, as far as the tier lets them see."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from tovholder.apps.goals.models import (
    OPEN_ACTIONS,
    Action,
    Goal,
    GoalState,
    Participant,
    PlanCalendar,
)
from tovholder.apps.goals.rules import EDITING_IN_UNIT
from tovholder.apps.process.public import Round
from tovholder.apps.projects.public import Project
from tovholder.apps.visions.public import State as VisionState
from tovholder.apps.visions.public import Vision
from tovholder.foundation.accounts.hashing import secret_hash
from tovholder.foundation.accounts.models import RoleHolding, User
from tovholder.foundation.municipalities.models import Unit
from tovholder.foundation.municipalities.owned import OwnedQuerySet
from tovholder.foundation.municipalities.selectors import open_units
from tovholder.foundation.visibility import roles
from tovholder.foundation.visibility.rules import coordinator
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor

NOWHERE = -1  # a key that no municipality has


def home_of(actor: Actor) -> int:
    """The key of the actor's municipality; without one a key that nothing has."""
    return NOWHERE if actor.municipality_id is None else actor.municipality_id


def whole_goals() -> OwnedQuerySet[Goal]:
    """All goals with what a page tells of them, in one query. Only for callers that narrow by rights themselves."""
    return Goal.objects.select_related("municipality", "unit", "owner", "vision", "parent", "round", "paragraph")


def whole_actions() -> OwnedQuerySet[Action]:
    """All actions with what a page tells of them, in one query. Only for callers that narrow by rights themselves."""
    return Action.objects.select_related("municipality", "unit", "owner", "goal", "round", "project")


def own_goals(actor: Actor) -> OwnedQuerySet[Goal]:
    """The goals of the actor's municipality that they may see."""
    return whole_goals().visible_to(actor).filter(municipality_id=home_of(actor))


def shown_goals(actor: Actor) -> list[Goal]:
    """The same as they are listed: a council meets a vision's title first when it is heard. One query."""
    goals = list(own_goals(actor))
    if actor.role in roles.REPRESENTATIVES:
        for goal in goals:
            if goal.vision is not None and goal.vision.state == VisionState.DRAFT:
                goal.vision.title = _("En vision, som ikke er sendt i høring endnu")
    return goals


def own_actions(actor: Actor) -> OwnedQuerySet[Action]:
    """The actions of the actor's municipality that they may see."""
    return whole_actions().visible_to(actor).filter(municipality_id=home_of(actor))


def goal_for(actor: Actor, public_id: UUID) -> Goal:
    """The goal with that id, if ``actor`` may see it. Raises ``Http404``."""
    found = whole_goals().visible_to(actor).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def own_goal_for(actor: Actor, public_id: UUID) -> Goal:
    """The same of the actor's own municipality alone: to work with. Raises ``Http404``."""
    found = own_goals(actor).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def action_for(actor: Actor, public_id: UUID) -> Action:
    """The action with that id, if ``actor`` may see it. Raises ``Http404``."""
    found = own_actions(actor).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def participant_for(actor: Actor, public_id: UUID) -> Participant:
    """The participant with that id, in the actor's municipality. Raises ``Http404``."""
    mine = Participant.objects.visible_to(actor).filter(municipality_id=home_of(actor))
    found = mine.select_related("goal", "user").filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def plan_participants(actor: Actor) -> list[Participant]:
    """Who took part in the plan as a whole, of the actor's municipality."""
    found = Participant.objects.visible_to(actor).filter(municipality_id=home_of(actor), goal__isnull=True)
    return list(found.select_related("unit", "user"))


def possible_owners(municipality_id: int) -> QuerySet[User]:
    """Those who work in the municipality today: whom a goal or an action can be given to."""
    held = RoleHolding.objects.current_on(clock.today()).filter(
        user=OuterRef("pk"), municipality_id=municipality_id, role__code__in=sorted(roles.EMPLOYEES)
    )
    return User.objects.filter(Exists(held), is_active=True).order_by("sort_key", "pk")


def sees_unit(user: User, municipality_id: int, unit_id: int) -> bool:
    """Whether ``user`` sees what that unit keeps to itself: works there, or acts for the whole municipality."""
    held = RoleHolding.objects.current_on(clock.today()).filter(user=user, municipality_id=municipality_id)
    return held.filter(Q(unit_id=unit_id) | Q(role__code__in=sorted(roles.COORDINATORS))).exists()


def choosable_units(actor: Actor) -> QuerySet[Unit]:
    """The open units whose goals and actions ``actor`` may write."""
    units = open_units(home_of(actor))
    return units if coordinator.allows(actor) else units.filter(pk=actor.unit_id or NOWHERE)


def choosable_rounds(actor: Actor, kept: int | None = None) -> QuerySet[Round]:
    """The open rounds that ``actor`` sees in the own municipality, and the one that is chosen already."""
    rounds = Round.objects.visible_to(actor).filter(municipality_id=home_of(actor))
    return rounds.filter(Q(closed_on__isnull=True) | Q(pk=kept)).select_related("unit")


def choosable_visions(actor: Actor, kept: int | None = None) -> QuerySet[Vision]:
    """The visions that a goal may support: the municipality's own that still hold, and the one chosen already."""
    visions = Vision.objects.visible_to(actor).filter(municipality_id=home_of(actor))
    return visions.filter(Q(state__in=("draft", "hearing", "adopted")) | Q(pk=kept))


def choosable_parents(actor: Actor, kept: int | None = None) -> QuerySet[Goal]:
    """The municipal goals that a unit's goal may support."""
    goals = Goal.objects.visible_to(actor).filter(municipality_id=home_of(actor), unit__isnull=True)
    return goals.filter(Q(state=GoalState.OPEN) | Q(pk=kept)).order_by("sort_key")


def choosable_goals(actor: Actor, kept: int | None = None) -> QuerySet[Goal]:
    """The goals that an action may serve."""
    goals = Goal.objects.visible_to(actor).filter(municipality_id=home_of(actor))
    return goals.filter(Q(state=GoalState.OPEN) | Q(pk=kept)).select_related("unit").order_by("sort_key")


def choosable_projects(actor: Actor) -> QuerySet[Project]:
    """The municipality's own projects that ``actor`` sees."""
    return Project.objects.visible_to(actor).filter(municipality_id=home_of(actor)).order_by("sort_key")


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose plan: the whole municipality's (``unit`` is None) or one unit's, with its calendar link if one is open."""

    unit: Unit | None
    link: PlanCalendar | None


def calendar_scopes(actor: Actor) -> list[Scope]:
    """The plans whose calendar links ``actor`` may make and close. Two queries."""
    links = {
        link.unit_id: link for link in PlanCalendar.objects.visible_to(actor).filter(municipality_id=home_of(actor))
    }
    units: Iterable[Unit] = choosable_units(actor)
    whole = [Scope(None, links.get(None))] if coordinator.allows(actor) else []
    return whole + [Scope(unit, links.get(unit.pk)) for unit in units]


def calendar_of(secret: str) -> PlanCalendar | None:
    """The plan calendar with that secret; None when it is unknown, renewed or closed."""
    found = PlanCalendar.objects.filter(secret_hash=secret_hash(secret))
    return found.select_related("municipality", "unit").first()


def actions_in_calendar(link: PlanCalendar) -> list[Action]:
    """What a calendar shows: the open actions with a day. What a unit keeps to itself stands in its own alone."""
    found = whole_actions().filter(municipality_id=link.municipality_id, state__in=OPEN_ACTIONS, due_on__isnull=False)
    shown = found.filter(unit_id=link.unit_id) if link.unit_id else found.exclude(tier="unit")
    return list(shown.order_by("due_on", "sort_key"))


def waiting_actions(actor: Actor, until: date) -> list[Action]:
    """The actor's own open actions that are due by ``until`` or have no day. One query."""
    if actor.user_id is None:
        return []
    mine = own_actions(actor).filter(owner__public_id=actor.user_id, state__in=OPEN_ACTIONS)
    return list(mine.filter(Q(due_on__isnull=True) | Q(due_on__lte=until)).order_by("due_on", "sort_key"))


def waiting_goals(actor: Actor, until: date) -> list[Goal]:
    """The actor's own open goals whose deadline or next reading falls by ``until``. One query."""
    if actor.user_id is None:
        return []
    mine = own_goals(actor).filter(owner__public_id=actor.user_id, state=GoalState.OPEN)
    return list(mine.filter(Q(deadline__lte=until) | Q(next_reading_on__lte=until)).order_by("deadline", "sort_key"))


def unowned_actions(actor: Actor) -> list[Action]:
    """The open actions that nobody answers for, of those the actor may give to somebody. One query."""
    open_ones = own_actions(actor).filter(owner__isnull=True, state__in=OPEN_ACTIONS)
    if coordinator.allows(actor):
        return list(open_ones.order_by("due_on", "sort_key"))
    if actor.role in EDITING_IN_UNIT and actor.unit_id is not None:
        return list(open_ones.filter(unit_id=actor.unit_id).order_by("due_on", "sort_key"))
    return []


def actions_to_remind(today: date) -> list[Action]:
    """The open actions due within a week, or overdue, of the whole installation. One query."""
    soon = today + timedelta(days=7)
    return list(whole_actions().filter(state__in=OPEN_ACTIONS, due_on__lte=soon).order_by("due_on", "pk"))
