"""Statements on conditions, criteria and reviews, problems, work procedures, complexity. All are parts of a project:
read by those of its municipality who see the project, and moved with it."""

from typing import Any, ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tovholder.apps.benefits.public import Benefit, Measurement
from tovholder.apps.citizens.public import refuse_sensitive
from tovholder.apps.decisions.choices import (
    CLOSED_PROBLEMS,
    Cause,
    Complexity,
    Direction,
    Domain,
    HelpState,
    Outcome,
    ProblemState,
    Result,
    RiskClass,
    Severity,
)
from tovholder.apps.packages.public import Package
from tovholder.apps.projects.public import AnswerState, Project, ProjectFile, Status
from tovholder.foundation.accounts.models import User
from tovholder.foundation.audit.records import Record, VersionedRecord
from tovholder.foundation.codes.models import Code
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel.danish import fold, sort_key


def _text(label: Any, length: int = 2000, *, blank: bool = True) -> "models.TextField[str, str]":
    return models.TextField(label, max_length=length, blank=blank, validators=[refuse_sensitive])


def _project() -> "models.ForeignKey[Project, Project]":
    return models.ForeignKey(Project, on_delete=models.PROTECT, related_name="+", verbose_name=_("projekt"))


def _by() -> "models.CharField[str, str]":
    return models.CharField(_("af"), max_length=160, blank=True, editable=False)


class Said(models.Model):
    """What is said of a condition, and what it leans on."""

    state = models.CharField(_("svar"), max_length=12, choices=AnswerState.choices)
    code = models.ForeignKey(
        Code, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("klasse")
    )
    risk_class = models.CharField(_("risiko for mennesker"), max_length=8, choices=RiskClass.choices, blank=True)
    note = _text(_("begrundelse"))
    document = models.ForeignKey(
        ProjectFile, on_delete=models.SET_NULL, related_name="+", null=True, blank=True, verbose_name=_("dokument")
    )
    package = models.ForeignKey(
        Package, on_delete=models.SET_NULL, related_name="+", null=True, blank=True, verbose_name=_("genbrugspakke")
    )
    on = models.DateField(_("dato"))
    by_name = _by()
    recorded_at = models.DateTimeField(_("registreret"), editable=False)

    class Meta:
        abstract = True


class Statement(Said, VersionedRecord):
    """How a project stands with a condition, as people answered it. What was said before stands in the versions."""

    audit_values: ClassVar[frozenset[str]] = frozenset({"key", "state", "code", "risk_class", "on"})

    project = _project()
    key = models.CharField(_("betingelse"), max_length=60)

    class Meta:
        verbose_name = _("svar på en betingelse")
        verbose_name_plural = _("svar på betingelser")
        ordering = ["project", "key"]
        constraints = [
            models.UniqueConstraint(fields=["project", "key"], name="statement_once_for_a_project"),
            models.CheckConstraint(
                condition=~Q(state=AnswerState.NOT_RELEVANT) | ~Q(note=""),
                name="statement_not_relevant_tells_why",
                violation_error_message=_("Skriv, hvorfor det ikke er relevant for jer."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.state}"


class StatementVersion(Said, Record):
    """An answer as it was given. Never changed."""

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="versions")

    class Meta:
        verbose_name = _("tidligere svar")
        verbose_name_plural = _("tidligere svar")
        ordering = ["-recorded_at", "-id"]

    def __str__(self) -> str:
        return f"{self.on}: {self.state}"


class Criterion(VersionedRecord):
    """What a pilot shall have shown. Fixed when the pilot begins: what is changed after that is told as a deviation."""

    audit_values: ClassVar[frozenset[str]] = frozenset({"direction", "threshold", "frozen_on", "withdrawn_on"})

    project = _project()
    text = models.CharField(_("kriterium"), max_length=300, validators=[refuse_sensitive])
    benefit = models.ForeignKey(
        Benefit, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("gevinst")
    )
    direction = models.CharField(_("retning"), max_length=10, choices=Direction.choices, blank=True)
    threshold = models.DecimalField(_("grænse"), max_digits=14, decimal_places=2, null=True, blank=True)
    frozen_on = models.DateField(_("lagt fast"), null=True, blank=True, editable=False)
    withdrawn_on = models.DateField(_("taget ud"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("kriterium")
        verbose_name_plural = _("kriterier")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(threshold__isnull=True, direction="")
                | (Q(threshold__isnull=False, benefit__isnull=False) & ~Q(direction="")),
                name="criterion_threshold_is_whole",
                violation_error_message=_("En grænse kræver en gevinst og en retning."),
            )
        ]

    def __str__(self) -> str:
        return self.text


class Deviation(Record):
    """A change of the criteria after they were fixed, with the reason. Never changed."""

    project = _project()
    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="deviations")
    before = models.CharField(_("før"), max_length=400, blank=True)
    after = models.CharField(_("efter"), max_length=400, blank=True)
    reason = _text(_("begrundelse"), blank=False)
    by_name = _by()
    recorded_at = models.DateTimeField(_("registreret"), editable=False)

    class Meta:
        verbose_name = _("afvigelse")
        verbose_name_plural = _("afvigelser")
        ordering = ["recorded_at", "id"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="deviation_tells_why")]

    def __str__(self) -> str:
        return self.after or self.before


class Review(VersionedRecord):
    """The decision to continue, adjust or stop: planned for a day, then held with results and a reason."""

    audit_values: ClassVar[frozenset[str]] = frozenset({"due_on", "held_on", "outcome", "status_at", "tier"})

    project = _project()
    due_on = models.DateField(_("skal holdes"))
    held_on = models.DateField(_("holdt"), null=True, blank=True)
    outcome = models.CharField(_("beslutning"), max_length=10, choices=Outcome.choices, blank=True)
    reason = _text(_("begrundelse"), 4000)
    learning = _text(_("læring"), 4000)
    participants = _text(_("hvem var med"), 1000)
    by_name = _by()
    status_at = models.CharField(
        _("projektets status"), max_length=16, choices=Status.choices, blank=True, editable=False
    )
    recorded_at = models.DateTimeField(_("registreret"), null=True, blank=True, editable=False)
    tier = models.CharField(
        _("synlighed"), max_length=16, choices=Tier.choices, default=Tier.MUNICIPALITY, editable=False
    )

    class Meta:
        verbose_name = _("beslutning om at fortsætte")
        verbose_name_plural = _("beslutninger om at fortsætte")
        ordering = ["-held_on", "-due_on", "-id"]
        indexes = [models.Index(fields=["project", "outcome"], name="review_of_a_project")]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", held_on__isnull=True)
                | (~Q(outcome="") & Q(held_on__isnull=False) & ~Q(reason="")),
                name="review_held_is_whole",
                violation_error_message=_("En beslutning har en dato og en begrundelse."),
            ),
            models.UniqueConstraint(fields=["project"], condition=Q(outcome=""), name="review_one_waits_for_a_project"),
            models.CheckConstraint(
                condition=Q(tier=Tier.MUNICIPALITY) | (Q(tier__in=[Tier.MUNICIPALITIES, Tier.PUBLIC]) & ~Q(outcome="")),
                name="review_shared_is_held",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project.title}: {self.get_outcome_display() or self.due_on}"

    def get_absolute_url(self) -> str:
        """The review's page."""
        return reverse("decisions:review", args=[self.public_id])

    @property
    def is_held(self) -> bool:
        """Whether it was decided."""
        return self.outcome != ""


class ReviewResult(Record):
    """How one criterion came out in a review, with the number that stood then. Never changed."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="results")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="results")
    wording = models.CharField(_("kriterium"), max_length=400)
    result = models.CharField(_("resultat"), max_length=10, choices=Result.choices)
    measured = models.DecimalField(_("målt"), max_digits=14, decimal_places=2, null=True, blank=True)
    note = _text(_("note"), 1000)

    class Meta:
        verbose_name = _("resultat")
        verbose_name_plural = _("resultater")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["review", "criterion"], name="review_result_once")]

    def __str__(self) -> str:
        return f"{self.wording}: {self.result}"


class Problem(VersionedRecord):
    """A technical problem or a teething trouble of a project, and the measurements that it spoils."""

    audit_values: ClassVar[frozenset[str]] = frozenset({"since", "until", "cause", "severity", "state"})

    project = _project()
    title = models.CharField(_("hvad er galt"), max_length=160, validators=[refuse_sensitive])
    sort_key = models.CharField(max_length=200, editable=False)
    search_text = models.TextField(editable=False)
    description = _text(_("mere om det"))
    since = models.DateField(_("siden"))
    until = models.DateField(_("til"), null=True, blank=True)
    cause = models.CharField(_("årsag"), max_length=10, choices=Cause.choices)
    severity = models.CharField(_("hvor slemt"), max_length=8, choices=Severity.choices)
    state = models.CharField(_("tilstand"), max_length=12, choices=ProblemState.choices, default=ProblemState.OPEN)
    done_note = _text(_("hvad hjalp"))
    spoils = models.ManyToManyField(Measurement, related_name="+", blank=True, verbose_name=_("ødelægger målingerne"))
    by_name = _by()

    class Meta:
        verbose_name = _("problem")
        verbose_name_plural = _("problemer")
        ordering = ["-since", "-id"]
        indexes = [models.Index(fields=["project", "state"], name="problem_of_a_project")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="problem_in_order",
                violation_error_message=_("Problemet kan ikke slutte, før det begynder."),
            ),
            models.CheckConstraint(
                condition=~Q(state=ProblemState.SOLVED) | Q(until__isnull=False),
                name="problem_solved_has_an_end",
                violation_error_message=_("Skriv, hvornår problemet var løst."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the problem with its sort key and the text it is found by."""
        self.sort_key = sort_key(self.title)
        self.search_text = fold(f"{self.title} {self.description} {self.done_note}")
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """The problem's page."""
        return reverse("decisions:problem", args=[self.public_id])

    @property
    def is_open(self) -> bool:
        """Whether somebody should still do something about it."""
        return self.state not in CLOSED_PROBLEMS


class ProcedureStep(VersionedRecord):
    """A step of the work, before and after: who does it, how long it takes, how often (PIL-12)."""

    audit_values: ClassVar[frozenset[str]] = frozenset({"position"})

    project = _project()
    position = models.PositiveIntegerField(_("nr."), default=1)
    role = models.ForeignKey(
        Code,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        limit_choices_to={"list": "staff_group"},
        verbose_name=_("hvem"),
    )
    before = models.CharField(_("sådan gjorde I før"), max_length=300, blank=True, validators=[refuse_sensitive])
    after = models.CharField(_("sådan gør I nu"), max_length=300, blank=True, validators=[refuse_sensitive])
    minutes_before = models.DecimalField(
        _("minutter før"), max_digits=7, decimal_places=1, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    minutes_after = models.DecimalField(
        _("minutter nu"), max_digits=7, decimal_places=1, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    times_before = models.PositiveIntegerField(_("gange om måneden før"), null=True, blank=True)
    times_after = models.PositiveIntegerField(_("gange om måneden nu"), null=True, blank=True)

    class Meta:
        verbose_name = _("trin i arbejdsgangen")
        verbose_name_plural = _("trin i arbejdsgangen")
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(before="") | ~Q(after=""),
                name="procedure_step_says_something",
                violation_error_message=_("Skriv, hvordan I gjorde før, eller hvordan I gør nu."),
            )
        ]

    def __str__(self) -> str:
        return self.after or self.before


class HelpRequest(VersionedRecord):
    """A wish for an economist's help with a project: asked, given to a person, done."""

    audit_values: ClassVar[frozenset[str]] = frozenset({"state", "assigned_to"})

    project = _project()
    wish = _text(_("hvad vil I have hjælp til"), blank=False)
    state = models.CharField(_("tilstand"), max_length=10, choices=HelpState.choices, default=HelpState.ASKED)
    assigned_to = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("økonom")
    )
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    asked_on = models.DateField(_("ønsket den"))
    done_on = models.DateField(_("færdig den"), null=True, blank=True)
    done_note = _text(_("hvad kom der ud af det"))

    class Meta:
        verbose_name = _("hjælp fra en økonom")
        verbose_name_plural = _("hjælp fra en økonom")
        ordering = ["-asked_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=HelpState.ASSIGNED) | Q(assigned_to__isnull=False), name="help_assigned_has_a_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.project.title}: {self.state}"


class ComplexityRating(Record):
    """How hard a project is to spread, seen on a day in a state of the project. Never changed; a new one is made."""

    audit_values: ClassVar[frozenset[str]] = frozenset({"on", "status_at"})

    project = _project()
    on = models.DateField(_("dato"))
    status_at = models.CharField(_("projektets status"), max_length=16, choices=Status.choices)
    by_name = _by()
    recorded_at = models.DateTimeField(_("registreret"), editable=False)

    class Meta:
        verbose_name = _("kompleksitet")
        verbose_name_plural = _("kompleksitet")
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return f"{self.on}: {self.project.title}"


class DomainRating(Record):
    """One of the seven domains in a rating. There is no sum of them."""

    rating = models.ForeignKey(ComplexityRating, on_delete=models.CASCADE, related_name="domains")
    domain = models.CharField(_("område"), max_length=14, choices=Domain.choices)
    level = models.CharField(_("hvor svært"), max_length=14, choices=Complexity.choices)
    reason = _text(_("begrundelse"), 1000)

    class Meta:
        verbose_name = _("område i kompleksitet")
        verbose_name_plural = _("områder i kompleksitet")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["rating", "domain"], name="domain_once_in_a_rating")]

    def __str__(self) -> str:
        return f"{self.domain}: {self.level}"
