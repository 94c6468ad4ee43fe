"""What is done around a task: trials and companies. And what holds for the whole list: fields and weights."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from tovholder.apps.rethinking.models import CompanyMeeting, FieldProgramme, Trial, WeightEdition, WorkTask
from tovholder.apps.rethinking.scales import FieldState, Meeting, TrialOutcome
from tovholder.engines.workload import Weights
from tovholder.foundation.audit.action import action, change, created
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.models import Municipality, Partner
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialFacts:
    """What a trial says."""

    what: str
    started_on: date
    partner: Partner | None = None
    ended_on: date | None = None
    outcome: str = TrialOutcome.RUNNING
    learning: str = ""

    def fields(self) -> dict[str, object]:
        """The values by the names of the model's fields."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingFacts:
    """What a meeting with a company says."""

    partner: Partner
    on: date
    how: str = Meeting.ASKED
    offered: str = ""

    def fields(self) -> dict[str, object]:
        """The values by the names of the model's fields."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


def _check_trial(facts: TrialFacts) -> None:
    problems = {}
    if facts.started_on > clock.today():
        problems["started_on"] = _("Datoen ligger i fremtiden. Skriv forsøget, når det er begyndt.")
    if facts.ended_on is not None and facts.ended_on < facts.started_on:
        problems["ended_on"] = _("Forsøget kan ikke slutte, før det begynder.")
    if facts.outcome != TrialOutcome.RUNNING:
        if facts.ended_on is None:
            problems["ended_on"] = _("Skriv, hvornår forsøget sluttede.")
        if not facts.learning.strip():
            problems["learning"] = _("Skriv, hvad I lærte. Det er det vigtigste, også når det ikke lykkedes.")
    if problems:
        raise ValidationError(problems)


@action("rethinking.add_trial")
def add_trial(*, by: Actor, task: WorkTask, facts: TrialFacts) -> Trial:
    """Tell of a trial. Raises ``ValidationError`` by field."""
    _check_trial(facts)
    return created(Trial(task=task, **facts.fields()))


@action("rethinking.change_trial")
def change_trial(*, by: Actor, trial: Trial, facts: TrialFacts, expected_version: int | None = None) -> Trial:
    """Tell how a trial went. Raises ``ValidationError`` by field, and ``ConflictError``."""
    _check_trial(facts)
    return change(trial, expected_version=expected_version, **facts.fields())


def _check_meeting(facts: MeetingFacts) -> None:
    if facts.on > clock.today():
        raise ValidationError({"on": _("Datoen ligger i fremtiden. Skriv mødet, når det har været holdt.")})


@action("rethinking.add_meeting")
def add_meeting(*, by: Actor, task: WorkTask, facts: MeetingFacts) -> CompanyMeeting:
    """Tell that a company was drawn in. Raises ``ValidationError`` by field."""
    _check_meeting(facts)
    return created(CompanyMeeting(task=task, **facts.fields()))


@action("rethinking.change_meeting")
def change_meeting(
    *, by: Actor, meeting: CompanyMeeting, facts: MeetingFacts, expected_version: int | None = None
) -> CompanyMeeting:
    """Correct what was told of a company. Raises ``ValidationError`` by field, and ``ConflictError``."""
    _check_meeting(facts)
    return change(meeting, expected_version=expected_version, **facts.fields())


@action("rethinking.move_field")
def move_field(
    *,
    by: Actor,
    municipality: Municipality,
    field: Code,
    state: str,
    note: str | None = None,
    expected_version: int | None = None,
) -> FieldProgramme:
    """Say how far a field has come. Any state follows any other, and several may be mapped at once.

    Raises ``ValidationError`` for a state that does not exist, and ``ConflictError``.
    """
    if state not in FieldState.values:
        raise ValidationError(_("Vælg et af stadierne på tavlen."))
    found = FieldProgramme.objects.filter(municipality=municipality, field=field).first()
    if found is None:
        made = FieldProgramme(municipality=municipality, field=field, tier=Tier.MUNICIPALITY)
        made.state, made.since, made.note = state, clock.today(), note or ""
        return created(made)
    values: dict[str, object] = {"state": state}
    if state != found.state:
        values["since"] = clock.today()
    if note is not None:
        values["note"] = note
    return change(found, expected_version=expected_version, **values)


@action("rethinking.set_weights")
def set_weights(*, by: Actor, municipality: Municipality, weights: Weights, reason: str) -> WeightEdition:
    """Weigh the municipality's list otherwise from today. Raises ``ValidationError`` without a reason."""
    if not reason.strip():
        raise ValidationError({"reason": _("Skriv, hvorfor I vægter listen anderledes.")})
    last = WeightEdition.objects.filter(municipality=municipality).aggregate(last=Max("number"))["last"]
    return created(
        WeightEdition(
            municipality=municipality,
            tier=Tier.MUNICIPALITY,
            number=(last or 0) + 1,
            reason=reason.strip(),
            set_on=clock.today(),
            by_name=by.name,
            **{factor.value: weight for factor, weight in weights.by_factor().items()},
        )
    )
