"""What the page of a vision shows of its hearings."""

from typing import Any

from tovholder.apps.visions import presenting, selectors
from tovholder.apps.visions.models import Hearing, HearingRound, Vision
from tovholder.apps.visions.rules import may_write, works_here
from tovholder.apps.visions.states import State
from tovholder.foundation.ui.values import Status
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor

Line = tuple[Hearing, Status, str]


def _line(hearing: Hearing, opened: HearingRound) -> Line:
    statement = getattr(hearing, "statement", None)
    when = presenting.given_text(statement) if statement is not None else ""
    return hearing, presenting.shown_hearing(hearing, opened.deadline), when


def hearing_context(actor: Actor, vision: Vision) -> dict[str, Any]:
    """The rounds of hearing as the actor may see them: members of a council their own council's part alone."""
    at_work = works_here.allows(actor, vision)
    council = "" if at_work else selectors.council_of(actor)
    rounds = []
    for opened in selectors.rounds_of(vision):
        lines = [
            _line(hearing, opened)
            for hearing in opened.hearings.all()
            if at_work or (council and hearing.body.code == council)
        ]
        if lines:
            rounds.append((opened, lines))
    running = bool(rounds) and vision.state == State.HEARING and rounds[0][0].is_open_on(clock.today())
    return {
        "hearing_rounds": rounds,
        "hearing_runs": running,
        "own_council": council,
        "may_hear": may_write.allows(actor, vision) and vision.is_open and not running,
        "may_add_body": may_write.allows(actor, vision) and running,
    }
