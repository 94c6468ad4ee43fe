"""Counting writes: how the search index, and processes that remember, learn what changed since they last looked."""

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _


class WriteCounter(models.Model):
    """The one row by which a room counts its writes. Its row lock makes the order of revisions that of commits."""

    value = models.BigIntegerField(default=0)

    class Meta:
        abstract = True
        verbose_name = _("revision")
        verbose_name_plural = _("revisioner")

    def __str__(self) -> str:
        return str(self.value)

    @classmethod
    def count_write(cls) -> int:
        """Count one write and give its revision.

        The row stays locked until the transaction ends, so revisions become visible in their order.
        """
        rows = cls._default_manager.filter(pk=1)
        if not rows.update(value=F("value") + 1):
            cls._default_manager.get_or_create(pk=1)
            rows.update(value=F("value") + 1)
        newest: int = rows.values_list("value", flat=True).get()
        return newest

    @classmethod
    def newest(cls) -> int:
        """The revision of the newest committed write; 0 before the first."""
        return cls._default_manager.filter(pk=1).values_list("value", flat=True).first() or 0
