"""Products on the market: what a municipality can buy, rent or fetch, who sells it, and for how long."""

from datetime import date
from typing import ClassVar

from django.core.validators import MinValueValidator, RegexValidator, URLValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tovholder.apps.products.market import Life, Market, market_on
from tovholder.apps.technologies.public import Technology
from tovholder.foundation.audit.counting import WriteCounter
from tovholder.foundation.audit.records import VersionedRecord
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.models import Municipality, Named, Partner
from tovholder.foundation.visibility import roles
from tovholder.kernel.actor import Actor

HMI_NUMBER = RegexValidator(r"\A[0-9]{1,8}\Z", _("Et HMI-nummer er højst otte cifre og intet andet."))
WEB_ADDRESS = URLValidator(schemes=["http", "https"])
SUPPLIER_KINDS = ("it_supplier", "local_company")
"""The kinds of partner that may sell products."""


class Agreement(models.TextChoices):
    """Whether the supplier offers a standard agreement on the processing of personal data."""

    YES = "yes", _("Ja")
    NO = "no", _("Nej")
    UNKNOWN = "unknown", _("Ikke oplyst")


class Product(Named, VersionedRecord):
    """One product of one supplier. A technology is what it can do, a product is what can be bought.

    Editors write what it is. Its facts (prices, dates, support, data) may also come from the supplier;
    ``told_by_supplier`` holds, by the fact's name, the day on which the supplier told it.
    """

    audit_values: ClassVar[frozenset[str]] = frozenset(
        {
            "name",
            "slug",
            "supplier",
            "hmi_number",
            "price_purchase",
            "price_per_month",
            "priced_on",
            "support_until",
            "marketed_since",
            "end_of_life",
            "processor_agreement",
            "website",
        }
    )

    slug = models.SlugField(_("navn i adresser"), max_length=80, unique=True)
    supplier = models.ForeignKey(
        Partner,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"municipality__isnull": True, "kind__code__in": SUPPLIER_KINDS},
        verbose_name=_("leverandør"),
    )
    technologies = models.ManyToManyField(Technology, related_name="+", verbose_name=_("teknologier"))
    description_da = models.TextField(_("beskrivelse"), max_length=4000)
    description_en = models.TextField(_("engelsk beskrivelse"), max_length=4000, blank=True)
    hmi_number = models.CharField(
        _("HMI-nummer"),
        max_length=8,
        blank=True,
        validators=[HMI_NUMBER],
        help_text=_("Produktets nummer i Hjælpemiddelbasen, kun cifre."),
    )
    iso9999 = models.ManyToManyField(
        Code,
        related_name="+",
        blank=True,
        limit_choices_to={"list": "iso9999"},
        verbose_name=_("ISO 9999-klasser"),
    )
    mdr_class = models.ForeignKey(
        Code,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"list": "mdr_class"},
        verbose_name=_("klasse som medicinsk udstyr"),
    )
    ai_act_class = models.ForeignKey(
        Code,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"list": "ai_act_class"},
        verbose_name=_("risiko efter AI-forordningen"),
    )
    licence = models.CharField(_("licens"), max_length=200, blank=True)
    price_model = models.ForeignKey(
        Code,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"list": "price_model"},
        verbose_name=_("prismodel"),
    )
    price_purchase = models.DecimalField(
        _("købspris, kr. uden moms"),
        max_digits=10,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    price_per_month = models.DecimalField(
        _("pris pr. måned, kr. uden moms"),
        max_digits=10,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    price_note = models.CharField(_("om prisen"), max_length=500, blank=True)
    priced_on = models.DateField(_("prisen gjaldt den"), null=True, blank=True)
    support = models.CharField(
        _("support"), max_length=500, blank=True, help_text=_("Åbningstid, sprog, og hvordan man får fat i den.")
    )
    support_until = models.DateField(_("support til og med"), null=True, blank=True)
    marketed_since = models.DateField(_("på markedet siden"), null=True, blank=True)
    end_of_life = models.DateField(_("udgår den"), null=True, blank=True)
    processor_agreement = models.CharField(
        _("standard for databehandleraftale"),
        max_length=8,
        choices=Agreement.choices,
        default=Agreement.UNKNOWN,
    )
    processor_note = models.CharField(_("om databehandlingen"), max_length=500, blank=True)
    data_location = models.CharField(_("her ligger data"), max_length=200, blank=True)
    interfaces = models.TextField(_("snitflader"), max_length=2000, blank=True)
    website = models.URLField(_("hjemmeside"), blank=True, validators=[WEB_ADDRESS])
    told_by_supplier = models.JSONField(default=dict, blank=True, editable=False)
    import_batch = models.UUIDField(null=True, blank=True, editable=False, db_index=True)
    revision = models.BigIntegerField(default=0, editable=False, db_index=True)

    class Meta:
        verbose_name = _("produkt")
        verbose_name_plural = _("produkter")
        ordering = ["sort_key", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["hmi_number"],
                condition=~Q(hmi_number=""),
                name="product_hmi_number_once",
                violation_error_message=_("Et andet produkt har allerede det HMI-nummer."),
            ),
            models.UniqueConstraint(
                fields=["supplier", "name"],
                name="product_name_once_for_supplier",
                violation_error_message=_("Leverandøren har allerede et produkt med det navn."),
            ),
            models.CheckConstraint(
                condition=Q(price_purchase__isnull=True) | Q(price_purchase__gte=0),
                name="product_purchase_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(price_per_month__isnull=True) | Q(price_per_month__gte=0), name="product_month_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(price_purchase__isnull=True, price_per_month__isnull=True) | Q(priced_on__isnull=False),
                name="product_price_has_day",
                violation_error_message=_("Skriv, hvornår prisen gjaldt. En pris uden dato kan ikke sammenlignes."),
            ),
            models.CheckConstraint(
                condition=Q(end_of_life__isnull=True)
                | Q(marketed_since__isnull=True)
                | Q(end_of_life__gte=F("marketed_since")),
                name="product_ends_after_it_begins",
                violation_error_message=_("Produktet kan ikke udgå, før det kommer på markedet."),
            ),
            models.CheckConstraint(
                condition=Q(support_until__isnull=True)
                | Q(marketed_since__isnull=True)
                | Q(support_until__gte=F("marketed_since")),
                name="product_support_after_it_begins",
                violation_error_message=_("Supporten kan ikke slutte, før produktet kommer på markedet."),
            ),
            models.CheckConstraint(
                condition=Q(processor_agreement__in=Agreement.values), name="product_agreement_known"
            ),
        ]

    def searched(self) -> tuple[str, ...]:
        """Name, HMI number and descriptions."""
        return (self.name, self.hmi_number, self.description_da, self.description_en)

    def get_absolute_url(self) -> str:
        """The product's page."""
        return reverse("products:product", kwargs={"slug": self.slug})

    @property
    def description(self) -> str:
        """The description in the reader's language."""
        english = (get_language() or "da").startswith("en")
        return self.description_en if english and self.description_en else self.description_da

    def market_on(self, day: date) -> Market:
        """Whether the product is sold and supported on ``day``, and how long still."""
        told = bool(self.support)
        return market_on(day, Life(self.marketed_since, self.support_until, self.end_of_life, support_told=told))


class ProposalState(models.TextChoices):
    """Where a proposal stands."""

    PROPOSED = "proposed", _("Foreslået")
    ACCEPTED = "accepted", _("Optaget")
    DECLINED = "declined", _("Afvist")


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """Proposals, read through an actor's eyes."""

    def visible_to(self, actor: Actor) -> "ProposalQuerySet":
        """All for national editors; for coordinators those of their own municipality."""
        if actor.is_system or actor.role == roles.NATIONAL_EDITOR:
            return self
        if actor.municipality_id is None or actor.role not in roles.COORDINATORS:
            return self.none()
        return self.filter(municipality_id=actor.municipality_id)


class Proposal(VersionedRecord):
    """A product that a municipality misses in the catalogue. An editor takes it in, or says why not."""

    audit_values: ClassVar[frozenset[str]] = frozenset({"name", "supplier_name", "state", "decided_on"})

    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="+", verbose_name=_("kommune"), editable=False
    )
    name = models.CharField(_("produktets navn"), max_length=160)
    supplier_name = models.CharField(_("leverandør"), max_length=160)
    technology = models.ForeignKey(Technology, on_delete=models.PROTECT, related_name="+", verbose_name=_("teknologi"))
    website = models.URLField(_("hjemmeside"), blank=True, validators=[WEB_ADDRESS])
    note = models.TextField(_("hvad bruger I det til"), max_length=2000, blank=True)
    proposed_on = models.DateField(_("foreslået"), editable=False)
    state = models.CharField(
        _("status"), max_length=10, choices=ProposalState.choices, default=ProposalState.PROPOSED, editable=False
    )
    decided_on = models.DateField(_("afgjort"), null=True, blank=True, editable=False)
    reason = models.TextField(_("begrundelse"), max_length=2000, blank=True)
    product = models.ForeignKey(
        Product, on_delete=models.PROTECT, related_name="+", null=True, blank=True, editable=False
    )

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("forslag til produkt")
        verbose_name_plural = _("forslag til produkter")
        ordering = ["-proposed_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ProposalState.values), name="proposal_state_known"),
            models.CheckConstraint(
                condition=Q(state=ProposalState.PROPOSED, decided_on__isnull=True)
                | (~Q(state=ProposalState.PROPOSED) & Q(decided_on__isnull=False)),
                name="proposal_decided_has_day",
            ),
            models.CheckConstraint(
                condition=~Q(state=ProposalState.DECLINED) | ~Q(reason=""), name="proposal_declined_tells_why"
            ),
            models.CheckConstraint(
                condition=~Q(state=ProposalState.ACCEPTED) | Q(product__isnull=False),
                name="proposal_accepted_has_product",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The proposal's page."""
        return reverse("products:proposal", kwargs={"public_id": self.public_id})

    @property
    def is_open(self) -> bool:
        """Whether it waits for an editor."""
        return self.state == ProposalState.PROPOSED


class Revision(WriteCounter):
    """Counts the writes of products."""


class Removal(models.Model):
    """A product that is gone, so that the search index can forget it."""

    product_key = models.BigIntegerField()
    revision = models.BigIntegerField(db_index=True)

    class Meta:
        verbose_name = _("fjernelse")
        verbose_name_plural = _("fjernelser")

    def __str__(self) -> str:
        return f"{self.product_key} @ {self.revision}"
