"""What is done with criteria and reviews: agreed, fixed, changed with a reason, planned, held."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tovholder.apps.benefits.public import Benefit
from tovholder.apps.decisions.amounts import exact_text
from tovholder.apps.decisions.choices import Direction, Outcome, Result
from tovholder.apps.decisions.models import Criterion, Deviation, Review, ReviewResult
from tovholder.apps.decisions.selectors import criteria_of
from tovholder.apps.projects.public import Project, Status, step_project
from tovholder.foundation.audit.action import action, change, claimed, created, removed
from tovholder.foundation.codes.models import Code
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor

BEFORE_A_PILOT = frozenset({Status.IDEA.value})
GOES_WITH = {
    Outcome.STOP.value: frozenset({Status.STOPPED.value}),
    Outcome.ADJUST.value: frozenset({Status.PILOT.value, Status.IMPLEMENTING.value, Status.PAUSED.value}),
    Outcome.CONTINUE.value: frozenset(
        {Status.PILOT.value, Status.DECISION.value, Status.IMPLEMENTING.value, Status.IN_OPERATION.value}
    ),
}
"""The states to which a decision may take a project."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionFacts:
    """What a pilot shall have shown, in words and perhaps as a limit for a benefit."""

    text: str
    benefit: Benefit | None = None
    direction: str = ""
    threshold: Decimal | None = None

    def fields(self) -> dict[str, object]:
        """The values by the names of the model's fields."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """How one criterion came out."""

    result: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What was decided in a review. ``to_status`` takes the project along; empty leaves it where it is."""

    outcome: str
    reason: str
    on: date | None = None
    learning: str = ""
    participants: str = ""
    results: Mapping[int, CriterionResult] = field(default_factory=dict)
    to_status: str = ""
    stop_causes: Sequence[Code] = ()
    next_on: date | None = None


def begun(project: Project) -> bool:
    """Whether the pilot has begun, so that the criteria are fixed."""
    status = project.before_pause if project.status == Status.PAUSED else project.status
    return status not in BEFORE_A_PILOT


def wording(criterion: Criterion) -> str:
    """A criterion with its limit, in words."""
    if criterion.threshold is None:
        return criterion.text
    unit = criterion.benefit.measured_in.label if criterion.benefit and criterion.benefit.measured_in else ""
    limit = f"{criterion.get_direction_display().lower()} {exact_text(criterion.threshold)} {unit}".strip()
    return f"{criterion.text} ({limit})"


def suggested(criterion: Criterion) -> str:
    """The result that the measurements of the benefit speak for; empty where they say nothing."""
    benefit = criterion.benefit
    if criterion.threshold is None or benefit is None:
        return ""
    if benefit.realised is None:
        return Result.UNKNOWN
    above = benefit.realised >= criterion.threshold
    below = benefit.realised <= criterion.threshold
    return Result.MET if (above if criterion.direction == Direction.AT_LEAST else below) else Result.NOT_MET


@action("decisions.add_criterion")
def add_criterion(*, by: Actor, project: Project, facts: CriterionFacts, reason: str = "") -> Criterion:
    """Agree on a criterion. After the pilot began it is a deviation with a reason. ``ValidationError`` by field."""
    _check_criterion(project, facts)
    fixed = begun(project)
    _check_reason(reason, fixed=fixed)
    made = created(Criterion(project=project, frozen_on=clock.today() if fixed else None, **facts.fields()))
    if fixed:
        _deviate(made, "", wording(made), reason, by)
    return made


@action("decisions.change_criterion")
def change_criterion(
    *,
    by: Actor,
    criterion: Criterion,
    facts: CriterionFacts,
    reason: str = "",
    expected_version: int | None = None,
) -> Criterion:
    """Change a criterion; a fixed one as a deviation with a reason. ``ValidationError``, ``ConflictError``."""
    _check_criterion(criterion.project, facts)
    fixed = criterion.frozen_on is not None
    _check_reason(reason, fixed=fixed)
    before = wording(criterion)
    change(criterion, expected_version=expected_version, **facts.fields())
    if fixed and wording(criterion) != before:
        _deviate(criterion, before, wording(criterion), reason, by)
    return criterion


@action("decisions.withdraw_criterion")
def withdraw_criterion(*, by: Actor, criterion: Criterion, reason: str = "") -> None:
    """Take a criterion out. A fixed one stays readable as a deviation with its reason. ``ValidationError`` by field."""
    if criterion.frozen_on is None:
        removed(criterion)
        return
    _check_reason(reason, fixed=True)
    change(criterion, withdrawn_on=clock.today())
    _deviate(criterion, wording(criterion), "", reason, by)


def freeze_criteria(project: Project) -> int:
    """Fix the criteria of a project whose pilot begins; in the transaction of the step. Gives how many."""
    return Criterion.objects.filter(project=project, frozen_on__isnull=True).update(frozen_on=clock.today())


def _deviate(criterion: Criterion, before: str, after: str, reason: str, by: Actor) -> None:
    created(
        Deviation(
            project=criterion.project,
            criterion=criterion,
            before=before[:400],
            after=after[:400],
            reason=reason.strip(),
            by_name=by.name,
            recorded_at=clock.now(),
        )
    )


def _check_reason(reason: str, *, fixed: bool) -> None:
    if fixed and not reason.strip():
        said = _("Prøven er begyndt, så kriterierne er lagt fast. Skriv, hvorfor I laver dem om: det bliver stående.")
        raise ValidationError({"reason": said})


def _check_criterion(project: Project, facts: CriterionFacts) -> None:
    if facts.benefit is not None and facts.benefit.project_id != project.pk:
        raise ValidationError({"benefit": _("Vælg en af projektets egne gevinster.")})
    if facts.threshold is not None and facts.benefit is None:
        raise ValidationError({"benefit": _("Vælg den gevinst, grænsen gælder.")})
    if facts.threshold is not None and not facts.direction:
        raise ValidationError({"direction": _("Vælg, om det skal være mindst eller højst.")})
    if facts.threshold is None and facts.direction:
        raise ValidationError({"threshold": _("Skriv grænsen, eller fjern retningen.")})


@action("decisions.plan_review")
def plan_review(*, by: Actor, project: Project, due_on: date) -> Review:
    """Set the day for the next decision, or move it. Raises ``ValidationError`` by field."""
    if due_on < clock.today():
        raise ValidationError({"due_on": _("Dagen er gået. Vælg en dag, der kommer.")})
    waiting = Review.objects.filter(project=project, outcome="").first()
    if waiting is not None:
        return change(waiting, due_on=due_on)
    return created(Review(project=project, due_on=due_on))


@action("decisions.hold_review")
def hold_review(*, by: Actor, project: Project, decided: Decided, expected_version: int | None = None) -> Review:
    """Decide to continue, adjust or stop, with the results of the criteria, and take the project along when asked.

    Closes the review that was planned. One transaction: a step that is refused leaves nothing. Raises
    ``ValidationError`` by field and ``ConflictError`` for the version of the project.
    """
    day = decided.on or clock.today()
    criteria = list(criteria_of(project))
    _check_decided(decided, day, criteria)
    values: dict[str, Any] = {
        "held_on": day,
        "outcome": decided.outcome,
        "reason": decided.reason.strip(),
        "learning": decided.learning.strip(),
        "participants": decided.participants.strip(),
        "by_name": by.name,
        "status_at": project.status,
        "recorded_at": clock.now(),
    }
    held = Review.objects.filter(project=project, outcome="").first()
    held = created(Review(project=project, due_on=day, **values)) if held is None else change(held, **values)
    for criterion in criteria:
        told = decided.results[criterion.pk]
        measured = criterion.benefit.realised if criterion.benefit is not None else None
        created(
            ReviewResult(
                review=held,
                criterion=criterion,
                wording=wording(criterion)[:400],
                result=told.result,
                measured=measured,
                note=told.note,
            )
        )
    if decided.to_status:
        _step(by, project, decided, day, expected_version)
    elif expected_version is not None:  # a decision that leaves the project where it is must not be made twice either
        claimed(project, expected_version=expected_version)
    if decided.next_on is not None:
        plan_review(by=by, project=project, due_on=decided.next_on)
    return held


def _step(by: Actor, project: Project, decided: Decided, day: date, expected_version: int | None) -> None:
    """Take the project to the state of the decision; what was learnt is added to what it says already."""
    told = [text for text in (project.learning.strip(), decided.learning.strip()) if text]
    step_project(
        by=by,
        project=project,
        to_status=decided.to_status,
        on=max(day, project.status_since),
        reason=decided.reason,
        learning="\n\n".join(dict.fromkeys(told)) if decided.learning.strip() else None,
        stop_causes=decided.stop_causes or None,
        expected_version=expected_version,
    )


def _check_decided(decided: Decided, day: date, criteria: Sequence[Criterion]) -> None:
    if decided.outcome not in Outcome.values:
        raise ValidationError({"outcome": _("Vælg, om I fortsætter, justerer eller stopper.")})
    if not decided.reason.strip():
        raise ValidationError({"reason": _("Skriv hvorfor. Det er det, andre kan lære af.")})
    if day > clock.today():
        raise ValidationError({"on": _("Datoen ligger i fremtiden. Skriv den dag, I besluttede det.")})
    if decided.next_on is not None and decided.next_on <= clock.today():
        raise ValidationError({"next_on": _("Vælg en dag, der kommer.")})
    missing = [one for one in criteria if one.pk not in decided.results or not decided.results[one.pk].result]
    if missing:
        raise ValidationError({f"result_{missing[0].pk}": _("Sig, hvordan det gik med hvert kriterium.")})
    if decided.to_status and decided.to_status not in GOES_WITH[decided.outcome]:
        raise ValidationError({"to_status": _("Den status passer ikke til beslutningen. Vælg en anden.")})
