"""Screenings of a unit, who took part, and what for."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from tovholder.apps.citizens.public import refuse_sensitive
from tovholder.apps.process.public import Round
from tovholder.apps.screenings.choices import MailState, State, Who
from tovholder.foundation.accounts.models import User
from tovholder.foundation.audit.records import VersionedRecord
from tovholder.foundation.municipalities.models import Unit
from tovholder.foundation.municipalities.owned import Owned, OwnedQuerySet
from tovholder.foundation.visibility.tiers import Tier

TIERS = (Tier.UNIT, Tier.MUNICIPALITY)


class ScreeningQuerySet(OwnedQuerySet["Screening"]):
    """Screenings, read through an actor's eyes."""

    def done(self) -> "ScreeningQuerySet":
        """Those that were held, approved or not."""
        return self.filter(state__in=(State.HELD, State.APPROVED))


class Screening(Owned, VersionedRecord):
    """An IT-screening of a unit: what citizens and staff need, what is there, and what people can and will."""

    audit_values: ClassVar[frozenset[str]] = frozenset(
        {"title", "unit", "tier", "state", "planned_on", "held_on", "approved_on"}
    )

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("enhed"))
    tier = models.CharField(
        _("synlighed"),
        max_length=16,
        choices=[(tier.value, tier.label) for tier in TIERS],
        default=Tier.MUNICIPALITY,
        help_text=_("Hele kommunen kan lære af jer, når screeningen deles. Kommunens tovholder ser den altid."),
    )
    round = models.ForeignKey(
        Round, on_delete=models.PROTECT, related_name="+", verbose_name=_("runde"), null=True, blank=True
    )
    title = models.CharField(_("titel"), max_length=160, validators=[refuse_sensitive])
    planned_on = models.DateField(_("planlagt dato"))
    held_on = models.DateField(_("holdt"), null=True, blank=True, editable=False)
    approved_on = models.DateField(_("godkendt"), null=True, blank=True, editable=False)
    approved_by_name = models.CharField(_("godkendt af"), max_length=200, blank=True, editable=False)
    reopened_why = models.CharField(_("hvorfor genåbnet"), max_length=300, blank=True, editable=False)
    state = models.CharField(_("status"), max_length=10, choices=State.choices, default=State.PLANNED, editable=False)
    purpose = models.TextField(
        _("fælles formål"),
        max_length=2000,
        blank=True,
        validators=[refuse_sensitive],
        help_text=_("Sæt det sammen af deltagernes egne ord: Hvad skal blive bedre, og for hvem?"),
    )
    citizen_places = models.PositiveSmallIntegerField(
        _("pladser til borgere"),
        null=True,
        blank=True,
        help_text=_("Hvor mange borgere er enheden til for? Så kan udstyret sammenlignes med andre enheders."),
    )
    previous = models.ForeignKey(
        "self", on_delete=models.SET_NULL, related_name="+", null=True, blank=True, editable=False
    )
    link_hash = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)

    objects = ScreeningQuerySet.as_manager()

    class Meta:
        verbose_name = _("IT-screening")
        verbose_name_plural = _("IT-screeninger")
        ordering = ["-planned_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(tier__in=[tier.value for tier in TIERS]), name="screening_stays_in_the_municipality"
            ),
            models.CheckConstraint(
                condition=Q(state=State.PLANNED, held_on__isnull=True)
                | (~Q(state=State.PLANNED) & Q(held_on__isnull=False)),
                name="screening_held_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state=State.APPROVED, approved_on__isnull=False, approved_on__gte=F("held_on"))
                | (~Q(state=State.APPROVED) & Q(approved_on__isnull=True)),
                name="screening_approved_after_it_was_held",
            ),
            models.CheckConstraint(
                condition=Q(link_hash__isnull=True) | Q(state=State.PLANNED), name="screening_link_closes_when_held"
            ),
        ]
        indexes = [models.Index(fields=["municipality", "state"]), models.Index(fields=["unit", "-held_on"])]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The screening's page."""
        return reverse("screenings:screening", args=[self.public_id])

    @property
    def is_open(self) -> bool:
        """Whether more may be written: until the leader has approved it."""
        return self.state != State.APPROVED

    @property
    def is_done(self) -> bool:
        """Whether it was held."""
        return self.state != State.PLANNED


class ScreeningPart(VersionedRecord):
    """Something that belongs to a screening and is read and written with it."""

    screening = models.ForeignKey(Screening, on_delete=models.CASCADE, related_name="%(class)ss", editable=False)

    class Meta:
        abstract = True

    @property
    def municipality_id(self) -> int:
        """The owner: that of the screening."""
        return self.screening.municipality_id


class Participant(ScreeningPart):
    """Somebody who takes part. Of citizens a number or a made-up name, never who they are."""

    audit_values: ClassVar[frozenset[str]] = frozenset({"kind", "count", "attended", "left_on", "mail"})

    kind = models.CharField(_("hvem"), max_length=16, choices=Who.choices)
    user = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name=_("bruger"), null=True, blank=True
    )
    name = models.CharField(_("navn"), max_length=120, blank=True, validators=[refuse_sensitive])
    count = models.PositiveSmallIntegerField(_("antal"), default=1)
    email = models.EmailField(_("mailadresse"), blank=True)
    mail = models.CharField(
        _("invitation"), max_length=10, choices=MailState.choices, default=MailState.NONE, blank=True, editable=False
    )
    invited_on = models.DateField(_("inviteret"), null=True, blank=True, editable=False)
    attended = models.BooleanField(_("deltog"), default=False)
    left_on = models.DateField(_("gik ud undervejs"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("deltager")
        verbose_name_plural = _("deltagere")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(count__gte=1), name="participant_is_at_least_one"),
            models.CheckConstraint(
                condition=~Q(kind=Who.CITIZEN) | Q(user__isnull=True, email=""), name="participant_citizen_has_no_login"
            ),
            models.CheckConstraint(
                condition=Q(count=1) | Q(user__isnull=True, email=""), name="participant_person_is_one"
            ),
            models.UniqueConstraint(
                fields=["screening", "user"],
                name="participant_once",
                violation_error_message=_("Personen er allerede med."),
            ),
        ]

    def __str__(self) -> str:
        if self.user is not None:
            return self.user.name
        if self.name:
            return self.name
        return f"{self.count} {self.get_kind_display().lower()}"

    def clean(self) -> None:
        """A citizen is a number or a made-up name; others a person or a number."""
        if self.kind == Who.CITIZEN and (self.user is not None or self.email):
            raise ValidationError(_t("En borger er med som et antal eller et opdigtet fornavn, uden login og mail."))
        if self.kind == Who.CITIZEN and len(self.name.split()) > 1:
            raise ValidationError({"name": _t("Skriv kun ét opdigtet fornavn, aldrig borgerens eget navn.")})
        if self.count > 1 and (self.user is not None or self.email):
            raise ValidationError({"count": _t("En person tæller for én. Skriv en gruppe uden navn og mail.")})

    @property
    def address(self) -> str:
        """Where an invitation is sent; empty when nowhere."""
        return self.user.email if self.user is not None else self.email


class PurposeStatement(ScreeningPart):
    """What a group of participants wants to come of it, in their own words."""

    audit_values: ClassVar[frozenset[str]] = frozenset({"kind"})

    kind = models.CharField(_("hvem siger det"), max_length=16, choices=Who.choices)
    words = models.TextField(
        _("deres egne ord"),
        max_length=1000,
        validators=[refuse_sensitive],
        help_text=_("Skriv det, som det blev sagt. Ingen navne på borgere."),
    )

    class Meta:
        verbose_name = _("ord om formålet")
        verbose_name_plural = _("ord om formålet")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.words
