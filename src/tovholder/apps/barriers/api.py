"""The register of barriers, where they were met, and what was tried, in the API."""

from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from tovholder.apps.barriers import evidence, rules, selectors
from tovholder.apps.barriers.models import Measure, ProjectBarrier
from tovholder.apps.barriers.register import Barrier
from tovholder.foundation.visibility.access import declare
from tovholder.foundation.visibility.requests import actor_of_request

router = Router()
MOST = 100


class EntryOut(Schema):
    """An entry of the register. One of the 22 slots without a name is not filled: its source is not public."""

    key: str
    slot: int | None = Field(description="Place among the 22 of the report of 2016; null for other entries.")
    number: int | None = Field(description="Number in the report, where it is known.")
    filled: bool
    theme: str | None = Field(description="Code of the list of barrier themes.")
    theme_by_source: bool = Field(description="False when the theme is our choice.")
    nature: str = Field(description="structural or practical, by our own sorting; empty for a slot not filled.")
    name: str
    meaning: str
    helps: str
    source: str | None = Field(description="Key of the publication.")
    place: str
    note: str
    valid_from: date | None
    valid_to: date | None


class TriedOut(Schema):
    """What was tried, counted by projects, each with its best outcome."""

    kind: str = Field(description="Code of the list of measures.")
    projects: int
    municipalities: int
    helped: int
    partly: int
    not_helped: int
    too_early: int


class EntryWithEvidence(EntryOut):
    """An entry with where the key sees it, and what helped."""

    projects: int
    municipalities: int
    tried: list[TriedOut]


class MeasureOut(Schema):
    """Something that was tried."""

    kind: str
    what: str
    started_on: date
    ended_on: date | None
    cost: str
    helped: str = Field(description="yes, partly, no or early.")
    why: str


class ProjectBarrierOut(Schema):
    """A barrier of a project."""

    id: UUID
    municipality: str = Field(description="Municipality code.")
    project_id: UUID
    technology: str
    barrier: str | None = Field(description="Key of the register; null for own words.")
    title: str
    theme: str
    severity: str = Field(description="nuisance, delay or stop.")
    state: str = Field(description="open, mitigated, accepted or gone.")
    state_since: date
    found_on: date
    description: str
    measures: list[MeasureOut]
    note: str = Field(description="In a demo: ”Opfundne data”.")


class ProjectBarriersOut(Schema):
    """A page of barriers and the count of all."""

    items: list[ProjectBarrierOut]
    count: int


class ProjectBarrierQuery(Schema):
    """Which part of a list."""

    limit: int = Field(25, ge=1, le=MOST)
    offset: int = Field(0, ge=0, le=10_000_000)


def _entry_out(entry: Barrier) -> dict[str, Any]:
    return {
        "key": entry.key,
        "slot": entry.slot,
        "number": entry.number,
        "filled": entry.is_filled,
        "theme": entry.theme.code if entry.theme is not None else None,
        "theme_by_source": entry.theme_by_source,
        "nature": entry.nature,
        "name": entry.name if entry.is_filled else "",
        "meaning": entry.meaning,
        "helps": entry.helps,
        "source": entry.publication.key if entry.publication is not None else None,
        "place": entry.place,
        "note": entry.note,
        "valid_from": entry.valid_from,
        "valid_to": entry.valid_to,
    }


def _measure_out(one: Measure) -> dict[str, Any]:
    told = {name: getattr(one, name) for name in ("what", "started_on", "ended_on", "cost", "helped", "why")}
    return told | {"kind": one.kind.code}


def _barrier_out(one: ProjectBarrier, measures: list[Measure]) -> dict[str, Any]:
    return {
        "id": one.public_id,
        "municipality": one.municipality.code,
        "project_id": one.project.public_id,
        "technology": one.project.technology.slug,
        "barrier": one.barrier.key if one.barrier is not None else None,
        "title": one.title,
        "theme": one.shown_theme.code,
        "severity": one.severity,
        "state": one.state,
        "state_since": one.state_since,
        "found_on": one.found_on,
        "description": one.description,
        "measures": [_measure_out(measure) for measure in measures if measure.project_barrier_id == one.pk],
        "note": _("Opfundne data") if settings.DEMO_MODE else "",
    }


@router.get("/barriers", response=list[EntryOut], summary="The register of barriers, the empty slots too")
def list_register(request: HttpRequest) -> list[dict[str, Any]]:
    """In the order of the register: the 22 slots, then what other sources name."""
    return [_entry_out(entry) for entry in selectors.whole_register()]


@router.get("/barriers/{barrier_key}", response=EntryWithEvidence, summary="One barrier, and what helped")
def one_entry(request: HttpRequest, barrier_key: str) -> dict[str, Any]:
    """The entry, with counts over the projects that the key sees."""
    actor = actor_of_request(request)
    entry = selectors.entry_for(actor, barrier_key)
    found = evidence.register_counts(actor).entries.get(entry.pk, evidence.Found())
    tried = evidence.what_helped(actor, barrier=entry)
    return _entry_out(entry) | {
        "projects": found.projects,
        "municipalities": found.municipalities,
        "tried": [
            {
                "kind": one.kind.code,
                "projects": one.projects,
                "municipalities": one.municipalities,
                "helped": one.helped,
                "partly": one.partly,
                "not_helped": one.not_helped,
                "too_early": one.early,
            }
            for one in tried
        ],
    }


@router.get("/project-barriers", response=ProjectBarriersOut, summary="Barriers of projects, with what was tried")
def list_project_barriers(request: HttpRequest, query: Query[ProjectBarrierQuery]) -> dict[str, Any]:
    """All that the key sees: its own municipality's, and what others share."""
    found = selectors.seen_barriers(actor_of_request(request))
    ordered = found.order_by("municipality__sort_key", "sort_key", "pk")
    page = list(ordered[query.offset : query.offset + query.limit])
    measures = selectors.measures_of(page)
    return {"items": [_barrier_out(one, measures) for one in page], "count": found.count()}


@router.get("/project-barriers/{project_barrier_id}", response=ProjectBarrierOut, summary="One barrier of a project")
def one_project_barrier(request: HttpRequest, project_barrier_id: UUID) -> dict[str, Any]:
    """The barrier with that id, if the key may see it."""
    one = selectors.project_barrier_for(actor_of_request(request), project_barrier_id)
    return _barrier_out(one, selectors.measures_of([one]))


declare(rules.may_read_register, list_register, one_entry)
declare(rules.may_read, list_project_barriers, one_project_barrier)
