"""Municipalities and regions as tenants, their administrations and units, and partners outside."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tovholder.foundation.audit.records import Record, VersionedRecord
from tovholder.foundation.codes.models import Code
from tovholder.kernel import clock
from tovholder.kernel.danish import fold, sort_key
from tovholder.kernel.place import Place


class Named(models.Model):
    """A name that sorts and is found in Danish without the database's help."""

    name = models.CharField(_("navn"), max_length=160)
    sort_key = models.CharField(max_length=200, editable=False, db_index=True)
    search_text = models.TextField(editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    def searched(self) -> tuple[str, ...]:
        """The texts by which the record is found."""
        return (self.name,)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the record with its sort key and the text it is found by."""
        self.derive()
        super().save(*args, **kwargs)

    def derive(self) -> None:
        """Set what follows from the other fields; bulk writers call it themselves."""
        self.sort_key = sort_key(self.name)
        self.search_text = fold(" ".join(self.searched()))


class Region(Named):
    """A Danish region, with the days on which it exists."""

    code = models.CharField(_("kode"), max_length=8, unique=True)
    valid_from = models.DateField(_("gælder fra"), null=True, blank=True)
    valid_to = models.DateField(_("gælder til og med"), null=True, blank=True)

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regioner")
        ordering = ["sort_key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_from__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="region_valid_in_order",
            )
        ]


class TenantKind(models.TextChoices):
    """What kind of authority a tenant is."""

    MUNICIPALITY = "municipality", _("Kommune")
    REGION = "region", _("Region")


class MunicipalityQuerySet(models.QuerySet["Municipality"]):
    """Tenants; most pages speak of the 98 municipalities alone."""

    def municipalities(self) -> "MunicipalityQuerySet":
        """The municipalities of today, without the regions that use the product as tenants."""
        is_open = Q(closed_on__isnull=True) | Q(closed_on__gt=clock.today())
        return self.filter(is_open, kind=TenantKind.MUNICIPALITY)


class Municipality(Named, Record):
    """A tenant: one of the 98 municipalities, or a region that uses the product like one."""

    audit_values: ClassVar[frozenset[str]] = frozenset({"closed_on", "merged_into"})

    code = models.CharField(_("kommunekode"), max_length=8, unique=True)
    kind = models.CharField(_("slags"), max_length=12, choices=TenantKind.choices, default=TenantKind.MUNICIPALITY)
    full_name = models.CharField(_("fuldt navn"), max_length=160)
    short_name = models.CharField(_("kort navn"), max_length=10)
    slug = models.SlugField(_("navn i adresser"), max_length=60, unique=True)
    area_km2 = models.DecimalField(_("areal i km²"), max_digits=8, decimal_places=1, null=True, blank=True)
    latitude = models.FloatField(_("breddegrad"), null=True, blank=True)
    longitude = models.FloatField(_("længdegrad"), null=True, blank=True)
    tile_column = models.PositiveSmallIntegerField(_("kolonne på kortet"), null=True, blank=True)
    tile_row = models.PositiveSmallIntegerField(_("række på kortet"), null=True, blank=True)

    closed_on = models.DateField(_("nedlagt"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="merged_municipalities", null=True, blank=True, editable=False
    )

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        verbose_name = _("kommune")
        verbose_name_plural = _("kommuner")
        ordering = ["sort_key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | Q(closed_on__isnull=False),
                name="municipality_merged_is_closed",
            )
        ]

    def searched(self) -> tuple[str, ...]:
        """Name, full name and code."""
        return (self.name, self.full_name, self.code)

    @property
    def place(self) -> Place | None:
        """The middle of the municipality."""
        if self.latitude is None or self.longitude is None:
            return None
        return Place(self.latitude, self.longitude)


class RegionMembership(models.Model):
    """The region in which a municipality lies, by date."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="memberships")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="memberships")
    valid_from = models.DateField(_("fra"))
    valid_to = models.DateField(_("til og med"), null=True, blank=True)

    class Meta:
        verbose_name = _("kommunens region")
        verbose_name_plural = _("kommunernes regioner")
        constraints = [
            models.UniqueConstraint(fields=["municipality", "valid_from"], name="membership_once_from_a_day"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="membership_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality} → {self.region}"


class Population(models.Model):
    """How many people lived in a municipality on 1 January of a year, and who counted."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="populations")
    year = models.PositiveSmallIntegerField(_("år"))
    persons = models.PositiveIntegerField(_("indbyggere"))
    source = models.CharField(_("kilde"), max_length=200)
    source_date = models.DateField(_("opgjort"))

    class Meta:
        verbose_name = _("indbyggertal")
        verbose_name_plural = _("indbyggertal")
        ordering = ["-year"]
        constraints = [models.UniqueConstraint(fields=["municipality", "year"], name="population_once_a_year")]

    def __str__(self) -> str:
        return f"{self.municipality} {self.year}: {self.persons}"


class Boundary(Record):
    """The border of a municipality on the map's sheet, from a file that the installation brought itself."""

    municipality = models.OneToOneField(Municipality, on_delete=models.CASCADE, related_name="boundary")
    path = models.TextField(_("omrids"))
    enlarged = models.CharField(_("i det forstørrede udsnit"), max_length=5, blank=True)
    source = models.CharField(_("kilde"), max_length=200)
    imported_at = models.DateTimeField(_("hentet ind"))

    class Meta:
        verbose_name = _("grænse")
        verbose_name_plural = _("grænser")
        constraints = [
            models.CheckConstraint(condition=~Q(path=""), name="boundary_has_a_path"),
            models.CheckConstraint(condition=Q(enlarged__in=["", "part", "whole"]), name="boundary_enlarged_known"),
        ]

    def __str__(self) -> str:
        return f"{self.municipality}: {self.source}"


class Administration(Named, VersionedRecord):
    """A *forvaltning*: the upper of the two levels of a municipality."""

    audit_values: ClassVar[frozenset[str]] = frozenset({"name"})

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="administrations")
    closed_on = models.DateField(_("nedlagt"), null=True, blank=True)

    class Meta:
        verbose_name = _("forvaltning")
        verbose_name_plural = _("forvaltninger")
        ordering = ["sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "name"],
                name="administration_name_once",
                violation_error_message=_("Kommunen har allerede en forvaltning med det navn."),
            )
        ]

    def is_open_on(self, day: date) -> bool:
        """Whether the administration still exists on ``day``."""
        return self.closed_on is None or self.closed_on > day


class Unit(Named, VersionedRecord):
    """An *enhed*: where citizens meet staff. Its type gives the word people use for it."""

    audit_values: ClassVar[frozenset[str]] = frozenset({"name", "closed_on"})

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="units")
    administration = models.ForeignKey(
        Administration,
        on_delete=models.PROTECT,
        related_name="units",
        null=True,
        blank=True,
        verbose_name=_("forvaltning"),
    )
    type = models.ForeignKey(
        Code,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"list": "unit_type"},
        verbose_name=_("type"),
    )
    target_groups = models.ManyToManyField(
        Code,
        related_name="+",
        blank=True,
        limit_choices_to={"list": "target_group"},
        verbose_name=_("målgrupper"),
    )
    address = models.CharField(_("adresse"), max_length=200, blank=True)
    closed_on = models.DateField(_("nedlagt"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="merged_units", null=True, blank=True, editable=False
    )

    class Meta:
        verbose_name = _("enhed")
        verbose_name_plural = _("enheder")
        ordering = ["sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "name"],
                name="unit_name_once",
                violation_error_message=_("Kommunen har allerede en enhed med det navn."),
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | Q(closed_on__isnull=False), name="unit_merged_is_closed"
            ),
        ]

    def is_open_on(self, day: date) -> bool:
        """Whether the unit still exists on ``day``."""
        return self.closed_on is None or self.closed_on > day


class Partner(Named, VersionedRecord):
    """Somebody outside: supplier, volunteer centre, education … Without a municipality: shared."""

    audit_values: ClassVar[frozenset[str]] = frozenset({"name"})

    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="partners", null=True, blank=True, editable=False
    )
    kind = models.ForeignKey(
        Code,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"list": "partner_kind"},
        verbose_name=_("slags"),
    )
    website = models.URLField(_("hjemmeside"), blank=True)
    experience = models.TextField(
        _("erfaring"), max_length=2000, blank=True, help_text=_("Hvad kan I bruge partneren til?")
    )

    class Meta:
        verbose_name = _("samarbejdspartner")
        verbose_name_plural = _("samarbejdspartnere")
        ordering = ["sort_key"]

    def searched(self) -> tuple[str, ...]:
        """Name and experience."""
        return (self.name, self.experience)
