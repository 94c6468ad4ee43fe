"""A review: a unit's citizens, by alias, walked through with one question, and measured again."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tovholder.apps.benefits.public import Benefit
from tovholder.apps.casereviews.counting import Case, Effort
from tovholder.apps.casereviews.questions import Question, question
from tovholder.apps.citizens.public import CitizenAlias, refuse_sensitive, uses_aliases
from tovholder.apps.products.public import Product
from tovholder.apps.technologies.public import Technology
from tovholder.foundation.accounts.models import User
from tovholder.foundation.audit.records import VersionedRecord
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.public import Owned, OwnedQuerySet, Tier, Unit
from tovholder.kernel.actor import Actor

NO_NEW_MEASURE = frozenset({"still_two", "declines", "unchanged"})
"""Answers after which nothing has changed, so nothing is measured again."""


class ReviewState(models.TextChoices):
    """How far a review is."""

    PLANNED = "planned", _("Planlagt")
    RUNNING = "running", _("I gang")
    CLOSED = "closed", _("Afsluttet")


class ReviewQuerySet(OwnedQuerySet["Review"]):
    """Reviews, which those who meet the citizens read, in their own unit."""

    def visible_to(self, actor: Actor) -> "ReviewQuerySet":
        """The reviews of the actor's own unit, for the roles that read its aliases. Coordinators see none."""
        if actor.municipality_id is None or actor.unit_id is None or not uses_aliases.allows(actor):
            return self.none()
        return self.filter(municipality_id=actor.municipality_id, unit_id=actor.unit_id)


def _sum(label: Any) -> Any:
    return models.DecimalField(label, max_digits=9, decimal_places=2, null=True, blank=True, editable=False)


def _count(label: Any) -> Any:
    return models.PositiveIntegerField(label, null=True, blank=True, editable=False)


class Review(Owned, VersionedRecord):
    """One question asked of a unit's citizens. The sums are frozen when it closes, so that they outlive the aliases."""

    audit_values: ClassVar[frozenset[str]] = frozenset({"question", "state", "handed_on"})

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("enhed"), editable=False)
    tier = models.CharField(_("synlighed"), max_length=16, choices=Tier.choices, default=Tier.UNIT, editable=False)
    question = models.CharField(_("spørgsmål"), max_length=40, editable=False)
    title = models.CharField(_("titel"), max_length=120, validators=[refuse_sensitive])
    aim = models.TextField(_("hvorfor nu"), max_length=1000, blank=True, validators=[refuse_sensitive])
    owner = models.ForeignKey(
        User, on_delete=models.SET_NULL, related_name="+", null=True, blank=True, verbose_name=_("ansvarlig")
    )
    weeks = models.PositiveSmallIntegerField(
        _("uger til ny måling"), default=6, validators=[MinValueValidator(1), MaxValueValidator(52)]
    )
    state = models.CharField(
        _("tilstand"), max_length=8, choices=ReviewState.choices, default=ReviewState.PLANNED, editable=False
    )
    started_on = models.DateField(_("begyndt"), null=True, blank=True, editable=False)
    closed_on = models.DateField(_("afsluttet"), null=True, blank=True, editable=False)
    learning = models.TextField(
        _("hvad lærte I"), max_length=2000, blank=True, validators=[refuse_sensitive], editable=False
    )
    sum_citizens = _count(_("borgere"))
    sum_assessed = _count(_("vurderet"))
    sum_measured = _count(_("målt igen"))
    sum_still_two = _count(_("behøver stadig to"))
    sum_before = _sum(_("timer om ugen før"))
    sum_after = _sum(_("timer om ugen efter"))
    handed_to = models.ForeignKey(
        Benefit, on_delete=models.SET_NULL, related_name="+", null=True, blank=True, editable=False
    )
    handed_on = models.DateField(_("givet videre"), null=True, blank=True, editable=False)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("gennemgang")
        verbose_name_plural = _("gennemgange")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(tier=Tier.UNIT), name="review_stays_in_the_unit"),
            models.CheckConstraint(
                condition=~Q(state="closed") | (~Q(learning="") & Q(closed_on__isnull=False)),
                name="review_closed_with_learning",
            ),
            models.CheckConstraint(
                condition=Q(state="planned") | Q(started_on__isnull=False), name="review_started_on_a_day"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The review's page."""
        return reverse("casereviews:review", args=[self.public_id])

    @property
    def asks(self) -> Question | None:
        """The packaged question; None when a later version of the product has taken it out."""
        return question(self.question)

    @property
    def is_running(self) -> bool:
        """Whether citizens are assessed and measured."""
        return self.state == ReviewState.RUNNING

    @property
    def is_open(self) -> bool:
        """Whether it can still be changed."""
        return self.state != ReviewState.CLOSED


def _minutes(label: Any) -> Any:
    return models.DecimalField(
        label,
        max_digits=5,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(600))],
    )


def _visits(label: Any) -> Any:
    return models.DecimalField(
        label,
        max_digits=5,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(200))],
    )


def _staff(label: Any) -> Any:
    return models.PositiveSmallIntegerField(label, null=True, blank=True, validators=[MaxValueValidator(4)])


class CaseRow(VersionedRecord):
    """One citizen of a review: the help before, what the assessment came to, aid and training, the help after.

    Personal data: nothing of it reaches the audit, and it is deleted with its alias.
    """

    audit_values: ClassVar[frozenset[str]] = frozenset()

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="rows", editable=False)
    citizen = models.ForeignKey(
        CitizenAlias, on_delete=models.PROTECT, related_name="+", verbose_name=_("alias"), editable=False
    )
    baseline_on = models.DateField(_("målt før"), null=True, blank=True)
    minutes_before = _minutes(_("minutter pr. besøg"))
    visits_before = _visits(_("besøg om ugen"))
    staff_before = _staff(_("medarbejdere ad gangen"))
    assessor = models.ForeignKey(
        User, on_delete=models.SET_NULL, related_name="+", null=True, blank=True, verbose_name=_("hvem vurderer")
    )
    assess_by = models.DateField(_("vurderes senest"), null=True, blank=True)
    assessed_on = models.DateField(_("vurderet"), null=True, blank=True)
    outcome = models.ForeignKey(
        Code,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        limit_choices_to={"list": "review_outcome"},
        verbose_name=_("det kom I frem til"),
    )
    outcome_note = models.CharField(_("hvorfor"), max_length=500, blank=True, validators=[refuse_sensitive])
    technology = models.ForeignKey(
        Technology, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("hjælpemiddel")
    )
    product = models.ForeignKey(
        Product, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("produkt")
    )
    aid_on = models.DateField(_("taget i brug"), null=True, blank=True)
    trained = models.BooleanField(_("medarbejderne er oplært"), default=False)
    remeasured_on = models.DateField(_("målt igen"), null=True, blank=True)
    minutes_after = _minutes(_("minutter pr. besøg nu"))
    visits_after = _visits(_("besøg om ugen nu"))
    staff_after = _staff(_("medarbejdere ad gangen nu"))

    class Meta:
        verbose_name = _("borger i en gennemgang")
        verbose_name_plural = _("borgere i gennemgange")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["review", "citizen"], name="case_once_in_a_review"),
            models.CheckConstraint(
                condition=Q(
                    baseline_on__isnull=True,
                    minutes_before__isnull=True,
                    visits_before__isnull=True,
                    staff_before__isnull=True,
                )
                | Q(
                    baseline_on__isnull=False,
                    minutes_before__isnull=False,
                    visits_before__isnull=False,
                    staff_before__isnull=False,
                ),
                name="case_before_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(
                    remeasured_on__isnull=True,
                    minutes_after__isnull=True,
                    visits_after__isnull=True,
                    staff_after__isnull=True,
                )
                | Q(
                    remeasured_on__isnull=False,
                    minutes_after__isnull=False,
                    visits_after__isnull=False,
                    staff_after__isnull=False,
                    baseline_on__isnull=False,
                ),
                name="case_after_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(outcome__isnull=True, assessed_on__isnull=True)
                | Q(outcome__isnull=False, assessed_on__isnull=False),
                name="case_assessed_with_an_answer",
            ),
        ]
        indexes = [models.Index(fields=["assessor", "assess_by"], name="case_of_an_assessor")]

    def __str__(self) -> str:
        return str(_("En borger i en gennemgang"))

    def get_absolute_url(self) -> str:
        """The citizen's page in the review."""
        return reverse("casereviews:row", args=[self.review.public_id, self.public_id])

    @property
    def before(self) -> Effort | None:
        """The help before, when it was measured."""
        if self.minutes_before is None or self.visits_before is None or self.staff_before is None:
            return None
        return Effort(self.minutes_before, self.visits_before, self.staff_before)

    @property
    def after(self) -> Effort | None:
        """The help after, when it was measured again."""
        if self.minutes_after is None or self.visits_after is None or self.staff_after is None:
            return None
        return Effort(self.minutes_after, self.visits_after, self.staff_after)

    @property
    def outcome_code(self) -> str:
        """The code of what the assessment came to; empty before."""
        return self.outcome.code if self.outcome is not None else ""

    def case(self) -> Case:
        """What of it is counted."""
        return Case(self.before, self.after, self.outcome_code)

    @property
    def changes_nothing(self) -> bool:
        """Whether the answer is one after which nothing is measured again."""
        return self.outcome_code in NO_NEW_MEASURE

    @property
    def measure_on(self) -> date | None:
        """The day on which it is time to measure again; None when there is nothing to measure yet, or no more."""
        if self.remeasured_on is not None or self.changes_nothing or self.assessed_on is None:
            return None
        return (self.aid_on or self.assessed_on) + timedelta(weeks=self.review.weeks)

    @property
    def lacks_assessment(self) -> bool:
        """Whether nobody has assessed it."""
        return self.outcome_id is None

    def lacks_measure_on(self, day: date) -> bool:
        """Whether it should have been measured again by ``day``."""
        return self.measure_on is not None and self.measure_on <= day
