"""Codes: what a list may contain, from when and until when."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tovholder.kernel.danish import sort_key
from tovholder.kernel.period import Period


class CodeQuerySet(models.QuerySet["Code"]):
    """Codes of a list, on a day."""

    def of(self, code_list: str) -> "CodeQuerySet":
        """The codes of one list, in their order."""
        return self.filter(list=code_list).order_by("position", "sort_key")

    def valid_on(self, day: date) -> "CodeQuerySet":
        """The codes that hold on ``day``; an unknown end is an open end."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_to__isnull=True) | Q(valid_to__gte=day),
        )


class Code(models.Model):
    """One code of one list. Retired codes stay, so that what was coded then can be read."""

    list = models.CharField(_("liste"), max_length=40)
    code = models.CharField(_("kode"), max_length=60)
    label_da = models.CharField(_("navn"), max_length=200)
    label_en = models.CharField(_("engelsk navn"), max_length=200, blank=True)
    valid_from = models.DateField(_("gælder fra"), null=True, blank=True)
    valid_to = models.DateField(_("gælder til og med"), null=True, blank=True)
    position = models.PositiveIntegerField(_("rækkefølge"), default=0)
    source = models.CharField(_("kilde"), max_length=200, blank=True)
    note = models.TextField(_("note"), blank=True)
    sort_key = models.CharField(max_length=200, editable=False)

    objects = CodeQuerySet.as_manager()

    class Meta:
        verbose_name = _("kode")
        verbose_name_plural = _("koder")
        constraints = [
            models.UniqueConstraint(fields=["list", "code"], name="codes_one_of_each"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_from__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="codes_valid_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the code with its sort key."""
        self.derive()
        super().save(*args, **kwargs)

    def derive(self) -> None:
        """Set what follows from the other fields; bulk writers call it themselves."""
        self.sort_key = sort_key(self.label_da)

    @property
    def label(self) -> str:
        """The name in the reader's language, Danish where there is no other."""
        english = (get_language() or "da").startswith("en")
        return self.label_en if english and self.label_en else self.label_da

    @property
    def period(self) -> Period:
        """The days on which the code holds."""
        return Period(self.valid_from, self.valid_to)
