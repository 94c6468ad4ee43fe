"""Reading tasks, journeys, fields and weights."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Max, Q, QuerySet
from django.http import Http404

from tovholder.apps.process.public import Round
from tovholder.apps.rethinking.models import (
    CompanyMeeting,
    Decision,
    FieldProgramme,
    Trial,
    UserJourney,
    WeightEdition,
    WorkTask,
)
from tovholder.apps.rethinking.rules import EDITING_IN_UNIT
from tovholder.apps.rethinking.scales import ON_THE_LIST, FieldState, TaskState
from tovholder.engines.workload import Weights
from tovholder.foundation.audit.models import AuditEntry
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.models import Unit
from tovholder.foundation.municipalities.owned import OwnedQuerySet
from tovholder.foundation.municipalities.selectors import open_units
from tovholder.foundation.visibility.rules import coordinator
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor

LEAVE = "leave"
WAITING_SHOWN = 50


def own_tasks(actor: Actor) -> OwnedQuerySet[WorkTask]:
    """The tasks of the actor's municipality that they may see, with what a list shows."""
    tasks = WorkTask.objects.visible_to(actor).at_home(actor)
    return tasks.select_related("field", "unit", "role_group", "way", "journey", "municipality")


def listed_tasks(actor: Actor) -> list[WorkTask]:
    """All that is on the list, in the order of their titles. One query."""
    return list(own_tasks(actor).filter(state__in=ON_THE_LIST).order_by("sort_key", "pk"))


def open_tasks(tasks: Sequence[WorkTask]) -> list[WorkTask]:
    """Those that are waiting to be taken up: neither changed nor left as they are on purpose."""
    return [task for task in tasks if task.state in {TaskState.MAPPED, TaskState.DECIDED} and not is_left(task)]


def is_left(task: WorkTask) -> bool:
    """Whether it was decided to leave the task as it is."""
    return task.way is not None and task.way.code == LEAVE


def task_for(actor: Actor, public_id: UUID) -> WorkTask:
    """The task with that id, if ``actor`` may see it. Raises ``Http404``."""
    visible = WorkTask.objects.visible_to(actor).filter(public_id=public_id)
    shown = visible.select_related("field", "unit", "role_group", "way", "journey", "municipality", "measurer", "round")
    found = shown.first()
    if found is None:
        raise Http404
    return found


def journey_for(actor: Actor, public_id: UUID) -> UserJourney:
    """The journey with that id, if ``actor`` may see it. Raises ``Http404``."""
    visible = UserJourney.objects.visible_to(actor).select_related("field", "unit", "municipality", "round")
    found = visible.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def trial_for(actor: Actor, public_id: UUID) -> Trial:
    """The trial with that id, if ``actor`` may see its task. Raises ``Http404``."""
    trials = Trial.objects.select_related("task__unit", "task__municipality", "partner")
    found = trials.filter(public_id=public_id, task__in=WorkTask.objects.visible_to(actor)).first()
    if found is None:
        raise Http404
    return found


def meeting_for(actor: Actor, public_id: UUID) -> CompanyMeeting:
    """The meeting with that id, if ``actor`` may see its task. Raises ``Http404``."""
    meetings = CompanyMeeting.objects.select_related("task__unit", "task__municipality", "partner")
    found = meetings.filter(public_id=public_id, task__in=WorkTask.objects.visible_to(actor)).first()
    if found is None:
        raise Http404
    return found


def decisions_of(task: WorkTask) -> list[Decision]:
    """What was decided, the newest first."""
    return list(Decision.objects.filter(task=task).select_related("way"))


def trials_of(task: WorkTask) -> list[Trial]:
    """What was tried, the newest first."""
    return list(Trial.objects.filter(task=task).select_related("partner"))


def meetings_of(task: WorkTask) -> list[CompanyMeeting]:
    """The companies that were drawn in, the newest first."""
    return list(CompanyMeeting.objects.filter(task=task).select_related("partner"))


def all_trials(actor: Actor) -> list[Trial]:
    """The trials on tasks that ``actor`` sees, the newest first."""
    own = WorkTask.objects.visible_to(actor).at_home(actor)
    return list(Trial.objects.filter(task__in=own).select_related("task", "partner"))


def steps_of(journey: UserJourney, actor: Actor) -> list[WorkTask]:
    """The steps of a journey in their order."""
    steps = WorkTask.objects.visible_to(actor).filter(journey=journey).exclude(state=TaskState.PUT_AWAY)
    return list(steps.select_related("role_group", "way").order_by("position", "pk"))


def journeys(actor: Actor) -> list[UserJourney]:
    """The journeys of the actor's municipality that they may see."""
    own = UserJourney.objects.visible_to(actor).at_home(actor)
    return list(own.select_related("field", "unit"))


def fields_of_work() -> list[Code]:
    """The fields of work of today, in their order."""
    return list(Code.objects.of("field").valid_on(clock.today()))


def programmes(municipality_id: int) -> Mapping[int, FieldProgramme]:
    """How far a municipality has come, by the field's key. One query."""
    found = FieldProgramme.objects.filter(municipality_id=municipality_id).select_related("field")
    return {programme.field_id: programme for programme in found}


def mapped_now(municipality_id: int) -> list[FieldProgramme]:
    """The fields that are being mapped."""
    found = FieldProgramme.objects.filter(municipality_id=municipality_id, state=FieldState.MAPPING)
    return list(found.select_related("field").order_by("field__position"))


def weight_editions(municipality_id: int) -> list[WeightEdition]:
    """How the municipality has weighed its list, the newest first; empty while nobody has changed anything."""
    return list(WeightEdition.objects.filter(municipality_id=municipality_id))


def weights_of(editions: Sequence[WeightEdition]) -> Weights:
    """The weights that hold: the newest edition, or the ones that the method begins with."""
    if not editions:
        return Weights()
    return Weights(**{factor.value: getattr(editions[0], factor.value) for factor in Weights().by_factor()})


def choosable_units(actor: Actor) -> QuerySet[Unit]:
    """The units for which ``actor`` may write: their own, or all of the municipality for who acts for the whole."""
    units = open_units(actor.municipality_id)
    return units if coordinator.allows(actor) else units.filter(pk=actor.unit_id or -1)


def choosable_rounds(actor: Actor) -> QuerySet[Round]:
    """The open rounds of the actor's municipality that they see."""
    return Round.objects.visible_to(actor).at_home(actor).filter(closed_on__isnull=True)


def waiting_proposals(actor: Actor) -> list[WorkTask]:
    """The proposals that ``actor`` may take in: the unit's, or all for who acts for the whole."""
    proposed = own_tasks(actor).filter(state=TaskState.PROPOSED)
    if not coordinator.allows(actor):
        if actor.role not in EDITING_IN_UNIT or actor.unit_id is None:
            return []
        proposed = proposed.filter(unit_id=actor.unit_id)
    return list(proposed.order_by("pk")[:WAITING_SHOWN])


def to_measure(actor: Actor, until: date) -> list[WorkTask]:
    """What ``actor`` said that they would measure by ``until``. One query."""
    if actor.user_id is None:
        return []
    promised = own_tasks(actor).filter(measurer__public_id=actor.user_id, measure_due__lte=until)
    return list(promised.order_by("measure_due", "pk")[:WAITING_SHOWN])


def tasks_by_round(rounds: Sequence[Round], actor: Actor) -> dict[int, list[WorkTask]]:
    """The tasks that were mapped in rounds, by the rounds' keys. One query."""
    found: dict[int, list[WorkTask]] = {}
    tasks = WorkTask.objects.visible_to(actor).filter(round__in=rounds, state__in=ON_THE_LIST)
    for task in tasks.order_by("sort_key", "pk"):
        found.setdefault(task.round_id or 0, []).append(task)
    return found


def municipalities_that_map() -> frozenset[int]:
    """The keys of the municipalities with at least one task on their list."""
    tasks = WorkTask.objects.filter(state__in=ON_THE_LIST, municipality__closed_on__isnull=True)
    return frozenset(tasks.values_list("municipality_id", flat=True))


def tasks_revision() -> int:
    """A number that grows with every write to a task, also when one is taken away: its newest entry in the log."""
    written = AuditEntry.objects.filter(Q(object_type="rethinking.worktask"))
    return written.aggregate(newest=Max("pk"))["newest"] or 0
