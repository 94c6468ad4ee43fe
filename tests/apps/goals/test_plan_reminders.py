"""Reminders of the plan, its calendar, and what waits in somebody's week."""

import re
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.pages import text_of
from tests.people import actor, client_of, holding, municipality, unit
from tests.planning import goal, plan_action
from tovholder.apps.goals.models import Action, Goal, PlanCalendar
from tovholder.apps.goals.plan_actions import make_calendar, move_action
from tovholder.apps.goals.reminding import REMIND, due_kinds, remind_of
from tovholder.apps.goals.selectors import actions_to_remind
from tovholder.apps.goals.working import action_items, goal_items, unowned_items
from tovholder.apps.visions.models import Vision
from tovholder.apps.visions.public import VisionRevised, VisionWithdrawn, delete_vision
from tovholder.foundation.accounts.seats import actor_of
from tovholder.foundation.codes.models import Code
from tovholder.foundation.events.bus import publish
from tovholder.foundation.jobs.public import Job, JobProgress
from tovholder.foundation.notices.models import Notice
from tovholder.kernel import clock
from tovholder.kernel.actor import SYSTEM
from tovholder.kernel.clock import clock_at

pytestmark = pytest.mark.django_db

DUE = date(2026, 12, 10)


class _Quiet:
    """Takes the progress and does nothing with it."""

    def report(self, done: int, total: int, message: str) -> None:
        """Take the progress."""


def _run() -> int:
    progress = JobProgress(job=Job(kind="goals.remind", actor_kind="system"), actor=SYSTEM, sink=_Quiet())
    return int(REMIND.run(progress)["told"])


@pytest.mark.requirement("VIS-19")
def test_owner_and_coordinator_are_told_once_each_of_a_day_that_nears_and_passes() -> None:
    """A week before, when it has passed, and two weeks after to the coordinator; a new day is told of anew."""
    mette, staff = holding().user, holding("staff", in_unit=unit("Fyret")).user
    made = plan_action(owner=staff, due_on=DUE)
    Notice.objects.all().delete()
    told = []
    for days in (-8, -7, -6, 0, 1, 2, 13, 14, 15):
        with clock_at(DUE + timedelta(days=days)):
            told.append(_run())
    assert told == [0, 1, 0, 0, 1, 0, 0, 1, 0]
    assert [(notice.user, notice.about) for notice in Notice.objects.order_by("pk")] == [
        (staff, f"Handlingen {made.title} skal være gjort 10. december 2026."),
        (staff, f"Fristen for handlingen {made.title} var 10. december 2026."),
        (mette, f"Handlingen {made.title} er mere end to uger over fristen."),
    ]
    Action.objects.update(due_on=DUE + timedelta(days=60))
    with clock_at(DUE + timedelta(days=58)):
        assert _run() == 1


def test_nobody_is_reminded_of_what_is_done() -> None:
    """Nor of what has no day."""
    done = plan_action(owner=holding().user, due_on=DUE)
    move_action(by=SYSTEM, plan_action=done, to_state="done")
    plan_action(owner=holding().user)
    assert actions_to_remind(DUE + timedelta(days=30)) == []


def test_without_an_owner_only_the_coordinators_are_told() -> None:
    """Two weeks after the day."""
    holding()
    made = plan_action(due_on=DUE)
    assert list(due_kinds(made, DUE)) == []
    kinds = list(due_kinds(made, DUE + timedelta(days=20)))
    remind_of(by=SYSTEM, plan_action=made, kinds=kinds)
    assert Notice.objects.count() == 1


def test_the_week_holds_my_actions_and_my_goals_readings_and_deadlines() -> None:
    """The coordinator also sees what nobody answers for."""
    held = holding("key_staff", in_unit=unit("Fyret"))
    me, until = actor_of(held), DUE + timedelta(days=30)
    plan_action("Min", owner=held.user, due_on=DUE)
    plan_action("En andens", owner=holding().user, due_on=DUE)
    plan_action("Ingens", due_on=DUE)
    goal("Mit mål", owner=held.user, deadline=DUE, next_reading_on=DUE, indicator="Andel")
    assert [(item.title, item.due) for item in action_items(me, until)] == [("Min", DUE)]
    assert [item.title for item in goal_items(me, until)] == [
        "Mål, hvor langt I er: Mit mål",
        "Afslut målet, eller flyt fristen: Mit mål",
    ]
    assert [item.title for item in unowned_items(actor("coordinator"), until)] == ["Find en ansvarlig til Ingens"]
    assert unowned_items(me, until) == []


def _feed(path: str) -> list[str]:
    answer = Client().get(path)
    assert answer.status_code == 200
    return [line for line in answer.content.decode().split("\r\n") if line.startswith("SUMMARY")]


@pytest.mark.requirement("VIS-19")
def test_a_plan_is_followed_by_a_secret_link_that_can_be_renewed_and_closed() -> None:
    """The municipality's shows no unit's own; no link names who does it; the hash alone is kept."""
    mette = holding()
    plan_action("Fælles", due_on=DUE, owner=mette.user)
    plan_action("Fyrets egen", due_on=DUE, unit=unit("Fyret"), tier="unit")
    move_action(by=SYSTEM, plan_action=plan_action("Færdig", due_on=DUE), to_state="done")
    client = client_of(mette)

    def link(unit_id: UUID | None = None) -> str:
        page = client.post(reverse("goals:make_calendar"), {"enhed": str(unit_id or "")}).content.decode()
        found = re.search(r'value="http://localhost:8000(/proces/handlingsplan/kalender/[\w-]{43}\.ics)"', page)
        assert found is not None
        return found[1]

    whole, fyret = link(), link(unit("Fyret").public_id)
    assert (_feed(whole), _feed(fyret)) == (["SUMMARY:Fælles"], ["SUMMARY:Fyrets egen"])
    assert mette.user.name not in Client().get(whole).content.decode()
    assert whole.split("/")[-1].removesuffix(".ics") not in {one.secret_hash for one in PlanCalendar.objects.all()}
    renewed = link()
    assert (Client().get(whole).status_code, _feed(renewed)) == (404, ["SUMMARY:Fælles"])
    client.post(reverse("goals:close_calendar"), {"enhed": ""})
    assert Client().get(renewed).status_code == 404


def test_a_leader_keeps_the_link_of_the_own_unit_alone() -> None:
    """The municipality's and another unit's are not found."""
    client = client_of(holding("unit_leader", in_unit=unit("Fyret")))
    sent = {"": 404, str(unit("Havnen").public_id): 404, str(unit("Fyret").public_id): 200, "x": 404}
    assert {one: client.post(reverse("goals:make_calendar"), {"enhed": one}).status_code for one in sent} == sent


def test_the_file_holds_what_the_reader_sees() -> None:
    """A file for once, with the reader's own rights."""
    plan_action("Fælles", due_on=DUE)
    plan_action("Fyrets egen", due_on=DUE, unit=unit("Fyret"), tier="unit")
    file = client_of(holding("reader")).get(reverse("goals:plan_calendar")).content.decode()
    assert ("SUMMARY:Fælles" in file, "Fyrets egen" in file) == (True, False)


def test_a_link_made_by_the_product_itself_belongs_to_the_municipality() -> None:
    """One for each plan, however often it is made."""
    for _time in range(2):
        make_calendar(by=SYSTEM, municipality=municipality(), unit=None)
    assert PlanCalendar.objects.count() == 1


def test_a_draft_that_is_thrown_away_leaves_the_goal_without_a_vision() -> None:
    """The goal stays, and the compatibility view tells that it supports nothing."""
    top = Vision.objects.create(
        municipality=municipality(), title="Før", slug="foer", text="Det vil vi.", tier="municipality", made_on=DUE
    )
    goal(vision=top)
    delete_vision(by=SYSTEM, vision=top)
    assert Goal.objects.get().is_linked is False


@pytest.mark.parametrize(
    ("state", "words"),
    [("withdrawn", "Visionen er trukket tilbage"), ("revised", "Visionen er afløst af en ny")],
)
def test_a_vision_that_ends_is_flagged_on_its_goals_and_their_owners_are_told(state: str, words: str) -> None:
    """The goal stays as it is: the owner decides."""
    top = Vision.objects.create(
        municipality=municipality(), title="Før", slug="foer", text="Det vil vi.", tier="municipality", made_on=DUE
    )
    mette = holding()
    made = goal(vision=top, owner=mette.user)
    Notice.objects.all().delete()
    event = (
        VisionWithdrawn(vision_id=top.public_id, municipality_id=municipality().pk, title="Før", reason="Ny retning")
        if state == "withdrawn"
        else VisionRevised(old_id=top.public_id, new_id=top.public_id, municipality_id=municipality().pk, title="Før")
    )
    with transaction.atomic():
        publish(event)
    notice = Notice.objects.get()
    assert (notice.user, words.split(" er ")[1] in notice.about) == (mette.user, True)
    _ended(top, state)
    assert words in text_of(client_of(mette).get(made.get_absolute_url()))
    assert Goal.objects.get().state == "open"


def _ended(top: Vision, state: str) -> None:
    """The vision as its own room leaves it."""
    values: dict[str, object] = {"state": state}
    if state == "withdrawn":
        values["withdrawn_on"] = clock.today()
    else:
        code = Code.objects.of("adopting_body")[0]
        values |= {"adopted_on": clock.today(), "adopted_by": code, "creates_quality": True, "value_text": "Værdi"}
    Vision.objects.filter(pk=top.pk).update(**values)
