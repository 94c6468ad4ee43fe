"""The people who answer for a municipality: contacts, their links, delegated sections and suggested answers."""

from datetime import date, datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from tovholder.apps.citizens.public import refuse_sensitive
from tovholder.apps.surveys.kinds import Audience, PrefillDecision
from tovholder.apps.surveys.survey_models import Participant
from tovholder.foundation.accounts.models import User
from tovholder.foundation.audit.records import Record, VersionedRecord
from tovholder.foundation.municipalities.owned import Owned, OwnedQuerySet
from tovholder.foundation.visibility.tiers import Tier


class Contact(Owned, VersionedRecord):
    """A contact person of a municipality for its surveys, from day to day; perhaps for the network too (ORG-25)."""

    audit_values: ClassVar[frozenset[str]] = frozenset({"audience", "network", "from_on", "to_on"})

    tier = models.CharField(_("synlighed"), max_length=16, choices=Tier.choices, default=Tier.MUNICIPALITY)
    name = models.CharField(_("navn"), max_length=160, validators=[refuse_sensitive])
    email = models.EmailField(_("mailadresse"))
    job_title = models.CharField(_("stilling"), max_length=160, blank=True, validators=[refuse_sensitive])
    audience = models.CharField(
        _("kontakt for"), max_length=16, choices=Audience.choices, default=Audience.MUNICIPALITY
    )
    network = models.BooleanField(
        _("også kontakt for netværket"), default=False, help_text=_("Inviteres til netværksmøder og nyheder.")
    )
    from_on = models.DateField(_("fra"))
    to_on = models.DateField(_("til og med"), null=True, blank=True)
    user = models.ForeignKey(User, on_delete=models.SET_NULL, related_name="+", null=True, blank=True, editable=False)
    named_by_name = models.CharField(_("valgt af"), max_length=200, editable=False)

    objects = OwnedQuerySet["Contact"].as_manager()

    class Meta:
        verbose_name = _("kontaktperson")
        verbose_name_plural = _("kontaktpersoner")
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
                name="contact_in_order",
                violation_error_message=_("Kontaktpersonen kan ikke slutte, før den begynder."),
            ),
            models.UniqueConstraint(
                fields=["municipality", "email", "audience"],
                condition=Q(to_on__isnull=True),
                name="contact_named_once",
                violation_error_message=_("Der er allerede en kontaktperson med den mailadresse."),
            ),
        ]
        indexes = [models.Index(fields=["municipality", "audience"], name="contact_of_a_place")]

    def __str__(self) -> str:
        return self.name

    def is_current_on(self, day: date) -> bool:
        """Whether they are the municipality's contact on ``day``."""
        return self.from_on <= day and (self.to_on is None or self.to_on >= day)


class LinkState(models.TextChoices):
    """Where a link stands."""

    VALID = "valid", _("Virker")
    EXPIRED = "expired", _("Udløbet")
    REVOKED = "revoked", _("Spærret")
    REPLACED = "replaced", _("Erstattet af et nyere")


class Link(Record):
    """A secret address that lets its holder answer for one participant without a login. Only its hash is kept."""

    audit_values: ClassVar[frozenset[str]] = frozenset({"expires_at", "revoked_at"})

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="links", editable=False)
    contact = models.ForeignKey(
        Contact, on_delete=models.PROTECT, related_name="links", null=True, blank=True, editable=False
    )
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(_("lavet"), editable=False)
    made_by_name = models.CharField(_("lavet af"), max_length=200, editable=False)
    expires_at = models.DateTimeField(_("udløber"), editable=False)
    revoked_at = models.DateTimeField(_("spærret"), null=True, blank=True, editable=False)
    replaced = models.BooleanField(_("erstattet"), default=False, editable=False)
    last_used_on = models.DateField(_("sidst brugt"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("link til en besvarelse")
        verbose_name_plural = _("links til besvarelser")
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="survey_link_lasts"),
            models.CheckConstraint(
                condition=Q(replaced=False) | Q(revoked_at__isnull=False), name="survey_link_replaced_is_revoked"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant_id}: {self.contact_id or 'mailbox'}"

    def state_at(self, moment: datetime) -> LinkState:
        """Where the link stands at ``moment``."""
        if self.replaced:
            return LinkState.REPLACED
        if self.revoked_at is not None:
            return LinkState.REVOKED
        return LinkState.EXPIRED if self.expires_at <= moment else LinkState.VALID

    @property
    def holder_name(self) -> str:
        """In whose name is answered with it."""
        return self.contact.name if self.contact is not None else _t("Hovedpostkassen")


class Delegation(VersionedRecord):
    """A section that a colleague with a login, or a contact with a link, is to answer. With neither it came back."""

    audit_values: ClassVar[frozenset[str]] = frozenset({"section", "due_on", "done_at"})

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="delegations", editable=False)
    section = models.CharField(_("del"), max_length=60, editable=False)
    user = models.ForeignKey(
        User, on_delete=models.SET_NULL, related_name="+", null=True, blank=True, verbose_name=_("kollega")
    )
    contact = models.ForeignKey(
        Contact, on_delete=models.SET_NULL, related_name="+", null=True, blank=True, verbose_name=_("kontaktperson")
    )
    note = models.TextField(_("besked"), max_length=1000, blank=True, validators=[refuse_sensitive])
    due_on = models.DateField(_("senest"), null=True, blank=True)
    given_by_name = models.CharField(_("fordelt af"), max_length=200, editable=False)
    given_at = models.DateTimeField(_("fordelt"), editable=False)
    done_at = models.DateTimeField(_("færdig"), null=True, blank=True, editable=False)
    done_by_name = models.CharField(_("færdigmeldt af"), max_length=200, blank=True, editable=False)

    class Meta:
        verbose_name = _("fordelt del af en besvarelse")
        verbose_name_plural = _("fordelte dele af besvarelser")
        ordering = ["participant", "id"]
        constraints = [
            models.UniqueConstraint(fields=["participant", "section"], name="section_delegated_once"),
            models.CheckConstraint(
                condition=Q(user__isnull=True) | Q(contact__isnull=True), name="section_delegated_to_one"
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_by_name="") | (Q(done_at__isnull=False) & ~Q(done_by_name="")),
                name="section_done_at_and_by",
            ),
        ]
        indexes = [
            models.Index(
                fields=["user", "due_on"], condition=Q(done_at__isnull=True), name="section_waits_for_somebody"
            )
        ]

    def __str__(self) -> str:
        return f"{self.participant_id}: {self.section}"

    @property
    def to_name(self) -> str:
        """Whose it is; empty when it came back to the coordinator."""
        who = self.user or self.contact
        return str(who) if who is not None else ""


class Prefilled(VersionedRecord):
    """An answer that another room suggests. It counts only once a person has confirmed it or put another in its place.

    ``value`` is kept as an answer is; ``source_url`` is a path in this installation, where the reader may look it up.
    """

    audit_values: ClassVar[frozenset[str]] = frozenset({"question", "source", "decision"})

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="prefilled", editable=False)
    question = models.CharField(_("spørgsmål"), max_length=60, editable=False)
    source = models.CharField(_("kilde"), max_length=60, editable=False)
    source_label = models.CharField(_("hvor det kommer fra"), max_length=300, editable=False)
    source_url = models.CharField(_("hvor det står"), max_length=500, blank=True, editable=False)
    as_of = models.DateField(_("opgjort"), editable=False)
    value = models.JSONField(_("foreslået svar"), editable=False)
    decision = models.CharField(
        _("afgørelse"),
        max_length=10,
        choices=PrefillDecision.choices,
        default=PrefillDecision.WAITING,
        editable=False,
    )
    decided_at = models.DateTimeField(_("afgjort"), null=True, blank=True, editable=False)
    decided_by_name = models.CharField(_("afgjort af"), max_length=200, blank=True, editable=False)

    class Meta:
        verbose_name = _("foreslået svar")
        verbose_name_plural = _("foreslåede svar")
        ordering = ["participant", "id"]
        constraints = [
            models.UniqueConstraint(fields=["participant", "question", "source"], name="prefilled_once_by_a_source"),
            models.CheckConstraint(
                condition=Q(decision="waiting", decided_at__isnull=True, decided_by_name="")
                | (~Q(decision="waiting") & Q(decided_at__isnull=False) & ~Q(decided_by_name="")),
                name="prefilled_decided_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant_id}: {self.question}"
