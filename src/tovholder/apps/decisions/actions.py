"""What is done with problems, the work procedure, an economist's help and the complexity of a project."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tovholder.apps.benefits.public import Measurement, mark_spoiled
from tovholder.apps.decisions.choices import Complexity, Domain, ProblemState
from tovholder.apps.decisions.models import ComplexityRating, DomainRating, Problem, ProcedureStep
from tovholder.apps.projects.public import Project
from tovholder.foundation.audit.action import action, change, changed_set, created, removed
from tovholder.foundation.codes.models import Code
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemFacts:
    """A problem, as forms give it. ``spoils`` are the measurements that it makes worthless."""

    title: str
    since: date
    cause: str
    severity: str
    description: str = ""
    until: date | None = None
    state: str = ProblemState.OPEN
    done_note: str = ""
    spoils: Sequence[Measurement] = ()

    def fields(self) -> dict[str, object]:
        """The plain values by the names of the model's fields."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__ if name != "spoils"}


@action("decisions.log_problem")
def log_problem(*, by: Actor, project: Project, facts: ProblemFacts) -> Problem:
    """Log a problem, and mark the measurements that it spoils. Raises ``ValidationError`` by field."""
    _check_problem(project, facts)
    made = created(Problem(project=project, by_name=by.name, **facts.fields()))
    _spoil(made, facts, by)
    return made


@action("decisions.change_problem")
def change_problem(*, by: Actor, problem: Problem, facts: ProblemFacts, expected_version: int | None = None) -> Problem:
    """Change a problem or say that it is solved. Raises ``ValidationError`` by field and ``ConflictError``."""
    _check_problem(problem.project, facts)
    change(problem, expected_version=expected_version, **facts.fields())
    _spoil(problem, facts, by)
    return problem


def _spoil(problem: Problem, facts: ProblemFacts, by: Actor) -> None:
    """Mark what the problem spoils; take the mark off what no problem spoils any more."""
    before = set(problem.spoils.all())
    wanted = set(facts.spoils)
    changed_set(problem, "spoils", facts.spoils)
    for measurement in sorted(wanted - before, key=lambda one: one.pk):
        _mark(measurement, by, spoiled=True)
    for measurement in sorted(before - wanted, key=lambda one: one.pk):
        if not Problem.objects.filter(spoils=measurement).exists():
            _mark(measurement, by, spoiled=False)


def _mark(measurement: Measurement, by: Actor, *, spoiled: bool) -> None:
    """Mark a measurement as it stands now: the one before it may have changed the benefit that both belong to."""
    fresh = Measurement.objects.select_related("benefit").get(pk=measurement.pk)
    mark_spoiled(by=by, measurement=fresh, spoiled=spoiled)


def _check_problem(project: Project, facts: ProblemFacts) -> None:
    if facts.since > clock.today():
        raise ValidationError({"since": _("Datoen ligger i fremtiden. Skriv den dag, det begyndte.")})
    if facts.until is not None and facts.until > clock.today():
        raise ValidationError({"until": _("Datoen ligger i fremtiden. Skriv den dag, det var løst.")})
    if facts.until is not None and facts.until < facts.since:
        raise ValidationError({"until": _("Problemet kan ikke slutte, før det begynder.")})
    if facts.state == ProblemState.SOLVED and facts.until is None:
        raise ValidationError({"until": _("Skriv, hvornår problemet var løst.")})
    if any(one.benefit.project_id != project.pk for one in facts.spoils):
        raise ValidationError({"spoils": _("Vælg målinger af projektets egne gevinster.")})


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureFacts:
    """One step of the work, before and after."""

    position: int = 1
    role: Code | None = None
    before: str = ""
    after: str = ""
    minutes_before: Decimal | None = None
    minutes_after: Decimal | None = None
    times_before: int | None = None
    times_after: int | None = None

    def fields(self) -> dict[str, object]:
        """The values by the names of the model's fields."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


@action("decisions.add_procedure_step")
def add_procedure_step(*, by: Actor, project: Project, facts: ProcedureFacts) -> ProcedureStep:
    """Describe a step of the work. Raises ``ValidationError`` by field."""
    _check_procedure(facts)
    return created(ProcedureStep(project=project, **facts.fields()))


@action("decisions.change_procedure_step")
def change_procedure_step(
    *, by: Actor, step: ProcedureStep, facts: ProcedureFacts, expected_version: int | None = None
) -> ProcedureStep:
    """Change a step of the work. Raises ``ValidationError`` by field and ``ConflictError``."""
    _check_procedure(facts)
    return change(step, expected_version=expected_version, **facts.fields())


@action("decisions.remove_procedure_step")
def remove_procedure_step(*, by: Actor, step: ProcedureStep) -> None:
    """Take a step of the work away."""
    removed(step)


def _check_procedure(facts: ProcedureFacts) -> None:
    if not facts.before.strip() and not facts.after.strip():
        raise ValidationError({"before": _("Skriv, hvordan I gjorde før, eller hvordan I gør nu.")})


@dataclass(frozen=True, slots=True)
class DomainSaid:
    """How hard one domain is, and why."""

    level: str
    reason: str = ""


@action("decisions.rate_complexity")
def rate_complexity(
    *, by: Actor, project: Project, domains: Mapping[str, DomainSaid], on: date | None = None
) -> ComplexityRating:
    """Rate the seven domains of a project. Raises ``ValidationError`` by field."""
    day = on or clock.today()
    if day > clock.today():
        raise ValidationError({"on": _("Datoen ligger i fremtiden. Skriv den dag, I vurderede det.")})
    for domain in Domain:
        said = domains.get(domain.value)
        if said is None or said.level not in Complexity.values:
            raise ValidationError({f"{domain.value}_level": _("Vælg, hvor svært området er.")})
        if said.level != Complexity.SIMPLE and not said.reason.strip():
            raise ValidationError({f"{domain.value}_reason": _("Skriv, hvad der gør det svært.")})
    rating = created(
        ComplexityRating(project=project, on=day, status_at=project.status, by_name=by.name, recorded_at=clock.now())
    )
    for domain in Domain:
        said = domains[domain.value]
        created(DomainRating(rating=rating, domain=domain, level=said.level, reason=said.reason.strip()))
    return rating
