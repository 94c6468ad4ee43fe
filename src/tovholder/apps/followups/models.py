"""Evaluation plans that hold, rollouts with their start dates, and analyses that are kept."""

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tovholder.apps.benefits.public import Benefit
from tovholder.apps.citizens.public import refuse_sensitive
from tovholder.apps.projects.public import Project
from tovholder.engines.followup import Answer, Design
from tovholder.foundation.accounts.models import User
from tovholder.foundation.audit.records import Record, VersionedRecord
from tovholder.foundation.municipalities.models import Unit
from tovholder.foundation.municipalities.owned import Owned, OwnedQuerySet
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel.danish import fold, sort_key

MOST_MONTHS = 60


class DesignChoice(models.TextChoices):
    """How an effect is told from what would have happened anyway."""

    STAGGERED = Design.STAGGERED_ROLLOUT.value, _("Trinvis udrulning: enhederne begynder på hver sin tid")
    COMPARED = Design.DIFFERENCE_IN_DIFFERENCES.value, _("Sammenligning: nogle enheder begynder, andre venter")
    SERIES = Design.INTERRUPTED_SERIES.value, _("Brudt tidsserie: mod enhedens egen udvikling før start")
    BEFORE_AFTER = Design.BEFORE_AFTER.value, _("Før og efter: gennemsnit før mod gennemsnit efter")


class Unseen(models.TextChoices):
    """How an effect is followed that no saving shows: it prevents, or is hard to see (KL, status report 2017)."""

    PROXY = "proxy", _("Følg det, der kommer før: fald, indlæggelser, afbrudte nætter")
    ASKED = "asked", _("Spørg borgere og medarbejdere med de samme få spørgsmål hver gang")
    STORIES = "stories", _("Saml forløb: hvad ville der være sket uden?")
    COMPARED = "compared", _("Sammenlign med enheder, der venter")


class Titled(Owned, VersionedRecord):
    """A record of a municipality with a title that is sorted and searched."""

    tier = models.CharField(_("synlighed"), max_length=16, choices=Tier.choices, default=Tier.MUNICIPALITY)
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="+", verbose_name=_("projekt"))
    title = models.CharField(_("titel"), max_length=160, validators=[refuse_sensitive])
    sort_key = models.CharField(max_length=200, editable=False)
    search_text = models.TextField(editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the record with its sort key and the text it is found by."""
        self.derive()
        super().save(*args, **kwargs)

    def derive(self) -> None:
        """Set what follows from the other fields; bulk writers call it themselves."""
        self.sort_key = sort_key(self.title)
        self.search_text = fold(" ".join(self.searched()))

    def searched(self) -> Iterable[str]:
        """The texts that the record is found by."""
        return (self.title,)


class Rollout(Titled):
    """When which unit begins: what was expected and wished, what was proposed, and whether it was accepted.

    ``proposal`` keeps the power and what else the engine said, with the numbers it was said of.
    """

    audit_values: ClassVar[frozenset[str]] = frozenset({"title", "first_month", "months", "capacity", "accepted_at"})

    first_month = models.DateField(_("første måned med målinger"))
    months = models.PositiveSmallIntegerField(
        _("antal måneder"), validators=[MinValueValidator(7), MaxValueValidator(MOST_MONTHS)]
    )
    capacity = models.PositiveSmallIntegerField(
        _("højst så mange i samme måned"), default=1, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    measure = models.CharField(_("målt i"), max_length=60, blank=True, validators=[refuse_sensitive])
    level = models.FloatField(_("niveau i dag"))
    effect = models.FloatField(_("forventet ændring"))
    within = models.FloatField(_("udsving fra måned til måned"))
    between = models.FloatField(_("forskel mellem enheder"), default=0)
    autocorrelation = models.FloatField(_("sammenhæng mellem måneder"), default=0.5)
    seed = models.PositiveIntegerField(default=1, editable=False)
    proposal = models.JSONField(default=dict, blank=True, editable=False)
    accepted_at = models.DateTimeField(_("besluttet"), null=True, blank=True, editable=False)
    accepted_by_name = models.CharField(_("besluttet af"), max_length=160, blank=True, editable=False)

    objects = OwnedQuerySet["Rollout"].as_manager()

    class Meta:
        verbose_name = _("udrulning")
        verbose_name_plural = _("udrulninger")
        ordering = ["sort_key", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(within__gt=0, between__gte=0), name="rollout_spread_is_positive"),
            models.CheckConstraint(
                condition=Q(autocorrelation__gt=-1, autocorrelation__lt=1), name="rollout_autocorrelation_is_one"
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, accepted_by_name="")
                | (Q(accepted_at__isnull=False) & ~Q(accepted_by_name="")),
                name="rollout_acceptance_is_whole",
            ),
            models.CheckConstraint(condition=~Q(tier=Tier.UNIT) | Q(unit__isnull=False), name="rollout_tier_has_unit"),
        ]

    def get_absolute_url(self) -> str:
        """The rollout's page."""
        return reverse("followups:rollout", args=[self.public_id])

    @property
    def is_accepted(self) -> bool:
        """Whether the start dates hold."""
        return self.accepted_at is not None


class PlannedStart(Record):
    """A unit in a rollout: what it can, when it shall begin, and when it did."""

    audit_values: ClassVar[frozenset[str]] = frozenset({"starts_on", "started_on"})

    rollout = models.ForeignKey(Rollout, on_delete=models.CASCADE, related_name="starts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("enhed"))
    earliest = models.DateField(_("tidligst"), null=True, blank=True)
    latest = models.DateField(_("senest"), null=True, blank=True)
    blocked = models.JSONField(_("lukkede måneder"), default=list, blank=True)
    not_before = models.ForeignKey(
        "self", on_delete=models.SET_NULL, related_name="+", null=True, blank=True, verbose_name=_("ikke før")
    )
    starts_on = models.DateField(_("begynder"), null=True, blank=True)
    started_on = models.DateField(_("begyndte"), null=True, blank=True)

    class Meta:
        verbose_name = _("start for en enhed")
        verbose_name_plural = _("starter for enheder")
        ordering = ["starts_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["rollout", "unit"], name="rollout_has_a_unit_once"),
            models.CheckConstraint(
                condition=Q(earliest__isnull=True) | Q(latest__isnull=True) | Q(latest__gte=F("earliest")),
                name="rollout_start_in_order",
                violation_error_message=_("Den seneste måned ligger før den tidligste."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.starts_on or '?'}"

    @property
    def counts_from(self) -> date | None:
        """The day from which the unit counts as begun: the real one, else the planned."""
        return self.started_on or self.starts_on


class EvaluationPlan(Titled):
    """How it will be told whether a project or one of its benefits worked: written before, and held to.

    From ``follow_up_from`` the plan is frozen; what is changed after that stands as a deviation with its reason.
    """

    audit_values: ClassVar[frozenset[str]] = frozenset(
        {"title", "design", "baseline_from", "follow_up_from", "follow_up_to", "unseen"}
    )

    benefit = models.ForeignKey(
        Benefit, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("gevinst")
    )
    design = models.CharField(_("metode"), max_length=32, choices=DesignChoice.choices)
    units = models.ManyToManyField(Unit, related_name="+", blank=True, verbose_name=_("enheder"))
    baseline_from = models.DateField(_("udgangspunkt måles fra"))
    follow_up_from = models.DateField(_("opfølgning begynder"))
    follow_up_to = models.DateField(_("opfølgning slutter"))
    economist = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("økonom, der hjælper")
    )
    question = models.TextField(_("hvad skal vises"), max_length=1000, validators=[refuse_sensitive])
    unseen = models.CharField(_("usynlige effekter"), max_length=12, choices=Unseen.choices, blank=True)
    unseen_note = models.TextField(_("hvordan de følges"), max_length=1000, blank=True, validators=[refuse_sensitive])

    objects = OwnedQuerySet["EvaluationPlan"].as_manager()

    class Meta:
        verbose_name = _("evalueringsplan")
        verbose_name_plural = _("evalueringsplaner")
        ordering = ["sort_key", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(follow_up_from__gt=F("baseline_from")) & Q(follow_up_to__gt=F("follow_up_from")),
                name="evaluation_in_order",
                violation_error_message=_("Udgangspunktet kommer først, så begynder opfølgningen, og så slutter den."),
            ),
            models.UniqueConstraint(
                fields=["benefit"],
                condition=Q(benefit__isnull=False),
                name="evaluation_one_for_a_benefit",
                violation_error_message=_("Gevinsten har allerede en evalueringsplan. Ret den i stedet."),
            ),
            models.CheckConstraint(
                condition=~Q(tier=Tier.UNIT) | Q(unit__isnull=False), name="evaluation_tier_has_unit"
            ),
        ]

    def searched(self) -> Iterable[str]:
        """Title and what shall be shown."""
        return (self.title, self.question)

    def get_absolute_url(self) -> str:
        """The plan's page."""
        return reverse("followups:plan", args=[self.public_id])

    def is_frozen_on(self, day: date) -> bool:
        """Whether the follow-up has begun, so that a change is a deviation."""
        return self.follow_up_from <= day


class Deviation(Record):
    """A change of a plan after the follow-up had begun: what it said, what it says, and why. Never changed."""

    plan = models.ForeignKey(EvaluationPlan, on_delete=models.CASCADE, related_name="deviations")
    on = models.DateField(_("dato"))
    changes = models.JSONField(_("hvad"), default=list)
    reason = models.TextField(_("hvorfor"), max_length=1000, validators=[refuse_sensitive])
    by_name = models.CharField(_("af"), max_length=160, blank=True)

    class Meta:
        verbose_name = _("afvigelse fra en evalueringsplan")
        verbose_name_plural = _("afvigelser fra evalueringsplaner")
        ordering = ["on", "id"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="plan_deviation_tells_why")]

    def __str__(self) -> str:
        return f"{self.on}: {self.reason[:60]}"


class Analysis(Owned, Record):
    """What the measurements of a benefit said on a day: kept with its data, superseded by a newer one, never changed.

    ``data`` are the series that went in and ``data_hash`` their fingerprint, so that anybody can see what a number was
    computed from, and that nobody has changed it since.
    """

    audit_values: ClassVar[frozenset[str]] = frozenset({"design", "answer", "data_hash"})

    tier = models.CharField(_("synlighed"), max_length=16, choices=Tier.choices, default=Tier.MUNICIPALITY)
    benefit = models.ForeignKey(Benefit, on_delete=models.PROTECT, related_name="+", verbose_name=_("gevinst"))
    plan = models.ForeignKey(
        EvaluationPlan, on_delete=models.SET_NULL, related_name="+", null=True, blank=True, editable=False
    )
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, related_name="replaced_by", null=True, blank=True, editable=False
    )
    design = models.CharField(_("metode"), max_length=32, choices=DesignChoice.choices)
    answer = models.CharField(_("svar"), max_length=32, choices=[(one.value, one.value) for one in Answer])
    measure = models.CharField(_("målt i"), max_length=120, blank=True)
    result = models.JSONField(_("resultat"))
    data = models.JSONField(_("data"))
    data_hash = models.CharField(_("fingeraftryk af data"), max_length=64)
    made_at = models.DateTimeField(_("gemt"))
    by_name = models.CharField(_("af"), max_length=160, blank=True)
    note = models.TextField(_("jeres læsning"), max_length=1000, blank=True, validators=[refuse_sensitive])

    objects = OwnedQuerySet["Analysis"].as_manager()

    class Meta:
        verbose_name = _("analyse")
        verbose_name_plural = _("analyser")
        ordering = ["-made_at", "-id"]
        indexes = [models.Index(fields=["benefit", "made_at"], name="analysis_of_a_benefit")]
        constraints = [
            models.CheckConstraint(condition=~Q(tier=Tier.UNIT) | Q(unit__isnull=False), name="analysis_tier_has_unit")
        ]

    def __str__(self) -> str:
        return f"{self.benefit}: {self.answer}"

    def get_absolute_url(self) -> str:
        """The kept analysis."""
        return reverse("followups:kept", args=[self.public_id])
