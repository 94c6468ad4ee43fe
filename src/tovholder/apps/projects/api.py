"""Projects and the national figures in the API."""

from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from tovholder.apps.projects.browse import found_keys
from tovholder.apps.projects.figures import national_figures
from tovholder.apps.projects.filters import choices, read_filters
from tovholder.apps.projects.models import Project
from tovholder.apps.projects.rules import may_read
from tovholder.apps.projects.selectors import project_for
from tovholder.apps.projects.showing import shown_projects
from tovholder.kernel.actor import Actor

router = Router()

MOST = 100


class ProjectOut(Schema):
    """A project as the caller may see it. ``municipality`` and ``participants`` are municipality codes."""

    id: UUID
    title: str
    need: str
    summary: str
    status: str
    status_since: date
    scale: str
    technology: str
    category: str
    municipality: str
    municipality_name: str
    participants: list[str]
    target_groups: list[str]
    started_on: date | None
    ended_on: date | None
    contact_mailbox: str
    results: str
    learning: str
    tier: str
    registered_on: date
    confirmed_on: date
    note: str = Field("", description="”Opfundne data” in a demo installation, else empty.")


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
    "region": "region",
    "municipality": "kommune",
}


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by the API's key reader
    return actor


def _note() -> str:
    return _("Opfundne data") if settings.DEMO_MODE else ""


def _out(item: Project) -> dict[str, Any]:
    plain = {
        name: getattr(item, name)
        for name in (
            "title",
            "need",
            "summary",
            "status",
            "status_since",
            "started_on",
            "ended_on",
            "contact_mailbox",
            "results",
            "learning",
            "tier",
            "registered_on",
            "confirmed_on",
        )
    }
    return plain | {
        "id": item.public_id,
        "scale": item.scale.code,
        "technology": item.technology.slug,
        "category": item.technology.category.code,
        "municipality": item.municipality.code,
        "municipality_name": item.municipality.full_name,
        "participants": [place.code for place in item.participants.all()],
        "target_groups": [group.code for group in item.target_groups.all()],
        "note": _note(),
    }


@router.get("/projects", response=ProjectsOut, summary="Projects that the caller may see")
def list_projects(request: HttpRequest, query: Query[ProjectQuery]) -> dict[str, Any]:
    """Without a key: public projects. With a key: what its seat may see. The newest first."""
    asked = QueryDict(mutable=True)
    for name, address in IN_ADDRESSES.items():
        asked.setlist(address, getattr(query, name))
    asked["q"] = query.q
    known = choices()
    keys = found_keys(_actor(request), read_filters(asked, known), known)
    page = keys[query.offset : query.offset + query.limit]
    return {"items": [_out(item) for item in shown_projects(_actor(request), page)], "count": len(keys)}


@router.get("/projects/{project_id}", response=ProjectOut, summary="One project")
def one_project(request: HttpRequest, project_id: UUID) -> dict[str, Any]:
    """The project with that id, if the caller may see it."""
    return _out(project_for(_actor(request), project_id))


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
        "note": _note(),
    }


for operation in (list_projects, one_project, summary):
    setattr(operation, "rule", may_read)  # noqa: B010  # read by the walk over all operations
