"""Municipalities alike, in the API."""

from typing import Any

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from tovholder.apps.projects.api_schemas import demo_note
from tovholder.apps.projects.peers import Near, doing, municipalities_like
from tovholder.apps.projects.rules import may_read
from tovholder.apps.technologies.public import technologies
from tovholder.foundation.municipalities.selectors import municipalities
from tovholder.foundation.visibility.access import declare
from tovholder.foundation.visibility.requests import actor_of_request

router = Router()

MOST = 100


class DifferencePartOut(Schema):
    """What one feature adds to a difference."""

    feature: str = Field(description="population, density, distance or region.")
    points: float = Field(description="Of the difference; the parts add up to it.")
    value: float = Field(
        description="population and density: the other's as a ratio of this one's; distance: km; region: 1 for another."
    )


class PeerOut(Schema):
    """Another municipality, and how unlike this one it is: 0 is the same, 100 unlike in everything."""

    code: str
    name: str
    slug: str
    difference: float
    parts: list[DifferencePartOut]
    projects: int = Field(description="Projects that the caller may see, with the technology when one is given.")
    in_operation: int


class PeersOut(Schema):
    """The others, the most alike first, and how many there are."""

    items: list[PeerOut]
    count: int
    note: str = Field("", description="”Opfundne data” in a demo installation, else empty.")


class PeerQuery(Schema):
    """Which of them."""

    technology: str = Field("", max_length=100, description="Slug: only municipalities with projects of it.")
    limit: int = Field(25, ge=1, le=MOST)
    offset: int = Field(0, ge=0, le=10_000)


def _out(near: Near) -> dict[str, Any]:
    return {
        "code": near.municipality.code,
        "name": near.municipality.name,
        "slug": near.municipality.slug,
        "difference": round(near.peer.distance, 1),
        "parts": [
            {"feature": part.feature.value, "points": round(part.adds, 1), "value": round(part.value, 3)}
            for part in near.peer.parts
        ],
        "projects": near.projects,
        "in_operation": near.in_operation,
    }


@router.get("/municipalities/{code}/peers", response=PeersOut, summary="Municipalities like one, and why")
def peers(request: HttpRequest, code: str, query: Query[PeerQuery]) -> dict[str, Any]:
    """The most alike first. Open to all; the counts of projects are those that the caller may see."""
    actor = actor_of_request(request)
    place = municipalities().filter(code=code[:8]).first()
    technology = technologies().filter(slug=query.technology).first() if query.technology else None
    if place is None or (query.technology and technology is None):
        raise Http404
    near = municipalities_like(place, doing(actor, technology))
    if technology is not None:
        near = [one for one in near if one.projects]
    page = near[query.offset : query.offset + query.limit]
    return {"items": [_out(one) for one in page], "count": len(near), "note": demo_note()}


declare(may_read, peers)
