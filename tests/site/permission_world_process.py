"""One of everything that the process has an address for: see ``permission_world``."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from tests.assessing import assessment_addresses
from tests.outlook import body, heard, published, vision
from tests.people import code, municipality, unit
from tests.planning import goal, plan_action
from tests.questionnaire import EVERYTHING, edition_of, said
from tests.rounds import learnt, opened
from tests.screening import screening_addresses
from tests.worktasks import journey, task
from tovholder.apps.citizens.public import CitizenAlias
from tovholder.apps.goals.actions import add_participant
from tovholder.apps.goals.plan_actions import make_calendar
from tovholder.apps.process.change_log_actions import ChangeFacts, log_change
from tovholder.apps.process.packaged import points, tips
from tovholder.apps.process.public import PointFacts as CheckFacts
from tovholder.apps.process.public import begin_reflection, set_point
from tovholder.apps.questionnaires.public import answer
from tovholder.apps.rethinking.public import MeetingFacts, TrialFacts, add_meeting, add_trial, move_field
from tovholder.apps.visions.public import (
    Said,
    Way,
    add_strategy,
    comment,
    give_statement,
    record_letter,
    revise_vision,
)
from tovholder.foundation.municipalities.models import Partner
from tovholder.kernel.actor import SYSTEM

HEARING = "a-secret-of-a-hearing"


def each(names: str, namespace: str, **arguments: str | UUID) -> dict[str, dict[str, str | UUID]]:
    """The same arguments for several addresses of a room."""
    return {f"{namespace}:{name}": arguments for name in names.split()}


def process_addresses() -> dict[str, dict[str, str | UUID]]:
    """The arguments of every address of the process's rooms."""
    found = _tasks() | _changes() | _questionnaires() | _process() | _goals()
    found |= screening_addresses()
    found |= assessment_addresses(CitizenAlias.objects.get())
    return found | _visions()


def _visions() -> dict[str, dict[str, str | UUID]]:
    """A vision that is heard, with somebody who answered; one that is published, and the draft that shall revise it."""
    asked_of = heard(vision(), body(), body("relatives"))
    here, (waiting, answered) = asked_of.vision, asked_of.hearings.order_by("body__position")
    record_letter(by=SYSTEM, hearing=waiting, secret=HEARING)
    said = give_statement(by=SYSTEM, hearing=answered, said=Said("Fint"), way=Way.RECORDED)
    shown = published("Offentlig")
    row = add_strategy(by=SYSTEM, vision=here, title="Handicappolitik", level="municipal")
    of_heard = "vision vision_pdf edit delete comment preconditions hear add_body extend back_to_draft adopt withdraw"
    return {
        **each("list_file public_file", "visions", kind="csv"),
        **each(of_heard, "visions", public_id=here.public_id),
        **each("new_part", "visions", public_id=here.public_id, kind="strategi"),
        **each("remove_part", "visions", public_id=row.public_id, kind="strategi"),
        **each("answer_comment", "visions", public_id=comment(by=SYSTEM, vision=here, text="Godt").public_id),
        **each("statement send_again bounced remove_body", "visions", public_id=waiting.public_id),
        **each("reply", "visions", public_id=said.public_id),
        **each("answer", "visions", secret=HEARING),
        **each("revise publish unpublish receipts receipt", "visions", public_id=shown.public_id),
        **each("receipts_file", "visions", public_id=shown.public_id, kind="csv"),
        **each("changes", "visions", public_id=revise_vision(by=SYSTEM, vision=shown).public_id),
        **each("public public_pdf", "visions", municipality="syddjurs", slug=shown.slug),
    }


def _changes() -> dict[str, dict[str, str | UUID]]:
    """A change of Syddjurs's organisation, which it keeps to itself."""
    team = ChangeFacts(kind=code("org_change_kind", "team"), what="Ét team", why="Tiden", since=date(2026, 3, 1))
    logged = log_change(by=SYSTEM, municipality=municipality(), facts=team)
    return each("change edit_change", "process", public_id=logged.public_id) | each(
        "change_file", "process", kind="csv"
    )


def _tasks() -> dict[str, dict[str, str | UUID]]:
    """A task that is the only step of a journey, with a trial and a company, in the municipality's own field."""
    trip = journey(unit=unit("Fyret"))
    step = task("Blodprøven hentes", journey=trip)
    trial = add_trial(by=SYSTEM, task=step, facts=TrialFacts(what="En bærer", started_on=date(2026, 11, 1)))
    company = MeetingFacts(partner=Partner.objects.all()[0], on=date(2026, 11, 1))
    meeting = add_meeting(by=SYSTEM, task=step, facts=company)
    move_field(by=SYSTEM, municipality=municipality(), field=code("field", "social"), state="mapping")
    of_task = "task edit take_in put_away put_back decide tell_change promise_measure write_measure"
    return {
        **each(f"{of_task} new_trial new_meeting", "rethinking", public_id=step.public_id),
        **each("edit_trial", "rethinking", public_id=trial.public_id),
        **each("edit_meeting", "rethinking", public_id=meeting.public_id),
        **each("journey edit_journey new_step move_step", "rethinking", public_id=trip.public_id),
        **each("move_field edit_field", "rethinking", code="social"),
        **each("file", "rethinking", kind="csv"),
    }


def _goals() -> dict[str, dict[str, str | UUID]]:
    """A goal, an action and somebody who takes part, of the unit, and the calendar of its plan."""
    here = unit("Fyret")
    aim, line = goal(unit=here, indicator="Andel boliger"), plan_action(unit=here)
    who = add_participant(by=SYSTEM, municipality=municipality(), goal=aim, name="Beboerrådet", part="formulating")
    return {
        **each("goal edit_goal step_goal add_reading add_participant", "goals", public_id=aim.public_id),
        **each("action edit_action follow_action move_action place_action", "goals", public_id=line.public_id),
        **each("remove_participant", "goals", public_id=who.public_id),
        **each("feed", "goals", secret=make_calendar(by=SYSTEM, municipality=municipality(), unit=None)),
        **each("file plan_file compatibility_file", "goals", kind="csv"),
    }


def _process() -> dict[str, dict[str, str | UUID]]:
    """A unit's round with something learnt, an answer, and a point of the municipality's checklist."""
    found = opened(in_unit=unit("Fyret"))
    item = learnt(found)
    response = begin_reflection(by=SYSTEM, found=found, theme="vision")
    answer(response, {"purpose": "Mere selvstændighed."}, seen={}, by=SYSTEM)
    point = points()[0].key
    facts = CheckFacts(state="under_way")
    set_point(by=SYSTEM, municipality=municipality(), found=None, point=point, facts=facts)
    of_round = "round edit_round close_round reopen_round round_pdf beginning learnings new_learning"
    key = found.public_id
    return {
        **each(of_round, "process", public_id=key),
        **each("step set_step", "process", public_id=key, step="vision.goals"),
        **each("reflection reflection_answers", "process", public_id=key, theme="vision"),
        **each("assign_answer follow_up_done", "process", public_id=response.answers.get().public_id),
        **each("edit_learning take_up", "process", public_id=item.public_id),
        **each("unit", "process", public_id=unit("Fyret").public_id),
        **each("point", "process", point=point),
        **each("hide_tip", "process", tip=tips()[0].key),
        **each("round_file lesson_file compare_file national_file", "process", kind="csv"),
    }


def _questionnaires() -> dict[str, dict[str, str | UUID]]:
    """A questionnaire with two editions."""
    edition_of()
    edition_of(replace(EVERYTHING, title=said("Din dag i dag")))
    shown = each("edition file paper", "questionnaires", key="dagen", number="1")
    return shown | each("compare", "questionnaires", key="dagen", number="1", other="2")
