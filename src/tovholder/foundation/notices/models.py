"""Notices to people, and how they want them."""

from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from tovholder.foundation.accounts.models import User
from tovholder.foundation.audit.records import Record
from tovholder.foundation.notices.kinds import NOTICE_KINDS, MailChoice
from tovholder.kernel.actor import Actor

# Addresses of this installation alone: a notice must not lead anybody away from it.
own_address = RegexValidator(r"^/(?![/\\])", _("Adressen skal ligge i dette system."))


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Notices, which are read by the person they are to and by nobody else."""

    def visible_to(self, actor: Actor) -> "NoticeQuerySet":
        """The notices to ``actor``, whatever seat they act from."""
        if actor.user_id is None:
            return self.none()
        return self.filter(user__public_id=actor.user_id)

    def unread(self) -> "NoticeQuerySet":
        """Those that have not been read."""
        return self.filter(read_at__isnull=True)


class Notice(Record):
    """News to one person: what it is about, where to look, and when it is due."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+", verbose_name=_("til"))
    kind = models.CharField(_("slags"), max_length=60)
    about = models.CharField(_("om"), max_length=300)
    url = models.CharField(_("adresse"), max_length=500, validators=[own_address])
    due = models.DateField(_("frist"), null=True, blank=True)
    created_at = models.DateTimeField(_("skrevet"))
    read_at = models.DateTimeField(_("læst"), null=True, blank=True)
    mailed_at = models.DateTimeField(_("sendt med mail"), null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("besked")
        verbose_name_plural = _("beskeder")
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(fields=["user", "-created_at"]),
            models.Index(fields=["user"], condition=models.Q(read_at__isnull=True), name="notice_unread"),
            models.Index(
                fields=["kind"],
                condition=models.Q(read_at__isnull=True, mailed_at__isnull=True),
                name="notice_to_be_mailed",
            ),
        ]

    def __str__(self) -> str:
        return self.about

    @property
    def kind_label(self) -> StrOrPromise:
        """What the notice is about, in a few words."""
        kind = NOTICE_KINDS.get(self.kind)
        return kind.label if kind is not None else ""


class MailPreference(Record):
    """How one person wants one kind of notice by mail. Without a row the kind's own choice holds."""

    audit_values: ClassVar[frozenset[str]] = frozenset({"kind", "mail"})

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+", verbose_name=_("person"))
    kind = models.CharField(_("slags"), max_length=60)
    mail = models.CharField(_("mail"), max_length=10, choices=MailChoice.choices)

    class Meta:
        verbose_name = _("valg af mail")
        verbose_name_plural = _("valg af mail")
        constraints = [
            models.UniqueConstraint(fields=["user", "kind"], name="one_mail_preference_a_kind"),
            models.CheckConstraint(condition=models.Q(mail__in=MailChoice.values), name="mail_preference_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.mail}"
