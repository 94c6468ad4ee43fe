"""The catalogue in the API: entries with all that is said of them, and the publications behind it."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, QueryDict
from ninja import Query, Router, Schema
from ninja.pagination import LimitOffsetPagination, paginate
from pydantic import Field

from tovholder.apps.technologies.finding import find_technologies
from tovholder.apps.technologies.models import Point, Publication, Technology
from tovholder.apps.technologies.reference import MANY, ONE
from tovholder.apps.technologies.remembered import remembered_technology
from tovholder.apps.technologies.selectors import (
    citations,
    publication_for,
    publications,
)
from tovholder.foundation.codes.selectors import codes_in_order
from tovholder.foundation.visibility.access import declare
from tovholder.foundation.visibility.rules import everyone
from tovholder.kernel.actor import ANONYMOUS

router = Router()


class PointOut(Schema):
    """One thing that is said of a technology; without a publication it is the editors' own assessment."""

    text: str
    text_en: str
    code: str | None = Field(description="A code of the list that belongs to the kind of point, if it has one.")
    publication: str | None = Field(description="The key of the publication.")


class BundlePartOut(Schema):
    """A technology that belongs to a bundle."""

    slug: str
    note: str


class TechnologyOut(Schema):
    """A technology of the shared catalogue. Facets are codes; their names stand in ``/teknologier/`` and the docs."""

    id: UUID
    slug: str
    kind: str = Field(description="thing, method or bundle.")
    name: str
    name_en: str
    description: str
    description_en: str
    category: str
    area: str | None
    functional_categories: list[str]
    purposes: list[str]
    fields: list[str]
    delivery_forms: list[str]
    target_groups: list[str]
    paragraphs: list[str]
    iso9999: list[str]
    market_status: str | None
    mdr_class: str | None
    ai_act_class: str | None
    aliases: list[str]
    origin: str
    points: dict[str, list[PointOut]] = Field(description="By kind, as citizen_benefit or barrier, in order.")
    parts: list[BundlePartOut]
    retired_on: date | None
    merged_into: str | None
    editions: int = Field(description="How many editions the national editors have made; 0 when untouched.")


class PublicationOut(Schema):
    """Something published that the catalogue leans on."""

    id: UUID
    key: str
    title: str
    publisher: str
    year: int | None
    url: str
    kind: str = Field(description="report, news, guide, law, statistics or website.")
    note: str
    cited_by_points: int


class TechnologyQuery(Schema):
    """Filters as in the addresses of the list, in English. Values of one filter widen, filters narrow each other."""

    category: list[str] = Field([], description="Codes of Landkort categories.")
    kind: list[str] = Field([], description="thing, method, bundle.")
    area: list[str] = []
    field: list[str] = []
    target_group: list[str] = []
    purpose: list[str] = []
    functional_category: list[str] = []
    delivery_form: list[str] = []
    paragraph: list[str] = []
    market_status: list[str] = []
    q: str = Field("", max_length=200, description="Text search.")
    retired: bool = Field(False, description="Also entries that are out of the catalogue.")


IN_ADDRESSES = {
    "category": "kategori",
    "kind": "slags",
    "area": "omraade",
    "field": "fagomraade",
    "target_group": "maalgruppe",
    "purpose": "formaal",
    "functional_category": "funktion",
    "delivery_form": "form",
    "paragraph": "paragraf",
    "market_status": "marked",
}


def _point(point: Point) -> dict[str, Any]:
    return {
        "text": point.text_da,
        "text_en": point.text_en,
        "code": point.code.code if point.code else None,
        "publication": point.publication.key if point.publication else None,
    }


def _points(item: Technology) -> dict[str, list[dict[str, Any]]]:
    by_kind: dict[str, list[dict[str, Any]]] = {}
    for point in item.points.all():
        by_kind.setdefault(point.kind, []).append(_point(point))
    return by_kind


def _out(item: Technology) -> dict[str, Any]:
    one = {name: code.code if (code := getattr(item, name)) else None for name in ONE}
    many = {name: codes_in_order(getattr(item, name).all()) for name in MANY}
    return (
        one
        | many
        | {
            "id": item.public_id,
            "slug": item.slug,
            "kind": item.kind,
            "name": item.name,
            "name_en": item.name_en,
            "description": item.description_da,
            "description_en": item.description_en,
            "aliases": item.alias_list,
            "origin": item.origin,
            "points": _points(item),
            "parts": [{"slug": part.part.slug, "note": part.note} for part in item.parts.all()],
            "retired_on": item.retired_on,
            "merged_into": item.merged_into.slug if item.merged_into else None,
            "editions": item.edition,
        }
    )


@router.get("", response=list[TechnologyOut], summary="The catalogue")
@paginate(LimitOffsetPagination)
def list_technologies(request: HttpRequest, query: Query[TechnologyQuery]) -> list[dict[str, Any]]:
    """The technologies that fit, in Danish order, or the best first when there is a text."""
    asked = QueryDict(mutable=True)
    for name, address in IN_ADDRESSES.items():
        asked.setlist(address, getattr(query, name))
    asked["q"] = query.q
    if query.retired:
        asked["udgaaede"] = "1"
    return [_out(item) for item in find_technologies(asked).found]


@router.get("/publications", response=list[PublicationOut], summary="The publications behind the catalogue")
@paginate(LimitOffsetPagination)
def list_publications(request: HttpRequest) -> list[dict[str, Any]]:
    """All publications in Danish order."""
    cited = citations()
    return [_publication(item, cited.get(item.pk, 0)) for item in publications()]


@router.get("/publications/{publication_key}", response=PublicationOut, summary="One publication, by its key")
def one_publication(request: HttpRequest, publication_key: str) -> dict[str, Any]:
    """The publication of that key."""
    publication = publication_for(ANONYMOUS, publication_key)
    return _publication(publication, citations().get(publication.pk, 0))


@router.get("/{slug}", response=TechnologyOut, summary="One technology, by its slug")
def one_technology(request: HttpRequest, slug: str) -> dict[str, Any]:
    """The technology called so."""
    return _out(remembered_technology(ANONYMOUS, slug))


def _publication(item: Publication, cited: int) -> dict[str, Any]:
    return {
        "id": item.public_id,
        "key": item.key,
        "title": item.title,
        "publisher": item.publisher,
        "year": item.year,
        "url": item.url,
        "kind": item.kind,
        "note": item.note,
        "cited_by_points": cited,
    }


declare(everyone, list_technologies, list_publications, one_publication, one_technology)
