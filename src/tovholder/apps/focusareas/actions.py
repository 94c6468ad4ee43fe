"""What is done with focus areas: proposed, spoken of, qualified, approved or declined."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _

from tovholder.apps.focusareas.models import AreaState, FocusArea, FocusStep, Voice
from tovholder.apps.focusareas.rules import sits_in_group
from tovholder.apps.focusareas.selectors import group_of
from tovholder.apps.focusareas.states import next_area_states
from tovholder.apps.technologies.public import Technology
from tovholder.foundation.audit.action import action, change, changed_set, created
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.models import Municipality
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaFacts:
    """What is told of a focus area, as the form gives it."""

    year: int
    title_da: str
    description_da: str
    title_en: str = ""
    description_en: str = ""
    technologies: Sequence[Technology] = ()
    categories: Sequence[Code] = ()

    def fields(self) -> dict[str, object]:
        """The values by the names of the model's plain fields."""
        many = {"technologies", "categories"}
        return {name: getattr(self, name) for name in self.__dataclass_fields__ if name not in many}


@action("focusareas.propose_area")
def propose_area(*, by: Actor, facts: AreaFacts, on: date | None = None) -> FocusArea:
    """Propose a joint focus area, for the actor's municipality or as national editor. Raises ``ValidationError``."""
    day = _past(on)
    area = created(
        FocusArea(
            municipality=_home(by),
            by_name=by.name,
            proposed_on=day,
            state_since=day,
            **facts.fields(),
        )
    )
    _set_scope(area, facts)
    return area


def _home(by: Actor) -> Municipality | None:
    return Municipality.objects.get(pk=by.municipality_id) if by.municipality_id is not None else None


def _set_scope(area: FocusArea, facts: AreaFacts) -> None:
    changed_set(area, "technologies", facts.technologies)
    changed_set(area, "categories", facts.categories)


def _past(on: date | None) -> date:
    day = on or clock.today()
    if day > clock.today():
        raise ValidationError({"on": _("Datoen ligger i fremtiden. Skriv den dag, det skete.")})
    return day


@action("focusareas.change_area")
def change_area(*, by: Actor, area: FocusArea, facts: AreaFacts, expected_version: int | None = None) -> FocusArea:
    """Change what is told of an area. What was approved keeps its year and its Danish name.

    Raises ``ValidationError`` by field, and ``ConflictError``.
    """
    if area.is_approved and (facts.year, facts.title_da.strip()) != (area.year, area.title_da):
        raise ValidationError({"title_da": _("Styregruppen har godkendt navnet og året. De kan ikke rettes mere.")})
    if area.state != AreaState.PROPOSED and not (facts.technologies or facts.categories):
        raise ValidationError({"technologies": _("Vælg mindst én teknologi eller kategori.")})
    change(area, expected_version=expected_version, **facts.fields())
    _set_scope(area, facts)
    return area


@action("focusareas.speak")
def speak(
    *,
    by: Actor,
    area: FocusArea,
    municipality: Municipality,
    supports: bool,
    comment: str = "",
    expected_version: int | None = None,
) -> Voice:
    """Say what a municipality of the group thinks of a proposed area, or say it anew.

    Raises ``ValidationError`` by field, and ``ConflictError``.
    """
    if area.state != AreaState.PROPOSED:
        raise ValidationError(
            {NON_FIELD_ERRORS: _("Fokusområdet er ikke længere et forslag. Det er for sent at sige noget om det.")}
        )
    if not sits_in_group(municipality.pk, area):
        raise ValidationError(
            {NON_FIELD_ERRORS: _("Kun kommunegruppen siger noget om forslag til årets fokusområder.")}
        )
    told = {"supports": supports, "comment": comment.strip(), "by_name": by.name, "said_on": clock.today()}
    standing = area.voices.filter(municipality=municipality).first()
    if standing is not None:
        return change(standing, expected_version=expected_version, **told)
    return created(Voice(area=area, municipality=municipality, **told))


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaStep:
    """A step of an area, as the form gives it."""

    to_state: str
    reason: str
    on: date | None = None
    meeting: str = ""
    approved_by: str = ""


@action("focusareas.step_area")
def step_area(*, by: Actor, area: FocusArea, step: AreaStep, expected_version: int | None = None) -> FocusArea:
    """Take an area a step on: qualified, approved, declined, or back. Raises ``ValidationError``, ``ConflictError``."""
    day = _past(step.on)
    _check_step(area, step, day)
    before = area.state
    change(area, expected_version=expected_version, state=step.to_state, state_since=day)
    approves = step.to_state == AreaState.APPROVED
    taken = FocusStep(
        area=area,
        from_state=before,
        to_state=step.to_state,
        on=day,
        reason=step.reason.strip(),
        meeting=step.meeting.strip() if approves else "",
        approved_by=step.approved_by.strip() if approves else "",
        by_name=by.name,
        recorded_at=clock.now(),
    )
    taken.full_clean()
    taken.save(force_insert=True)
    return area


def _check_step(area: FocusArea, step: AreaStep, day: date) -> None:
    if step.to_state not in next_area_states(area.state):
        raise ValidationError({"to_state": _("Vælg et af de næste trin.")})
    if not step.reason.strip():
        raise ValidationError({"reason": _("Skriv hvorfor. Kommunerne skal kunne se det.")})
    if area.state_since is not None and day < area.state_since:
        raise ValidationError({"on": _("Datoen ligger før det, der allerede er sket med fokusområdet.")})
    if step.to_state == AreaState.QUALIFIED:
        _check_qualified(area)
    if step.to_state == AreaState.APPROVED:
        _check_approved(step)


def _check_qualified(area: FocusArea) -> None:
    """Qualified is what tells its technologies, and what the group of its year, where there is one, was heard on."""
    if not (area.technologies.exists() or area.categories.exists()):
        raise ValidationError({"to_state": _("Vælg først de teknologier eller kategorier, området handler om.")})
    if group_of(area.year) and not area.voices.exists():
        raise ValidationError({"to_state": _("Kommunegruppen har ikke sagt noget om forslaget endnu.")})


def _check_approved(step: AreaStep) -> None:
    missing = {
        "meeting": (step.meeting.strip(), _("Skriv, på hvilket møde det blev godkendt.")),
        "approved_by": (step.approved_by.strip(), _("Skriv, hvem der godkendte.")),
    }
    errors = {name: said for name, (value, said) in missing.items() if not value}
    if errors:
        raise ValidationError(errors)
