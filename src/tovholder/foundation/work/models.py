"""The secret link under which a calendar fetches a person's work."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from tovholder.foundation.accounts.models import RoleHolding, User
from tovholder.foundation.audit.records import Record
from tovholder.kernel.actor import Actor


class CalendarLinkQuerySet(models.QuerySet["CalendarLink"]):
    """Links, which only their person sees."""

    def visible_to(self, actor: Actor) -> "CalendarLinkQuerySet":
        """The actor's own link."""
        return self.filter(user__public_id=actor.user_id) if actor.user_id is not None else self.none()


class CalendarLink(Record):
    """A person's link to their work as a calendar. Only the hash of its secret is kept.

    It shows the work of the seat from which it was made, with the role as it is when the calendar asks.
    """

    audit_values: ClassVar[frozenset[str]] = frozenset()

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="+", verbose_name=_("person"))
    holding = models.ForeignKey(RoleHolding, on_delete=models.CASCADE, related_name="+", verbose_name=_("rolle"))
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(_("lavet"))

    objects = CalendarLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("kalenderlink")
        verbose_name_plural = _("kalenderlinks")

    def __str__(self) -> str:
        return f"{self.user}: {self.made_at:%Y-%m-%d}"
