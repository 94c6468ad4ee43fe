"""Hearings of a vision, what was said and answered, what was left out and why, and who has read the vision."""

from datetime import date, timedelta
from typing import ClassVar, Final

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tovholder.apps.citizens.public import refuse_sensitive
from tovholder.apps.visions.parts import Part
from tovholder.apps.visions.states import HearingState, Way
from tovholder.foundation.audit.counting import WriteCounter
from tovholder.foundation.audit.records import VersionedRecord
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.models import Unit

LINK_OPEN_AFTER: Final = timedelta(days=14)
"""A link in a mail still works so long after the deadline."""


class HearingRound(VersionedRecord):
    """One round of hearing: who is asked, and until when."""

    audit_values: ClassVar[frozenset[str]] = frozenset({"number", "opened_on", "deadline"})

    vision = models.ForeignKey("visions.Vision", on_delete=models.CASCADE, related_name="hearing_rounds")
    number = models.PositiveSmallIntegerField(_("nummer"), editable=False)
    opened_on = models.DateField(_("åbnet"), editable=False)
    deadline = models.DateField(_("svarfrist"), help_text=_("Den sidste dag, I kan nå at læse svarene med."))
    letter = models.TextField(
        _("brev til dem, I hører"),
        max_length=4000,
        blank=True,
        validators=[refuse_sensitive],
        help_text=_("Hvad vil I især gerne høre deres mening om?"),
    )
    reminded_on = models.DateField(_("mindet om"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("høringsrunde")
        verbose_name_plural = _("høringsrunder")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["vision", "number"], name="hearing_round_number_once"),
            models.CheckConstraint(
                condition=Q(deadline__gte=F("opened_on")),
                name="hearing_round_in_order",
                violation_error_message=_("Svarfristen kan ikke ligge før den dag, høringen åbner."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.vision}: {self.number}"

    @property
    def municipality_id(self) -> int:
        """The owner: that of the vision."""
        return self.vision.municipality_id

    def is_open_on(self, day: date) -> bool:
        """Whether the deadline has not passed on ``day``."""
        return day <= self.deadline

    @property
    def last_day_of_links(self) -> date:
        """The last day on which the link of a mail works."""
        return self.deadline + LINK_OPEN_AFTER


class Hearing(VersionedRecord):
    """One body that is heard in a round.

    The secret of the link stands in the mail alone; here its hash is kept.
    """

    audit_values: ClassVar[frozenset[str]] = frozenset({"body", "state"})

    round = models.ForeignKey(HearingRound, on_delete=models.CASCADE, related_name="hearings")
    body = models.ForeignKey(
        Code,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"list": "hearing_body"},
        verbose_name=_("hvem"),
    )
    name = models.CharField(_("navn"), max_length=160, help_text=_("Fx: Beboerrådet på Birkehuset."))
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("enhed")
    )
    email = models.EmailField(
        _("mailadresse"), blank=True, help_text=_("Uden mailadresse hører I dem på møde eller i brev.")
    )
    state = models.CharField(
        _("status"), max_length=12, choices=HearingState.choices, default=HearingState.INVITED, editable=False
    )
    secret_hash = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)
    sent_at = models.DateTimeField(_("mailen sendt"), null=True, blank=True, editable=False)
    mail_problem = models.CharField(_("hvad gik galt"), max_length=300, blank=True, editable=False)

    class Meta:
        verbose_name = _("høring")
        verbose_name_plural = _("høringer")
        ordering = ["body__position", "name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "body", "name"],
                name="hearing_asked_once",
                violation_error_message=_("Dem har I allerede bedt om et svar i denne høring."),
            ),
            models.CheckConstraint(
                condition=Q(state=HearingState.MAIL_FAILED) | Q(mail_problem=""), name="hearing_mail_problem_told"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def municipality_id(self) -> int:
        """The owner: that of the vision."""
        return self.round.municipality_id


class Statement(VersionedRecord):
    """What a body answered, and what the municipality made of it.

    Of a statement that came by the link no day is kept, only the Monday of its week and whether it was in time.
    """

    audit_values: ClassVar[frozenset[str]] = frozenset({"way", "led_to_change", "may_be_published"})

    hearing = models.OneToOneField(Hearing, on_delete=models.CASCADE, related_name="statement")
    text = models.TextField(_("høringssvar"), max_length=20_000, validators=[refuse_sensitive])
    by_name = models.CharField(
        _("på vegne af"), max_length=160, blank=True, help_text=_("Fx formanden for rådet. Kan stå tomt.")
    )
    way = models.CharField(_("kom ind"), max_length=10, choices=Way.choices, editable=False)
    given_on = models.DateField(_("givet"), editable=False)
    to_the_week = models.BooleanField(default=False, editable=False)
    late = models.BooleanField(_("efter fristen"), default=False, editable=False)
    may_be_published = models.BooleanField(
        _("svaret må stå på visionens offentlige side"),
        default=False,
        help_text=_("Uden kryds læses det kun i kommunen."),
    )
    reply = models.TextField(_("kommunens svar"), max_length=10_000, blank=True, validators=[refuse_sensitive])
    led_to_change = models.BooleanField(_("førte til en ændring"), null=True, blank=True)
    change_note = models.TextField(_("hvad blev ændret"), max_length=4000, blank=True)
    replied_by = models.CharField(_("besvaret af"), max_length=160, blank=True, editable=False)
    replied_on = models.DateField(_("besvaret"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("høringssvar")
        verbose_name_plural = _("høringssvar")
        ordering = ["given_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reply="", replied_on__isnull=True, led_to_change__isnull=True)
                | (~Q(reply="") & Q(replied_on__isnull=False, led_to_change__isnull=False)),
                name="statement_replied_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hearing}: {self.text[:60]}"

    @property
    def municipality_id(self) -> int:
        """The owner: that of the vision."""
        return self.hearing.municipality_id


class MissingHearing(Part):
    """A body that was not heard before the vision was adopted, and why. Shown to all who see the vision."""

    vision = models.ForeignKey("visions.Vision", on_delete=models.CASCADE, related_name="missing_hearings")
    body = models.ForeignKey(Code, on_delete=models.PROTECT, related_name="+", verbose_name=_("hvem"))
    law = models.CharField(_("lovkrav"), max_length=200, blank=True, help_text=_("Tom, når loven ikke kræver det."))
    reason = models.TextField(_("begrundelse"), max_length=2000, validators=[refuse_sensitive])
    by_name = models.CharField(_("af"), max_length=160)
    on = models.DateField(_("dato"))

    class Meta:
        verbose_name = _("høring, der mangler")
        verbose_name_plural = _("høringer, der mangler")
        ordering = ["body__position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["vision", "body"], name="missing_hearing_told_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="missing_hearing_tells_why"),
        ]

    def __str__(self) -> str:
        return f"{self.body}: {self.reason[:60]}"


class Receipt(Part):
    """That a unit was asked to read an adopted vision, and, once given, that it has, and how it was talked about."""

    vision = models.ForeignKey("visions.Vision", on_delete=models.CASCADE, related_name="receipts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("enhed"))
    asked_on = models.DateField(_("spurgt"))
    reminded_on = models.DateField(_("mindet om"), null=True, blank=True)
    given_on = models.DateField(_("læst og talt om"), null=True, blank=True)
    by_name = models.CharField(_("af"), max_length=160, blank=True)
    by_role = models.CharField(_("rolle"), max_length=40, blank=True)
    how = models.TextField(
        _("sådan talte vi om visionen"),
        max_length=2000,
        blank=True,
        validators=[refuse_sensitive],
        help_text=_("Fx på et personalemøde eller et beboermøde, og hvad I især hæftede jer ved."),
    )

    class Meta:
        verbose_name = _("kvittering")
        verbose_name_plural = _("kvitteringer")
        ordering = ["unit__sort_key", "id"]
        constraints = [
            models.UniqueConstraint(fields=["vision", "unit"], name="receipt_once_a_unit"),
            models.CheckConstraint(
                condition=Q(given_on__isnull=True, by_name="") | (Q(given_on__isnull=False) & ~Q(by_name="")),
                name="receipt_given_on_and_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.vision}"


class Revision(WriteCounter):
    """Counts the writes of visions."""


class Removal(models.Model):
    """A vision that is gone, so that the search index can forget it."""

    vision_key = models.BigIntegerField()
    revision = models.BigIntegerField(db_index=True)

    class Meta:
        verbose_name = _("fjernelse")
        verbose_name_plural = _("fjernelser")

    def __str__(self) -> str:
        return f"{self.vision_key} @ {self.revision}"
