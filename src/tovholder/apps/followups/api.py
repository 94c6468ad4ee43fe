"""Kept analyses in the API: of one's own municipality, with a key."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from tovholder.apps.followups.models import Analysis
from tovholder.apps.followups.rules import may_find
from tovholder.apps.followups.selectors import analysis_for, own_analyses
from tovholder.foundation.visibility.access import declare
from tovholder.foundation.visibility.requests import actor_of_request

router = Router()

MOST = 100


class AnalysisOut(Schema):
    """What the measurements of a benefit said on the day it was kept. Numbers are in ``measured_in``."""

    id: UUID
    benefit_id: UUID
    benefit: str
    project_id: UUID
    design: str = Field(description="before_after, interrupted_series, difference_in_differences or staggered_rollout.")
    answer: str = Field(description="better, worse, unclear, change_only, too_early or cannot_be_documented.")
    measured_in: str
    baseline: float | None
    estimate: float | None
    low: float | None = Field(description="Ends of the 95 per cent interval; null where it has none.")
    high: float | None
    percent: float | None = Field(description="The estimate in per cent of the baseline.")
    p: float | None = Field(description="By permutation of start dates; never given for one unit before and after.")
    smallest_p: float | None
    units: int
    units_started: int
    reasons: list[str] = Field(description="Codes of what must be said with the result.")
    because: list[str] = Field(description="Codes of why it cannot be documented.")
    holds: bool = Field(description="False when a newer one has superseded it.")
    made_at: datetime
    data_hash: str


class AnalysesOut(Schema):
    """A page of analyses, the newest first, and the count of all."""

    items: list[AnalysisOut]
    count: int


class AnalysisQuery(Schema):
    """Filters and page."""

    holds: bool | None = Field(None, description="Only those that hold, or only those that were superseded.")
    limit: int = Field(25, ge=1, le=MOST)
    offset: int = Field(0, ge=0, le=10_000_000)


NUMBERS = ("baseline", "estimate", "low", "high", "percent", "p", "smallest_p")
SAME = (*NUMBERS, "units", "units_started", "reasons", "because")


def _out(one: Analysis) -> dict[str, Any]:
    return {
        "id": one.public_id,
        "benefit_id": one.benefit.public_id,
        "benefit": one.benefit.title,
        "project_id": one.benefit.project.public_id,
        "design": one.design,
        "answer": one.answer,
        "measured_in": one.measure,
        "holds": not hasattr(one, "replaced_by"),
        "made_at": one.made_at,
        "data_hash": one.data_hash,
        **{name: one.result[name] for name in SAME},
    }


@router.get("", response=AnalysesOut, summary="Kept analyses of one's own municipality")
def list_analyses(request: HttpRequest, query: Query[AnalysisQuery]) -> dict[str, Any]:
    """Those that the key's seat sees, the newest first. Nothing without a key."""
    found = own_analyses(actor_of_request(request))
    if query.holds is not None:
        found = found.filter(replaced_by__isnull=query.holds)
    return {
        "items": [_out(one) for one in found[query.offset : query.offset + query.limit]],
        "count": found.count(),
    }


@router.get("/{analysis_id}", response=AnalysisOut, summary="One kept analysis")
def one_analysis(request: HttpRequest, analysis_id: UUID) -> dict[str, Any]:
    """The analysis of that id, if the key may see it."""
    return _out(analysis_for(actor_of_request(request), analysis_id))


declare(may_find, list_analyses, one_analysis)
