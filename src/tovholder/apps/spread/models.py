"""How a technology spreads: a plan of what is counted where, and the dated counts of each unit. No persons."""

from datetime import date
from typing import ClassVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tovholder.apps.citizens.public import refuse_sensitive
from tovholder.apps.projects.public import Project
from tovholder.apps.technologies.public import Technology
from tovholder.engines.funnel.model import Counts
from tovholder.foundation.audit.records import Record, VersionedRecord
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.models import Unit
from tovholder.foundation.municipalities.owned import Owned, OwnedQuerySet
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel import clock

LARGEST = 100_000


class Every(models.TextChoices):
    """How often the units count."""

    MONTH = "month", _("Hver måned")
    QUARTER = "quarter", _("Hvert kvartal")


class Lost(models.TextChoices):
    """Between which steps citizens are lost, where a reason is asked for."""

    NOT_OFFERED = "not_offered", _("Ikke tilbudt")
    DECLINED = "declined", _("Sagde nej eller begyndte ikke")
    STOPPED = "stopped", _("Stoppede")


REASONS = {
    Lost.NOT_OFFERED: "spread_not_offered",
    Lost.DECLINED: "spread_declined",
    Lost.STOPPED: "spread_stopped",
}
"""The code list of each step's reasons."""


class SpreadPlan(Owned, VersionedRecord):
    """That a municipality follows how a technology spreads: in which units, how often, and towards what.

    Its tier says who sees the sum; what each unit counts stays in the municipality.
    """

    audit_values: ClassVar[frozenset[str]] = frozenset(
        {"technology", "project", "every", "starts_on", "ends_on", "goal", "goal_on", "tier"}
    )

    tier = models.CharField(_("synlighed"), max_length=16, choices=Tier.choices, default=Tier.MUNICIPALITY)
    technology = models.ForeignKey(Technology, on_delete=models.PROTECT, related_name="+", verbose_name=_("teknologi"))
    project = models.ForeignKey(  # an import of projects may be undone: what was counted stays
        Project, on_delete=models.SET_NULL, related_name="+", null=True, blank=True, verbose_name=_("projekt")
    )
    units = models.ManyToManyField(Unit, related_name="+", verbose_name=_("enheder"))
    every = models.CharField(_("hvor tit"), max_length=8, choices=Every.choices, default=Every.QUARTER)
    starts_on = models.DateField(_("fra og med"))
    ends_on = models.DateField(_("til og med"), null=True, blank=True)
    goal = models.PositiveIntegerField(
        _("mål for borgere i brug"), null=True, blank=True, validators=[MaxValueValidator(LARGEST)]
    )
    goal_on = models.DateField(_("målet skal være nået"), null=True, blank=True)

    objects = OwnedQuerySet["SpreadPlan"].as_manager()

    class Meta:
        verbose_name = _("plan for udbredelse")
        verbose_name_plural = _("planer for udbredelse")
        ordering = ["technology__sort_key", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(tier=Tier.UNIT), name="spread_plan_is_the_municipalitys"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="spread_plan_in_order"
            ),
            models.CheckConstraint(
                condition=Q(goal_on__isnull=True) | Q(goal__isnull=False), name="spread_goal_day_has_a_goal"
            ),
        ]

    def __str__(self) -> str:
        return self.technology.label

    def get_absolute_url(self) -> str:
        """The plan's page."""
        return reverse("spread:plan", args=[self.public_id])

    def is_open_on(self, day: date) -> bool:
        """Whether the units still count."""
        return self.ends_on is None or self.ends_on >= day


class SpreadCount(Owned, VersionedRecord):
    """What one unit counted for one period."""

    audit_values: ClassVar[frozenset[str]] = frozenset(
        {"period", "target", "assessed", "offered", "in_use", "stopped", "counted_on"}
    )

    tier = models.CharField(
        _("synlighed"), max_length=16, choices=Tier.choices, default=Tier.MUNICIPALITY, editable=False
    )
    plan = models.ForeignKey(SpreadPlan, on_delete=models.CASCADE, related_name="counts")
    period = models.DateField(_("periode"))
    target = models.PositiveIntegerField(_("i målgruppen"), validators=[MaxValueValidator(LARGEST)])
    assessed = models.PositiveIntegerField(_("vurderet"), validators=[MaxValueValidator(LARGEST)])
    offered = models.PositiveIntegerField(_("har fået det tilbudt"), validators=[MaxValueValidator(LARGEST)])
    in_use = models.PositiveIntegerField(_("bruger det nu"), validators=[MaxValueValidator(LARGEST)])
    stopped = models.PositiveIntegerField(_("er stoppet"), validators=[MaxValueValidator(LARGEST)])
    counted_on = models.DateField(_("talt den"))
    by_name = models.CharField(_("af"), max_length=160, blank=True, editable=False)

    objects = OwnedQuerySet["SpreadCount"].as_manager()

    class Meta:
        verbose_name = _("tælling")
        verbose_name_plural = _("tællinger")
        ordering = ["-period", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "unit", "period"],
                name="spread_count_once_a_period",
                violation_error_message=_("Enheden har allerede talt for den periode. Ret tællingen i stedet."),
            ),
            models.CheckConstraint(
                condition=Q(assessed__lte=F("target"))
                & Q(offered__lte=F("assessed"))
                & Q(offered__gte=F("in_use") + F("stopped")),
                name="spread_count_narrows",
                violation_error_message=_("Et trin kan ikke have flere borgere end trinnet før."),
            ),
            models.CheckConstraint(
                condition=Q(unit__isnull=False, tier=Tier.MUNICIPALITY), name="spread_count_is_a_units"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period}: {self.in_use}"

    @property
    def counts(self) -> Counts:
        """The five numbers as the engine takes them."""
        return Counts(self.target, self.assessed, self.offered, self.in_use, self.stopped)

    @property
    def age_in_days(self) -> int:
        """How many days ago it was counted."""
        return (clock.today() - self.counted_on).days


class SpreadReason(Record):
    """The weightiest reason why citizens of a unit did not come past a step, in a period."""

    count = models.ForeignKey(SpreadCount, on_delete=models.CASCADE, related_name="reasons")
    lost = models.CharField(_("trin"), max_length=12, choices=Lost.choices)
    reason = models.ForeignKey(Code, on_delete=models.PROTECT, related_name="+", verbose_name=_("grund"))
    words = models.CharField(_("med jeres ord"), max_length=300, blank=True, validators=[refuse_sensitive])

    class Meta:
        verbose_name = _("grund i en tælling")
        verbose_name_plural = _("grunde i tællinger")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["count", "lost"], name="spread_reason_once_a_step")]

    def __str__(self) -> str:
        return f"{self.lost}: {self.reason}"


class SpreadCorrection(Record):
    """What a count said before it was put right: by whom, when and why."""

    count = models.ForeignKey(SpreadCount, on_delete=models.CASCADE, related_name="corrections")
    target = models.PositiveIntegerField()
    assessed = models.PositiveIntegerField()
    offered = models.PositiveIntegerField()
    in_use = models.PositiveIntegerField()
    stopped = models.PositiveIntegerField()
    why = models.CharField(_("hvorfor"), max_length=300, validators=[refuse_sensitive])
    by_name = models.CharField(_("af"), max_length=160, blank=True)
    recorded_at = models.DateTimeField(_("registreret"))

    class Meta:
        verbose_name = _("rettelse af en tælling")
        verbose_name_plural = _("rettelser af tællinger")
        ordering = ["-recorded_at", "-id"]

    def __str__(self) -> str:
        return f"{self.recorded_at}: {self.why}"
