"""What is done with benefits: named, profiled, signed, and judged with a reason."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from tovholder.apps.benefits.choices import (
    JUDGED_STATES,
    JUDGEMENTS,
    QUALITY_LINES,
    TYPE_LISTS,
    BottomLine,
    Realisation,
    State,
)
from tovholder.apps.benefits.measuring import tier_of_measurements
from tovholder.apps.benefits.models import Benefit, BenefitStep, TreeNode
from tovholder.apps.benefits.rules import benefit_tiers, may_write_in
from tovholder.apps.benefits.selectors import has_quality_benefit
from tovholder.apps.benefits.telling import tell_owner
from tovholder.apps.projects.public import Project
from tovholder.foundation.accounts.models import RoleHolding, User
from tovholder.foundation.audit.action import action, change, created
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.models import Unit
from tovholder.foundation.visibility import roles
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor

SET_ONCE = {"bottom_line", "node"}


@dataclass(frozen=True, slots=True, kw_only=True)
class BenefitFacts:
    """What a benefit says, as forms and files give it."""

    title: str
    bottom_line: str
    kind: Code | None = None
    value_kind: Code | None = None
    is_negative: bool = False
    is_means: bool = False
    beneficiary: Code | None = None
    unit: Unit | None = None
    owner: User | None = None
    indicator: str = ""
    measured_in: Code | None = None
    higher_is_better: bool = False
    baseline: Decimal | None = None
    baseline_from: date | None = None
    baseline_to: date | None = None
    baseline_source: str = ""
    target: Decimal | None = None
    starts_on: date | None = None
    target_on: date | None = None
    cadence: str = ""
    next_measurement_on: date | None = None
    realisation: str = ""
    yearly_value: Decimal | None = None
    risk: str = ""
    risk_note: str = ""
    solution_note: str = ""
    group_note: str = ""
    organisation_note: str = ""
    is_invisible: bool = False
    grade: str = ""
    tier: str = Tier.MUNICIPALITY
    node: TreeNode | None = None

    def fields(self) -> dict[str, object]:
        """The values by the names of the model's fields, without those that are set once."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__ if name not in SET_ONCE}


@action("benefits.add_benefit")
def add_benefit(*, by: Actor, project: Project, facts: BenefitFacts) -> Benefit:
    """Name a benefit of a project. Raises ``ValidationError`` by field.

    Quality comes before economy: an economic benefit waits until one for citizens or staff is named (BEN-20).
    """
    if facts.bottom_line == BottomLine.ECONOMY and not has_quality_benefit(project):
        said = _("Skriv først, hvad borgerne eller medarbejderne får ud af det. Økonomien kommer bagefter.")
        raise ValidationError({"bottom_line": said})
    check_facts(by, project.municipality_id, facts)
    _check_project(project, facts, "")
    _check_node(project, facts)
    benefit = Benefit(
        municipality=project.municipality,
        project=project,
        bottom_line=facts.bottom_line,
        node=facts.node,
        state=_state_of(facts),
        state_since=clock.today(),
        **facts.fields(),
    )
    made = created(benefit)
    tell_owner(made, by)
    return made


@action("benefits.change_benefit")
def change_benefit(*, by: Actor, benefit: Benefit, facts: BenefitFacts, expected_version: int | None = None) -> Benefit:
    """Change what a benefit says. Another amount, way into the budget or sign needs a new signature.

    Raises ``ValidationError`` by field, and ``ConflictError``.
    """
    check_facts(by, benefit.municipality_id, facts, before=benefit)
    _check_project(benefit.project, facts, benefit.tier)
    tier = benefit.tier
    values = facts.fields()
    said = (benefit.realisation, benefit.yearly_value, benefit.is_negative)
    if (facts.realisation, facts.yearly_value, facts.is_negative) != said:
        values |= {"signed_by_name": "", "signed_at": None}
    if benefit.state in {State.IDENTIFIED, State.PROFILED, State.BASELINED}:
        state = _state_of(facts)
        values |= {"state": state, "state_since": clock.today() if state != benefit.state else benefit.state_since}
    owner = benefit.owner
    changed = change(benefit, expected_version=expected_version, **values)
    if changed.owner != owner:
        tell_owner(changed, by)
    if changed.tier != tier:
        _narrow_measurements(changed)
    return changed


def _narrow_measurements(benefit: Benefit) -> None:
    """What was measured follows a benefit that a unit takes to itself; what no unit measured stays with all."""
    for one in benefit.measurements.all():
        tier = tier_of_measurements(benefit) if one.unit_id is not None else Tier.MUNICIPALITY
        if one.tier != tier:
            change(one, tier=tier)


def _check_project(project: Project, facts: BenefitFacts, before: str) -> None:
    """A project that only a unit sees is not told of by a benefit: lists name its project."""
    if facts.tier != before and project.tier == Tier.UNIT and facts.tier != Tier.UNIT:
        raise ValidationError({"tier": _("Kun enheden ser projektet. Del projektet først, eller vælg: Kun enheden.")})


def _state_of(facts: BenefitFacts) -> State:
    """How far the profile is by itself: owner and indicator first, then the starting point."""
    if facts.owner is None or not facts.indicator.strip() or facts.measured_in is None:
        return State.IDENTIFIED
    return State.PROFILED if facts.baseline is None else State.BASELINED


def _check_node(project: Project, facts: BenefitFacts) -> None:
    """A point of a tree becomes one benefit, of its own project and on its own bottom line."""
    node = facts.node
    if node is None:
        return
    if node.tree.project_id != project.pk or node.bottom_line != facts.bottom_line:
        raise ValidationError({"node": _("Punktet hører til et andet projekt eller en anden bundlinje.")})
    if Benefit.objects.filter(node=node).exists():
        raise ValidationError({"node": _("Punktet er allerede en gevinst.")})


def check_facts(by: Actor, municipality_id: int, facts: BenefitFacts, before: Benefit | None = None) -> None:
    """Raise ``ValidationError`` by field for what does not go together."""
    _check_kind(facts)
    _check_place(by, municipality_id, facts, before)
    _check_measure(facts)
    _check_money(facts)


def _check_kind(facts: BenefitFacts) -> None:
    if facts.bottom_line not in BottomLine.values:
        raise ValidationError({"bottom_line": _("Vælg, hvem gevinsten er for.")})
    if facts.kind is not None and facts.kind.list not in TYPE_LISTS[facts.bottom_line]:
        raise ValidationError({"kind": _("Vælg en slags, der hører til bundlinjen.")})


def _check_place(by: Actor, municipality_id: int, facts: BenefitFacts, before: Benefit | None) -> None:
    if facts.unit is not None and facts.unit.municipality_id != municipality_id:
        raise ValidationError({"unit": _("Vælg en enhed i jeres egen kommune.")})
    standing = before.unit if before is not None else None
    if facts.unit is not None and facts.unit != standing and not facts.unit.is_open_on(clock.today()):
        raise ValidationError({"unit": _("Enheden er nedlagt. Vælg en, der findes i dag.")})
    if facts.unit != standing and not may_write_in(by, facts.unit):
        said = _("Vælg din egen enhed. Kommunens tovholder og økonom skriver for de andre og for hele kommunen.")
        raise ValidationError({"unit": said})
    tier = before.tier if before is not None else ""
    if facts.tier != tier and facts.tier not in benefit_tiers(by, in_unit=facts.unit is not None):
        raise ValidationError({"tier": _("Så bredt kan du ikke dele gevinsten. Kommunens tovholder gør det.")})
    owner = before.owner if before is not None else None
    if facts.owner is not None and facts.owner != owner and not works_here(facts.owner, municipality_id):
        raise ValidationError({"owner": _("Vælg en, der har en rolle i kommunen i dag.")})
    _check_owner_sees(municipality_id, facts)


def _check_owner_sees(municipality_id: int, facts: BenefitFacts) -> None:
    if facts.owner is None or facts.unit is None or facts.tier != Tier.UNIT:
        return
    if not sees_unit(facts.owner, municipality_id, facts.unit.pk):
        said = _("%(name)s kan ikke se det, som kun enheden ser. Vælg en fra enheden.") % {"name": facts.owner.name}
        raise ValidationError({"owner": said})


def sees_unit(user: User, municipality_id: int, unit_id: int) -> bool:
    """Whether ``user`` sees what that unit keeps to itself: works there, or acts for the whole municipality."""
    held = RoleHolding.objects.current_on(clock.today()).filter(user=user, municipality_id=municipality_id)
    return held.filter(Q(unit_id=unit_id) | Q(role__code__in=sorted(roles.COORDINATORS))).exists()


def sees_benefit(user: User, benefit: Benefit) -> bool:
    """Whether ``user`` sees a benefit of their own municipality: what a unit keeps to itself is seen by few."""
    if benefit.tier != Tier.UNIT or benefit.unit_id is None:
        return True
    return sees_unit(user, benefit.municipality_id, benefit.unit_id)


def works_here(user: User, municipality_id: int) -> bool:
    """Whether somebody has a role in the municipality today."""
    held = RoleHolding.objects.current_on(clock.today())
    return held.filter(user=user, municipality_id=municipality_id).exists()


def _check_measure(facts: BenefitFacts) -> None:
    numbers = (facts.baseline, facts.target)
    if any(number is not None for number in numbers) and facts.measured_in is None:
        raise ValidationError({"measured_in": _("Vælg, hvad tallene er målt i.")})
    if facts.measured_in is not None and not facts.indicator.strip():
        raise ValidationError({"indicator": _("Skriv, hvad I måler.")})
    if facts.baseline is None and (facts.baseline_from or facts.baseline_to):
        raise ValidationError({"baseline": _("Skriv udgangspunktet, eller fjern perioden for det.")})
    if facts.baseline_to is not None and facts.baseline_to > clock.today():
        raise ValidationError({"baseline_to": _("Perioden ligger i fremtiden. Skriv den periode, I målte i.")})
    if facts.starts_on and facts.baseline_to and facts.baseline_to >= facts.starts_on:
        raise ValidationError({"baseline_to": _("Udgangspunktet skal være målt, før gevinsten begynder.")})
    if facts.next_measurement_on is not None and not facts.cadence:
        raise ValidationError({"cadence": _("Vælg, hvor tit I måler.")})


def _check_money(facts: BenefitFacts) -> None:
    if facts.bottom_line in QUALITY_LINES and (facts.realisation or facts.yearly_value is not None):
        raise ValidationError({"realisation": _("Kun gevinster for økonomien har et beløb.")})
    if facts.bottom_line in QUALITY_LINES and facts.is_means:
        raise ValidationError({"is_means": _("Kun en gevinst for økonomien kan være et middel til en anden.")})
    if facts.yearly_value is not None and not facts.realisation:
        said = _("Vælg, hvordan gevinsten kommer ind i budgettet. Et sparet minut er ikke penge i sig selv.")
        raise ValidationError({"realisation": said})


@action("benefits.sign_benefit")
def sign_benefit(*, by: Actor, benefit: Benefit, expected_version: int | None = None) -> Benefit:
    """Sign, as an economist, that the benefit lowers the budget. Raises ``ValidationError`` and ``ConflictError``."""
    if benefit.realisation != Realisation.REDUCES or benefit.is_negative or benefit.yearly_value is None:
        raise ValidationError(_("Kun en gevinst, der sænker budgettet med et beløb, skal godkendes."))
    return change(benefit, expected_version=expected_version, signed_by_name=by.name, signed_at=clock.now())


@action("benefits.judge_benefit")
def judge_benefit(
    *,
    by: Actor,
    benefit: Benefit,
    to_state: str,
    reason: str = "",
    on: date | None = None,
    expected_version: int | None = None,
) -> Benefit:
    """Say whether a benefit came, that it is too early, that it cannot be documented, or follow it again.

    Raises ``ValidationError`` by field and ``ConflictError``.
    """
    day = on or clock.today()
    _check_judgement(benefit, to_state, reason, day)
    before = benefit.state
    change(benefit, expected_version=expected_version, state=to_state, state_since=day)
    step = BenefitStep(
        benefit=benefit,
        from_state=before,
        to_state=to_state,
        on=day,
        reason=reason.strip(),
        by_name=by.name,
        by_role=by.role or "",
        recorded_at=clock.now(),
    )
    step.full_clean()
    step.save(force_insert=True)
    return benefit


def _check_judgement(benefit: Benefit, to_state: str, reason: str, day: date) -> None:
    if to_state not in JUDGEMENTS or to_state == benefit.state:
        raise ValidationError({"to_state": _("Vælg, hvordan det gik.")})
    if to_state in {*JUDGED_STATES, State.TOO_EARLY} and not reason.strip():
        raise ValidationError({"reason": _("Skriv hvorfor. Det er det, andre kan lære af.")})
    if to_state in {State.REALISED, State.PARTLY} and not benefit.measured:
        raise ValidationError({"to_state": _("Der er ingen målinger. Mål først, eller vælg Kan ikke dokumenteres.")})
    if day > clock.today():
        raise ValidationError({"on": _("Datoen ligger i fremtiden. Skriv den dag, I vurderede det.")})
