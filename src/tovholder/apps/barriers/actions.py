"""What is done with the barriers of a project: written, changed, stepped, and what was tried against them."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tovholder.apps.barriers.models import Barrier, BarrierStep, Helped, Measure, ProjectBarrier, State
from tovholder.apps.barriers.rules import is_wider, tiers_for, whole_municipality
from tovholder.apps.barriers.selectors import current_register, possible_owners, sees_unit
from tovholder.apps.barriers.telling import OWNER_NOTICE, tell
from tovholder.apps.projects.public import Project
from tovholder.foundation.accounts.models import User
from tovholder.foundation.audit.action import action, change, created
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.models import Unit
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class BarrierFacts:
    """What is told of a barrier of a project, as forms and files give it."""

    severity: str
    barrier: Barrier | None = None
    own_words: str = ""
    theme: Code | None = None
    description: str = ""
    unit: Unit | None = None
    owner: User | None = None
    found_on: date | None = None
    look_on: date | None = None
    tier: str = Tier.MUNICIPALITY

    def fields(self) -> dict[str, object]:
        """The values by the names of the model's fields; the theme of an entry is the register's."""
        told = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return told | {
            "theme": None if self.barrier is not None else self.theme,
            "own_words": self.own_words.strip(),
            "found_on": self.found_on or clock.today(),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureFacts:
    """What was tried, and what came of it."""

    kind: Code
    what: str
    started_on: date
    ended_on: date | None = None
    cost: str = ""
    helped: str = Helped.EARLY
    why: str = ""

    def fields(self) -> dict[str, object]:
        """The values by the names of the model's fields."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


@action("barriers.add_barrier")
def add_barrier(*, by: Actor, project: Project, facts: BarrierFacts) -> ProjectBarrier:
    """Write what stands in the way of a project. Raises ``ValidationError`` by field."""
    _check_words(facts, None)
    _check_place(by, project.municipality_id, facts.unit, None)
    _check_days(facts)
    _check_tier(by, project, facts, "")
    _check_owner(project.municipality_id, facts, None)
    made = created(
        ProjectBarrier(municipality=project.municipality, project=project, state_since=clock.today(), **facts.fields())
    )
    _tell_owner(made, None, by)
    return made


@action("barriers.change_barrier")
def change_barrier(
    *, by: Actor, project_barrier: ProjectBarrier, facts: BarrierFacts, expected_version: int | None = None
) -> ProjectBarrier:
    """Change what is told of a barrier. Raises ``ValidationError`` by field, and ``ConflictError``."""
    _check_words(facts, project_barrier.barrier)
    _check_place(by, project_barrier.municipality_id, facts.unit, project_barrier.unit)
    _check_days(facts)
    _check_tier(by, project_barrier.project, facts, project_barrier.tier)
    before = project_barrier.owner
    _check_owner(project_barrier.municipality_id, facts, before)
    change(project_barrier, expected_version=expected_version, **facts.fields())
    _tell_owner(project_barrier, before, by)
    return project_barrier


def _check_words(facts: BarrierFacts, before: Barrier | None) -> None:
    if facts.barrier is None and not facts.own_words.strip():
        raise ValidationError({"barrier": _("Vælg en barriere fra registret, eller skriv den med jeres egne ord.")})
    if facts.barrier is None and facts.theme is None:
        raise ValidationError({"theme": _("Vælg et tema, når I skriver med jeres egne ord. Så kan den tælles med.")})
    if facts.barrier is None or facts.barrier == before:
        return
    if not current_register().filter(pk=facts.barrier.pk).exists():
        raise ValidationError({"barrier": _("Vælg en barriere, der gælder i dag.")})


def _check_place(by: Actor, municipality_id: int, unit: Unit | None, before: Unit | None) -> None:
    if unit is None and not whole_municipality(by):
        raise ValidationError({"unit": _("Vælg din egen enhed. Kommunens tovholder skriver for hele kommunen.")})
    if unit is None:
        return
    if unit.municipality_id != municipality_id:
        raise ValidationError({"unit": _("Vælg en enhed i jeres egen kommune.")})
    if unit != before and not unit.is_open_on(clock.today()):
        raise ValidationError({"unit": _("Enheden er nedlagt. Vælg en, der findes i dag.")})
    if not whole_municipality(by) and unit.pk != by.unit_id:
        raise ValidationError({"unit": _("Vælg din egen enhed. Kommunens tovholder skriver for de andre.")})


def _check_days(facts: BarrierFacts) -> None:
    if facts.found_on is not None and facts.found_on > clock.today():
        raise ValidationError({"found_on": _("Datoen ligger i fremtiden. Skriv den dag, I mødte barrieren.")})


def _check_tier(by: Actor, project: Project, facts: BarrierFacts, before: str) -> None:
    if facts.tier == Tier.UNIT and facts.unit is None:
        raise ValidationError({"unit": _("Vælg den enhed, der alene skal kunne se barrieren.")})
    if facts.tier == before:
        return
    if facts.tier not in tiers_for(by):
        raise ValidationError({"tier": _("Så bredt kan du ikke dele barrieren. Kommunens tovholder deler med andre.")})
    if is_wider(facts.tier, project.tier):
        said = _("Projektet ses af færre end det. Del projektet først, eller vælg: %(tier)s.")
        raise ValidationError({"tier": said % {"tier": project.get_tier_display()}})


def _check_owner(municipality_id: int, facts: BarrierFacts, before: User | None) -> None:
    owner = facts.owner
    if owner is None:
        return
    if owner != before and not possible_owners(municipality_id).filter(pk=owner.pk).exists():
        raise ValidationError({"owner": _("Vælg en, der har en rolle i kommunen i dag.")})
    if facts.tier == Tier.UNIT and facts.unit is not None and not sees_unit(owner, municipality_id, facts.unit.pk):
        raise ValidationError(
            {"owner": _("%(name)s kan ikke se det, som kun enheden ser. Vælg en fra enheden.") % {"name": owner.name}}
        )


def _tell_owner(one: ProjectBarrier, before: User | None, by: Actor) -> None:
    """Tell a new owner, unless they took it themselves."""
    if one.owner is None or one.owner == before or one.owner.public_id == by.user_id:
        return
    tell(
        OWNER_NOTICE,
        one.owner,
        lambda: (
            _("Du er ansvarlig for barrieren %(title)s ved projektet %(project)s.")
            % {"title": one.title, "project": one.project.title}
        ),
        one.get_absolute_url(),
        one.look_on,
    )


@action("barriers.step_barrier")
def step_barrier(
    *,
    by: Actor,
    project_barrier: ProjectBarrier,
    to_state: str,
    reason: str,
    on: date | None = None,
    expected_version: int | None = None,
) -> ProjectBarrier:
    """Say how far the work with a barrier is, and why. Raises ``ValidationError`` by field, and ``ConflictError``."""
    day = on or clock.today()
    _check_step(project_barrier, to_state, reason, day)
    before = project_barrier.state
    change(project_barrier, expected_version=expected_version, state=to_state, state_since=day)
    step = BarrierStep(
        project_barrier=project_barrier,
        from_state=before,
        to_state=to_state,
        on=day,
        reason=reason.strip(),
        by_name=by.name,
        recorded_at=clock.now(),
    )
    step.full_clean()
    step.save(force_insert=True)
    return project_barrier


def next_states(one: ProjectBarrier) -> list[State]:
    """Where a barrier can go from where it is: one that is gone can only come back."""
    if one.state == State.GONE:
        return [State.OPEN]
    return [state for state in State if state != one.state]


def _check_step(one: ProjectBarrier, to_state: str, reason: str, day: date) -> None:
    if to_state not in next_states(one):
        raise ValidationError({"to_state": _("Vælg, hvor langt I er med barrieren nu.")})
    if not reason.strip():
        raise ValidationError({"reason": _("Skriv, hvorfor. Andre kan lære af det.")})
    if day > clock.today():
        raise ValidationError({"on": _("Datoen ligger i fremtiden. Skriv den dag, det skete.")})
    last = one.steps.order_by("-on").first()
    if day < (last.on if last is not None else one.found_on):
        raise ValidationError({"on": _("Datoen ligger før det, der allerede er sket med barrieren.")})


@action("barriers.add_measure")
def add_measure(*, by: Actor, project_barrier: ProjectBarrier, facts: MeasureFacts) -> Measure:
    """Write what was tried against a barrier. Raises ``ValidationError`` by field."""
    _check_measure(facts)
    return created(Measure(project_barrier=project_barrier, by_name=by.name, recorded_at=clock.now(), **facts.fields()))


@action("barriers.change_measure")
def change_measure(*, by: Actor, measure: Measure, facts: MeasureFacts, expected_version: int | None = None) -> Measure:
    """Change what is told of a measure: mostly whether it helped. Raises ``ValidationError`` and ``ConflictError``."""
    _check_measure(facts)
    return change(measure, expected_version=expected_version, **facts.fields())


def _check_measure(facts: MeasureFacts) -> None:
    if facts.started_on > clock.today():
        raise ValidationError({"started_on": _("Datoen ligger i fremtiden. Skriv, hvornår I begyndte.")})
    if facts.ended_on is not None and facts.ended_on < facts.started_on:
        raise ValidationError({"ended_on": _("Det kan ikke slutte, før det begynder.")})
    if facts.helped != Helped.EARLY and not facts.why.strip():
        raise ValidationError({"why": _("Skriv, hvorfor det hjalp eller ikke hjalp. Det er det, andre kan bruge.")})
