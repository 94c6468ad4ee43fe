"""Keeping what a round teaches, and taking up what earlier rounds taught."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tovholder.apps.process.actions import carry_to
from tovholder.apps.process.models import Learning, Round
from tovholder.apps.process.phases import PHASES
from tovholder.apps.process.selectors import current_round
from tovholder.foundation.audit.action import action, change, created
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor

PHASE_KEYS = frozenset(phase.key for phase in PHASES)


@dataclass(frozen=True, slots=True, kw_only=True)
class LearningFacts:
    """What was learnt. Without a phase it is about the round as a whole; without a tier it has the round's own."""

    kind: str
    text: str
    phase: str = ""
    tier: str = ""


@action("process.add_learning")
def add_learning(*, by: Actor, found: Round, facts: LearningFacts) -> Learning:
    """Write down something learnt, also after the round was closed: then it goes straight to the owner's open round.

    Raises ``ValidationError`` by field.
    """
    _check(facts)
    made = created(
        Learning(
            municipality_id=found.municipality_id,
            unit_id=found.unit_id,
            tier=facts.tier or found.tier,
            round=found,
            phase=facts.phase,
            kind=facts.kind,
            text=facts.text.strip(),
            learnt_on=clock.today(),
            by_name=by.name,
        )
    )
    heir = current_round(found.municipality_id, found.unit_id)
    if not found.is_open and heir is not None:
        carry_to(heir)
        made.refresh_from_db()
    return made


@action("process.change_learning")
def change_learning(
    *, by: Actor, learning: Learning, facts: LearningFacts, expected_version: int | None = None
) -> Learning:
    """Change the words of a learning. Raises ``ValidationError`` by field, and ``ConflictError``."""
    _check(facts)
    return change(
        learning,
        expected_version=expected_version,
        kind=facts.kind,
        phase=facts.phase,
        text=facts.text.strip(),
        tier=facts.tier or learning.tier,
    )


@action("process.take_up")
def take_up(*, by: Actor, learning: Learning, answer: str, expected_version: int | None = None) -> Learning:
    """Answer a learning: what was done about it, or why nothing. Raises ``ValidationError`` without words."""
    if not answer.strip():
        raise ValidationError({"answer": _("Skriv, hvad I gjorde ved det, eller hvorfor I lader det ligge.")})
    return change(
        learning,
        expected_version=expected_version,
        answer=answer.strip(),
        answered_on=clock.today(),
        answered_by=by.name,
    )


def _check(facts: LearningFacts) -> None:
    problems = {}
    if not facts.text.strip():
        problems["text"] = _("Skriv, hvad I lærte.")
    if facts.phase and facts.phase not in PHASE_KEYS:
        problems["phase"] = _("Vælg en af de fire faser, eller lad feltet stå tomt.")
    if problems:
        raise ValidationError(problems)
