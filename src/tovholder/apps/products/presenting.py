"""How products are shown: states, prices, what a supplier told, and what four years cost."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tovholder.apps.products.market import Market
from tovholder.apps.products.models import Product
from tovholder.foundation.municipalities.models import Partner
from tovholder.foundation.ui.formats import date_text, number_text
from tovholder.foundation.ui.values import Status
from tovholder.kernel import clock

YEARS = 4
MONTHS = 12 * YEARS
NOT_TOLD = gettext_lazy("Ikke oplyst")


def shown_market(market: Market) -> Status:
    """A product's state as a tag."""
    return Status(market.label, market.tone)


def market_of(product: Product) -> Market:
    """The state of a product today."""
    return product.market_on(clock.today())


def money(amount: Decimal | None) -> str:
    """An amount in kroner as it is read, with øre only where there are any; empty when it is not told."""
    if amount is None:
        return ""
    return _("%(amount)s kr.") % {"amount": number_text(amount, 0 if amount == amount.to_integral_value() else 2)}


def price_line(product: Product) -> str:
    """A product's price in one line: what it costs to buy, what it costs a month, and when that was so."""
    parts = []
    if product.price_purchase is not None:
        parts.append(_("%(price)s i køb") % {"price": money(product.price_purchase)})
    if product.price_per_month is not None:
        parts.append(_("%(price)s pr. måned") % {"price": money(product.price_per_month)})
    if not parts:
        return _("Pris ikke oplyst")
    if product.priced_on is None:
        return " + ".join(parts)
    return _("%(price)s (%(day)s)") % {"price": " + ".join(parts), "day": date_text(product.priced_on, "short")}


@dataclass(frozen=True, slots=True)
class FourYears:
    """What a product costs over four years as a plain sum, and what that sum had to leave out."""

    total: Decimal | None
    missing: str = ""


def four_years(product: Product) -> FourYears:
    """Purchase once and the monthly price for 48 months. None when no price is told."""
    purchase, month = product.price_purchase, product.price_per_month
    if purchase is None and month is None:
        return FourYears(None, _("Ingen pris er oplyst."))
    total = (purchase or Decimal(0)) + (month or Decimal(0)) * MONTHS
    if purchase is None:
        return FourYears(total, _("Købspris er ikke oplyst og regnes som 0 kr."))
    if month is None:
        return FourYears(total, _("Månedspris er ikke oplyst og regnes som 0 kr."))
    return FourYears(total)


@dataclass(frozen=True, slots=True)
class Told:
    """A fact of a product as its page shows it; ``told_on`` is set when the supplier told it."""

    label: str
    value: str
    href: str = ""
    told_on: date | None = None


def told_facts(product: Product) -> list[Told]:
    """What is known of a product on the market, with the supplier's word marked as such."""
    return [
        _told(product, _("HMI-nummer"), product.hmi_number, "hmi_number"),
        _told(product, _("Prismodel"), product.price_model.label, "price_model"),
        _told(product, _("Købspris, uden moms"), money(product.price_purchase), "price_purchase"),
        _told(product, _("Pris pr. måned, uden moms"), money(product.price_per_month), "price_per_month"),
        _told(product, _("Om prisen"), product.price_note, "price_note"),
        _told(product, _("Prisen gjaldt den"), date_text(product.priced_on), "priced_on"),
        _told(product, _("På markedet siden"), date_text(product.marketed_since), "marketed_since"),
        _told(product, _("Udgår den"), date_text(product.end_of_life), "end_of_life"),
        _told(product, _("Support"), product.support, "support"),
        _told(product, _("Support til og med"), date_text(product.support_until), "support_until"),
        _told(
            product,
            _("Standard for databehandleraftale"),
            product.get_processor_agreement_display(),
            "processor_agreement",
        ),
        _told(product, _("Om databehandlingen"), product.processor_note, "processor_note"),
        _told(product, _("Her ligger data"), product.data_location, "data_location"),
        _told(product, _("Snitflader"), product.interfaces, "interfaces"),
        _told(product, _("Hjemmeside"), product.website, "website", href=product.website),
    ]


def _told(product: Product, label: str, value: str, field: str, href: str = "") -> Told:
    day = product.told_by_supplier.get(field)
    return Told(label, value or str(NOT_TOLD), href, date.fromisoformat(day) if day else None)


def supplier_href(supplier: Partner) -> str:
    """The page of a supplier."""
    return reverse("products:supplier", args=[supplier.public_id])


@dataclass(frozen=True, slots=True)
class Compared:
    """One line of a comparison: the same fact of each product."""

    label: str
    values: Sequence[str]


def comparison(found: Sequence[Product]) -> list[Compared]:
    """Products beside each other, line by line."""
    totals = [four_years(product) for product in found]
    lines = [
        Compared(_("Leverandør"), [product.supplier.name for product in found]),
        Compared(_("Teknologier"), [_labels(product.technologies.all()) for product in found]),
        Compared(_("På markedet"), [str(market_of(product).label) for product in found]),
        Compared(
            _("I alt over %(years)s år, uden moms") % {"years": YEARS},
            [money(cost.total) or str(NOT_TOLD) for cost in totals],
        ),
        Compared(_("Forbehold for summen"), [cost.missing or "–" for cost in totals]),
    ]
    by_fact = zip(*(told_facts(product) for product in found), strict=True)
    lines += [Compared(facts[0].label, [fact.value for fact in facts]) for facts in by_fact]
    lines += [
        Compared(_("Medicinsk udstyr"), [product.mdr_class.label for product in found]),
        Compared(_("AI-forordningen"), [product.ai_act_class.label for product in found]),
        Compared(_("ISO 9999-klasser"), [_labels(product.iso9999.all()) for product in found]),
        Compared(_("Licens"), [product.licence or str(NOT_TOLD) for product in found]),
    ]
    return lines


def _labels(items: object) -> str:
    return ", ".join(item.label for item in items) or str(NOT_TOLD)  # type: ignore[attr-defined]  # codes, technologies
