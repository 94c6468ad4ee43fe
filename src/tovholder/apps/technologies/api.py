"""The catalogue in the API."""

from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema
from ninja.pagination import LimitOffsetPagination, paginate

from tovholder.apps.technologies.models import Technology
from tovholder.apps.technologies.selectors import technologies_with_codes, technology_for
from tovholder.foundation.codes.models import Code
from tovholder.foundation.visibility.rules import everyone
from tovholder.kernel.actor import ANONYMOUS

router = Router()


class TechnologyOut(Schema):
    """A technology of the shared catalogue. Facets are codes; their names stand in ``/teknologier/`` and the docs."""

    id: UUID
    slug: str
    name: str
    name_en: str
    description: str
    description_en: str
    category: str
    functional_categories: list[str]
    purposes: list[str]
    fields: list[str]
    delivery_forms: list[str]
    aliases: list[str]
    iso9999: list[str]
    origin: str


def _codes(codes: list[Code]) -> list[str]:
    return [code.code for code in codes]


def _out(item: Technology) -> dict[str, object]:
    return {
        "id": item.public_id,
        "slug": item.slug,
        "name": item.name,
        "name_en": item.name_en,
        "description": item.description_da,
        "description_en": item.description_en,
        "category": item.category.code,
        "functional_categories": _codes(list(item.functional_categories.all())),
        "purposes": _codes(list(item.purposes.all())),
        "fields": _codes(list(item.fields.all())),
        "delivery_forms": _codes(list(item.delivery_forms.all())),
        "aliases": item.alias_list,
        "iso9999": _codes(list(item.iso9999.all())),
        "origin": item.origin,
    }


@router.get("", response=list[TechnologyOut], summary="The catalogue")
@paginate(LimitOffsetPagination)
def list_technologies(request: HttpRequest) -> list[dict[str, object]]:
    """All technologies in Danish order."""
    every = technologies_with_codes()
    return [_out(item) for item in every]


@router.get("/{slug}", response=TechnologyOut, summary="One technology, by its slug")
def one_technology(request: HttpRequest, slug: str) -> dict[str, object]:
    """The technology called so."""
    return _out(technology_for(ANONYMOUS, slug))


for operation in (list_technologies, one_technology):
    setattr(operation, "rule", everyone)  # noqa: B010  # read by the walk over all operations
