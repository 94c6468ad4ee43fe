"""What is done with evaluation plans and kept analyses."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tovholder.apps.benefits.public import Benefit
from tovholder.apps.followups.measured import Reading
from tovholder.apps.followups.models import Analysis, DesignChoice, Deviation, EvaluationPlan, Unseen
from tovholder.apps.followups.selectors import latest_analysis
from tovholder.apps.projects.public import Project
from tovholder.foundation.accounts.models import User
from tovholder.foundation.audit.action import action, change, changed_set, created
from tovholder.foundation.municipalities.models import Municipality, Unit
from tovholder.foundation.ui.formats import date_text
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor

FROZEN = ("title", "question", "design", "baseline_from", "follow_up_from", "follow_up_to", "unseen", "unseen_note")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFacts:
    """What an evaluation plan says, as forms give it."""

    title: str
    project: Project
    design: str
    question: str
    baseline_from: date
    follow_up_from: date
    follow_up_to: date
    benefit: Benefit | None = None
    units: tuple[Unit, ...] = ()
    economist: User | None = None
    unseen: str = ""
    unseen_note: str = ""

    def fields(self) -> dict[str, Any]:
        """The values by the names of the model's fields."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__ if name != "units"}


@action("followups.add_plan")
def add_plan(*, by: Actor, municipality: Municipality, facts: PlanFacts, unit: Unit | None = None) -> EvaluationPlan:
    """Write down beforehand how it will be told whether it worked. Raises ``ValidationError`` by field."""
    _check(municipality.pk, facts)
    plan = created(
        EvaluationPlan(
            municipality=municipality,
            unit=unit,
            **facts.fields(),
        )
    )
    plan.units.set(facts.units)
    return plan


@action("followups.change_plan")
def change_plan(
    *, by: Actor, plan: EvaluationPlan, facts: PlanFacts, reason: str = "", expected_version: int | None = None
) -> EvaluationPlan:
    """Change a plan; once the follow-up has begun, with a reason, and what it said before stays to be read.

    Raises ``ValidationError`` by field and ``ConflictError``.
    """
    _check(plan.municipality_id, facts)
    frozen = plan.is_frozen_on(clock.today())
    changes = _differences(plan, facts)
    if frozen and changes and not reason.strip():
        said = _("Opfølgningen er begyndt. Skriv, hvorfor planen ændres. Det, der stod før, bliver stående i loggen.")
        raise ValidationError({"reason": said})
    change(plan, expected_version=expected_version, **facts.fields())
    changed_set(plan, "units", facts.units)
    if frozen and changes:
        created(Deviation(plan=plan, on=clock.today(), changes=changes, reason=reason.strip(), by_name=by.name))
    return plan


def _check(municipality_id: int, facts: PlanFacts) -> None:
    if facts.project.municipality_id != municipality_id:
        raise ValidationError({"project": _("Vælg et af jeres egne projekter.")})
    if facts.benefit is not None and facts.benefit.project_id != facts.project.pk:
        raise ValidationError({"benefit": _("Gevinsten hører til et andet projekt. Vælg en fra projektet.")})
    if any(unit.municipality_id != municipality_id for unit in facts.units):
        raise ValidationError({"units": _("Vælg enheder i jeres egen kommune.")})
    if facts.design in {DesignChoice.STAGGERED, DesignChoice.COMPARED} and len(facts.units) == 1:
        said = _("Metoden sammenligner enheder. Vælg flere enheder, eller vælg før og efter.")
        raise ValidationError({"units": said})
    if facts.benefit is not None and facts.benefit.is_invisible and not facts.unseen:
        said = _("Gevinsten er forebyggende eller svær at se. Vælg, hvordan I vil følge den.")
        raise ValidationError({"unseen": said})


def _differences(plan: EvaluationPlan, facts: PlanFacts) -> list[dict[str, str]]:
    """What a change of the plan changes, in words: the field, what stood, and what stands now."""
    found = []
    for name in FROZEN:
        before, after = getattr(plan, name), getattr(facts, name)
        if before != after:
            label = str(plan._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # all named are columns
            found.append({"field": label, "before": _shown(name, before), "after": _shown(name, after)})
    before_units, after_units = _names(plan.units.all()), _names(facts.units)
    if before_units != after_units:
        found.append({"field": _("enheder"), "before": before_units, "after": after_units})
    return found


def _shown(name: str, value: Any) -> str:
    if isinstance(value, date):
        return date_text(value)
    if name == "design":
        return str(DesignChoice(value).label)
    return str(Unseen(value).label) if name == "unseen" and value else str(value)


def _names(units: Iterable[Unit]) -> str:
    return ", ".join(sorted(unit.name for unit in units))


@action("followups.keep_analysis")
def keep_analysis(*, by: Actor, benefit: Benefit, reading: Reading, note: str = "") -> Analysis:
    """Keep what the measurements say today. The analysis that held until now is superseded and stays as it was.

    Raises ``ValidationError`` when the measurements are those of the analysis that holds.
    """
    before = latest_analysis(benefit)
    if before is not None and before.data_hash == reading.data_hash:
        raise ValidationError(_("Målingerne er de samme som i den analyse, der gælder. Der er intet nyt at gemme."))
    return created(
        Analysis(
            municipality=benefit.municipality,
            unit=benefit.unit,
            tier=benefit.tier,
            benefit=benefit,
            plan=reading.plan,
            replaces=before,
            design=reading.result.design.value,
            answer=reading.result.answer.value,
            measure=reading.measure,
            result=reading.kept_result(),
            data=reading.kept_data(),
            data_hash=reading.data_hash,
            made_at=clock.now(),
            by_name=by.name,
            note=note.strip(),
        )
    )
