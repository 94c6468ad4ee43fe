"""What the room shows on other rooms' pages, tells of rounds and the country, prints, and answers in the API."""

import json
from datetime import date
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.landkort import project
from tests.people import actor, holding, municipality, unit
from tests.planning import goal, plan_action
from tovholder.apps.goals.actions import add_participant, step_goal
from tovholder.apps.goals.models import Action
from tovholder.apps.goals.papers import PLAN_REPORT, plan_on_paper
from tovholder.apps.goals.plan_actions import move_action
from tovholder.apps.process.public import NATIONAL_FIGURES, ROUND_FIGURES, STEP_SOURCES, Round
from tovholder.apps.visions.models import Vision
from tovholder.foundation.accounts.models import RoleHolding
from tovholder.foundation.accounts.public import make_token
from tovholder.foundation.accounts.seats import actor_of
from tovholder.foundation.reports.public import render_pdf
from tovholder.foundation.search.public import SEARCH_SOURCES
from tovholder.foundation.ui.panels import PANELS
from tovholder.kernel.actor import ANONYMOUS, SYSTEM, Actor
from tovholder.kernel.share import Share

pytestmark = pytest.mark.django_db

PAST = date(2026, 10, 1)


def _round() -> Round:
    return Round.objects.create(municipality=municipality(), number=1, title="Kommunikation", starts_on=PAST)


def _panel(slot: str, subject: Any, reader: Actor) -> Any:
    return PANELS[f"goals.{slot}"].load(subject, reader)


def test_a_round_shows_its_goals_and_actions_and_how_many_are_done() -> None:
    """Counts, what is late, and where the next is made."""
    one = _round()
    reached = goal("Nået", round=one)
    step_goal(by=SYSTEM, goal=reached, to_state="reached", reason="Alle er med.")
    goal("I gang", round=one)
    plan_action("Sent", round=one, due_on=PAST)
    move_action(by=SYSTEM, plan_action=plan_action("Færdig", round=one), to_state="done")
    reader = actor("coordinator")
    shown = _panel("round", one, reader)
    assert [text for text, _tone in shown["counts"]] == [
        "1 af 2 mål nået",
        "1 af 2 handlinger færdige",
        "1 over fristen",
        "1 uden ansvarlig",
    ]
    assert [str(one.title) for one, _status, _line in shown["actions"]] == ["Sent"]
    assert ROUND_FIGURES["goals.reached"].values([one], reader) == {one.pk: Share(1, 2, "mål")}
    assert ROUND_FIGURES["goals.done"].values([one], reader) == {one.pk: Share(1, 2, "handlinger")}


@pytest.mark.requirement("PRO-02")
def test_the_steps_of_the_process_show_goals_plan_and_what_is_late() -> None:
    """And lead to where the first one is made, those who may."""
    one, reader = _round(), actor("reader")
    aim, late = goal(round=one), plan_action(round=one, due_on=PAST)
    sources = {source.key: source for source in STEP_SOURCES if source.key.startswith("goals.")}
    assert {
        key: (source.step, [link.href for link in source.links(one, reader)]) for key, source in sources.items()
    } == {
        "goals.goals": ("vision.goals", [aim.get_absolute_url()]),
        "goals.plan": ("vision.plan", ["/proces/handlingsplan/"]),
        "goals.late": ("practice.follow_up", [late.get_absolute_url()]),
    }
    assert sources["goals.goals"].start(one, reader) is None
    start = sources["goals.goals"].start(one, actor("coordinator"))
    assert start is not None
    assert start.href == f"/proces/maal/nyt/?runde={one.public_id}"


def test_the_dashboard_shows_what_is_late_or_without_an_owner_to_the_own_municipality() -> None:
    """Nothing to others."""
    plan_action("Sent", due_on=PAST, owner=holding().user)
    plan_action("Ingens")
    shown = _panel("process", municipality(), actor("reader"))
    assert [str(one.title) for one, _status, _line in shown["actions"]] == ["Sent", "Ingens"]
    assert _panel("process", municipality("Randers"), actor("reader")) is None


def test_a_vision_shows_its_goals_and_to_strangers_the_public_ones_without_owners() -> None:
    """Title, state and motive."""
    top = Vision.objects.create(
        municipality=municipality(), title="Før", slug="foer", text="Det vil vi.", tier="municipality", made_on=PAST
    )
    goal("Internt", vision=top)
    goal("Offentligt", vision=top, tier="public", owner=holding().user)
    inside = _panel("vision", top, actor("reader"))
    assert sorted(str(one.title) for one, _status, _line in inside["goals"]) == ["Internt", "Offentligt"]
    outside = _panel("vision", top, ANONYMOUS)
    assert [(str(one.title), line) for one, _status, line in outside["goals"]] == [
        ("Offentligt", "Livskvalitet og indflydelse på eget liv")
    ]


def test_a_project_shows_its_actions_to_its_own_municipality() -> None:
    """With the goal that they serve."""
    shown, aim = project(), goal()
    line = plan_action(project=shown, goal=aim)
    panel = _panel("project", shown, actor("reader"))
    assert [one for one, _status, _line in panel["actions"]] == [line]
    assert [one for one, _status, _line in panel["goals"]] == [aim]
    assert _panel("project", shown, actor(at="Randers")) is None


def test_the_country_is_told_how_many_have_goals_and_a_plan() -> None:
    """By their keys, in one query each."""
    goal()
    plan_action(at=municipality("Randers"))
    found = {key: NATIONAL_FIGURES[key].municipalities() for key in ("goals.goals", "goals.plan")}
    assert found == {
        "goals.goals": frozenset({municipality().pk}),
        "goals.plan": frozenset({municipality("Randers").pk}),
    }


def test_the_search_shows_a_hit_to_those_who_see_it() -> None:
    """The index knows no rights: each hit is asked about again."""
    hidden = goal("Skjult", unit=unit("Fyret"), tier="unit")
    line = plan_action()
    source = SEARCH_SOURCES["goals"]
    assert [document.title for document in source.documents(None)] == ["Skjult"]
    assert list(source.visible(actor("reader"), [hidden.pk])) == []
    assert list(source.visible(actor("coordinator"), [hidden.pk])) == [hidden.pk]
    assert SEARCH_SOURCES["goals.actions"].visible(actor("reader"), [line.pk])[line.pk].title == line.title
    assert SEARCH_SOURCES["goals.actions"].visible(actor(at="Randers"), [line.pk]) == {}


def test_the_plan_is_printed_by_phase_with_what_is_late_in_words_and_who_took_part() -> None:
    """The same data give the same paper."""
    aim = goal("Nettet virker")
    plan_action("Mål nettet", due_on=PAST, step="screening.technology", goal=aim)
    plan_action("Tal med rådet")
    add_participant(by=SYSTEM, municipality=municipality(), goal=aim, name="Beboerrådet", part="formulating")
    paper = plan_on_paper(municipality(), actor("reader"))
    assert [(str(table.caption), [row[0] for row in table.rows]) for table in paper.tables] == [
        ("IT-screening", ["Mål nettet"]),
        ("Andet", ["Tal med rådet"]),
    ]
    assert paper.tables[0].rows[0][3] == "1. oktober 2026: 51 dage for sent"
    assert [(fact.label, fact.value) for fact in paper.people] == [
        ("Var med til at formulere", "Beboerrådet (Nettet virker)")
    ]
    assert render_pdf(PLAN_REPORT, paper)[:5] == b"%PDF-"


def _call(method: str, path: str, held: RoleHolding | None, body: Any = None, **headers: str) -> HttpResponse:
    sent = dict(headers)
    if held is not None:
        _key, secret = make_token(by=actor_of(held), name="Planværktøj", expires_on=date(2027, 1, 1), writes=True)
        sent["Authorization"] = f"Bearer {secret}"
    call = getattr(Client(), method)
    answer: HttpResponse = call(f"/api/v1{path}", body, content_type="application/json", headers=sent)
    return answer


def test_the_api_tells_strangers_what_is_public_and_the_own_municipality_everything() -> None:
    """A goal that is not public is not there for others."""
    goal("Internt", why="Fordi.")
    goal("Offentligt", why="Fordi.", tier="public")
    open_to_all = json.loads(_call("get", "/goals", None).content)
    assert [(item["title"], item["why"], item["has_owner"]) for item in open_to_all["items"]] == [
        ("Offentligt", "", None)
    ]
    own = json.loads(_call("get", "/goals", holding()).content)
    assert [(item["title"], item["why"]) for item in own["items"]] == [("Internt", "Fordi."), ("Offentligt", "Fordi.")]
    assert json.loads(_call("get", "/actions", None).content) == {"items": [], "count": 0}


@pytest.mark.requirement("VIS-19")
def test_a_planning_tool_puts_an_action_into_the_plan_and_moves_it() -> None:
    """With If-Match; without one, or with an old one, nothing is overwritten."""
    held, aim = holding(), goal()
    body = {"title": "Fra værktøjet", "due_on": "2027-01-15", "goal_id": str(aim.public_id), "step": "vision.plan"}
    made = _call("post", "/actions", held, body)
    one = Action.objects.get()
    assert (made.status_code, made["Location"], made["ETag"]) == (201, f"/api/v1/actions/{one.public_id}", '"1"')
    assert (one.title, one.due_on, one.goal, one.step) == ("Fra værktøjet", date(2027, 1, 15), aim, "vision.plan")
    path = f"/actions/{one.public_id}"
    assert _call("patch", path, held, {"state": "done"}).status_code == 428
    moved = _call("patch", path, held, {"state": "done", "done_note": "Klar."}, **{"If-Match": '"1"'})
    assert (moved.status_code, json.loads(moved.content)["state"], moved["ETag"]) == (200, "done", '"2"')
    assert _call("patch", path, held, {"state": "planned"}, **{"If-Match": '"1"'}).status_code == 412
    assert _call("post", "/actions", held, body | {"step": "x"}).status_code == 422
