"""How a benefit is measured, what was mended in its measurements, and who has been reminded."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tovholder.apps.benefits.choices import Design, Method
from tovholder.apps.citizens.public import refuse_sensitive
from tovholder.foundation.accounts.models import User
from tovholder.foundation.audit.records import Record, VersionedRecord
from tovholder.foundation.municipalities.models import Unit


class MeasurementPlan(VersionedRecord):
    """Which units measure a benefit, who writes the numbers down, and how. How often stands on the benefit itself.

    A way of measuring that watches what staff do is a control measure: its purpose, the day on which the staff were
    told and the day on which their committee (MED) was told are kept here, with the name of whoever confirmed it.
    """

    audit_values: ClassVar[frozenset[str]] = frozenset({"method", "design", "told_staff_on", "told_med_on"})

    benefit = models.OneToOneField("benefits.Benefit", on_delete=models.CASCADE, related_name="plan")
    units = models.ManyToManyField(Unit, related_name="+", blank=True, verbose_name=_("enheder"))
    enters = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("hvem skriver tallet")
    )
    method = models.CharField(_("hvordan"), max_length=12, choices=Method.choices, default=Method.COUNTED)
    design = models.CharField(_("sammenligning"), max_length=12, choices=Design.choices, default=Design.BEFORE_AFTER)
    purpose = models.CharField(_("formålet"), max_length=300, blank=True, validators=[refuse_sensitive])
    told_staff_on = models.DateField(_("medarbejderne fik besked"), null=True, blank=True)
    told_med_on = models.DateField(_("MED fik besked"), null=True, blank=True)
    confirmed_by_name = models.CharField(_("bekræftet af"), max_length=160, blank=True, editable=False)
    confirmed_at = models.DateTimeField(_("bekræftet"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("måleplan")
        verbose_name_plural = _("måleplaner")
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by_name="")
                | (
                    Q(confirmed_at__isnull=False, told_staff_on__isnull=False, told_med_on__isnull=False)
                    & ~Q(purpose="")
                ),
                name="plan_confirmation_is_whole",
            )
        ]

    def __str__(self) -> str:
        return str(self.public_id)

    @property
    def is_confirmed(self) -> bool:
        """Whether somebody has confirmed that the rules on control measures are kept."""
        return self.confirmed_at is not None


class Mending(models.TextChoices):
    """What was done with a measurement after it was written down."""

    CHANGED = "changed", _("Rettet")
    REMOVED = "removed", _("Fjernet")
    SPOILED = "spoiled", _("Mærket som ødelagt")
    SOUND = "sound", _("Mærket taget af")


class MeasurementMending(Record):
    """What a measurement said before and after somebody mended it. Never changed."""

    benefit = models.ForeignKey("benefits.Benefit", on_delete=models.CASCADE, related_name="mendings")
    measurement_id = models.UUIDField(editable=False)
    what = models.CharField(_("hvad"), max_length=8, choices=Mending.choices)
    place = models.CharField(_("hvor"), max_length=200, blank=True)
    period_from = models.DateField(_("fra"))
    period_to = models.DateField(_("til"))
    before = models.DecimalField(_("før"), max_digits=14, decimal_places=2)
    after = models.DecimalField(_("efter"), max_digits=14, decimal_places=2, null=True, blank=True)
    reason = models.CharField(_("hvorfor"), max_length=300, blank=True, validators=[refuse_sensitive])
    by_name = models.CharField(_("af"), max_length=160, blank=True)
    recorded_at = models.DateTimeField(_("registreret"))

    class Meta:
        verbose_name = _("rettelse af en måling")
        verbose_name_plural = _("rettelser af målinger")
        ordering = ["-recorded_at", "-id"]

    def __str__(self) -> str:
        return f"{self.period_from}: {self.what}"


class MeasurementReminder(Record):
    """That somebody was told of a measurement's day, so that nobody is told twice."""

    benefit = models.ForeignKey("benefits.Benefit", on_delete=models.CASCADE, related_name="+")
    due_on = models.DateField()
    is_late = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("påmindelse om en måling")
        verbose_name_plural = _("påmindelser om målinger")
        constraints = [
            models.UniqueConstraint(fields=["benefit", "due_on", "is_late"], name="measurement_reminder_once")
        ]

    def __str__(self) -> str:
        return f"{self.due_on}"
