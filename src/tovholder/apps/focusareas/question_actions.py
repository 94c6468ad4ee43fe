"""What is done with questions: proposed, discussed, taken or declined, and the whole set approved."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _

from tovholder.apps.focusareas.models import QuestionApproval, QuestionProposal, QuestionState, QuestionStep
from tovholder.apps.focusareas.selectors import took_part
from tovholder.apps.focusareas.states import next_question_states
from tovholder.foundation.audit.action import action, change, created
from tovholder.foundation.municipalities.models import Municipality
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionFacts:
    """A proposed question, as the form gives it."""

    year: int
    text: str
    why: str
    section: str = ""
    concept: str = ""

    def fields(self) -> dict[str, object]:
        """The values by the names of the model's fields."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


@action("focusareas.propose_question")
def propose_question(*, by: Actor, facts: QuestionFacts, on: date | None = None) -> QuestionProposal:
    """Propose a question, for the actor's municipality or as national editor. Raises ``ValidationError`` by field."""
    day = on or clock.today()
    home = Municipality.objects.get(pk=by.municipality_id) if by.municipality_id is not None else None
    return created(
        QuestionProposal(municipality=home, by_name=by.name, proposed_on=day, state_since=day, **facts.fields())
    )


@action("focusareas.change_question")
def change_question(
    *, by: Actor, proposal: QuestionProposal, facts: QuestionFacts, expected_version: int | None = None
) -> QuestionProposal:
    """Change a proposed question while nobody has looked at it. Raises ``ValidationError`` and ``ConflictError``."""
    if proposal.state != QuestionState.PROPOSED:
        raise ValidationError(
            {NON_FIELD_ERRORS: _("Spørgsmålet er drøftet. Foreslå et nyt, hvis det skal være anderledes.")}
        )
    return change(proposal, expected_version=expected_version, **facts.fields())


@action("focusareas.step_question")
def step_question(
    *,
    by: Actor,
    proposal: QuestionProposal,
    to_state: str,
    reason: str,
    on: date | None = None,
    expected_version: int | None = None,
) -> QuestionProposal:
    """Say what came of a proposed question, and why. Raises ``ValidationError`` by field, and ``ConflictError``."""
    day = on or clock.today()
    if to_state not in next_question_states(proposal.state):
        raise ValidationError({"to_state": _("Vælg et af de næste trin.")})
    if not reason.strip():
        raise ValidationError({"reason": _("Skriv hvorfor. Den, der foreslog det, skal kunne se det.")})
    if day > clock.today():
        raise ValidationError({"on": _("Datoen ligger i fremtiden. Skriv den dag, det skete.")})
    if day < proposal.state_since:
        raise ValidationError({"on": _("Datoen ligger før det, der allerede er sket med spørgsmålet.")})
    before = proposal.state
    change(proposal, expected_version=expected_version, state=to_state, state_since=day)
    step = QuestionStep(
        proposal=proposal,
        from_state=before,
        to_state=to_state,
        on=day,
        reason=reason.strip(),
        by_name=by.name,
        recorded_at=clock.now(),
    )
    step.full_clean()
    step.save(force_insert=True)
    return proposal


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalFacts:
    """What the steering group approved, as the form gives it."""

    year: int
    questionnaire: str
    on: date
    meeting: str
    approved_by: str
    note: str = ""


@action("focusareas.approve_questions")
def approve_questions(*, by: Actor, facts: ApprovalFacts) -> QuestionApproval:
    """Record that the steering group approved a year's questions; who took part is kept as it is that day.

    Raises ``ValidationError`` by field.
    """
    if facts.on > clock.today():
        raise ValidationError({"on": _("Datoen ligger i fremtiden. Skriv den dag, det blev godkendt.")})
    told = {name: getattr(facts, name) for name in facts.__dataclass_fields__}
    taken = QuestionProposal.objects.filter(year=facts.year, state=QuestionState.TAKEN).count()
    return created(
        QuestionApproval(
            took_part=took_part(facts.year),
            questions=taken,
            by_name=by.name,
            recorded_at=clock.now(),
            **told,
        )
    )
