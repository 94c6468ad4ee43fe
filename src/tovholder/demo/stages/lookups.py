"""The reference rows that stages need, read once."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from tovholder.apps.products.public import Product
from tovholder.apps.projects.public import Programme
from tovholder.apps.technologies.public import Technology
from tovholder.demo.model import DemoPlan
from tovholder.demo.plan import build_plan
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.public import Municipality, Unit


@dataclass(frozen=True, slots=True)
class Lookups:
    """Codes by list and code, tenants by code, technologies by slug, programmes by key, products by name."""

    codes: dict[tuple[str, str], Code]
    tenants: dict[str, Municipality]
    technologies: dict[str, Technology]
    programmes: dict[str, Programme]
    products: dict[str, Product]

    @classmethod
    def read(cls) -> "Lookups":
        """Five queries."""
        return cls(
            {(code.list, code.code): code for code in Code.objects.all()},
            {tenant.code: tenant for tenant in Municipality.objects.all()},
            {technology.slug: technology for technology in Technology.objects.all()},
            {programme.key: programme for programme in Programme.objects.all()},
            {product.name: product for product in Product.objects.all()},
        )

    def many(self, code_list: str, codes: tuple[str, ...]) -> list[Code]:
        """Several codes of a list. Raises ``KeyError`` for one that does not exist."""
        return [self.codes[code_list, code] for code in codes]


def units_by_name() -> dict[tuple[str, str], Unit]:
    """All units by their municipality's code and their name."""
    return {(unit.municipality.code, unit.name): unit for unit in Unit.objects.select_related("municipality")}


@lru_cache(maxsize=1)
def full_plan(seed: int, today: date) -> DemoPlan:
    """The plan of the whole country, thought out once for the stages that share it."""
    return build_plan(seed, today)
