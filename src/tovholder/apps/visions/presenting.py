"""How visions are shown: states, facts, advice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from tovholder.apps.visions.models import Hearing, Responsible, Statement, Vision
from tovholder.apps.visions.states import Answer, Condition, HearingState, State
from tovholder.foundation.ui.formats import date_text
from tovholder.foundation.ui.values import Fact, Status, Tone
from tovholder.kernel import clock

TONES: Mapping[str, Tone] = {
    State.DRAFT: "neutral",
    State.HEARING: "progress",
    State.ADOPTED: "success",
    State.REVISED: "muted",
    State.WITHDRAWN: "danger",
}
_HEARD: Mapping[str, Tone] = {
    HearingState.INVITED: "progress",
    HearingState.ANSWERED: "success",
    HearingState.NO_ANSWER: "muted",
    HearingState.MAIL_FAILED: "danger",
}
_ANSWERED: Mapping[str, Tone] = {Answer.YES: "success", Answer.PARTLY: "warning", Answer.NO: "danger"}


def shown_state(state: str) -> Status:
    """A state as a tag."""
    return Status(State(state).label, TONES[state])


def shown_hearing(hearing: Hearing, deadline: date) -> Status:
    """How far a hearing is, as a tag. Silence is told as soon as the deadline has passed."""
    state = hearing.state
    if state == HearingState.INVITED and deadline < clock.today():
        state = HearingState.NO_ANSWER
    return Status(HearingState(state).label, _HEARD[state])


def groups_text(vision: Vision) -> str:
    """For whom the vision is."""
    names = [code.label for code in sorted(vision.target_groups.all(), key=lambda code: (code.position, code.sort_key))]
    return ", ".join(names) or _("Fælles for alle målgrupper")


def values_text(vision: Vision) -> str:
    """Which values were ticked."""
    ticked = [
        (vision.creates_quality, _("kvalitet")),
        (vision.creates_efficiency, _("effektivitet")),
        (vision.creates_wellbeing, _("trivsel")),
    ]
    return ", ".join(name for chosen, name in ticked if chosen)


def given_text(statement: Statement) -> str:
    """When a statement came: of those by the link the week alone is known."""
    if statement.to_the_week:
        year, week, _day = statement.given_on.isocalendar()
        return _("uge %(week)s, %(year)s") % {"week": week, "year": year}
    return date_text(statement.given_on)


def adopted_text(vision: Vision) -> str:
    """Who adopted the vision, in the name that was given or the kind of body."""
    return vision.adopted_by_name or (vision.adopted_by.label if vision.adopted_by is not None else "")


def facts_of(vision: Vision) -> list[Fact]:
    """What is known of a vision."""
    facts = [Fact(_("Gælder for"), groups_text(vision)), Fact(_("Skal skabe"), values_text(vision))]
    if vision.adopted_on is not None:
        facts += [Fact(_("Vedtaget"), vision.adopted_on), Fact(_("Vedtaget af"), adopted_text(vision))]
        if vision.case_reference:
            facts.append(Fact(_("Sagsnummer"), vision.case_reference))
    if vision.withdrawn_on is not None:
        facts.append(Fact(_("Trukket tilbage"), vision.withdrawn_on))
    return facts


@dataclass(frozen=True, slots=True)
class Text:
    """A part of a vision as it is read."""

    heading: str
    body: str


def texts_of(vision: Vision) -> list[Text]:
    """The parts that say something, in the order in which they are read."""
    weight = vision.get_authority_weight_display() if vision.authority_weight else ""
    strategy = "\n\n".join(part for part in (weight, vision.authority_strategy) if part)
    found = [
        Text(_("Det vil vi"), vision.text),
        Text(_("Den værdi, det skal skabe"), vision.value_text),
        Text(_("Myndighedsstrategi: teknologiens vægt ved siden af andre ydelser"), strategy),
        Text(_("Politiske rammer"), vision.frame_political),
        Text(_("Økonomiske rammer"), vision.frame_economic),
        Text(_("Organisatoriske rammer"), vision.frame_organisational),
        Text(_("Kompetencemæssige rammer"), vision.frame_competence),
        Text(_("Sådan forankrer vi visionen"), vision.anchoring),
        Text(_("Sådan gør vi visionen kendt"), vision.communication),
    ]
    return [text for text in found if text.body.strip()]


def advice_on(vision: Vision, responsibles: Sequence[Responsible]) -> list[str]:
    """What a vision that is being written still lacks. Advice: nothing of it holds anything back, but the value."""
    told = []
    if not vision.says_its_value:
        told.append(_("Sig, hvilken værdi visionen skal skabe, og for hvem. Uden den kan visionen ikke vedtages."))
    if not responsibles:
        told.append(_("Udpeg mindst én ansvarlig."))
    elif all(person.unit_id is not None for person in responsibles):
        told.append(
            _(
                "Alle de ansvarlige sidder i en enhed. Læg ansvaret for processen i forvaltningen, så visionen hænger "
                "sammen med resten af kommunens strategi (SUS 2016)."
            )
        )
    if not vision.authority_strategy.strip():
        told.append(_("Skriv en myndighedsstrategi: Hvordan vejer teknologi ved siden af jeres andre ydelser?"))
    if not vision.anchoring.strip():
        told.append(_("Skriv, hvordan visionen bliver forankret i hverdagen."))
    if not vision.communication.strip():
        told.append(_("Læg en plan for, hvordan visionen bliver kendt. Stilhed kan ligne en skjult besparelse."))
    return told


@dataclass(frozen=True, slots=True)
class ConditionLine:
    """A precondition and what was answered."""

    label: str
    status: Status
    note: str


def condition_lines(vision: Vision) -> list[ConditionLine]:
    """The four preconditions in their order, those that were not answered too."""
    standing = {row.condition: row for row in vision.preconditions.all()}
    lines = []
    for condition in Condition:
        row = standing.get(condition.value)
        status = Status(Answer(row.answer).label, _ANSWERED[row.answer]) if row else Status(_("Ikke besvaret"), "muted")
        lines.append(ConditionLine(str(condition.label), status, row.note if row else ""))
    return lines
