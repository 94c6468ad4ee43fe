"""Rounds made for tests."""

from datetime import date
from typing import Any

from tests.people import municipality
from tovholder.apps.process.models import Learning, Round
from tovholder.apps.process.public import LearningFacts, RoundFacts, add_learning, open_round
from tovholder.foundation.municipalities.models import Municipality, Unit
from tovholder.kernel.actor import SYSTEM, Actor


def opened(
    title: str = "Kommunikation for unge",
    *,
    owner: Municipality | str = "Syddjurs",
    in_unit: Unit | None = None,
    by: Actor = SYSTEM,
    **facts: Any,
) -> Round:
    """An open round of a municipality, or of one of its units."""
    place = municipality(owner) if isinstance(owner, str) else owner
    given: dict[str, Any] = {"title": title, "starts_on": date(2026, 9, 1)} | facts
    return open_round(by=by, municipality=place, unit=in_unit, facts=RoundFacts(**given))


def learnt(found: Round, text: str = "Begynd med lederne.", *, by: Actor = SYSTEM, **facts: Any) -> Learning:
    """Something learnt in a round."""
    given: dict[str, Any] = {"kind": "otherwise", "text": text} | facts
    return add_learning(by=by, found=found, facts=LearningFacts(**given))
