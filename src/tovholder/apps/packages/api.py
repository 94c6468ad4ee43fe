"""Reuse packages in the API: read by tier."""

from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from tovholder.apps.packages.browse import find_packages, read_filters
from tovholder.apps.packages.models import Paper
from tovholder.apps.packages.rules import may_read
from tovholder.apps.packages.selectors import package_for, papers_of
from tovholder.apps.packages.sheet import Listed, listed
from tovholder.foundation.visibility.access import declare
from tovholder.foundation.visibility.requests import actor_of_request

router = Router()
MOST = 100


class PaperOut(Schema):
    """A paper as it stands. ``file_name`` is empty without a file; files are fetched from the pages."""

    id: UUID
    kind: str = Field(description="A code of the list paper_kind.")
    title: str
    body: str
    finished_on: date | None
    file_name: str


class PackageOut(Schema):
    """A reuse package as the caller may see it. ``municipality`` is a municipality code."""

    id: UUID
    title: str
    technology: str
    product: str | None
    municipality: str
    municipality_name: str
    state: str = Field(description="draft, finished, shared or withdrawn.")
    tier: str
    note_of_owner: str
    kinds: list[str]
    copies: int
    thanks: int
    shared_on: date | None
    changed_on: date
    note: str = Field("", description="”Opfundne data” in a demo installation, else empty.")


class WholePackageOut(PackageOut):
    """A package with its papers."""

    papers: list[PaperOut]


class PackagesOut(Schema):
    """A page of packages and the count of all that fit."""

    items: list[PackageOut]
    count: int


class PackageQuery(Schema):
    """Filters as in the addresses of the list, in English. Values of one filter widen, filters narrow each other."""

    technology: list[str] = Field([], description="Slugs of technologies.")
    product: list[str] = Field([], description="Slugs of products.")
    municipality: list[str] = Field([], description="Slugs of municipalities.")
    kind: list[str] = Field([], description="Codes of the list paper_kind.")
    state: list[str] = Field([], description="draft, finished, shared, withdrawn.")
    q: str = Field("", max_length=200, description="Text search.")
    limit: int = Field(25, ge=1, le=MOST)
    offset: int = Field(0, ge=0, le=10_000_000)


IN_ADDRESSES = {
    "technology": "teknologi",
    "product": "produkt",
    "municipality": "kommune",
    "kind": "dokument",
    "state": "status",
}


def _out(row: Listed) -> dict[str, Any]:
    package = row.package
    return {
        "id": package.public_id,
        "title": package.title,
        "technology": package.technology.slug,
        "product": package.product.slug if package.product is not None else None,
        "municipality": package.municipality.code,
        "municipality_name": package.municipality.full_name,
        "state": package.state,
        "tier": package.tier,
        "note_of_owner": package.note,
        "kinds": [kind.code for kind in row.kinds],
        "copies": row.copies,
        "thanks": row.thanks,
        "shared_on": package.shared_on,
        "changed_on": package.changed_on,
        "note": _("Opfundne data") if settings.DEMO_MODE else "",
    }


def _paper(paper: Paper) -> dict[str, Any]:
    return {
        "id": paper.public_id,
        "kind": paper.kind.code,
        "title": paper.title,
        "body": paper.body,
        "finished_on": paper.finished_on,
        "file_name": paper.file.name if paper.file is not None else "",
    }


@router.get("", response=PackagesOut, summary="Reuse packages that the caller may see")
def list_packages(request: HttpRequest, query: Query[PackageQuery]) -> dict[str, Any]:
    """Packages are shared among municipalities: without a key of an employee there are none."""
    asked = QueryDict(mutable=True)
    for name, address in IN_ADDRESSES.items():
        asked.setlist(address, getattr(query, name))
    asked["q"] = query.q
    keys = find_packages(actor_of_request(request), read_filters(asked)).keys
    page = keys[query.offset : query.offset + query.limit]
    return {"items": [_out(row) for row in listed(actor_of_request(request), page)], "count": len(keys)}


@router.get("/{package_id}", response=WholePackageOut, summary="One reuse package with its papers")
def one_package(request: HttpRequest, package_id: UUID) -> dict[str, Any]:
    """The package with that id, if the caller may see it."""
    package = package_for(actor_of_request(request), package_id)
    (row,) = listed(actor_of_request(request), [package.pk])
    return _out(row) | {"papers": [_paper(paper) for paper in papers_of(package)]}


declare(may_read, list_packages, one_package)
