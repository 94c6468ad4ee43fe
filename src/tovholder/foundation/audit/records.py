"""What every stored thing has: a public id, and a version where two may edit."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from tovholder.kernel.ids import new_id


class Record(models.Model):
    """A row with a public id.

    ``audit_values`` names the fields whose values the audit may keep; of all others it keeps the name alone, so that
    personal data never gets there by being forgotten.
    """

    audit_values: ClassVar[frozenset[str]] = frozenset()

    public_id = models.UUIDField(_("offentligt id"), default=new_id, unique=True, editable=False)

    class Meta:
        abstract = True


class VersionedRecord(Record):
    """A record that two people may edit at once: each change counts ``version`` up and names the version it changes."""

    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        abstract = True
