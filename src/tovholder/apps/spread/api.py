"""How technologies spread, in the API: the sums that the key sees, and the counts of its own units."""

from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from tovholder.apps.spread import rules, selectors
from tovholder.apps.spread.models import SpreadPlan
from tovholder.engines.funnel.evaluate import FIELDS, evaluate
from tovholder.engines.funnel.model import Counts
from tovholder.foundation.visibility.access import declare
from tovholder.foundation.visibility.requests import actor_of_request

router = Router()
MOST = 100


class CountsOut(Schema):
    """How many citizens stand where. All but ``in_use`` count since the beginning."""

    target: int
    assessed: int
    offered: int
    in_use: int
    stopped: int
    stall: str | None = Field(description="assessed, offered, started or kept: where most are lost; null for nowhere.")


class SumOut(CountsOut):
    """The newest counts of some units together. Nothing is scaled up."""

    units: int = Field(description="Units that have counted.")
    of_units: int = Field(description="Units that should count.")


class PlanOut(Schema):
    """A technology that a municipality follows, with the newest sum."""

    id: UUID
    municipality: str = Field(description="Municipality code.")
    technology: str
    project_id: UUID | None = Field(description="The project, where the key sees it.")
    every: str = Field(description="month or quarter.")
    starts_on: date
    ends_on: date | None
    goal: int | None
    goal_on: date | None
    total: SumOut | None
    note: str = Field(description="In a demo: ”Opfundne data”.")


class PlansOut(Schema):
    """A page of plans and the count of all."""

    items: list[PlanOut]
    count: int


class UnitCountOut(CountsOut):
    """What a unit counted for the period that begins on ``period``."""

    unit: str
    period: date
    counted_on: date


class PlanWithCounts(PlanOut):
    """A plan with the counts of its units; empty for a key of another municipality."""

    counts: list[UnitCountOut]


class SpreadQuery(Schema):
    """Which part of a list."""

    limit: int = Field(25, ge=1, le=MOST)
    offset: int = Field(0, ge=0, le=10_000_000)


def _counts_out(counts: Counts) -> dict[str, Any]:
    stall = evaluate(counts).stall
    return {name: getattr(counts, name) for name in FIELDS} | {"stall": stall.step.value if stall else None}


def _plan_out(plan: SpreadPlan, told: selectors.Sum | None, projects: set[int]) -> dict[str, Any]:
    shown = plan.project if plan.project is not None and plan.project.pk in projects else None
    return {
        "id": plan.public_id,
        "municipality": plan.municipality.code,
        "technology": plan.technology.slug,
        "project_id": shown.public_id if shown is not None else None,
        "every": plan.every,
        "starts_on": plan.starts_on,
        "ends_on": plan.ends_on,
        "goal": plan.goal,
        "goal_on": plan.goal_on,
        "total": None if told is None else _counts_out(told.counts) | {"units": told.units, "of_units": told.of_units},
        "note": _("Opfundne data") if settings.DEMO_MODE else "",
    }


@router.get("/spread", response=PlansOut, summary="How far technologies have come, by municipality")
def list_plans(request: HttpRequest, query: Query[SpreadQuery]) -> dict[str, Any]:
    """The sums that the key sees: its own municipality's, and those that others share."""
    actor = actor_of_request(request)
    found = selectors.seen_plans(actor)
    ordered = found.order_by("municipality__sort_key", "technology__sort_key", "pk")
    page = list(ordered[query.offset : query.offset + query.limit])
    sums, projects = selectors.sums_of(page), selectors.seen_projects(page, actor)
    return {"items": [_plan_out(plan, sums.get(plan.pk), projects) for plan in page], "count": found.count()}


@router.get("/spread/{spread_id}", response=PlanWithCounts, summary="One technology, with the counts of the units")
def one_plan(request: HttpRequest, spread_id: UUID) -> dict[str, Any]:
    """The plan with that id, if the key may see it."""
    actor = actor_of_request(request)
    plan = selectors.plan_for(actor, spread_id)
    counts = selectors.counts_of(plan, actor) if rules.inside.allows(actor, plan) else []
    told = _plan_out(plan, selectors.sums_of([plan]).get(plan.pk), selectors.seen_projects([plan], actor))
    return told | {
        "counts": [
            _counts_out(one.counts)
            | {"unit": one.unit.name if one.unit else "", "period": one.period, "counted_on": one.counted_on}
            for one in counts
        ]
    }


declare(rules.may_read, list_plans, one_plan)
