"""Questions that municipalities propose, and the steering group's approval of the set."""

from datetime import date, timedelta

import pytest

from tests.focusing import YEAR, asked, seat
from tests.landkort import refusal
from tests.people import actor
from tovholder.apps.focusareas.group_actions import SeatFacts, change_member
from tovholder.apps.focusareas.models import QuestionApproval
from tovholder.apps.focusareas.question_actions import (
    ApprovalFacts,
    QuestionFacts,
    approve_questions,
    change_question,
    step_question,
)
from tovholder.apps.focusareas.selectors import approvals, seen_questions
from tovholder.foundation.audit.models import AuditEntry
from tovholder.kernel import clock
from tovholder.kernel.actor import ANONYMOUS, SYSTEM

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("SUR-03")
def test_a_question_is_proposed_discussed_and_taken_with_reasons() -> None:
    """By anybody in a municipality; each step has its date, reason and person."""
    proposal = asked(by=actor("staff"))
    assert (proposal.municipality is not None, proposal.by_name) == (True, "staff syddjurs")
    editor = actor("national_editor")
    taken = refusal(lambda: step_question(by=editor, proposal=proposal, to_state="taken", reason="Ja."))
    assert set(taken) == {"to_state"}
    step_question(by=editor, proposal=proposal, to_state="discussed", reason="Drøftet i gruppen.")
    step_question(by=editor, proposal=proposal, to_state="taken", reason="Kan besvares af alle.")
    told = [(step.to_state, step.reason, step.by_name) for step in proposal.steps.all()]
    assert told == [
        ("discussed", "Drøftet i gruppen.", editor.name),
        ("taken", "Kan besvares af alle.", editor.name),
    ]


def test_a_step_of_a_question_is_guarded() -> None:
    """It tells why, and does not lie in the future or before the last one."""
    proposal = asked()
    tomorrow, before = clock.today() + timedelta(days=1), clock.today() - timedelta(days=1)

    def declined(reason: str, on: date | None = None) -> set[str]:
        return set(
            refusal(lambda: step_question(by=SYSTEM, proposal=proposal, to_state="declined", reason=reason, on=on))
        )

    assert declined(" ") == {"reason"}
    assert declined("Nej.", tomorrow) == {"on"}
    assert declined("Nej.", before) == {"on"}


def test_a_question_that_was_discussed_is_not_reworded() -> None:
    """Others have looked at it as it was; a concept is written as concepts are, and no CPR number gets in."""
    proposal = asked()
    facts = QuestionFacts(year=YEAR, text="Hvor mange?", why="Fordi.")
    assert change_question(by=SYSTEM, proposal=proposal, facts=facts).text == "Hvor mange?"
    step_question(by=SYSTEM, proposal=proposal, to_state="discussed", reason="Ja.")
    assert set(refusal(lambda: change_question(by=SYSTEM, proposal=proposal, facts=facts))) == {"__all__"}
    assert set(refusal(lambda: asked(concept="Training Status"))) == {"concept"}
    assert set(refusal(lambda: asked(why="Spørg 010190-1234."))) == {"why"}


@pytest.mark.requirement("ORG-24")
@pytest.mark.requirement("SUR-03")
def test_the_steering_group_approves_and_who_took_part_is_kept() -> None:
    """When, where, who, how many proposals were taken, and the municipalities as they were that day."""
    proposal = asked()
    for to_state in ("discussed", "taken"):
        step_question(by=SYSTEM, proposal=proposal, to_state=to_state, reason="Ja.")
    asked(text="Et andet?")
    seats = [seat("Randers"), seat("Aabenraa")]
    facts = ApprovalFacts(
        year=YEAR,
        questionnaire="Velfærdsteknologi 2027",
        on=clock.today(),
        meeting="Møde 2",
        approved_by="Styregruppen",
    )
    made = approve_questions(by=actor("national_editor"), facts=facts)
    assert (made.took_part, made.questions) == (["Randers", "Aabenraa"], 1)
    change_member(
        by=SYSTEM,
        member=seats[0],
        facts=SeatFacts(group="municipalities", year=YEAR, municipality=seats[1].municipality, seat="Leder"),
    )
    assert [one.took_part for one in approvals(YEAR)] == [["Randers", "Aabenraa"]]
    assert AuditEntry.objects.filter(action="focusareas.approve_questions").count() == 1
    late = ApprovalFacts(
        year=YEAR, questionnaire="X", on=clock.today() + timedelta(days=1), meeting="M", approved_by="S"
    )
    assert set(refusal(lambda: approve_questions(by=SYSTEM, facts=late))) == {"on"}
    assert QuestionApproval.objects.count() == 1


def test_proposals_are_for_those_who_work_in_a_municipality() -> None:
    """Nobody outside reads what is not decided."""
    asked()
    counts = {role: seen_questions(actor(role)).count() for role in ("reader", "national_editor", "supplier")}
    assert counts == {"reader": 1, "national_editor": 1, "supplier": 0}
    assert seen_questions(ANONYMOUS).count() == 0
