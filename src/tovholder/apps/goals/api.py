"""Goals and the action plan in the API: for dashboards, and for a municipality's own planning tool."""

import re
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from ninja import Status as Answer
from ninja.errors import HttpError
from pydantic import Field

from tovholder.apps.goals import plan_actions, rules, selectors
from tovholder.apps.goals.models import Action, Goal
from tovholder.apps.process.public import STEPS
from tovholder.foundation.municipalities.models import Municipality
from tovholder.foundation.visibility.access import declare
from tovholder.foundation.visibility.requests import actor_of_request
from tovholder.foundation.visibility.rules import Rule
from tovholder.kernel.actor import Actor

router = Router()

MOST = 100
TAG = re.compile(r'^(?:W/)?"(\d{1,9})"$')


class GoalOut(Schema):
    """A goal. To those outside its municipality a public goal tells title, motive, level and state alone."""

    id: UUID
    municipality: str = Field(description="Municipality code.")
    title: str
    level: str = Field(description="municipal or local.")
    motive: str = Field(description="quality, efficiency or both.")
    state: str = Field(description="open, reached, partly, not_reached or dropped.")
    unit: str | None = None
    why: str = ""
    has_owner: bool | None = None
    indicator: str = ""
    measured_in: str = ""
    baseline: str | None = None
    baseline_on: date | None = None
    target: str | None = None
    deadline: date | None = None
    vision_id: UUID | None = None
    parent_id: UUID | None = None
    paragraph: str | None = Field(None, description="Code of the list of paragraphs.")
    note: str = Field(description="In a demo: ”Opfundne data”.")


class GoalsOut(Schema):
    """A page of goals and the count of all."""

    items: list[GoalOut]
    count: int


class ActionOut(Schema):
    """A line of the action plan."""

    id: UUID
    title: str
    description: str
    state: str = Field(description="planned, in_progress, done or dropped.")
    state_since: date
    unit: str | None
    has_owner: bool
    starts_on: date | None
    due_on: date | None
    goal_id: UUID | None
    step: str = Field(description="Step of the process, as phase.step; empty for none.")
    done_note: str
    version: int
    note: str


class ActionsOut(Schema):
    """A page of actions and the count of all."""

    items: list[ActionOut]
    count: int


class PageQuery(Schema):
    """Which part of a list."""

    limit: int = Field(25, ge=1, le=MOST)
    offset: int = Field(0, ge=0, le=10_000_000)


class ActionIn(Schema):
    """A new action. Who does it is agreed among people, on the page."""

    title: str = Field("", max_length=160)
    description: str = Field("", max_length=2000)
    unit_id: UUID | None = Field(None, description="Unit; without one it is the whole municipality's.")
    starts_on: date | None = None
    due_on: date | None = None
    goal_id: UUID | None = None
    step: str = ""


class ActionMove(Schema):
    """How far an action is, and what came of it. A dropped one tells why."""

    state: str = ""
    done_note: str | None = Field(None, max_length=2000)


def _remark() -> str:
    return _("Opfundne data") if settings.DEMO_MODE else ""


def _goal_out(goal: Goal, actor: Actor) -> dict[str, Any]:
    told: dict[str, Any] = {
        "id": goal.public_id,
        "municipality": goal.municipality.code,
        "title": goal.title,
        "level": goal.level,
        "motive": goal.motive,
        "state": goal.state,
        "note": _remark(),
    }
    if not rules.inside.allows(actor, goal):
        return told
    return told | {
        "unit": goal.unit.name if goal.unit else None,
        "why": goal.why,
        "has_owner": goal.owner_id is not None,
        "indicator": goal.indicator,
        "measured_in": goal.measured_in,
        "baseline": None if goal.baseline is None else str(goal.baseline),
        "baseline_on": goal.baseline_on,
        "target": None if goal.target is None else str(goal.target),
        "deadline": goal.deadline,
        "vision_id": goal.vision.public_id if goal.vision else None,
        "parent_id": goal.parent.public_id if goal.parent else None,
        "paragraph": goal.paragraph.code if goal.paragraph else None,
    }


def _action_out(one: Action) -> dict[str, Any]:
    return {
        "id": one.public_id,
        "title": one.title,
        "description": one.description,
        "state": one.state,
        "state_since": one.state_since,
        "unit": one.unit.name if one.unit else None,
        "has_owner": one.owner_id is not None,
        "starts_on": one.starts_on,
        "due_on": one.due_on,
        "goal_id": one.goal.public_id if one.goal else None,
        "step": one.step,
        "done_note": one.done_note,
        "version": one.version,
        "note": _remark(),
    }


def _tagged(response: HttpResponse, one: Action) -> dict[str, Any]:
    response["ETag"] = f'"{one.version}"'
    return _action_out(one)


def _writer(actor: Actor, rule: Rule, record: Action | None = None) -> Actor:
    """Who writes. 401 without a key; 403 with one that only reads, or whose seat may not."""
    if actor.is_anonymous:
        raise HttpError(401, _("Send en nøgle, der må skrive. Uden en nøgle kan du kun læse det offentlige."))
    if actor.only_reads:
        raise HttpError(403, _("Nøglen må kun læse. Lav en nøgle, der også må skrive."))
    if not rule.allows(actor, record) or actor.municipality_id is None:
        raise PermissionDenied
    return actor


def _expected(request: HttpRequest) -> int:
    """The version in ``If-Match``. 428 without one: two may edit, and nobody's words are lost unseen."""
    sent = request.headers.get("If-Match", "").strip()
    if not sent:
        raise HttpError(428, _("Send If-Match med den ETag, I læste. Så mister I ikke det, andre har skrevet."))
    found = TAG.match(sent)
    if found is None:
        raise HttpError(412, _("If-Match er ikke en ETag fra denne handling. Læs handlingen igen."))
    return int(found.group(1))


@router.get("/goals", response=GoalsOut, summary="Goals: of the key's municipality, or all public ones")
def list_goals(request: HttpRequest, query: Query[PageQuery]) -> dict[str, Any]:
    """With a municipality's key its own goals, as far as the seat sees them; without one those made public."""
    actor = actor_of_request(request)
    found = selectors.own_goals(actor) if actor.municipality_id else selectors.whole_goals().visible_to(actor)
    page = found.order_by("municipality__sort_key", "sort_key", "pk")[query.offset : query.offset + query.limit]
    return {"items": [_goal_out(goal, actor) for goal in page], "count": found.count()}


@router.get("/goals/{goal_id}", response=GoalOut, summary="One goal")
def one_goal(request: HttpRequest, goal_id: UUID) -> dict[str, Any]:
    """The goal of that id, if the key may see it."""
    actor = actor_of_request(request)
    return _goal_out(selectors.goal_for(actor, goal_id), actor)


@router.get("/actions", response=ActionsOut, summary="The action plan of the key's municipality")
def list_actions(request: HttpRequest, query: Query[PageQuery]) -> dict[str, Any]:
    """The actions that the seat sees, in the order of the plan. Nothing without a key."""
    found = selectors.own_actions(actor_of_request(request))
    page = found.order_by("position", "pk")[query.offset : query.offset + query.limit]
    return {"items": [_action_out(one) for one in page], "count": found.count()}


@router.get("/actions/{action_id}", response=ActionOut, summary="One action, with its ETag")
def one_action(request: HttpRequest, response: HttpResponse, action_id: UUID) -> dict[str, Any]:
    """The action of that id, if the key may see it."""
    return _tagged(response, selectors.action_for(actor_of_request(request), action_id))


@router.post("/actions", response={201: ActionOut}, summary="Put an action into the plan")
def new_action(request: HttpRequest, response: HttpResponse, body: ActionIn) -> Answer[dict[str, Any]]:
    """Of the key's municipality; ``Location`` tells where it is. A key of a unit writes for that unit alone."""
    actor = _writer(actor_of_request(request), rules.may_add)
    place = Municipality.objects.get(pk=selectors.home_of(actor))
    made = plan_actions.add_action(by=actor, municipality=place, facts=_facts(body, actor))
    response["Location"] = f"/api/v1/actions/{made.public_id}"
    return Answer(201, _tagged(response, selectors.action_for(actor, made.public_id)))


def _facts(body: ActionIn, actor: Actor) -> plan_actions.ActionFacts:
    unit = selectors.choosable_units(actor).filter(public_id=body.unit_id).first() if body.unit_id else None
    goal = selectors.choosable_goals(actor).filter(public_id=body.goal_id).first() if body.goal_id else None
    if body.unit_id is not None and unit is None:
        raise ValidationError({"unit_id": _("Vælg en af de enheder, nøglen må skrive for.")})
    if body.goal_id is not None and goal is None:
        raise ValidationError({"goal_id": _("Vælg et af jeres egne mål, som stadig er i gang.")})
    if body.step and body.step not in STEPS:
        raise ValidationError({"step": _("Vi kender ikke %(value)s.") % {"value": body.step[:60]}})
    return plan_actions.ActionFacts(
        title=body.title,
        description=body.description,
        unit=unit,
        starts_on=body.starts_on,
        due_on=body.due_on,
        goal=goal,
        step=body.step,
    )


@router.patch("/actions/{action_id}", response=ActionOut, summary="Say how far an action is")
def move(request: HttpRequest, response: HttpResponse, action_id: UUID, body: ActionMove) -> dict[str, Any]:
    """Needs ``If-Match`` with the ETag that was read; 412 when somebody else changed the action meanwhile."""
    one = selectors.action_for(actor_of_request(request), action_id)
    actor = _writer(actor_of_request(request), rules.may_follow, one)
    plan_actions.move_action(
        by=actor, plan_action=one, to_state=body.state, note=body.done_note, expected_version=_expected(request)
    )
    return _tagged(response, selectors.action_for(actor, action_id))


declare(rules.may_read_goal, list_goals, one_goal, list_actions, one_action)
declare(rules.may_add, new_action)
declare(rules.may_follow, move)
