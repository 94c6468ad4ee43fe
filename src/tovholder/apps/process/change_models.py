"""The log of organisational changes: what a municipality changed in how it is organised, because of technology."""

from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tovholder.apps.citizens.public import refuse_sensitive
from tovholder.apps.technologies.public import Technology
from tovholder.foundation.audit.records import VersionedRecord
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.owned import Owned, OwnedQuerySet
from tovholder.kernel.danish import fold


class OrganisationalChange(Owned, VersionedRecord):
    """One change of the organisation because of technology. Shared with all municipalities when its owner says so."""

    audit_values: ClassVar[frozenset[str]] = frozenset({"kind", "since", "technology", "tier"})

    kind = models.ForeignKey(
        Code,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"list": "org_change_kind"},
        verbose_name=_("slags"),
    )
    what = models.CharField(_("hvad er ændret"), max_length=200, validators=[refuse_sensitive])
    why = models.TextField(_("hvorfor"), max_length=2000, validators=[refuse_sensitive])
    since = models.DateField(_("siden"))
    technology = models.ForeignKey(
        Technology, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("teknologi")
    )
    effect = models.TextField(
        _("hvad er der kommet ud af det"), max_length=2000, blank=True, validators=[refuse_sensitive]
    )
    search_text = models.TextField(editable=False)

    objects = OwnedQuerySet["OrganisationalChange"].as_manager()

    class Meta:
        verbose_name = _("ændring i organisationen")
        verbose_name_plural = _("ændringer i organisationen")
        ordering = ["-since", "-id"]

    def __str__(self) -> str:
        return self.what

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the change with the text it is found by."""
        self.derive()
        super().save(*args, **kwargs)

    def derive(self) -> None:
        """Set what follows from the other fields."""
        self.search_text = fold(f"{self.what} {self.why} {self.effect}")

    def get_absolute_url(self) -> str:
        """The change's page."""
        return reverse("process:change", args=[self.public_id])
