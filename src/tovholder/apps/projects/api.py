"""Projects and the national figures in the API."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from ninja import Query, Schema
from pydantic import Field

from tovholder.apps.projects.api_schemas import ProjectOut, StepsOut, demo_note, project_out
from tovholder.apps.projects.api_writing import router as writing
from tovholder.apps.projects.api_writing import tagged
from tovholder.apps.projects.browse import found_keys
from tovholder.apps.projects.figures import national_figures
from tovholder.apps.projects.filters import choices, read_filters
from tovholder.apps.projects.peer_api import router as peer_router
from tovholder.apps.projects.rules import may_read
from tovholder.apps.projects.selectors import project_for, steps_of
from tovholder.apps.projects.showing import shown_projects
from tovholder.foundation.visibility.access import declare
from tovholder.foundation.visibility.requests import actor_of_request

router = writing
peers = peer_router
"""Mounted among the municipalities."""

MOST = 100


class ProjectsOut(Schema):
    """A page of projects and the count of all that fit."""

    items: list[ProjectOut]
    count: int


class SummaryOut(Schema):
    """The country in figures, over projects shared with all municipalities or with everybody; no experiments."""

    projects: int
    municipalities_with: int
    municipalities_without: int
    by_status: dict[str, int]
    by_category: dict[str, int]
    by_year: dict[str, int] = Field(description="Projects registered in each year since the launch in 2014.")
    note: str = Field("", description="”Opfundne data” in a demo installation, else empty.")


class ProjectQuery(Schema):
    """Filters as in the addresses of the list, in English. Values of one filter widen, filters narrow each other."""

    technology: list[str] = Field([], description="Slugs of technologies.")
    category: list[str] = Field([], description="Codes of Landkort categories.")
    status: list[str] = Field(
        [], description="idea, pilot, decision, implementing, in_operation, paused, stopped, ended."
    )
    target_group: list[str] = []
    paragraph: list[str] = []
    program: list[str] = Field([], description="Keys of programmes and initiatives; a programme has its initiatives'.")
    region: list[str] = []
    municipality: list[str] = Field([], description="Slugs of municipalities.")
    q: str = Field("", max_length=200, description="Text search.")
    limit: int = Field(25, ge=1, le=MOST)
    offset: int = Field(0, ge=0, le=10_000_000)


IN_ADDRESSES = {
    "technology": "teknologi",
    "category": "kategori",
    "status": "status",
    "target_group": "maalgruppe",
    "paragraph": "paragraf",
    "program": "program",
    "region": "region",
    "municipality": "kommune",
}


@router.get("/projects", response=ProjectsOut, summary="Projects that the caller may see")
def list_projects(request: HttpRequest, query: Query[ProjectQuery]) -> dict[str, Any]:
    """Without a key: public projects. With a key: what its seat may see. The newest first."""
    asked = QueryDict(mutable=True)
    for name, address in IN_ADDRESSES.items():
        asked.setlist(address, getattr(query, name))
    asked["q"] = query.q
    known = choices()
    keys = found_keys(actor_of_request(request), read_filters(asked, known), known)
    page = keys[query.offset : query.offset + query.limit]
    shown = shown_projects(actor_of_request(request), page, whole=True)
    return {"items": [project_out(item) for item in shown], "count": len(keys)}


@router.get("/projects/{project_id}", response=ProjectOut, summary="One project")
def one_project(request: HttpRequest, response: HttpResponse, project_id: UUID) -> dict[str, Any]:
    """The project with that id, if the caller may see it. Its ETag is what ``If-Match`` asks for in a change."""
    return tagged(response, project_for(actor_of_request(request), project_id))


@router.get("/projects/{project_id}/steps", response=StepsOut, summary="The way that a project has come")
def project_steps(request: HttpRequest, project_id: UUID) -> dict[str, Any]:
    """Its states with their days and reasons, the oldest first."""
    steps = list(steps_of(project_for(actor_of_request(request), project_id)))
    return {"items": steps, "count": len(steps)}


@router.get("/landkort/summary", response=SummaryOut, summary="The national figures")
def summary(request: HttpRequest) -> dict[str, Any]:
    """Open to all: aggregates over the tiers *municipalities* and *public*."""
    figures = national_figures()
    return {
        "projects": figures.projects,
        "municipalities_with": len(figures.with_projects),
        "municipalities_without": len(figures.without_projects),
        "by_status": figures.by_status,
        "by_category": {count.category.code: count.total for count in figures.by_category},
        "by_year": {str(year): count for year, count in figures.registered_by_year.items()},
        "note": demo_note(),
    }


declare(may_read, list_projects, one_project, project_steps, summary)
