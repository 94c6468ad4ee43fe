"""The inventory of work tasks in the API: one's own municipality's, with a key."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, QueryDict
from ninja import Query, Router, Schema
from pydantic import Field

from tovholder.apps.rethinking.finding import find_tasks
from tovholder.apps.rethinking.ranking import Ranked
from tovholder.apps.rethinking.rules import may_list
from tovholder.foundation.visibility.requests import actor_of_request
from tovholder.foundation.visibility.rules import everyone

router = Router()

MOST = 100
IN_ADDRESSES = {"field": "fagomraade", "lane": "spor", "state": "stade", "way": "vej", "kind": "slags"}


class WorkTaskPart(Schema):
    """What one factor adds to a task's points."""

    factor: str = Field(description="hours, standard, contact, harm or manual.")
    points: float
    most: float = Field(description="The points that it can give.")


class WorkTaskOut(Schema):
    """A work task, with its place in the municipality's list. One that waits for nothing has no place."""

    id: UUID
    title: str
    kind: str = Field(description="task, or step of a user journey.")
    journey: str | None = Field(description="Title of the user journey.")
    field: str = Field(description="Code of the field of work.")
    unit: UUID | None
    what: str
    done_by: str | None = Field(description="Code of the list task_role.")
    times_a_year: int
    minutes: float
    minutes_low: float | None
    minutes_high: float | None
    hours_a_year: float
    contact: int = Field(description="1-5: how much a person is needed.")
    standard: int = Field(description="1-5: how alike the cases are.")
    harm: int = Field(description="0-5: what an error does.")
    manual: bool
    systems: list[str]
    basis: str = Field(description="estimated or measured.")
    basis_on: date | None
    state: str = Field(description="proposed, mapped, decided or changed.")
    way: str | None = Field(description="Code of the list task_way: what was decided.")
    hours_a_year_after: float | None = Field(description="Since it was changed. Hours are not money.")
    changed_on: date | None
    place: int | None
    points: float | None
    parts: list[WorkTaskPart]
    lane: str | None = Field(description="automate, support, standardise, try_carefully or keep.")
    reasons: list[str] = Field(description="Codes of why it has its lane.")
    in_top: int | None = Field(description="In how many variants of the weights it is among the first five.")
    variants: int


class WorkTasksOut(Schema):
    """A page of tasks, in order, and the count of all that fit."""

    items: list[WorkTaskOut]
    count: int


class WorkTaskQuery(Schema):
    """Filters as in the addresses of the list. Values of one filter widen, filters narrow each other."""

    field: list[str] = Field([], description="Codes of fields of work.")
    lane: list[str] = Field([], description="Lanes.")
    state: list[str] = Field([], description="States.")
    way: list[str] = Field([], description="Ways forward.")
    kind: list[str] = Field([], description="task or step.")
    q: str = Field("", max_length=200, description="Text search.")
    limit: int = Field(25, ge=1, le=MOST)
    offset: int = Field(0, ge=0, le=10_000_000)


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


def _out(row: Ranked) -> dict[str, Any]:
    task, placed = row.task, row.placed
    return {
        "id": task.public_id,
        "title": task.title,
        "kind": task.kind,
        "journey": task.journey.title if task.journey else None,
        "field": task.field.code,
        "unit": task.unit.public_id if task.unit else None,
        "what": task.what,
        "done_by": task.role_group.code if task.role_group else None,
        "times_a_year": task.times_a_year,
        "minutes": float(task.minutes),
        "minutes_low": _number(task.minutes_low),
        "minutes_high": _number(task.minutes_high),
        "hours_a_year": round(task.hours, 2),
        "contact": task.contact,
        "standard": task.standard,
        "harm": task.harm,
        "manual": task.manual,
        "systems": task.system_list,
        "basis": task.basis,
        "basis_on": task.basis_on,
        "state": task.state,
        "way": task.way.code if task.way else None,
        "hours_a_year_after": None if task.hours_after is None else round(task.hours_after, 2),
        "changed_on": task.after_on,
        "place": row.place,
        "points": round(placed.score, 2) if placed else None,
        "parts": [
            {"factor": part.factor.value, "points": round(part.points, 2), "most": round(100 * part.weight, 2)}
            for part in (placed.parts if placed else ())
        ],
        "lane": placed.lane.value if placed else None,
        "reasons": [reason.value for reason in placed.reasons] if placed else [],
        "in_top": placed.in_top if placed else None,
        "variants": row.variants,
    }


@router.get("", response=WorkTasksOut, summary="Work tasks of one's own municipality, in order of priority")
def list_work_tasks(request: HttpRequest, query: Query[WorkTaskQuery]) -> dict[str, Any]:
    """With a key of an employee's seat; others find none. What has no place stands last; put-away ones are left out."""
    actor = actor_of_request(request)
    asked = QueryDict(mutable=True)
    for name, address in IN_ADDRESSES.items():
        asked.setlist(address, getattr(query, name))
    asked["q"] = query.q
    found = find_tasks(actor, asked).rows if may_list.allows(actor) else []
    return {"items": [_out(row) for row in found[query.offset : query.offset + query.limit]], "count": len(found)}


setattr(list_work_tasks, "rule", everyone)  # noqa: B010  # read by the walk over all operations; strangers find none
