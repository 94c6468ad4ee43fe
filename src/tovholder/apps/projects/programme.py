"""National and joint programmes, and the numbered initiatives in them, which projects point to."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tovholder.apps.technologies.public import Publication
from tovholder.foundation.audit.records import VersionedRecord
from tovholder.foundation.municipalities.models import Named
from tovholder.kernel.danish import sort_key


class Programme(Named, VersionedRecord):
    """A programme, or with a parent an initiative in one. The national editors keep them; they are open to all."""

    audit_values: ClassVar[frozenset[str]] = frozenset(
        {"name", "key", "number", "owner", "starts_on", "ends_on", "parent", "publication"}
    )

    key = models.SlugField(_("navn i adresser"), max_length=60, unique=True)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="initiatives",
        null=True,
        blank=True,
        verbose_name=_("en del af"),
    )
    number = models.CharField(_("nummer"), max_length=12, blank=True, help_text=_("Initiativets nummer, fx 3.3."))
    name_en = models.CharField(_("engelsk navn"), max_length=160, blank=True)
    owner = models.CharField(_("hvem står bag"), max_length=160)
    starts_on = models.DateField(_("begynder"), null=True, blank=True)
    ends_on = models.DateField(_("slutter"), null=True, blank=True)
    description_da = models.TextField(_("beskrivelse"), max_length=4000, blank=True)
    description_en = models.TextField(_("engelsk beskrivelse"), max_length=4000, blank=True)
    publication = models.ForeignKey(
        Publication, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("kilde")
    )

    class Meta:
        verbose_name = _("program")
        verbose_name_plural = _("programmer")
        ordering = ["sort_key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="programme_in_order",
                violation_error_message=_("Programmet kan ikke slutte, før det begynder."),
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="programme_not_its_own_parent"
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def searched(self) -> tuple[str, ...]:
        """Names, number and who stands behind it."""
        return (self.name, self.name_en, self.number, self.owner)

    def derive(self) -> None:
        """As every name; initiatives stand in the order of their numbers."""
        super().derive()
        self.sort_key = sort_key(f"{self.number} {self.name}")

    def get_absolute_url(self) -> str:
        """The programme's page."""
        return reverse("projects:programme", kwargs={"key": self.key})

    @property
    def label(self) -> str:
        """Number and name, in the reader's language."""
        name = self.name_en if _reads_english() and self.name_en else self.name
        return f"{self.number} {name}".strip()

    @property
    def description(self) -> str:
        """The description in the reader's language."""
        return self.description_en if _reads_english() and self.description_en else self.description_da


def _reads_english() -> bool:
    return (get_language() or "da").startswith("en")
