"""Visions made for tests."""

from datetime import date, timedelta
from typing import Any

from tests.people import code, municipality
from tovholder.apps.visions.public import (
    Body,
    Decision,
    HearingRound,
    Vision,
    VisionFacts,
    adopt,
    create_vision,
    open_hearing,
    publish,
)
from tovholder.kernel import clock
from tovholder.kernel.actor import SYSTEM, Actor

TITLE = "Teknologi, der giver frihed"
UNHEARD = (
    "disability_council",
    "senior_council",
    "vulnerable_council",
    "med_committee",
    "residents_council",
    "relatives",
)
REASONS = dict.fromkeys(UNHEARD, "De blev hørt om handicappolitikken i foråret.")


def facts(title: str = TITLE, **given: Any) -> VisionFacts:
    """A vision that says its value."""
    base: dict[str, Any] = {
        "title": title,
        "text": "Borgerne skal selv kunne tage kontakt, når de vil.",
        "creates_quality": True,
        "value_text": "Mere indflydelse på eget liv.",
        "authority_strategy": "Teknologi overvejes sammen med de andre ydelser.",
    }
    return VisionFacts(**base | given)


def vision(title: str = TITLE, *, owner: str = "Syddjurs", by: Actor = SYSTEM, **given: Any) -> Vision:
    """A draft."""
    groups = tuple(code("target_group", name) for name in given.pop("groups", ()))
    return create_vision(by=by, municipality=municipality(owner), facts=facts(title, target_groups=groups, **given))


def body(kind: str = "disability_council", email: str = "", name: str = "") -> Body:
    """Somebody to hear."""
    wanted = code("hearing_body", kind)
    return Body(wanted, name or wanted.label_da, email=email)


def heard(of: Vision, *bodies: Body, days: int = 28, by: Actor = SYSTEM, letter: str = "Hvad mangler?") -> HearingRound:
    """A round of hearing."""
    return open_hearing(
        by=by,
        vision=of,
        deadline=clock.today() + timedelta(days=days),
        bodies=bodies or (body(),),
        letter=letter,
    )


def decision(on: date | None = None) -> Decision:
    """A decision of a political committee."""
    return Decision(on or clock.today(), code("adopting_body", "political_committee"), "Socialudvalget", "24/1234")


def adopted(title: str = TITLE, *, owner: str = "Syddjurs", by: Actor = SYSTEM, **given: Any) -> Vision:
    """A vision that was adopted without hearings, with reasons."""
    made = vision(title, owner=owner, by=by, **given)
    return adopt(by=by, vision=made, decision=decision(), reasons=REASONS, law_known=True)


def published(title: str = TITLE, *, owner: str = "Syddjurs", **given: Any) -> Vision:
    """A vision that everybody may read."""
    return publish(by=SYSTEM, vision=adopted(title, owner=owner, **given))
