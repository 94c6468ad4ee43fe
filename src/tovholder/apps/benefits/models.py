"""Benefits with owner, indicator and target, and what was measured."""

from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tovholder.apps.benefits.choices import (
    JUDGED_STATES,
    OPEN_STATES,
    BottomLine,
    Cadence,
    Grade,
    Method,
    Outcome,
    Realisation,
    Risk,
    State,
)
from tovholder.apps.benefits.outcomes import OUTCOME
from tovholder.apps.benefits.plans import MeasurementMending, MeasurementPlan, MeasurementReminder
from tovholder.apps.benefits.revisions import BenefitQuerySet, Revision, next_revision
from tovholder.apps.benefits.trees import BenefitTree, TreeEdge, TreeNode
from tovholder.apps.citizens.public import refuse_sensitive
from tovholder.apps.projects.public import Project
from tovholder.foundation.accounts.models import User
from tovholder.foundation.audit.records import Record, VersionedRecord
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.owned import Owned, OwnedQuerySet
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel.danish import fold, sort_key

__all__ = [
    "Benefit",
    "BenefitStep",
    "BenefitTree",
    "Measurement",
    "MeasurementMending",
    "MeasurementPlan",
    "MeasurementReminder",
    "Revision",
    "TreeEdge",
    "TreeNode",
]


def _code(code_list: str, label: Any, **options: Any) -> "models.ForeignKey[Code | None, Code | None]":
    return models.ForeignKey(
        Code,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        limit_choices_to={"list": code_list},
        verbose_name=label,
        **options,
    )


def _number(label: Any, **options: Any) -> "models.DecimalField[Decimal | None, Decimal | None]":
    return models.DecimalField(label, max_digits=14, decimal_places=2, null=True, blank=True, **options)


class Benefit(Owned, VersionedRecord):
    """What a project is to give on one bottom line: to whom, who answers for it, how it is measured, from what to what.

    ``realised``, ``realised_on`` and ``measured`` repeat what the measurements say, so that overviews need not read
    them all; the action that measures keeps them.
    """

    audit_values: ClassVar[frozenset[str]] = frozenset(
        {"title", "bottom_line", "kind", "beneficiary", "state", "tier", "baseline", "target", "starts_on", "target_on"}
        | {"realisation", "yearly_value", "is_means", "is_negative", "cadence", "next_measurement_on", "grade"}
    )

    tier = models.CharField(_("synlighed"), max_length=16, choices=Tier.choices, default=Tier.MUNICIPALITY)
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="+", verbose_name=_("projekt"))
    node = models.OneToOneField(
        TreeNode, on_delete=models.SET_NULL, related_name="benefit", null=True, blank=True, verbose_name=_("i træet")
    )
    title = models.CharField(_("gevinst"), max_length=160, validators=[refuse_sensitive])
    sort_key = models.CharField(max_length=200, editable=False)
    search_text = models.TextField(editable=False)
    bottom_line = models.CharField(_("bundlinje"), max_length=10, choices=BottomLine.choices)
    kind = models.ForeignKey(
        Code, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("slags")
    )
    value_kind = _code("value_kind", _("værdi"))
    is_negative = models.BooleanField(_("en ulempe"), default=False)
    is_means = models.BooleanField(_("et middel til en anden gevinst"), default=False)
    beneficiary = _code("beneficiary", _("hvem får gevinsten"))
    owner = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("ansvarlig")
    )
    indicator = models.CharField(_("hvad I måler"), max_length=300, blank=True, validators=[refuse_sensitive])
    measured_in = _code("measure_unit", _("målt i"))
    higher_is_better = models.BooleanField(_("højere er bedre"), default=False)
    baseline = _number(_("udgangspunkt"))
    baseline_from = models.DateField(_("udgangspunkt fra"), null=True, blank=True)
    baseline_to = models.DateField(_("udgangspunkt til"), null=True, blank=True)
    baseline_source = models.CharField(_("kilde"), max_length=200, blank=True, validators=[refuse_sensitive])
    target = _number(_("mål"))
    starts_on = models.DateField(_("begynder"), null=True, blank=True)
    target_on = models.DateField(_("nået"), null=True, blank=True)
    cadence = models.CharField(_("hvor tit"), max_length=10, choices=Cadence.choices, blank=True)
    next_measurement_on = models.DateField(_("næste måling"), null=True, blank=True)
    realisation = models.CharField(_("hvordan i budgettet"), max_length=10, choices=Realisation.choices, blank=True)
    yearly_value = _number(_("kr. om året, når den er nået"), validators=[MinValueValidator(0)])
    signed_by_name = models.CharField(_("godkendt af"), max_length=160, blank=True, editable=False)
    signed_at = models.DateTimeField(_("godkendt"), null=True, blank=True, editable=False)
    risk = models.CharField(_("risiko"), max_length=8, choices=Risk.choices, blank=True)
    risk_note = models.TextField(_("hvad kan gå galt"), max_length=1000, blank=True, validators=[refuse_sensitive])
    solution_note = models.CharField(_("løsningen"), max_length=200, blank=True, validators=[refuse_sensitive])
    group_note = models.CharField(_("målgruppen"), max_length=200, blank=True, validators=[refuse_sensitive])
    organisation_note = models.CharField(_("organiseringen"), max_length=200, blank=True, validators=[refuse_sensitive])
    is_invisible = models.BooleanField(_("forebyggende eller svær at se"), default=False)
    grade = models.CharField(_("dokumentation"), max_length=1, choices=Grade.choices, blank=True)
    state = models.CharField(_("tilstand"), max_length=16, choices=State.choices, default=State.IDENTIFIED)
    state_since = models.DateField(_("tilstand siden"), editable=False)
    realised = _number(_("seneste måling"), editable=False)
    realised_on = models.DateField(_("målt til og med"), null=True, blank=True, editable=False)
    measured = models.PositiveIntegerField(_("antal målinger"), default=0, editable=False)
    proposed_grade = models.CharField(max_length=1, choices=Grade.choices, blank=True, editable=False)
    grade_reason = models.CharField(max_length=300, blank=True, editable=False, validators=[refuse_sensitive])
    outcome = models.GeneratedField(
        expression=OUTCOME, output_field=models.CharField(max_length=12, choices=Outcome.choices), db_persist=True
    )

    revision = models.BigIntegerField(default=0, editable=False, db_index=True)

    objects = BenefitQuerySet.as_manager()

    class Meta:
        verbose_name = _("gevinst")
        verbose_name_plural = _("gevinster")
        ordering = ["bottom_line", "sort_key", "id"]
        indexes = [
            models.Index(fields=["municipality", "state"], name="benefit_of_a_municipality"),
            models.Index(fields=["project", "bottom_line"], name="benefit_of_a_project"),
            models.Index(fields=["owner", "next_measurement_on"], name="benefit_of_an_owner"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(tier=Tier.UNIT) | Q(unit__isnull=False), name="benefit_unit_tier_has_unit"
            ),
            models.CheckConstraint(
                condition=Q(baseline__isnull=True) | (Q(baseline_from__isnull=False) & Q(baseline_to__isnull=False)),
                name="benefit_baseline_has_a_period",
                violation_error_message=_("Skriv, hvilken periode udgangspunktet er målt i."),
            ),
            models.CheckConstraint(
                condition=Q(baseline_to__isnull=True) | Q(baseline_to__gte=F("baseline_from")),
                name="benefit_baseline_in_order",
                violation_error_message=_("Perioden for udgangspunktet slutter, før den begynder."),
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(target_on__isnull=True) | Q(target_on__gte=F("starts_on")),
                name="benefit_in_order",
                violation_error_message=_("Gevinsten kan ikke være nået, før den begynder."),
            ),
            models.CheckConstraint(
                condition=Q(realisation="", yearly_value__isnull=True) | Q(bottom_line=BottomLine.ECONOMY),
                name="benefit_money_is_economy",
                violation_error_message=_("Kun gevinster for økonomien har et beløb og en vej ind i budgettet."),
            ),
            models.CheckConstraint(
                condition=Q(signed_by_name="", signed_at__isnull=True)
                | (~Q(signed_by_name="") & Q(signed_at__isnull=False) & Q(realisation=Realisation.REDUCES)),
                name="benefit_signature_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the benefit with its sort key, the text it is found by, and the revision of this write."""
        self.derive()
        self.revision = next_revision()
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "revision"}
        super().save(*args, **kwargs)

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Check the constraints without ``outcome``: none speaks of it, and to derive it for each of them is slow."""
        super().validate_constraints(exclude={*(exclude or ()), "outcome"})

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete the benefit; who remembers it sees that something was written, and that it is gone."""
        next_revision()
        return super().delete(*args, **kwargs)

    def derive(self) -> None:
        """Set what follows from the other fields; bulk writers call it themselves."""
        self.sort_key = sort_key(self.title)
        self.search_text = fold(" ".join(self.searched()))

    def searched(self) -> Iterable[str]:
        """Title, indicator and context."""
        return (self.title, self.indicator, self.group_note, self.solution_note)

    def get_absolute_url(self) -> str:
        """The benefit's page."""
        return reverse("benefits:benefit", args=[self.public_id])

    @property
    def is_open(self) -> bool:
        """Whether it is still followed."""
        return self.state in OPEN_STATES

    @property
    def is_judged(self) -> bool:
        """Whether it was said whether it came."""
        return self.state in JUDGED_STATES

    @property
    def shown_grade(self) -> str:
        """How much its numbers can bear: what the rules propose, or a person lowered, or raised with a reason."""
        if self.grade and (self.grade >= self.proposed_grade or self.grade_reason):
            return self.grade
        return self.proposed_grade

    @property
    def is_booked(self) -> bool:
        """Whether it counts as a saving in the budget: it reduces a budget, and an economist has signed it."""
        return self.realisation == Realisation.REDUCES and self.signed_at is not None

    def is_overdue_on(self, day: date) -> bool:
        """Whether it should have been measured before ``day``."""
        return self.is_open and self.next_measurement_on is not None and self.next_measurement_on < day


class BenefitStep(Record):
    """A dated step from one state to another, with the reason. Never changed."""

    benefit = models.ForeignKey(Benefit, on_delete=models.CASCADE, related_name="steps")
    from_state = models.CharField(_("fra"), max_length=16, choices=State.choices)
    to_state = models.CharField(_("til"), max_length=16, choices=State.choices)
    on = models.DateField(_("dato"))
    reason = models.TextField(_("begrundelse"), max_length=2000, blank=True, validators=[refuse_sensitive])
    by_name = models.CharField(_("af"), max_length=160, blank=True)
    by_role = models.CharField(_("rolle"), max_length=40, blank=True)
    recorded_at = models.DateTimeField(_("registreret"))

    class Meta:
        verbose_name = _("trin for en gevinst")
        verbose_name_plural = _("trin for gevinster")
        ordering = ["on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(to_state__in=[*JUDGED_STATES, State.TOO_EARLY]) | ~Q(reason=""),
                name="benefit_step_tells_why",
            )
        ]

    def __str__(self) -> str:
        return f"{self.on}: {self.to_state}"


class Measurement(Owned, VersionedRecord):
    """What was measured of a benefit in a unit (or in all of it) in a period. Never about a named employee.

    ``is_baseline`` tells a number from before the start from one after it. The three notes are the context without
    which a number means nothing elsewhere: solution, target group, organisation (KL, status report 2017).
    """

    audit_values: ClassVar[frozenset[str]] = frozenset(
        {"period_from", "period_to", "value", "n", "method", "grade", "is_baseline", "spoiled"}
    )

    tier = models.CharField(_("synlighed"), max_length=16, choices=Tier.choices, default=Tier.MUNICIPALITY)
    benefit = models.ForeignKey(Benefit, on_delete=models.CASCADE, related_name="measurements")
    period_from = models.DateField(_("fra"))
    period_to = models.DateField(_("til"))
    value = models.DecimalField(_("værdi"), max_digits=14, decimal_places=2)
    n = models.PositiveIntegerField(_("bygger på antal"), null=True, blank=True)
    method = models.CharField(_("hvordan"), max_length=12, choices=Method.choices, default=Method.COUNTED)
    grade = models.CharField(_("dokumentation"), max_length=1, choices=Grade.choices, blank=True)
    is_baseline = models.BooleanField(_("fra før start"), default=False)
    spoiled = models.BooleanField(_("ødelagt af tekniske problemer"), default=False, editable=False)
    note = models.TextField(_("note"), max_length=1000, blank=True, validators=[refuse_sensitive])
    solution_note = models.CharField(_("løsningen"), max_length=200, blank=True, validators=[refuse_sensitive])
    group_note = models.CharField(_("målgruppen"), max_length=200, blank=True, validators=[refuse_sensitive])
    organisation_note = models.CharField(_("organiseringen"), max_length=200, blank=True, validators=[refuse_sensitive])
    by_name = models.CharField(_("af"), max_length=160, blank=True, editable=False)
    recorded_at = models.DateTimeField(_("registreret"), editable=False)
    import_batch = models.UUIDField(null=True, blank=True, editable=False, db_index=True)

    objects = OwnedQuerySet["Measurement"].as_manager()

    class Meta:
        verbose_name = _("måling")
        verbose_name_plural = _("målinger")
        ordering = ["period_from", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(period_to__gte=F("period_from")),
                name="measurement_in_order",
                violation_error_message=_("Perioden slutter, før den begynder."),
            ),
            models.UniqueConstraint(
                fields=["benefit", "unit", "period_from"],
                condition=Q(unit__isnull=False),
                name="measurement_once_a_period",
                violation_error_message=_("Der står allerede en måling for enheden i den periode."),
            ),
            models.UniqueConstraint(
                fields=["benefit", "period_from"],
                condition=Q(unit__isnull=True),
                name="measurement_of_the_whole_once",
                violation_error_message=_("Der står allerede en måling i den periode."),
            ),
            models.CheckConstraint(
                condition=~Q(tier=Tier.UNIT) | Q(unit__isnull=False), name="measurement_unit_tier_has_unit"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period_from}: {self.value.normalize():f}"
