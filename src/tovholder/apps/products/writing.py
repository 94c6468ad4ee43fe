"""The values of a product as forms, imports and the API give them, and how they are checked."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Q
from django.utils.text import slugify
from django.utils.translation import gettext as _

from tovholder.apps.products.models import SUPPLIER_KINDS, Agreement, Product
from tovholder.apps.technologies.public import Technology
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.models import Partner
from tovholder.foundation.visibility import roles
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor
from tovholder.kernel.danish import fold

RESERVED = frozenset({"nyt", "sammenlign", "forslag"})
"""Words of the room's own addresses, which no product may be called by."""
LONGEST_SLUG = 70
MANY_FIELDS = ("technologies", "iso9999")


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketFacts:
    """What is told about a product on the market: by an editor, or by its supplier."""

    price_model: Code
    hmi_number: str = ""
    price_purchase: Decimal | None = None
    price_per_month: Decimal | None = None
    price_note: str = ""
    priced_on: date | None = None
    support: str = ""
    support_until: date | None = None
    marketed_since: date | None = None
    end_of_life: date | None = None
    processor_agreement: str = Agreement.UNKNOWN
    processor_note: str = ""
    data_location: str = ""
    interfaces: str = ""
    website: str = ""

    def values(self) -> dict[str, object]:
        """The facts by the names of the model's fields."""
        return {name: getattr(self, name) for name in MARKET_FIELDS}


MARKET_FIELDS = tuple(field.name for field in fields(MarketFacts))


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductFacts:
    """All of a product: what editors write, and the facts of the market."""

    name: str
    supplier: Partner
    technologies: Sequence[Technology]
    description_da: str
    mdr_class: Code
    ai_act_class: Code
    market: MarketFacts
    description_en: str = ""
    iso9999: Sequence[Code] = ()
    licence: str = ""

    def values(self) -> dict[str, object]:
        """The plain fields by name; the many-to-many ones are set after."""
        return {name: getattr(self, name) for name in EDITORS_PLAIN} | self.market.values()


EDITORS_PLAIN = ("name", "supplier", "description_da", "description_en", "mdr_class", "ai_act_class", "licence")
EDITORS_FIELDS = frozenset({*EDITORS_PLAIN, *MANY_FIELDS})
"""What only editors write: a supplier who sends any of these is refused."""


def check_facts(facts: ProductFacts) -> None:
    """Raise ``ValidationError`` by field for what the database cannot see: too few technologies, a private partner."""
    if not facts.technologies:
        raise ValidationError({"technologies": _("Vælg mindst én teknologi. Et produkt er altid et svar på noget.")})
    if facts.supplier.municipality_id is not None or facts.supplier.kind.code not in SUPPLIER_KINDS:
        raise ValidationError({"supplier": _("Vælg en leverandør, der er fælles for alle kommuner.")})
    if any(code.list != "iso9999" for code in facts.iso9999):
        raise ValidationError({"iso9999": _("Vælg klasser fra ISO 9999.")})
    check_market(facts.market)


def check_market(facts: MarketFacts) -> None:
    """Raise ``ValidationError`` by field for facts that the database would refuse, in words that name the field."""
    priced = facts.price_purchase is not None or facts.price_per_month is not None
    if priced and facts.priced_on is None:
        raise ValidationError(
            {"priced_on": _("Skriv, hvornår prisen gjaldt. En pris uden dato kan ikke sammenlignes.")}
        )
    if facts.priced_on and facts.priced_on > clock.today():
        raise ValidationError({"priced_on": _("Datoen ligger i fremtiden. Skriv en pris, der gælder nu.")})
    if _is_before(facts.end_of_life, facts.marketed_since):
        raise ValidationError({"end_of_life": _("Produktet kan ikke udgå, før det kommer på markedet.")})
    if _is_before(facts.support_until, facts.marketed_since):
        raise ValidationError({"support_until": _("Supporten kan ikke slutte, før produktet kommer på markedet.")})
    if any(price is not None and price < 0 for price in (facts.price_purchase, facts.price_per_month)):
        raise ValidationError({NON_FIELD_ERRORS: _("En pris kan ikke være mindre end nul.")})


def _is_before(day: date | None, other: date | None) -> bool:
    return day is not None and other is not None and day < other


def told_after(product: Product, by: Actor, values: dict[str, object]) -> dict[str, str]:
    """Which facts the supplier has told, and when, once ``by`` has set ``values``.

    What an editor changes is the editor's word from then on; what a supplier changes is the supplier's, from today.
    """
    told = dict(product.told_by_supplier)
    for name in MARKET_FIELDS:
        if name not in values or getattr(product, name) == values[name]:
            continue
        told.pop(name, None)
        if by.role == roles.SUPPLIER and values[name] not in (None, ""):
            told[name] = clock.today().isoformat()
    return told


def free_slug(name: str, taken: Collection[str]) -> str:
    """The name of a product in addresses, with a number after it when another has it already."""
    base = slugify(fold(name))[:LONGEST_SLUG].strip("-") or "produkt"
    slug, number = base, 1
    while slug in taken or slug in RESERVED:
        number += 1
        slug = f"{base}-{number}"
    return slug


def taken_slugs(names: Sequence[str]) -> set[str]:
    """The names in addresses that products called so could collide with. One query."""
    bases = {slugify(fold(name))[:LONGEST_SLUG].strip("-") or "produkt" for name in names}
    if len(bases) > 1:
        return set(Product.objects.order_by().values_list("slug", flat=True))
    begins = Q(slug__startswith=next(iter(bases), ""))
    return set(Product.objects.filter(begins).order_by().values_list("slug", flat=True))


def new_product(facts: ProductFacts, slug: str, *, revision: int, import_batch: UUID | None = None) -> Product:
    """The unsaved product of ``facts``, with everything that follows from it."""
    product = Product(slug=slug, revision=revision, import_batch=import_batch, **facts.values())
    product.derive()
    return product
