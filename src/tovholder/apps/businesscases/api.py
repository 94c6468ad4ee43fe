"""Business cases in the API: for a municipality's own dashboards."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from tovholder.apps.businesscases import rules, selectors
from tovholder.apps.businesscases.documents import computed
from tovholder.apps.businesscases.models import BusinessCase
from tovholder.foundation.visibility.access import declare
from tovholder.foundation.visibility.requests import actor_of_request

router = Router()
MOST = 50


class BreakEvenOut(Schema):
    """From how many citizens it pays."""

    reason: str = Field(description="reached, none_can, always, only_below or no_volume.")
    citizens: int | None


class BusinessCaseOut(Schema):
    """A business case with its main figures, in kroner of the price year. Figures are null while answers lack."""

    id: UUID
    title: str
    pattern: str
    project_id: UUID | None
    unit: str | None
    start_year: int
    horizon: int
    price_year: int
    versions: int = Field(description="How many versions are frozen.")
    npv_booked: float | None = Field(description="Net present value of signed budget reductions alone.")
    npv_full: float | None = Field(description="The same with freed time and prevented costs.")
    break_even: BreakEvenOut | None
    note: str = Field(description="In a demo: ”Opfundne data”.")


class BusinessCasesOut(Schema):
    """A page of cases and the count of all."""

    items: list[BusinessCaseOut]
    count: int


class WholeBusinessCaseOut(BusinessCaseOut):
    """A case with its document and all figures, as `tovholder business_case --json` gives them."""

    document: dict[str, Any]
    figures: dict[str, Any] | None


class BusinessCaseQuery(Schema):
    """Which part of a list."""

    limit: int = Field(25, ge=1, le=MOST)
    offset: int = Field(0, ge=0, le=10_000_000)


def _told(case: BusinessCase) -> dict[str, Any]:
    found = computed(case)
    main = found.scenario()
    return {
        "id": case.public_id,
        "title": case.title,
        "pattern": case.pattern,
        "project_id": case.project.public_id if case.project else None,
        "unit": case.unit.name if case.unit else None,
        "start_year": case.start_year,
        "horizon": case.horizon,
        "price_year": case.price_year,
        "versions": len(case.versions.all()),
        "npv_booked": main["booked"]["npv"] if main else None,
        "npv_full": main["full"]["npv"] if main else None,
        "break_even": main["full"]["break_even"] if main else None,
        "note": _("Opfundne data") if settings.DEMO_MODE else "",
        "document": found.document,
        "figures": found.figures,
    }


@router.get("", response=BusinessCasesOut, summary="The business cases of the key's municipality")
def list_cases(request: HttpRequest, query: Query[BusinessCaseQuery]) -> dict[str, Any]:
    """The cases that the seat sees, by title. Nothing without a key."""
    every = selectors.whole_cases(actor_of_request(request))
    page = every[query.offset : query.offset + query.limit]
    return {"items": [_told(case) for case in page], "count": len(every)}


@router.get("/{business_case_id}", response=WholeBusinessCaseOut, summary="One business case with all its figures")
def one_case(request: HttpRequest, business_case_id: UUID) -> dict[str, Any]:
    """The case of that id, if the key may see it."""
    return _told(selectors.case_for(actor_of_request(request), business_case_id))


declare(rules.may_list, list_cases)
declare(rules.may_read, one_case)
