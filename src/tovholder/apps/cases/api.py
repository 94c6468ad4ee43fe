"""The case library in the API."""

from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest, QueryDict
from ninja import Query, Router, Schema
from pydantic import Field

from tovholder.apps.cases.finding import find_cases
from tovholder.apps.cases.models import Case
from tovholder.apps.cases.rules import may_read
from tovholder.apps.cases.selectors import case_for
from tovholder.apps.cases.sheet import demo_remark
from tovholder.foundation.visibility.access import declare
from tovholder.kernel import clock
from tovholder.kernel.actor import ANONYMOUS

router = Router()

MOST = 100


class CaseOut(Schema):
    """A case that a municipality has told in public. A withdrawn one keeps its title and tells why."""

    key: str
    title: str
    title_en: str
    summary: str
    summary_en: str
    municipalities: list[str] = Field(description="Municipality codes.")
    technologies: list[str] = Field(description="Slugs of technologies.")
    publication: str | None = Field(description="Key of the publication.")
    publisher: str
    year: int | None
    url: str
    source_updated_on: date | None
    verified_on: date | None = Field(description="When somebody last opened the link and found the case there.")
    link_state: str = Field(description="verified, stale (over 12 months ago), unverified or no_link.")
    keeper: str | None = Field(description="Code of the municipality that added the case itself.")
    state: str
    withdrawn_reason: str
    note: str = Field(description="In a demo: ”Offentlig kilde”, or ”Opfundne data” for one added there.")


class CasesOut(Schema):
    """A page of cases and the count of all that fit."""

    items: list[CaseOut]
    count: int


class CaseQuery(Schema):
    """Filters as in the addresses of the list. Values of one filter widen, filters narrow each other."""

    technology: list[str] = Field([], description="Slugs of technologies.")
    municipality: list[str] = Field([], description="Slugs of municipalities.")
    target_group: list[str] = Field([], description="Codes of target groups of the technologies.")
    publication: list[str] = Field([], description="Keys of publications.")
    year: list[str] = Field([], description="Years of the source.")
    link: list[str] = Field([], description="verified, stale, unverified or no_link.")
    q: str = Field("", max_length=200, description="Text search.")
    limit: int = Field(25, ge=1, le=MOST)
    offset: int = Field(0, ge=0, le=10_000_000)


IN_ADDRESSES = {
    "technology": "teknologi",
    "municipality": "kommune",
    "target_group": "maalgruppe",
    "publication": "kilde",
    "year": "aar",
    "link": "link",
}


def _out(case: Case) -> dict[str, Any]:
    told = not case.is_withdrawn
    return {
        "key": case.key,
        "title": case.title_da,
        "title_en": case.title_en,
        "summary": case.summary_da if told else "",
        "summary_en": case.summary_en if told else "",
        "municipalities": [place.code for place in case.municipalities.all()],
        "technologies": [item.slug for item in case.technologies.all()],
        "publication": case.publication.key if case.publication else None,
        "publisher": case.publication.publisher if case.publication else "",
        "year": case.year,
        "url": case.url if told else "",
        "source_updated_on": case.source_updated_on,
        "verified_on": case.verified_on,
        "link_state": case.link_state_on(clock.today()).value,
        "keeper": case.keeper.code if case.keeper else None,
        "state": case.state,
        "withdrawn_reason": case.withdrawn_reason,
        "note": demo_remark(case) if settings.DEMO_MODE else "",
    }


@router.get("", response=CasesOut, summary="Cases that municipalities have told in public")
def list_cases(request: HttpRequest, query: Query[CaseQuery]) -> dict[str, Any]:
    """Open to all. With text the best first, else by title; withdrawn ones are left out."""
    asked = QueryDict(mutable=True)
    for name, address in IN_ADDRESSES.items():
        asked.setlist(address, getattr(query, name))
    asked["q"] = query.q
    found = find_cases(asked).cases
    return {"items": [_out(case) for case in found[query.offset : query.offset + query.limit]], "count": len(found)}


@router.get("/{case_key}", response=CaseOut, summary="One case, by its key")
def one_case(request: HttpRequest, case_key: str) -> dict[str, Any]:
    """The case of that key."""
    return _out(case_for(ANONYMOUS, case_key))


declare(may_read, list_cases, one_case)
