"""The audit: one entry for each action, without personal values and without foreign keys."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditEntry(models.Model):
    """Who did what to which record, and which fields changed.

    ``changes`` maps a field's name to ``[before, after]`` when the model lets its values be kept, else to null.
    An entry by nobody known has no actor, no request id and no time finer than its week.
    """

    at = models.DateTimeField(_("tidspunkt"), db_index=True)
    action = models.CharField(_("handling"), max_length=80)
    actor_kind = models.CharField(_("slags aktør"), max_length=12)
    actor_id = models.UUIDField(_("aktør"), null=True, blank=True)
    actor_name = models.CharField(_("navn"), max_length=200, blank=True)
    actor_role = models.CharField(_("rolle"), max_length=40, blank=True)
    municipality_id = models.BigIntegerField(_("kommune"), null=True, blank=True)
    object_type = models.CharField(_("slags"), max_length=80, blank=True)
    object_id = models.UUIDField(_("objekt"), null=True, blank=True)
    changes = models.JSONField(_("ændringer"), default=dict)
    count = models.PositiveIntegerField(_("antal"), default=1)
    request_id = models.UUIDField(_("forespørgsel"), null=True, blank=True)

    class Meta:
        verbose_name = _("spor")
        verbose_name_plural = _("revisionsspor")
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["object_type", "object_id", "-at"]),
            models.Index(fields=["municipality_id", "-at"]),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action}"
