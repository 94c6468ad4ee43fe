"""Focus areas, seats and proposed questions made for tests."""

from typing import Any

from tests.landkort import technology
from tests.people import municipality
from tovholder.apps.focusareas.public import (
    AreaFacts,
    FocusArea,
    Group,
    GroupMember,
    QuestionFacts,
    QuestionProposal,
    SeatFacts,
    add_member,
    propose_area,
    propose_question,
)
from tovholder.kernel.actor import SYSTEM, Actor

YEAR = 2027


def area_facts(**values: Any) -> AreaFacts:
    """What a focus area tells."""
    given: dict[str, Any] = {
        "year": YEAR,
        "title_da": "Tryghed om natten",
        "description_da": "Færre forstyrrelser af søvnen, og hjælp, når der er brug for den.",
        "technologies": [technology("sengesensor")],
    }
    return AreaFacts(**(given | values))


def proposed(*, by: Actor = SYSTEM, **values: Any) -> FocusArea:
    """A proposed focus area."""
    return propose_area(by=by, facts=area_facts(**values))


def seat(place: str = "Syddjurs", **values: Any) -> GroupMember:
    """A seat of a municipality in the municipality group."""
    given: dict[str, Any] = {"group": Group.MUNICIPALITIES, "year": YEAR, "municipality": municipality(place)}
    return add_member(by=SYSTEM, facts=SeatFacts(**(given | values)))


def asked(*, by: Actor = SYSTEM, **values: Any) -> QuestionProposal:
    """A proposed question."""
    given: dict[str, Any] = {
        "year": YEAR,
        "text": "Hvor mange plejeboliger har sensorer?",
        "why": "Så kan vi se, om det spreder sig.",
        "section": "Tryghed",
    }
    return propose_question(by=by, facts=QuestionFacts(**(given | values)))
