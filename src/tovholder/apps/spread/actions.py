"""What is done with the spread of a technology: it is followed, counted, and put right with a reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tovholder.apps.projects.public import Project
from tovholder.apps.spread.models import (
    REASONS,
    Every,
    Lost,
    SpreadCorrection,
    SpreadCount,
    SpreadPlan,
    SpreadReason,
)
from tovholder.apps.spread.periods import ended_by, start_of
from tovholder.apps.technologies.public import Technology
from tovholder.engines.funnel.evaluate import FIELDS, faults_of
from tovholder.engines.funnel.model import Counts, Why
from tovholder.foundation.audit.action import action, change, changed_set, created
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.models import Municipality, Unit
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFacts:
    """What is followed, where, how often and towards what."""

    technology: Technology
    units: Sequence[Unit]
    starts_on: date
    every: str = Every.QUARTER
    project: Project | None = None
    ends_on: date | None = None
    goal: int | None = None
    goal_on: date | None = None
    tier: str = Tier.MUNICIPALITY

    def fields(self) -> dict[str, object]:
        """The values by the names of the model's fields, without the units."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__ if name != "units"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CountFacts:
    """What a unit counted for a period, and the weightiest reasons. Reasons are by step: a code and words."""

    target: int
    assessed: int
    offered: int
    in_use: int
    stopped: int
    reasons: Mapping[str, tuple[Code, str]] = field(default_factory=dict)

    @property
    def counts(self) -> Counts:
        """The five numbers as the engine takes them."""
        return Counts(self.target, self.assessed, self.offered, self.in_use, self.stopped)

    def fields(self) -> dict[str, object]:
        """The numbers by the names of the model's fields."""
        return {name: getattr(self, name) for name in FIELDS}


@action("spread.open_plan")
def open_plan(*, by: Actor, municipality: Municipality, facts: PlanFacts) -> SpreadPlan:
    """Begin to follow how a technology spreads. Raises ``ValidationError`` by field."""
    _check_plan(facts, municipality.pk)
    standing = SpreadPlan.objects.filter(
        municipality=municipality, technology=facts.technology, project=facts.project, ends_on__isnull=True
    )
    if standing.exists():
        raise ValidationError({"technology": _("I følger allerede udbredelsen af den. Ret planen i stedet.")})
    plan = created(SpreadPlan(municipality=municipality, **facts.fields()))
    changed_set(plan, "units", facts.units)
    return plan


@action("spread.change_plan")
def change_plan(*, by: Actor, plan: SpreadPlan, facts: PlanFacts, expected_version: int | None = None) -> SpreadPlan:
    """Change what is followed, or end it. Raises ``ValidationError`` by field, and ``ConflictError``."""
    _check_plan(facts, plan.municipality_id)
    if facts.every != plan.every and plan.counts.exists():
        raise ValidationError({"every": _("Enhederne har allerede talt. Afslut planen, og begynd en ny.")})
    if facts.technology != plan.technology and plan.counts.exists():
        raise ValidationError({"technology": _("Enhederne har allerede talt. Afslut planen, og begynd en ny.")})
    change(plan, expected_version=expected_version, **facts.fields())
    changed_set(plan, "units", facts.units)
    return plan


def _check_plan(facts: PlanFacts, municipality_id: int) -> None:
    if not facts.units:
        raise ValidationError({"units": _("Vælg mindst én enhed.")})
    if any(unit.municipality_id != municipality_id for unit in facts.units):
        raise ValidationError({"units": _("Vælg enheder i jeres egen kommune.")})
    if facts.ends_on is not None and facts.ends_on < facts.starts_on:
        raise ValidationError({"ends_on": _("Planen kan ikke slutte, før den begynder.")})
    if facts.goal is None and facts.goal_on is not None:
        raise ValidationError({"goal": _("Skriv målet, eller fjern datoen for det.")})
    if facts.tier == Tier.UNIT:
        raise ValidationError({"tier": _("Hele kommunen skal kunne se, hvor det går i stå.")})
    if facts.project is not None:
        _check_project(facts, facts.project, municipality_id)


def _check_project(facts: PlanFacts, project: Project, municipality_id: int) -> None:
    if project.municipality_id != municipality_id:
        raise ValidationError({"project": _("Vælg et af jeres egne projekter.")})
    if project.technology_id != facts.technology.pk:
        raise ValidationError({"project": _("Projektet arbejder med en anden teknologi.")})


def _check_count(facts: CountFacts) -> None:
    """Raise ``ValidationError`` by field for numbers that cannot be, and for a reason of another list."""
    above = {
        "target": _("målgruppen"),
        "assessed": _("dem, der er vurderet"),
        "offered": _("dem, der har fået det tilbudt"),
    }
    errors = {}
    for fault in faults_of(facts.counts):
        if fault.why is Why.NEGATIVE:
            errors[fault.field] = _("Skriv 0 eller et større tal.")
        elif fault.field == "in_use":
            errors[fault.field] = _(
                "De, der bruger det, og de, der er stoppet, kan ikke være flere end %(n)d: %(what)s."
            ) % {
                "n": facts.offered,
                "what": above["offered"],
            }
        else:
            errors[fault.field] = _("Tallet kan ikke være større end %(n)d: %(what)s.") % {
                "n": getattr(facts, fault.above),
                "what": above[fault.above],
            }
    for step, (reason, _words) in facts.reasons.items():
        if reason.list != REASONS[Lost(step)]:
            errors[f"{step}_reason"] = _("Vælg en grund fra listen.")
    if errors:
        raise ValidationError(errors)


@action("spread.add_count")
def add_count(*, by: Actor, plan: SpreadPlan, unit: Unit, period: date, facts: CountFacts) -> SpreadCount:
    """Write what a unit counted for a period. Raises ``ValidationError`` by field."""
    _check_count(facts)
    if not plan.units.filter(pk=unit.pk).exists():
        raise ValidationError(_("Enheden tæller ikke med i planen."))
    if period != start_of(period, plan.every) or period > ended_by(clock.today(), plan.every):
        raise ValidationError({"period": _("Vælg en periode, der er slut.")})
    if period < start_of(plan.starts_on, plan.every):
        raise ValidationError({"period": _("Perioden ligger før planens begyndelse.")})
    made = created(
        SpreadCount(
            municipality=plan.municipality,
            unit=unit,
            plan=plan,
            period=period,
            counted_on=clock.today(),
            by_name=by.name,
            **facts.fields(),
        )
    )
    _write_reasons(made, facts)
    return made


@action("spread.correct_count")
def correct_count(
    *, by: Actor, count: SpreadCount, facts: CountFacts, why: str, expected_version: int | None = None
) -> SpreadCount:
    """Put a count right; what it said before is kept with the reason. Raises ``ValidationError``, ``ConflictError``."""
    _check_count(facts)
    if not why.strip():
        raise ValidationError({"why": _("Skriv, hvorfor tallene rettes. De gamle bliver stående i historikken.")})
    before = {name: getattr(count, name) for name in FIELDS}
    change(count, expected_version=expected_version, **facts.fields())
    if before != facts.fields():
        keep_correction(count, before, why.strip(), by)
    _write_reasons(count, facts)
    return count


def keep_correction(count: SpreadCount, before: Mapping[str, int], why: str, by: Actor) -> None:
    """Keep what a count said. In the transaction that changed it."""
    kept = SpreadCorrection(count=count, why=why, by_name=by.name, recorded_at=clock.now(), **before)
    kept.full_clean()
    kept.save(force_insert=True)


def _write_reasons(count: SpreadCount, facts: CountFacts) -> None:
    count.reasons.all().delete()
    for step, (reason, words) in facts.reasons.items():
        made = SpreadReason(count=count, lost=step, reason=reason, words=words.strip())
        made.full_clean()
        made.save(force_insert=True)
