"""Rounds in the API: the caller's own municipality's, with their steps."""

from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from tovholder.apps.process.models import Round, StepStatus
from tovholder.apps.process.phases import STEPS
from tovholder.apps.process.selectors import own_rounds, round_for, steps_of
from tovholder.apps.process.states import StepState
from tovholder.foundation.visibility.access import declare
from tovholder.foundation.visibility.requests import actor_of_request
from tovholder.foundation.visibility.rules import everyone

router = Router()

MOST = 100


class RoundStepOut(Schema):
    """How far one step of a round is."""

    step: str = Field(description="Phase and step: vision.goals.")
    state: str = Field(description="not_begun, under_way, done or not_for_us.")
    began_on: date | None
    done_on: date | None
    due_on: date | None


class RoundOut(Schema):
    """A round of a municipality, or of one of its units. People are not named."""

    id: UUID
    number: int
    title: str
    municipality: str = Field(description="Municipality code.")
    unit: str | None = Field(description="Name of the unit; null for the municipality as a whole.")
    previous: UUID | None
    starts_on: date
    closed_on: date | None
    fields: list[str] = Field(description="Codes of fields; none means all.")
    technology_kinds: list[str] = Field(description="Codes of functional categories; none means all technology.")
    target_groups: list[str] = Field(description="Codes of target groups; none means everybody.")
    steps: list[RoundStepOut]
    note: str = Field(description="”Opfundne data” in a demo installation, else empty.")


class RoundsOut(Schema):
    """A page of rounds and the count of all that the caller may see."""

    items: list[RoundOut]
    count: int


class RoundQuery(Schema):
    """Which rounds to list."""

    open: bool | None = Field(None, description="True: open ones; false: closed ones; left out: all.")
    limit: int = Field(25, ge=1, le=MOST)
    offset: int = Field(0, ge=0, le=10_000_000)


def _out(found: Round, rows: dict[tuple[int, str], StepStatus]) -> dict[str, Any]:
    return {
        "id": found.public_id,
        "number": found.number,
        "title": found.title,
        "municipality": found.municipality.code,
        "unit": found.unit.name if found.unit else None,
        "previous": found.previous.public_id if found.previous else None,
        "starts_on": found.starts_on,
        "closed_on": found.closed_on,
        "fields": [code.code for code in found.fields.all()],
        "technology_kinds": [code.code for code in found.technology_kinds.all()],
        "target_groups": [code.code for code in found.target_groups.all()],
        "steps": [_step(step, rows.get((found.pk, step))) for step in STEPS],
        "note": _("Opfundne data") if settings.DEMO_MODE else "",
    }


def _step(step: str, row: StepStatus | None) -> dict[str, Any]:
    return {
        "step": step,
        "state": row.state if row else StepState.NOT_BEGUN.value,
        "began_on": row.began_on if row else None,
        "done_on": row.done_on if row else None,
        "due_on": row.due_on if row else None,
    }


@router.get("", response=RoundsOut, summary="Rounds of the caller's own municipality")
def list_rounds(request: HttpRequest, query: Query[RoundQuery]) -> dict[str, Any]:
    """With a key: the rounds of its seat's municipality that it may see. Without a key: none. The newest first."""
    found = own_rounds(actor_of_request(request)).prefetch_related("fields", "technology_kinds", "target_groups")
    if query.open is not None:
        found = found.filter(closed_on__isnull=query.open)
    page = list(found.order_by("-starts_on", "-number", "-pk")[query.offset : query.offset + query.limit])
    rows = steps_of(page)
    return {"items": [_out(item, rows) for item in page], "count": found.count()}


@router.get("/{round_id}", response=RoundOut, summary="One round")
def one_round(request: HttpRequest, round_id: UUID) -> dict[str, Any]:
    """The round with that id, if the caller may see it."""
    found = round_for(actor_of_request(request), round_id)
    return _out(found, steps_of([found]))


declare(everyone, list_rounds, one_round)
