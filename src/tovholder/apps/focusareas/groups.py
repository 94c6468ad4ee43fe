"""The two groups of a year: the municipalities that make the questions together, and the steering group over them."""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tovholder.apps.citizens.public import refuse_sensitive
from tovholder.apps.technologies.public import Publication
from tovholder.foundation.accounts.models import User
from tovholder.foundation.audit.records import VersionedRecord
from tovholder.foundation.municipalities.models import Municipality


class Group(models.TextChoices):
    """Which of the two groups."""

    MUNICIPALITIES = "municipalities", _("Kommunegruppen")
    STEERING = "steering", _("Styregruppen")


class GroupMember(VersionedRecord):
    """A seat in a group of one year: a municipality or another organisation, by role or by person."""

    audit_values: ClassVar[frozenset[str]] = frozenset({"group", "year", "municipality", "starts_on", "ends_on"})

    key = models.SlugField(max_length=60, unique=True, null=True, editable=False)
    group = models.CharField(_("gruppe"), max_length=16, choices=Group.choices)
    year = models.PositiveSmallIntegerField(
        _("dataindsamlingens år"), validators=[MinValueValidator(2014), MaxValueValidator(2100)]
    )
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("kommune")
    )
    organisation = models.CharField(_("anden organisation"), max_length=160, blank=True, validators=[refuse_sensitive])
    seat = models.CharField(_("rolle eller titel"), max_length=160, blank=True, validators=[refuse_sensitive])
    user = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("person i Tovholder")
    )
    starts_on = models.DateField(_("fra"), null=True, blank=True)
    ends_on = models.DateField(_("til og med"), null=True, blank=True)
    publication = models.ForeignKey(
        Publication, on_delete=models.PROTECT, related_name="+", null=True, blank=True, editable=False
    )
    place = models.CharField(_("sted i kilden"), max_length=160, blank=True, editable=False)
    packaged = models.BooleanField(default=False, editable=False)
    position = models.PositiveIntegerField(default=9999, editable=False)

    class Meta:
        verbose_name = _("medlem af en gruppe")
        verbose_name_plural = _("medlemmer af grupper")
        ordering = ["-year", "group", "position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(municipality__isnull=False) | (Q(group=Group.STEERING) & ~Q(organisation="")),
                name="group_member_is_of_somebody",
                violation_error_message=_(
                    "Vælg en kommune. Kun i styregruppen kan medlemmet komme fra en anden organisation."
                ),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="group_member_in_order",
                violation_error_message=_("Medlemmet kan ikke gå ud, før det er gået ind."),
            ),
            # A municipality may send several, one by role; the same seat twice is a slip of the pen.
            models.UniqueConstraint(
                fields=["group", "year", "municipality", "seat"],
                condition=Q(municipality__isnull=False, user__isnull=True, ends_on__isnull=True),
                name="group_member_once",
                violation_error_message=_("Kommunen har allerede den plads i gruppen."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.of}"

    @property
    def of(self) -> str:
        """Where the member comes from."""
        return self.municipality.name if self.municipality is not None else self.organisation
