"""Reading rounds, their steps and what was learnt in them: always through an actor's eyes."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet, Sum
from django.http import Http404
from django.shortcuts import get_object_or_404

from tovholder.apps.process.models import ChecklistPoint, Learning, Round, StepStatus
from tovholder.apps.process.phases import STEPS
from tovholder.apps.process.states import SETTLED, PointState, StepState
from tovholder.foundation.accounts.models import RoleHolding, User
from tovholder.foundation.municipalities.models import Municipality, Unit
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


def own_rounds(actor: Actor) -> QuerySet[Round]:
    """The rounds that ``actor`` sees, with their owners: never another municipality's."""
    return Round.objects.visible_to(actor).select_related("municipality", "unit", "previous")


def rounds_of(actor: Actor, municipality: Municipality) -> QuerySet[Round]:
    """The rounds of a municipality and its units, as far as ``actor`` sees them; the newest first."""
    return own_rounds(actor).filter(municipality=municipality)


def round_for(actor: Actor, public_id: UUID) -> Round:
    """The round at that address. Raises ``Http404``."""
    return get_object_or_404(own_rounds(actor), public_id=public_id)


def visible_previous(actor: Actor, found: Round) -> Round | None:
    """The round before, where ``actor`` may see that one too: a unit may have kept it to itself."""
    return own_rounds(actor).filter(pk=found.previous_id or -1).first()


def open_rounds(actor: Actor, unit_id: int | None = None) -> QuerySet[Round]:
    """The open rounds of the actor's own municipality that a record may belong to.

    With a unit: the rounds of that unit and of the municipality as a whole.
    """
    found = own_rounds(actor).filter(closed_on__isnull=True, municipality_id=home_key(actor))
    if unit_id is not None:
        found = found.filter(Q(unit_id=unit_id) | Q(unit__isnull=True))
    return found


def current_round(municipality_id: int, unit_id: int | None = None) -> Round | None:
    """The newest open round of a unit, or of a municipality as a whole. For actions; pages ask :func:`own_rounds`."""
    return rounds_owned_by(municipality_id, unit_id).filter(closed_on__isnull=True).order_by("-number").first()


def step_for(actor: Actor, public_id: UUID, step: str) -> StepStatus:
    """A step of a round, stored or not yet begun. Raises ``Http404``."""
    if step not in STEPS:
        raise Http404
    found = round_for(actor, public_id)
    row = StepStatus.objects.filter(round=found, step=step).select_related("responsible").first()
    row = row or StepStatus(round=found, step=step)
    row.round = found
    return row


def steps_of(rounds: Sequence[Round]) -> dict[tuple[int, str], StepStatus]:
    """The stored steps of several rounds, by the round's key and the step's. One query."""
    rows = StepStatus.objects.filter(round__in=[item.pk for item in rounds]).select_related("responsible")
    return {(row.round_id, row.step): row for row in rows}


def learning_for(actor: Actor, public_id: UUID) -> Learning:
    """A learning. Raises ``Http404``."""
    found = Learning.objects.visible_to(actor).select_related("round", "municipality", "unit", "carried_to")
    return get_object_or_404(found, public_id=public_id)


def learnings_of(actor: Actor, rounds: Sequence[Round]) -> QuerySet[Learning]:
    """What was learnt in those rounds, as far as ``actor`` sees it."""
    seen = Learning.objects.visible_to(actor).filter(round__in=[item.pk for item in rounds])
    return seen.select_related("round", "round__unit", "round__municipality", "unit", "municipality")


def pinned_learnings(actor: Actor, found: Round) -> QuerySet[Learning]:
    """What earlier rounds handed to this one, not yet taken up first."""
    seen = Learning.objects.visible_to(actor).filter(carried_to=found).select_related("round")
    return seen.order_by("answered_on", "-learnt_on", "-pk")


def visible_learnings(actor: Actor, keys: Sequence[int]) -> QuerySet[Learning]:
    """Of the learnings with those keys, the ones that ``actor`` sees."""
    seen = Learning.objects.visible_to(actor).filter(pk__in=keys)
    return seen.select_related("round", "round__unit", "round__municipality")


def learnings_revision() -> int:
    """A number that grows whenever a learning is written or changed."""
    return Learning.objects.aggregate(total=Sum("version"))["total"] or 0


def checklist_of(municipality_id: int, found: Round | None) -> dict[str, ChecklistPoint]:
    """The stored points of a municipality's start checklist, in a round or before the first, by their names."""
    rows = ChecklistPoint.objects.filter(municipality_id=municipality_id, round=found).select_related("responsible")
    return {row.point: row for row in rows}


def people_of(municipality_id: int) -> QuerySet[User]:
    """Everybody who holds a role in a municipality today: whom a step or a point may be given."""
    held = RoleHolding.objects.current_on(clock.today()).filter(municipality_id=municipality_id)
    return User.objects.filter(pk__in=held.values("user_id"), is_active=True).order_by("sort_key", "pk")


def steps_waiting_for(actor: Actor, until: date) -> QuerySet[StepStatus]:
    """The steps of open rounds for which ``actor`` is responsible, undated ones too. One query."""
    mine = StepStatus.objects.filter(
        responsible__public_id=who(actor), round__municipality_id=home_key(actor), round__closed_on__isnull=True
    )
    due = mine.exclude(state__in=sorted(SETTLED)).filter(Q(due_on__isnull=True) | Q(due_on__lte=until))
    visible = Round.objects.visible_to(actor).values("pk")
    return due.filter(round__in=visible).select_related("round", "round__unit").order_by("due_on", "step")


def points_waiting_for(actor: Actor, until: date) -> QuerySet[ChecklistPoint]:
    """The points of the start checklist for which ``actor`` is responsible. One query."""
    mine = ChecklistPoint.objects.filter(responsible__public_id=who(actor), municipality_id=home_key(actor))
    waiting = mine.filter(state__in=[PointState.OPEN, PointState.UNDER_WAY])
    running = Q(round__isnull=True) | Q(round__closed_on__isnull=True)
    return waiting.filter(running, Q(due_on__isnull=True) | Q(due_on__lte=until)).order_by("due_on", "point")


def unassigned_steps(actor: Actor) -> QuerySet[StepStatus]:
    """The steps under way in open rounds for which nobody has the ball, as far as ``actor`` sees them."""
    rounds = open_rounds(actor).values("pk")
    loose = StepStatus.objects.filter(round__in=rounds, state=StepState.UNDER_WAY, responsible__isnull=True)
    return loose.select_related("round", "round__unit", "round__municipality").order_by("round", "step")


def unassigned_points(actor: Actor) -> QuerySet[ChecklistPoint]:
    """The points of the start checklist under way for which nobody has the ball."""
    own = ChecklistPoint.objects.visible_to(actor).filter(municipality_id=home_key(actor))
    running = Q(round__isnull=True) | Q(round__closed_on__isnull=True)
    return own.filter(running, state=PointState.UNDER_WAY, responsible__isnull=True).order_by("point")


def current_rounds(rounds: Sequence[Round]) -> Mapping[int | None, Round]:
    """Of each owner (a unit's key, or None for the municipality) the newest open round, else the newest of all."""
    best: dict[int | None, Round] = {}
    for item in sorted(rounds, key=lambda item: (item.is_open, item.number)):
        best[item.unit_id] = item
    return best


def unit_for(actor: Actor, public_id: UUID) -> Unit:
    """A unit of the actor's own municipality. Raises ``Http404``."""
    own = Unit.objects.filter(municipality_id=home_key(actor)).select_related("municipality")
    return get_object_or_404(own, public_id=public_id)


def home_of(actor: Actor) -> Municipality:
    """The actor's own municipality. Raises ``Http404`` for an actor without one."""
    return get_object_or_404(Municipality, pk=home_key(actor))


def rounds_owned_by(municipality_id: int, unit_id: int | None) -> QuerySet[Round]:
    """All rounds of a unit, or of a municipality as a whole. For actions; pages ask :func:`own_rounds`."""
    own = Round.objects.filter(municipality_id=municipality_id)
    return own.filter(unit__isnull=True) if unit_id is None else own.filter(unit_id=unit_id)


def who(actor: Actor) -> UUID:
    """The public id of the person who acts; one that nobody has for a machine or a stranger."""
    return actor.user_id or UUID(int=0)


def home_key(actor: Actor) -> int:
    """The key of the actor's own municipality; one that nothing has for an actor without one."""
    return -1 if actor.municipality_id is None else actor.municipality_id
