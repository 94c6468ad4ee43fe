"""What is done with the inventory: tasks are proposed, mapped, measured, decided about and changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from tovholder.apps.rethinking.models import Decision, UserJourney, WorkTask
from tovholder.apps.rethinking.scales import ON_THE_LIST, Basis, Contact, Harm, Likeness, TaskState
from tovholder.apps.rethinking.writing import (
    JourneyFacts,
    TaskFacts,
    check_place,
    check_task,
    minutes_problems,
)
from tovholder.foundation.accounts.models import User
from tovholder.foundation.audit.action import action, change, created, noted
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.models import Municipality, Unit
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Idea:
    """A task that somebody thinks could be easier, in their own words."""

    title: str
    what: str
    field: Code
    volume: int
    per: str
    minutes: Decimal
    unit: Unit | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What was found when a task was measured."""

    volume: int
    minutes: Decimal
    minutes_low: Decimal | None = None
    minutes_high: Decimal | None = None
    by_whom: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Afterwards:
    """How a task is done since it was changed."""

    volume: int
    minutes: Decimal
    on: date
    basis: str = Basis.ESTIMATED
    note: str = ""


def _next_position(journey: UserJourney | None) -> int:
    if journey is None:
        return 0
    last = WorkTask.objects.filter(journey=journey).aggregate(last=Max("position"))["last"]
    return (last or 0) + 1


def _basis_by(by: Actor, facts: TaskFacts) -> dict[str, object]:
    """Who says so, and when: the writer today where nothing else was told."""
    return {"basis_by": facts.basis_by or by.name, "basis_on": facts.basis_on or clock.today()}


@action("rethinking.propose_task")
def propose_task(*, by: Actor, municipality: Municipality, idea: Idea) -> WorkTask:
    """Propose a task; leader, key staff or coordinator take it in. Raises ``ValidationError`` by field.

    What the proposer was not asked stands in the middle of its scale until then.
    """
    check_place(by, municipality.pk, idea.unit, Tier.MUNICIPALITY, None)
    return created(
        WorkTask(
            municipality=municipality,
            unit=idea.unit,
            tier=Tier.UNIT if idea.unit is not None else Tier.MUNICIPALITY,
            title=idea.title,
            what=idea.what,
            field=idea.field,
            volume=idea.volume,
            per=idea.per,
            minutes=idea.minutes,
            contact=Contact.SOME,
            standard=Likeness.SOME,
            harm=Harm.DELAY,
            basis_by=by.name,
            basis_on=clock.today(),
            state=TaskState.PROPOSED,
            proposed_by_name=by.name,
        )
    )


@action("rethinking.add_task")
def add_task(*, by: Actor, municipality: Municipality, facts: TaskFacts) -> WorkTask:
    """Put a task on the list; a step goes last in its journey. Raises ``ValidationError`` by field."""
    placed = facts.placed()
    check_task(by, municipality.pk, placed)
    values = placed.fields() | _basis_by(by, placed)
    task = WorkTask(municipality=municipality, position=_next_position(placed.journey), **values)
    task.listed_on = clock.today()
    return created(task)


@action("rethinking.change_task")
def change_task(*, by: Actor, task: WorkTask, facts: TaskFacts, expected_version: int | None = None) -> WorkTask:
    """Change what a task says. Raises ``ValidationError`` by field, and ``ConflictError``."""
    return _written(by, task, facts, expected_version)


@action("rethinking.take_in")
def take_in(*, by: Actor, task: WorkTask, facts: TaskFacts, expected_version: int | None = None) -> WorkTask:
    """Put a proposal on the list, with what its proposer was not asked.

    Raises ``ValidationError`` when it is no proposal any more, or by field, and ``ConflictError``.
    """
    if task.state != TaskState.PROPOSED:
        raise ValidationError(_("Forslaget er allerede behandlet."))
    return _written(by, task, facts, expected_version, state=TaskState.MAPPED, listed_on=clock.today())


def _written(by: Actor, task: WorkTask, facts: TaskFacts, expected_version: int | None, **more: object) -> WorkTask:
    placed = facts.placed()
    check_task(by, task.municipality_id, placed)
    if task.after_volume is not None and placed.per != task.per:
        raise ValidationError(
            {
                "per": _("Opgaven er lavet om, og hvor tit den nu gøres, er skrevet %(per)s. Behold det her.")
                % {"per": task.get_per_display()}
            }
        )
    values = placed.fields() | _basis_by(by, placed) | more
    if placed.journey != task.journey:
        values["position"] = _next_position(placed.journey)
    return change(task, expected_version=expected_version, **values)


@action("rethinking.put_away")
def put_away(*, by: Actor, task: WorkTask, reason: str, expected_version: int | None = None) -> WorkTask:
    """Take a task or a proposal off the list. Raises ``ValidationError`` without a reason, and ``ConflictError``."""
    if not reason.strip():
        raise ValidationError({"reason": _("Skriv, hvorfor opgaven lægges væk.")})
    values = {"state": TaskState.PUT_AWAY, "put_away_reason": reason.strip(), "measurer": None, "measure_due": None}
    return change(task, expected_version=expected_version, **values)


@action("rethinking.put_back")
def put_back(*, by: Actor, task: WorkTask) -> WorkTask:
    """Bring a task or a proposal back to where it was. Raises ``ValidationError`` when it was not put away."""
    if task.state != TaskState.PUT_AWAY:
        raise ValidationError(_("Opgaven er allerede på listen."))
    state = TaskState.MAPPED if task.listed_on is not None else TaskState.PROPOSED
    if task.way is not None or task.after_on is not None:
        state = TaskState.CHANGED if task.after_on is not None else TaskState.DECIDED
    return change(task, state=state, put_away_reason="")


def _check_on_the_list(task: WorkTask) -> None:
    if task.state not in ON_THE_LIST:
        raise ValidationError(_("Opgaven er ikke på listen. Tag den ind på listen først."))


@action("rethinking.decide")
def decide(
    *,
    by: Actor,
    task: WorkTask,
    way: Code,
    reason: str,
    decided_on: date,
    minutes_saved: Decimal | None = None,
    expected_version: int | None = None,
) -> WorkTask:
    """Choose the way forward for a task; an earlier decision stays to be read.

    The minutes that are expected to be saved are minutes, and no money. Raises ``ValidationError``, ``ConflictError``.
    """
    _check_on_the_list(task)
    if decided_on > clock.today():
        raise ValidationError({"decided_on": _("Datoen ligger i fremtiden. Skriv den dag, I besluttede det.")})
    if minutes_saved is not None and minutes_saved > task.minutes:
        raise ValidationError(
            {"minutes_saved": _("I kan ikke spare mere, end opgaven tager: %(n)s minutter.") % {"n": task.minutes}}
        )
    state = TaskState.CHANGED if task.after_on is not None else TaskState.DECIDED
    changed = change(task, expected_version=expected_version, way=way, state=state)
    created(
        Decision(
            task=task,
            way=way,
            reason=reason,
            decided_on=decided_on,
            by_name=by.name,
            minutes_saved=minutes_saved,
        )
    )
    return changed


@action("rethinking.tell_change")
def tell_change(*, by: Actor, task: WorkTask, after: Afterwards, expected_version: int | None = None) -> WorkTask:
    """Tell how a task is done now, beside how it was. Raises ``ValidationError`` by field, and ``ConflictError``."""
    _check_on_the_list(task)
    if after.on > clock.today():
        raise ValidationError({"after_on": _("Datoen ligger i fremtiden. Skriv den dag, opgaven blev lavet om.")})
    return change(
        task,
        expected_version=expected_version,
        state=TaskState.CHANGED,
        after_volume=after.volume,
        after_minutes=after.minutes,
        after_on=after.on,
        after_basis=after.basis,
        after_note=after.note,
    )


@action("rethinking.promise_measure")
def promise_measure(*, by: Actor, task: WorkTask, due: date, expected_version: int | None = None) -> WorkTask:
    """Say that one will measure a task by a day. Raises ``ValidationError`` by field, and ``ConflictError``."""
    _check_on_the_list(task)
    if due < clock.today():
        raise ValidationError({"due": _("Dagen er gået. Vælg en dag, der ligger foran os.")})
    measurer = User.objects.filter(public_id=by.user_id).first() if by.user_id is not None else None
    if measurer is None:
        raise ValidationError(_("Kun en person kan love at måle."))
    return change(task, expected_version=expected_version, measurer=measurer, measure_due=due)


@action("rethinking.write_measure")
def write_measure(*, by: Actor, task: WorkTask, found: Measured, expected_version: int | None = None) -> WorkTask:
    """Put what was measured in the place of what was estimated. Raises ``ValidationError``, ``ConflictError``."""
    _check_on_the_list(task)
    problems = minutes_problems(found.minutes, found.minutes_low, found.minutes_high)
    day = found.on or clock.today()
    if day > clock.today():
        problems["on"] = _("Datoen ligger i fremtiden. Skriv den dag, I målte.")
    if problems:
        raise ValidationError(problems)
    return change(
        task,
        expected_version=expected_version,
        volume=found.volume,
        minutes=found.minutes,
        minutes_low=found.minutes_low,
        minutes_high=found.minutes_high,
        basis=Basis.MEASURED,
        basis_by=found.by_whom or by.name,
        basis_on=day,
        measurer=None,
        measure_due=None,
    )


@action("rethinking.add_journey")
def add_journey(*, by: Actor, municipality: Municipality, facts: JourneyFacts) -> UserJourney:
    """Begin a journey. Raises ``ValidationError`` by field."""
    check_place(by, municipality.pk, facts.unit, facts.tier, facts.round)
    return created(UserJourney(municipality=municipality, **facts.fields()))


@action("rethinking.change_journey")
def change_journey(
    *, by: Actor, journey: UserJourney, facts: JourneyFacts, expected_version: int | None = None
) -> UserJourney:
    """Change a journey; its steps follow its field, unit and tier. Raises ``ValidationError``, ``ConflictError``."""
    check_place(by, journey.municipality_id, facts.unit, facts.tier, facts.round)
    changed = change(journey, expected_version=expected_version, **facts.fields())
    for step in WorkTask.objects.filter(journey=journey):
        change(step, field=changed.field, unit=changed.unit, tier=changed.tier)
    return changed


@action("rethinking.move_step")
def move_step(*, by: Actor, step: WorkTask, steps: Sequence[WorkTask], earlier: bool) -> WorkTask:
    """Let a step change places with the one before or after it in ``steps``, the journey's in their order.

    At the end of the journey nothing happens.
    """
    keys = [one.pk for one in steps]
    at = keys.index(step.pk)
    other = at - 1 if earlier else at + 1
    noted(step, ["position"])
    if 0 <= other < len(keys):
        keys[at], keys[other] = keys[other], keys[at]
        for position, key in enumerate(keys, start=1):
            WorkTask.objects.filter(pk=key).update(position=position)
    return step
