"""Focus areas, the groups, and proposed questions in the API."""

from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from tovholder.apps.focusareas import rules, selectors
from tovholder.apps.focusareas.models import FocusArea, GroupMember, QuestionProposal
from tovholder.foundation.visibility.access import declare
from tovholder.foundation.visibility.requests import actor_of_request

router = Router()
MOST = 100


class FocusAreaOut(Schema):
    """A joint focus area."""

    id: UUID
    year: int
    title: str
    description: str
    state: str = Field(description="proposed, qualified, approved or declined.")
    state_since: date | None = Field(description="Null where the source gives no date.")
    municipality: str | None = Field(description="Code of the municipality that proposed it.")
    technologies: list[str]
    categories: list[str] = Field(description="Codes of the list of Landkort categories.")
    projects: dict[str, int] = Field(description="Projects on the national map by status, each counted once.")
    source: str | None = Field(description="Key of the publication.")
    place: str
    note: str = Field(description="In a demo: ”Opfundne data”, for what did not come with a publication.")


class GroupSeatOut(Schema):
    """A seat in a group of one year."""

    group: str = Field(description="municipalities or steering.")
    year: int
    municipality: str | None = Field(description="Municipality code.")
    organisation: str
    seat: str
    starts_on: date | None
    ends_on: date | None
    source: str | None


class ProposedQuestionOut(Schema):
    """A question that somebody proposed for the yearly questionnaire."""

    id: UUID
    year: int
    text: str
    why: str
    section: str
    concept: str
    state: str = Field(description="proposed, discussed, taken or declined.")
    state_since: date
    municipality: str | None
    proposed_on: date
    note: str = Field(description="In a demo: ”Opfundne data”.")


class ProposedQuestionsOut(Schema):
    """A page of proposed questions and the count of all."""

    items: list[ProposedQuestionOut]
    count: int


class ProposedQuestionQuery(Schema):
    """Which part of a list."""

    limit: int = Field(25, ge=1, le=MOST)
    offset: int = Field(0, ge=0, le=10_000_000)


def _invented(packaged: bool) -> str:
    return _("Opfundne data") if settings.DEMO_MODE and not packaged else ""


def _areas_out(areas: list[FocusArea]) -> list[dict[str, Any]]:
    counted = selectors.projects_by_status(areas)
    return [_area_out(area, counts) for area, counts in zip(areas, counted, strict=True)]


def _area_out(area: FocusArea, counts: dict[str, int]) -> dict[str, Any]:
    return {
        "id": area.public_id,
        "year": area.year,
        "title": area.title,
        "description": area.description,
        "state": area.state,
        "state_since": area.state_since,
        "municipality": area.municipality.code if area.municipality is not None else None,
        "technologies": [technology.slug for technology in area.technologies.all()],
        "categories": [code.code for code in area.categories.all()],
        "projects": counts,
        "source": area.publication.key if area.publication is not None else None,
        "place": area.place,
        "note": _invented(area.packaged),
    }


def _seat_out(seat: GroupMember) -> dict[str, Any]:
    return {
        "group": seat.group,
        "year": seat.year,
        "municipality": seat.municipality.code if seat.municipality is not None else None,
        "organisation": seat.organisation,
        "seat": seat.seat,
        "starts_on": seat.starts_on,
        "ends_on": seat.ends_on,
        "source": seat.publication.key if seat.publication is not None else None,
    }


def _question_out(one: QuestionProposal) -> dict[str, Any]:
    names = ("year", "text", "why", "section", "concept", "state", "state_since", "proposed_on")
    return {name: getattr(one, name) for name in names} | {
        "id": one.public_id,
        "municipality": one.municipality.code if one.municipality is not None else None,
        "note": _invented(False),
    }


@router.get("/focus-areas", response=list[FocusAreaOut], summary="Joint focus areas, the newest year first")
def list_focus_areas(request: HttpRequest) -> list[dict[str, Any]]:
    """The approved ones; for a key of a municipality also those that are proposed, qualified or declined."""
    return _areas_out(list(selectors.seen_areas(actor_of_request(request))))


@router.get("/focus-areas/{focus_area_id}", response=FocusAreaOut, summary="One focus area")
def one_focus_area(request: HttpRequest, focus_area_id: UUID) -> dict[str, Any]:
    """The area with that id, if the key may see it."""
    return _areas_out([selectors.area_for(actor_of_request(request), focus_area_id)])[0]


@router.get("/focus-groups", response=list[GroupSeatOut], summary="The municipality group and the steering group")
def list_focus_groups(request: HttpRequest) -> list[dict[str, Any]]:
    """The seats by year; who holds a seat as a person is not told."""
    return [_seat_out(seat) for seat in selectors.members()]


@router.get("/question-proposals", response=ProposedQuestionsOut, summary="Questions that municipalities propose")
def list_question_proposals(request: HttpRequest, query: Query[ProposedQuestionQuery]) -> dict[str, Any]:
    """The newest year first; none for a key that belongs to no municipality."""
    found = selectors.seen_questions(actor_of_request(request))
    page = found[query.offset : query.offset + query.limit]
    return {"items": [_question_out(one) for one in page], "count": found.count()}


declare(rules.may_read, list_focus_areas, one_focus_area, list_focus_groups, list_question_proposals)
