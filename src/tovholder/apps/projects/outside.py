"""The name by which a municipality's own system knows a project."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from tovholder.foundation.audit.records import Record
from tovholder.foundation.municipalities.models import Municipality

OUTSIDE_KEY_LENGTH = 120


class OutsideKey(Record):
    """What another system calls a project: one key for a project, and no key twice in a municipality."""

    audit_values: ClassVar[frozenset[str]] = frozenset({"key"})

    project = models.OneToOneField("projects.Project", on_delete=models.CASCADE, related_name="outside")
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="+", verbose_name=_("kommune"), editable=False
    )
    key = models.CharField(_("nøgle i jeres eget system"), max_length=OUTSIDE_KEY_LENGTH)

    class Meta:
        verbose_name = _("nøgle i et andet system")
        verbose_name_plural = _("nøgler i andre systemer")
        constraints = [models.UniqueConstraint(fields=["municipality", "key"], name="outside_key_once")]

    def __str__(self) -> str:
        return self.key
