"""Municipalities in the API."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from ninja import Router, Schema
from ninja.pagination import LimitOffsetPagination, paginate

from tovholder.foundation.municipalities.models import Municipality, Population
from tovholder.foundation.municipalities.selectors import municipalities as all_municipalities
from tovholder.foundation.municipalities.selectors import regions_by_municipality
from tovholder.foundation.visibility.access import declare
from tovholder.foundation.visibility.rules import everyone
from tovholder.kernel import clock

municipalities = Router()


class PopulationOut(Schema):
    """A count of inhabitants on 1 January, and who counted."""

    year: int
    persons: int
    source: str
    source_date: date


class MunicipalityOut(Schema):
    """One of the 98 municipalities."""

    id: UUID
    code: str
    name: str
    full_name: str
    slug: str
    region: str | None
    area_km2: float | None
    population: PopulationOut | None


def _out(place: Municipality, regions: dict[int, str], populations: dict[int, Population]) -> dict[str, object]:
    newest = populations.get(place.pk)
    return {
        "id": place.public_id,
        "code": place.code,
        "name": place.name,
        "full_name": place.full_name,
        "slug": place.slug,
        "region": regions.get(place.pk),
        "area_km2": float(place.area_km2) if place.area_km2 is not None else None,
        "population": newest,
    }


def _with_facts(places: QuerySet[Municipality]) -> list[dict[str, object]]:
    found = list(places)
    regions = {key: region.name for key, region in regions_by_municipality(clock.today()).items()}
    counts = Population.objects.filter(municipality__in=found).order_by("year")
    populations = {count.municipality_id: count for count in counts}
    return [_out(place, regions, populations) for place in found]


@municipalities.get("", response=list[MunicipalityOut], summary="The 98 municipalities")
@paginate(LimitOffsetPagination)
def list_municipalities(request: HttpRequest) -> list[dict[str, object]]:
    """The municipalities in Danish order, with region today and newest population."""
    return _with_facts(all_municipalities())


@municipalities.get("/{code}", response=MunicipalityOut, summary="One municipality, by its code")
def one_municipality(request: HttpRequest, code: str) -> dict[str, object]:
    """The municipality with that four-digit code."""
    found = _with_facts(all_municipalities().filter(code=code))
    if not found:
        raise Http404
    return found[0]


declare(everyone, list_municipalities, one_municipality)
