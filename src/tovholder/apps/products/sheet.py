"""Products as columns: what is downloaded, and what an import may bring."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from tovholder.apps.products.market import Market
from tovholder.apps.products.models import Product
from tovholder.apps.products.presenting import market_of
from tovholder.foundation.tables.public import Column, Table, decimal_of

LIST_HELP = _("Flere skilles med semikolon.")
LARGEST_PRICE = Decimal("99999999.99")


def _price(text: str) -> Decimal:
    """A price in kroner: a number that is not negative and fits the database."""
    amount = decimal_of(text)
    if not amount.is_finite() or not 0 <= amount <= LARGEST_PRICE:
        raise ValidationError(_t("En pris er et tal mellem 0 og 99.999.999,99."))
    return amount.quantize(Decimal("0.01"))


def _market(product: Product) -> str:
    market: Market = market_of(product)
    return str(market.label)


PRODUCTS: Table[Product] = Table(
    "produkter",
    _("Produkter"),
    (
        Column("id", _("Id"), lambda item: str(item.public_id), export_only=True),
        Column(
            "name",
            _("Navn"),
            lambda item: item.name,
            required=True,
            aliases=("produkt", "produktnavn", "titel"),
            example=_("Nordlys Skærm 2"),
        ),
        Column(
            "supplier",
            _("Leverandør"),
            lambda item: item.supplier.name,
            required=True,
            aliases=("firma", "producent", "forhandler"),
            help=_("Navnet på en leverandør, der er oprettet som fælles samarbejdspartner."),
        ),
        Column(
            "technologies",
            _("Teknologier"),
            lambda item: [technology.name for technology in item.technologies.all()],
            kind="list",
            required=True,
            aliases=("teknologi", "velfærdsteknologi"),
            help=_("Navne fra kataloget. Flere skilles med semikolon."),
            example=_("Skærmbesøg"),
        ),
        Column(
            "description_da",
            _("Beskrivelse"),
            lambda item: item.description_da,
            required=True,
            aliases=("tekst", "omtale"),
        ),
        Column("description_en", _("Engelsk beskrivelse"), lambda item: item.description_en),
        Column(
            "hmi_number",
            _("HMI-nummer"),
            lambda item: item.hmi_number,
            aliases=("hmi", "hmi-nr", "hmi-nr."),
            help=_("Kun cifre."),
            example="123456",
        ),
        Column(
            "iso9999",
            _("ISO 9999-klasser"),
            lambda item: [code.code for code in item.iso9999.all()],
            kind="list",
            aliases=("iso", "iso 9999"),
            help=LIST_HELP,
            example="22-24",
        ),
        Column("mdr_class", _("Medicinsk udstyr"), lambda item: item.mdr_class.label, aliases=("mdr", "mdr-klasse")),
        Column("ai_act_class", _("AI-forordningen"), lambda item: item.ai_act_class.label, aliases=("ai", "ai-act")),
        Column("licence", _("Licens"), lambda item: item.licence),
        Column("price_model", _("Prismodel"), lambda item: item.price_model.label, example=_("Abonnement")),
        Column(
            "price_purchase",
            _("Købspris uden moms"),
            lambda item: item.price_purchase,
            kind="decimal",
            parse=_price,
            aliases=("købspris", "pris"),
        ),
        Column(
            "price_per_month",
            _("Pris pr. måned uden moms"),
            lambda item: item.price_per_month,
            kind="decimal",
            parse=_price,
            aliases=("månedspris", "pris pr. måned"),
            example="125,00",
        ),
        Column("price_note", _("Om prisen"), lambda item: item.price_note),
        Column(
            "priced_on",
            _("Prisen gjaldt den"),
            lambda item: item.priced_on,
            kind="date",
            aliases=("prisdato",),
            help=_("Skal med, når der er en pris."),
            example="2026-11-01",
        ),
        Column("support", _("Support"), lambda item: item.support),
        Column("support_until", _("Support til og med"), lambda item: item.support_until, kind="date"),
        Column("marketed_since", _("På markedet siden"), lambda item: item.marketed_since, kind="date"),
        Column("end_of_life", _("Udgår den"), lambda item: item.end_of_life, kind="date", aliases=("udgår",)),
        Column("market", _("På markedet"), _market, export_only=True),
        Column(
            "processor_agreement",
            _("Standard for databehandleraftale"),
            lambda item: item.get_processor_agreement_display(),
            aliases=("databehandleraftale",),
            help=_("Ja, Nej eller Ikke oplyst."),
        ),
        Column("processor_note", _("Om databehandlingen"), lambda item: item.processor_note),
        Column("data_location", _("Her ligger data"), lambda item: item.data_location),
        Column("interfaces", _("Snitflader"), lambda item: item.interfaces),
        Column("website", _("Hjemmeside"), lambda item: item.website, aliases=("web", "link")),
        Column(
            "told_by_supplier",
            _("Oplyst af leverandøren"),
            lambda item: [f"{name} {day}" for name, day in sorted(item.told_by_supplier.items())],
            kind="list",
            export_only=True,
        ),
    ),
)
