"""A business case: what is believed, the lines that use it, who signed, the versions that were frozen, what came."""

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tovholder.apps.benefits.public import Benefit
from tovholder.apps.citizens.public import refuse_sensitive
from tovholder.apps.projects.public import Project
from tovholder.engines.benefits import Unit
from tovholder.foundation.accounts.models import User
from tovholder.foundation.audit.records import Record, VersionedRecord
from tovholder.foundation.municipalities.owned import Owned, OwnedQuerySet
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel.danish import fold, sort_key

DIGITS: dict[str, Any] = {"max_digits": 14, "decimal_places": 4}
LONGEST = 40


class PartyChoice(models.TextChoices):
    """Who pays or harvests: the parties of the engine."""

    OWN = "own", _("Egen forvaltning")
    OTHER = "other", _("Anden forvaltning i kommunen")
    REGION = "region", _("Regionen")
    SUPPLIER = "supplier", _("Privat leverandør")
    CITIZEN = "citizen", _("Borgeren")
    EXTERNAL = "external", _("Pulje eller fond")


class RealisationChoice(models.TextChoices):
    """How a benefit turns into money (BEN-07)."""

    PREVENTS = "prevents", _("Forebygger nye udgifter")
    FREES_ROOM = "frees_room", _("Skaber råderum: tid til andet inden for samme ramme")
    REDUCES_BUDGET = "reduces_budget", _("Sænker et budget")


class WayChoice(models.TextChoices):
    """The scenarios, each at most once in a case."""

    NOTHING = "nothing", _("Vi gør som nu")
    BETTER_USE = "better_use", _("Bedre brug af det, vi har")
    CHEAPER = "cheaper", _("Noget billigere eller gratis")
    THIS = "this", _("Løsningen")


UNIT_LABELS = {
    Unit.KR: _("kr."),
    Unit.KR_YEAR: _("kr. om året"),
    Unit.KR_CITIZEN: _("kr. pr. borger"),
    Unit.KR_CITIZEN_YEAR: _("kr. pr. borger om året"),
    Unit.KR_HOUR: _("kr. i timen"),
    Unit.KR_KM: _("kr. pr. km"),
    Unit.KR_TIME: _("kr. pr. gang"),
    Unit.CITIZENS: _("borgere"),
    Unit.PERSONS: _("medarbejdere"),
    Unit.TIMES_WEEK: _("gange om ugen"),
    Unit.TIMES_YEAR: _("gange om året"),
    Unit.WEEKS_YEAR: _("uger om året"),
    Unit.MINUTES: _("minutter"),
    Unit.HOURS: _("timer"),
    Unit.HOURS_YEAR: _("timer om året"),
    Unit.HOURS_CITIZEN_YEAR: _("timer pr. borger om året"),
    Unit.KM: _("km"),
    Unit.MONTHS: _("måneder"),
    Unit.PERCENT: _("pct."),
}
UNIT_CHOICES = [(unit.value, label) for unit, label in UNIT_LABELS.items()]


class BusinessCase(Owned, VersionedRecord):
    """A business case, of a project or before there is one."""

    audit_values: ClassVar[frozenset[str]] = frozenset(
        {"title", "pattern", "start_year", "horizon", "price_year", "rate", "price_change", "funding_years", "tier"}
    )

    tier = models.CharField(_("synlighed"), max_length=16, choices=Tier.choices, default=Tier.MUNICIPALITY)
    project = models.ForeignKey(
        Project, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("projekt")
    )
    title = models.CharField(_("titel"), max_length=160, validators=[refuse_sensitive])
    why = models.TextField(_("hvad handler det om"), max_length=2000, blank=True, validators=[refuse_sensitive])
    sort_key = models.CharField(max_length=200, editable=False)
    search_text = models.TextField(editable=False)
    pattern = models.CharField(_("skabelon"), max_length=40, editable=False)
    owner = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("ansvarlig")
    )
    start_year = models.PositiveSmallIntegerField(
        _("startår"), validators=[MinValueValidator(1990), MaxValueValidator(2100)]
    )
    horizon = models.PositiveSmallIntegerField(
        _("år at regne over"), default=5, validators=[MinValueValidator(1), MaxValueValidator(LONGEST)]
    )
    price_year = models.PositiveSmallIntegerField(
        _("prisår"), validators=[MinValueValidator(1990), MaxValueValidator(2100)]
    )
    rate = models.DecimalField(
        _("rente, pct. om året"), max_digits=5, decimal_places=2, default="3.5", validators=[MinValueValidator(0)]
    )
    price_change = models.DecimalField(
        _("prisstigning, pct. om året"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    funding_years = models.PositiveSmallIntegerField(
        _("år, før puljepengene slutter"), null=True, blank=True, validators=[MaxValueValidator(LONGEST)]
    )
    made_on = models.DateField(_("begyndt"), editable=False)

    objects = OwnedQuerySet["BusinessCase"].as_manager()

    class Meta:
        verbose_name = _("business case")
        verbose_name_plural = _("business cases")
        ordering = ["sort_key", "id"]
        indexes = [models.Index(fields=["municipality", "project"], name="case_of_a_municipality")]
        constraints = [
            models.CheckConstraint(condition=Q(horizon__gte=1, horizon__lte=LONGEST), name="case_has_a_horizon"),
            models.CheckConstraint(condition=Q(rate__gte=0, rate__lte=100), name="case_rate_in_per_cent"),
            models.CheckConstraint(
                condition=Q(tier=Tier.MUNICIPALITY) | Q(tier=Tier.UNIT, unit__isnull=False), name="case_stays_inside"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the case with its sort key and the text it is found by."""
        self.sort_key = sort_key(self.title)
        self.search_text = fold(f"{self.title} {self.why}")
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """The case's page."""
        return reverse("businesscases:case", args=[self.public_id])


class PartOfCase(models.Model):
    """What belongs to a case: whoever asks for its municipality and unit gets the case's."""

    case: Any

    class Meta:
        abstract = True

    @property
    def municipality_id(self) -> int:
        """The key of the case's municipality."""
        return int(self.case.municipality_id)

    @property
    def unit_id(self) -> int | None:
        """The key of the case's unit."""
        unit: int | None = self.case.unit_id
        return unit


class Assumption(PartOfCase, VersionedRecord):
    """Something believed, with the range it may lie in. Without ``likely`` it is a question still to be answered."""

    audit_values: ClassVar[frozenset[str]] = frozenset({"key", "unit", "low", "likely", "high", "price_year"})

    case = models.ForeignKey(BusinessCase, on_delete=models.CASCADE, related_name="assumptions")
    key = models.SlugField(_("nøgle"), max_length=40, editable=False)
    label = models.CharField(_("hvad"), max_length=160, validators=[refuse_sensitive])
    unit = models.CharField(_("enhed"), max_length=24, choices=UNIT_CHOICES)
    low = models.DecimalField(_("lavt"), null=True, blank=True, **DIGITS)
    likely = models.DecimalField(_("mest sandsynligt"), null=True, blank=True, **DIGITS)
    high = models.DecimalField(_("højt"), null=True, blank=True, **DIGITS)
    price_year = models.PositiveSmallIntegerField(_("prisår"), null=True, blank=True)
    source = models.CharField(_("kilde"), max_length=200, blank=True, validators=[refuse_sensitive])
    owner = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("hvem står inde for det"),
    )
    position = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("antagelse")
        verbose_name_plural = _("antagelser")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "key"], name="assumption_once_in_a_case"),
            models.CheckConstraint(
                condition=Q(low__isnull=True, high__isnull=True)
                | (Q(low__isnull=False, high__isnull=False, likely__isnull=False) & Q(likely__gte=F("low")))
                & Q(likely__lte=F("high")),
                name="assumption_in_order",
                violation_error_message=_("Det laveste skal være lavest og det højeste højest. Udfyld begge ender."),
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Line(PartOfCase, VersionedRecord):
    """A cost or a benefit: a formula, the assumptions in its slots, and who pays or harvests."""

    audit_values: ClassVar[frozenset[str]] = frozenset(
        {"key", "label", "formula", "slots", "party", "realisation", "ways", "is_funded", "every", "from_month"}
    )

    case = models.ForeignKey(BusinessCase, on_delete=models.CASCADE, related_name="lines")
    key = models.SlugField(_("nøgle"), max_length=40, editable=False)
    label = models.CharField(_("linje"), max_length=160, validators=[refuse_sensitive])
    formula = models.CharField(_("beregning"), max_length=24)
    slots = models.JSONField(default=dict)
    party = models.CharField(_("hvem"), max_length=10, choices=PartyChoice.choices, default=PartyChoice.OWN)
    realisation = models.CharField(
        _("hvordan i budgettet"), max_length=16, choices=RealisationChoice.choices, blank=True
    )
    ways = models.JSONField(default=list)
    is_funded = models.BooleanField(_("betales af puljen, så længe den varer"), default=False)
    every = models.PositiveSmallIntegerField(_("købes igen efter så mange år"), default=0)
    from_month = models.PositiveSmallIntegerField(_("begynder efter så mange måneder"), default=0)
    leads_to = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        related_name="means",
        null=True,
        blank=True,
        verbose_name=_("er et middel til"),
    )
    benefit = models.ForeignKey(
        Benefit, on_delete=models.SET_NULL, related_name="+", null=True, blank=True, verbose_name=_("gevinst")
    )
    position = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("linje")
        verbose_name_plural = _("linjer")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "key"], name="line_once_in_a_case"),
            models.CheckConstraint(
                condition=Q(leads_to__isnull=True) | ~Q(leads_to=F("id")), name="line_is_no_means_to_itself"
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Signature(Record):
    """An economist's word that a line lowers a budget, by so many kroner in a full year: another amount asks again."""

    audit_values: ClassVar[frozenset[str]] = frozenset({"amount"})

    line = models.OneToOneField(Line, on_delete=models.CASCADE, related_name="signature")
    amount = models.DecimalField(_("kr. om året"), max_digits=14, decimal_places=2)
    budget = models.CharField(_("hvilket budget"), max_length=160, validators=[refuse_sensitive])
    by_name = models.CharField(_("af"), max_length=160)
    signed_at = models.DateTimeField(_("underskrevet"))

    class Meta:
        verbose_name = _("underskrift")
        verbose_name_plural = _("underskrifter")

    def __str__(self) -> str:
        return f"{self.by_name}: {self.budget}"


class Frozen(PartOfCase, Record):
    """A version as it stood when something was decided: never changed. ``digest`` is that of document and figures."""

    audit_values: ClassVar[frozenset[str]] = frozenset({"number", "occasion", "digest"})

    case = models.ForeignKey(BusinessCase, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("nummer"))
    occasion = models.CharField(_("anledning"), max_length=200, validators=[refuse_sensitive])
    document = models.JSONField()
    figures = models.JSONField()
    digest = models.CharField(_("kontrolsum"), max_length=64)
    by_name = models.CharField(_("af"), max_length=160)
    frozen_at = models.DateTimeField(_("fastfrosset"))

    class Meta:
        verbose_name = _("version af en business case")
        verbose_name_plural = _("versioner af business cases")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="frozen_numbers_follow")]

    def __str__(self) -> str:
        return f"{self.number}: {self.occasion}"


class Actual(PartOfCase, Record):
    """What a year really cost and gave the municipality, written down to be held against what was expected."""

    audit_values: ClassVar[frozenset[str]] = frozenset({"year", "costs", "booked", "citizens"})

    case = models.ForeignKey(BusinessCase, on_delete=models.CASCADE, related_name="actuals")
    year = models.PositiveSmallIntegerField(_("år"))
    costs = models.DecimalField(_("udgifter"), max_digits=14, decimal_places=2)
    booked = models.DecimalField(_("bogført besparelse"), max_digits=14, decimal_places=2)
    citizens = models.PositiveIntegerField(_("borgere"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True, validators=[refuse_sensitive])
    by_name = models.CharField(_("af"), max_length=160)

    class Meta:
        verbose_name = _("regnskab for et år")
        verbose_name_plural = _("regnskaber for år")
        ordering = ["year"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "year"],
                name="actual_once_a_year",
                violation_error_message=_("Der står allerede tal for det år. Fjern dem først."),
            )
        ]

    def __str__(self) -> str:
        return str(self.year)
