"""Screenings in the API: the own municipality's, as their tier allows."""

from datetime import date
from typing import Any, Literal
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from tovholder.apps.screenings.comparing import Told, told_of
from tovholder.apps.screenings.models import Screening
from tovholder.apps.screenings.rules import may_read
from tovholder.foundation.visibility.requests import actor_of_request
from tovholder.kernel.share import Share

router = Router()


class ScreeningShareOut(Schema):
    """A count and its base."""

    count: int
    base: int


class ScreeningOut(Schema):
    """A screening in figures. Answers, words and findings are read on the pages."""

    id: UUID
    title: str
    unit: UUID
    unit_name: str
    municipality: str
    state: Literal["planned", "held", "approved"]
    tier: str
    planned_on: date
    held_on: date | None
    approved_on: date | None
    digital_stage: Literal["early", "underway", "advanced"] | None
    competence: float | None = Field(description="Mean of the staff, 1 to 5.")
    interest: float | None = Field(description="Mean of the staff, 1 to 5.")
    needs_met: ScreeningShareOut
    places_for_video: ScreeningShareOut = Field(description="Places whose network carries a video call.")
    pieces: int
    citizen_paid: ScreeningShareOut
    easy_answers: int = Field(description="Citizens who answered the easy-read questions.")
    note: str = Field("", description="”Opfundne data” in a demo installation, else empty.")


class ScreeningsOut(Schema):
    """A page of screenings and the count of all that fit."""

    items: list[ScreeningOut]
    count: int


class ScreeningQuery(Schema):
    """Which screenings."""

    state: list[Literal["planned", "held", "approved"]] = Field([], description="planned, held, approved.")
    unit: UUID | None = Field(None, description="The public id of a unit.")
    limit: int = Field(25, ge=1, le=100)
    offset: int = Field(0, ge=0, le=10_000_000)


def _share(share: Share) -> dict[str, int]:
    return {"count": share.count, "base": share.base}


def _out(told: Told) -> dict[str, Any]:
    screening, figures = told.screening, told.summary
    return {
        "id": screening.public_id,
        "title": screening.title,
        "unit": screening.unit.public_id,
        "unit_name": screening.unit.name,
        "municipality": screening.municipality.code,
        "state": screening.state,
        "tier": screening.tier,
        "planned_on": screening.planned_on,
        "held_on": screening.held_on,
        "approved_on": screening.approved_on,
        "digital_stage": told.staged.stage.value if told.staged is not None else None,
        "competence": figures.level,
        "interest": figures.interest,
        "needs_met": _share(figures.needs_met),
        "places_for_video": _share(figures.carrying),
        "pieces": figures.pieces,
        "citizen_paid": _share(figures.citizen_paid),
        "easy_answers": len(told.asked.easy),
        "note": _("Opfundne data") if settings.DEMO_MODE else "",
    }


@router.get("", response=ScreeningsOut, summary="IT-screenings of the caller's municipality")
def list_screenings(request: HttpRequest, query: Query[ScreeningQuery]) -> dict[str, Any]:
    """The screenings that the caller may see; without a key of a municipality there are none."""
    actor = actor_of_request(request)
    seen = Screening.objects.visible_to(actor).at_home(actor)
    if query.state:
        seen = seen.filter(state__in=query.state)
    if query.unit is not None:
        seen = seen.filter(unit__public_id=query.unit)
    page = seen.select_related("unit", "municipality").order_by("-planned_on", "-pk")
    shown = list(page[query.offset : query.offset + query.limit])
    return {"items": [_out(told) for told in told_of(shown)], "count": seen.count()}


setattr(list_screenings, "rule", may_read)  # noqa: B010  # read by the walk over all operations
