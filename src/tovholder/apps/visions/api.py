"""Visions in the API: what municipalities have published."""

from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, QueryDict
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from tovholder.apps.visions.browse import COMMON, PUBLIC_FACETS, find_visions, read_filters
from tovholder.apps.visions.models import Vision
from tovholder.apps.visions.presenting import adopted_text
from tovholder.apps.visions.rules import may_read_public
from tovholder.apps.visions.selectors import public_visions, published_statements
from tovholder.foundation.codes.selectors import codes_in_order
from tovholder.foundation.visibility.access import declare

router = Router()
MOST = 100


class VisionStatementOut(Schema):
    """What a body that was heard agreed to have published, and the reply."""

    body: str = Field(description="A code of the list hearing_body.")
    name: str
    text: str
    reply: str
    led_to_change: bool | None


class VisionOut(Schema):
    """A published vision. ``municipality`` is a municipality code; without target groups it is a common one."""

    id: UUID
    title: str
    municipality: str
    municipality_name: str
    target_groups: list[str]
    state: str = Field(description="adopted, revised or withdrawn.")
    text: str
    values: list[str] = Field(description="quality, efficiency, wellbeing.")
    value_text: str
    adopted_on: date | None
    adopted_by: str
    published_on: date | None
    withdrawn_on: date | None
    address: str = Field(description="The path of its public page.")
    note: str = Field("", description="”Opfundne data” in a demo installation, else empty.")


class WholeVisionOut(VisionOut):
    """A vision with its strategy, frames and published statements."""

    authority_weight: str
    authority_strategy: str
    frame_political: str
    frame_economic: str
    frame_organisational: str
    frame_competence: str
    anchoring: str
    communication: str
    statements: list[VisionStatementOut]


class VisionsOut(Schema):
    """A page of visions and the count of all that fit."""

    items: list[VisionOut]
    count: int


class VisionQuery(Schema):
    """Filters as in the addresses of the list, in English. Values of one filter widen, filters narrow each other."""

    region: list[str] = Field([], description="Codes of regions.")
    target_group: list[str] = Field([], description="Codes of the list target_group, or ”common”.")
    state: list[str] = Field([], description="adopted, revised, withdrawn.")
    q: str = Field("", max_length=200, description="Text search.")
    limit: int = Field(25, ge=1, le=MOST)
    offset: int = Field(0, ge=0, le=10_000_000)


def _out(vision: Vision) -> dict[str, Any]:
    values = {
        "quality": vision.creates_quality,
        "efficiency": vision.creates_efficiency,
        "wellbeing": vision.creates_wellbeing,
    }
    return {
        "id": vision.public_id,
        "title": vision.title,
        "municipality": vision.municipality.code,
        "municipality_name": vision.municipality.full_name,
        "target_groups": codes_in_order(vision.target_groups.all()),
        "state": vision.state,
        "text": vision.text,
        "values": [name for name, chosen in values.items() if chosen],
        "value_text": vision.value_text,
        "adopted_on": vision.adopted_on,
        "adopted_by": adopted_text(vision),
        "published_on": vision.published_on,
        "withdrawn_on": vision.withdrawn_on,
        "address": vision.get_public_url(),
        "note": _("Opfundne data") if settings.DEMO_MODE else "",
    }


@router.get("", response=VisionsOut, summary="Visions that municipalities have published")
def list_visions(request: HttpRequest, query: Query[VisionQuery]) -> dict[str, Any]:
    """Open to all: what is still written or heard is not here."""
    asked = QueryDict(mutable=True)
    asked.setlist("region", query.region)
    asked.setlist("maalgruppe", [COMMON if code == "common" else code for code in query.target_group])
    asked.setlist("status", query.state)
    asked["q"] = query.q
    found = find_visions(public_visions(), read_filters(asked, PUBLIC_FACETS), PUBLIC_FACETS).visions
    page = found[query.offset : query.offset + query.limit]
    return {"items": [_out(vision) for vision in page], "count": len(found)}


@router.get("/{vision_id}", response=WholeVisionOut, summary="One published vision")
def one_vision(request: HttpRequest, vision_id: UUID) -> dict[str, Any]:
    """The published vision with that id, with the statements whose senders agreed."""
    found = public_visions().select_related("municipality", "adopted_by").filter(public_id=vision_id).first()
    if found is None:
        raise Http404
    names = (
        "authority_weight",
        "authority_strategy",
        "frame_political",
        "frame_economic",
        "frame_organisational",
        "frame_competence",
        "anchoring",
        "communication",
    )
    statements = [
        {
            "body": item.hearing.body.code,
            "name": item.hearing.name,
            "text": item.text,
            "reply": item.reply,
            "led_to_change": item.led_to_change,
        }
        for item in published_statements(found)
    ]
    return _out(found) | {name: getattr(found, name) for name in names} | {"statements": statements}


declare(may_read_public, list_visions, one_vision)
