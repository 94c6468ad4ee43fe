"""Rounds of the process, how far each step of them is, and how each began."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from tovholder.apps.process.change_models import OrganisationalChange
from tovholder.apps.process.kept import ChecklistPoint, Learning, LearningKind, TipDismissal
from tovholder.apps.process.states import PointState, StepState
from tovholder.foundation.accounts.models import User
from tovholder.foundation.audit.records import Record, VersionedRecord
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.owned import Owned, OwnedQuerySet
from tovholder.foundation.visibility.tiers import Tier

__all__ = [
    "Beginning",
    "ChecklistPoint",
    "Learning",
    "LearningKind",
    "MarkKind",
    "OrganisationalChange",
    "PointState",
    "Round",
    "RoundMark",
    "StepState",
    "StepStatus",
    "TipDismissal",
]


def _codes(code_list: str, label: Any, hint: Any = "") -> Any:
    return models.ManyToManyField(
        Code, related_name="+", blank=True, limit_choices_to={"list": code_list}, verbose_name=label, help_text=hint
    )


class Round(Owned, VersionedRecord):
    """A *runde*: once through the circle, in a municipality or one of its units. Numbered from 1, one after another."""

    audit_values: ClassVar[frozenset[str]] = frozenset({"number", "starts_on", "closed_on", "tier"})

    number = models.PositiveSmallIntegerField(_("nummer"), editable=False)
    title = models.CharField(
        _("titel"), max_length=160, help_text=_("Hvad handler runden om? Fx: Kommunikation for unge med autisme.")
    )
    purpose = models.TextField(_("hvorfor nu"), max_length=2000, blank=True)
    fields = _codes("field", _("fagområder"))
    technology_kinds = _codes(
        "functional_category", _("slags teknologi"), _("Sæt ingen krydser, hvis runden gælder al teknologi.")
    )
    target_groups = _codes("target_group", _("målgrupper"))
    previous = models.OneToOneField(
        "self", on_delete=models.PROTECT, related_name="following", null=True, blank=True, editable=False
    )
    continued_in = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="+", null=True, blank=True, editable=False
    )
    starts_on = models.DateField(_("begynder"))
    closed_on = models.DateField(_("afsluttet"), null=True, blank=True, editable=False)
    no_learning = models.TextField(_("hvorfor ingen læring"), max_length=1000, blank=True, editable=False)

    objects = OwnedQuerySet["Round"].as_manager()

    class Meta:
        verbose_name = _("runde")
        verbose_name_plural = _("runder")
        ordering = ["-starts_on", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "number"], condition=Q(unit__isnull=True), name="round_number_once_municipality"
            ),
            models.UniqueConstraint(fields=["unit", "number"], name="round_number_once_unit"),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("starts_on")), name="round_closed_after_start"
            ),
            models.CheckConstraint(
                condition=~Q(tier=Tier.UNIT) | Q(unit__isnull=False), name="round_unit_tier_has_unit"
            ),
        ]

    def __str__(self) -> str:
        return _t("Runde %(number)d: %(title)s") % {"number": self.number, "title": self.title}

    def clean(self) -> None:
        """A round is the municipality's own business. Raises ``ValidationError`` when it is shared beyond it."""
        if self.tier not in {Tier.UNIT, Tier.MUNICIPALITY}:
            raise ValidationError({"tier": _t("En runde deles i enheden eller i kommunen, ikke videre ud.")})

    def get_absolute_url(self) -> str:
        """The round's board."""
        return reverse("process:round", args=[self.public_id])

    @property
    def is_open(self) -> bool:
        """Whether the round still runs."""
        return self.closed_on is None

    @property
    def place_name(self) -> str:
        """The unit or the municipality that runs the round."""
        return self.unit.name if self.unit is not None else self.municipality.full_name


class MarkKind(models.TextChoices):
    """What happened to a round as a whole."""

    OPENED = "opened", _("Begyndt")
    CLOSED = "closed", _("Afsluttet")
    REOPENED = "reopened", _("Genåbnet")
    MERGED = "merged", _("Afsluttet ved en sammenlægning")


class RoundMark(Record):
    """A round was opened, closed or reopened: on what day, by whom, and why. Never changed."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="marks")
    kind = models.CharField(_("hændelse"), max_length=16, choices=MarkKind.choices)
    on = models.DateField(_("dato"))
    reason = models.TextField(_("begrundelse"), max_length=1000, blank=True)
    by_name = models.CharField(_("af"), max_length=160, blank=True)

    class Meta:
        verbose_name = _("hændelse i en runde")
        verbose_name_plural = _("hændelser i runder")
        ordering = ["on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind=MarkKind.REOPENED) | ~Q(reason=""), name="round_reopened_tells_why"
            )
        ]

    def __str__(self) -> str:
        return f"{self.on}: {self.kind}"


class StepStatus(VersionedRecord):
    """How far one step of a round is, and who has the ball. A step without a row has not begun."""

    audit_values: ClassVar[frozenset[str]] = frozenset({"state", "began_on", "done_on", "due_on"})

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="steps")
    step = models.CharField(_("trin"), max_length=40, editable=False)
    state = models.CharField(_("status"), max_length=16, choices=StepState.choices, default=StepState.NOT_BEGUN)
    responsible = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("ansvarlig")
    )
    due_on = models.DateField(_("frist"), null=True, blank=True)
    began_on = models.DateField(_("begyndt"), null=True, blank=True)
    done_on = models.DateField(_("gjort"), null=True, blank=True)
    note = models.TextField(_("note"), max_length=2000, blank=True)
    reason = models.TextField(_("hvorfor ikke"), max_length=1000, blank=True)
    changed_on = models.DateField(_("sidst ændret"), null=True, blank=True, editable=False)
    by_name = models.CharField(_("ændret af"), max_length=160, blank=True, editable=False)

    class Meta:
        verbose_name = _("trin i en runde")
        verbose_name_plural = _("trin i runder")
        ordering = ["round", "step"]
        constraints = [
            models.UniqueConstraint(fields=["round", "step"], name="step_once_in_round"),
            models.CheckConstraint(
                condition=~Q(state=StepState.NOT_FOR_US) | ~Q(reason=""),
                name="step_not_for_us_tells_why",
                violation_error_message=_("Skriv, hvorfor trinnet ikke er noget for jer."),
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | Q(began_on__isnull=True) | Q(done_on__gte=F("began_on")),
                name="step_done_after_begun",
                violation_error_message=_("Trinnet kan ikke være gjort, før det er begyndt."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step}: {self.state}"

    @property
    def municipality_id(self) -> int:
        """The key of the municipality whose round it is."""
        return self.round.municipality_id

    @property
    def unit_id(self) -> int | None:
        """The key of the unit whose round it is."""
        return self.round.unit_id

    @property
    def days(self) -> int | None:
        """How many days the step took; None while it is not done."""
        if self.began_on is None or self.done_on is None:
            return None
        return (self.done_on - self.began_on).days


class Beginning(VersionedRecord):
    """What a round's people answered to the start adviser, what it advised, and what they chose. Never binding."""

    audit_values: ClassVar[frozenset[str]] = frozenset({"advice", "chosen"})

    round = models.OneToOneField(Round, on_delete=models.CASCADE, related_name="beginning")
    answers = models.JSONField(_("svar"), default=dict)
    advice = models.CharField(_("råd"), max_length=16)
    chosen = models.CharField(_("valg"), max_length=16, blank=True)
    answered_on = models.DateField(_("svaret"))

    class Meta:
        verbose_name = _("råd om begyndelsen")
        verbose_name_plural = _("råd om begyndelsen")

    def __str__(self) -> str:
        return f"{self.round_id}: {self.advice}"
