"""Decisions in the API: what was decided, why, and what is planned. Read only: people decide on the page."""

from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from tovholder.apps.decisions import rules, selectors
from tovholder.apps.decisions.models import Review
from tovholder.apps.projects.public import Status as State
from tovholder.apps.projects.public import answers_for
from tovholder.foundation.visibility.access import declare
from tovholder.foundation.visibility.requests import actor_of_request

router = Router()

MOST = 100
GATES = (State.PILOT, State.IMPLEMENTING, State.IN_OPERATION)


class ResultOut(Schema):
    """How one criterion came out."""

    criterion: str
    result: str = Field(description="met, partly, not_met or unknown.")
    measured: str | None
    note: str


class DecisionOut(Schema):
    """A decision, or the day on which one is to be made."""

    id: UUID
    project_id: UUID
    due_on: date
    held_on: date | None
    outcome: str = Field(description="continue, adjust or stop; empty while it is planned.")
    status_at: str = Field(description="State of the project when it was decided.")
    reason: str
    learning: str
    results: list[ResultOut]
    note: str = Field(description="In a demo: ”Opfundne data”.")


class DecisionsOut(Schema):
    """A page of decisions and the count of all."""

    items: list[DecisionOut]
    count: int


class ConditionOut(Schema):
    """A condition of a step, and how the project stands with it."""

    key: str
    label: str
    to_status: str
    weight: str = Field(description="law, safety or advice: the first two refuse a step.")
    state: str = Field(description="met, missing, unknown or not_relevant.")
    note: str


class ConditionsOut(Schema):
    """All conditions on the way from idea to operation."""

    items: list[ConditionOut]


class DecisionQuery(Schema):
    """Which part of a list."""

    limit: int = Field(25, ge=1, le=MOST)
    offset: int = Field(0, ge=0, le=10_000_000)


def _out(review: Review) -> dict[str, Any]:
    return {
        "id": review.public_id,
        "project_id": review.project.public_id,
        "due_on": review.due_on,
        "held_on": review.held_on,
        "outcome": review.outcome,
        "status_at": review.status_at,
        "reason": review.reason,
        "learning": review.learning,
        "results": [
            {
                "criterion": one.wording,
                "result": one.result,
                "measured": None if one.measured is None else str(one.measured),
                "note": one.note,
            }
            for one in review.results.all()
        ],
        "note": _("Opfundne data") if settings.DEMO_MODE else "",
    }


@router.get("/decisions", response=DecisionsOut, summary="Decisions of the key's municipality")
def list_decisions(request: HttpRequest, query: Query[DecisionQuery]) -> dict[str, Any]:
    """Of the projects that the seat sees, the last first. Nothing without a key."""
    found = selectors.own_reviews(actor_of_request(request)).order_by("-held_on", "-due_on", "-pk")
    page = found.prefetch_related("results")[query.offset : query.offset + query.limit]
    return {"items": [_out(one) for one in page], "count": found.count()}


@router.get("/decisions/{decision_id}", response=DecisionOut, summary="One decision")
def one_decision(request: HttpRequest, decision_id: UUID) -> dict[str, Any]:
    """The decision of that id, if the key may see its project at home."""
    return _out(selectors.review_for(actor_of_request(request), decision_id))


@router.get("/projects/{project_id}/conditions", response=ConditionsOut, summary="What must be in place")
def conditions(request: HttpRequest, project_id: UUID) -> dict[str, Any]:
    """Of a project of the key's municipality: every condition by the state that asks for it."""
    project = selectors.project_for(actor_of_request(request), project_id)
    return {
        "items": [
            {
                "key": condition.key,
                "label": str(condition.label),
                "to_status": status.value,
                "weight": condition.weight.value,
                "state": answer.state.value,
                "note": answer.note,
            }
            for status in GATES
            for condition, answer in answers_for(project, status)
        ]
    }


declare(rules.may_read, list_decisions, one_decision, conditions)
