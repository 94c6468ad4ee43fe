"""Rounds of the process."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from tovholder.foundation.audit.records import VersionedRecord
from tovholder.foundation.municipalities.owned import Owned, OwnedQuerySet


class Round(Owned, VersionedRecord):
    """A *runde*: once through the circle, in a municipality or one of its units. Numbered from 1, one after another."""

    audit_values: ClassVar[frozenset[str]] = frozenset({"number", "starts_on", "closed_on"})

    number = models.PositiveSmallIntegerField(_("nummer"), editable=False)
    title = models.CharField(
        _("titel"), max_length=160, help_text=_("Hvad handler runden om? Fx: Kommunikation for unge med autisme.")
    )
    previous = models.OneToOneField(
        "self", on_delete=models.PROTECT, related_name="following", null=True, blank=True, editable=False
    )
    starts_on = models.DateField(_("begynder"))
    closed_on = models.DateField(_("afsluttet"), null=True, blank=True, editable=False)

    objects = OwnedQuerySet["Round"].as_manager()

    class Meta:
        verbose_name = _("runde")
        verbose_name_plural = _("runder")
        ordering = ["-starts_on", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "number"], condition=Q(unit__isnull=True), name="round_number_once_municipality"
            ),
            models.UniqueConstraint(fields=["unit", "number"], name="round_number_once_unit"),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("starts_on")), name="round_closed_after_start"
            ),
        ]

    def __str__(self) -> str:
        return _t("Runde %(number)d: %(title)s") % {"number": self.number, "title": self.title}

    def get_absolute_url(self) -> str:
        """The round's board."""
        return reverse("process:round", args=[self.public_id])
