"""Questions that municipalities propose for the yearly questionnaire, and the steering group's approval of the set."""

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tovholder.apps.citizens.public import refuse_sensitive
from tovholder.apps.focusareas.states import QuestionState
from tovholder.foundation.audit.records import Record, VersionedRecord
from tovholder.foundation.municipalities.models import Municipality
from tovholder.kernel.danish import fold, sort_key

concept_key = RegexValidator(
    r"^[a-z0-9_]+(\.[a-z0-9_]+)*$", _("Et begreb skrives med små bogstaver og punktum, for eksempel training.status.")
)
YEARS = [MinValueValidator(2014), MaxValueValidator(2100)]


class QuestionProposal(VersionedRecord):
    """A question that a municipality, or the national editors, would like to ask all municipalities."""

    audit_values: ClassVar[frozenset[str]] = frozenset({"year", "concept", "state", "state_since", "municipality"})

    year = models.PositiveSmallIntegerField(_("dataindsamlingens år"), validators=YEARS)
    text = models.CharField(_("spørgsmålet"), max_length=500, validators=[refuse_sensitive])
    why = models.TextField(_("hvorfor"), max_length=2000, validators=[refuse_sensitive])
    section = models.CharField(_("afsnit"), max_length=160, blank=True, validators=[refuse_sensitive])
    concept = models.CharField(_("begreb"), max_length=120, blank=True, validators=[concept_key])
    municipality = models.ForeignKey(
        Municipality,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("foreslået af kommunen"),
    )
    by_name = models.CharField(_("foreslået af"), max_length=160, blank=True, editable=False)
    proposed_on = models.DateField(_("foreslået den"), editable=False)
    state = models.CharField(
        _("tilstand"), max_length=10, choices=QuestionState.choices, default=QuestionState.PROPOSED
    )
    state_since = models.DateField(_("tilstand siden"), editable=False)
    sort_key = models.CharField(max_length=200, editable=False)
    search_text = models.TextField(editable=False)

    class Meta:
        verbose_name = _("forslag til et spørgsmål")
        verbose_name_plural = _("forslag til spørgsmål")
        ordering = ["-year", "proposed_on", "id"]

    def __str__(self) -> str:
        return self.text

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the proposal with its sort key and the text it is found by."""
        self.derive()
        super().save(*args, **kwargs)

    def derive(self) -> None:
        """Set what follows from the other fields."""
        self.sort_key = sort_key(self.text)[:200]
        self.search_text = fold(f"{self.text} {self.why} {self.section} {self.concept}")

    def get_absolute_url(self) -> str:
        """The proposal's page."""
        return reverse("focusareas:question", args=[self.public_id])

    @property
    def title(self) -> str:
        """The question itself."""
        return self.text


class QuestionStep(Record):
    """A dated step of a proposed question, with its reason."""

    proposal = models.ForeignKey(QuestionProposal, on_delete=models.CASCADE, related_name="steps")
    from_state = models.CharField(_("fra"), max_length=10, choices=QuestionState.choices)
    to_state = models.CharField(_("til"), max_length=10, choices=QuestionState.choices)
    on = models.DateField(_("dato"))
    reason = models.TextField(_("begrundelse"), max_length=2000, validators=[refuse_sensitive])
    by_name = models.CharField(_("af"), max_length=160, blank=True)
    recorded_at = models.DateTimeField(_("registreret"))

    class Meta:
        verbose_name = _("trin for et forslag til et spørgsmål")
        verbose_name_plural = _("trin for forslag til spørgsmål")
        ordering = ["on", "id"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="question_step_tells_why")]

    def __str__(self) -> str:
        return f"{self.on}: {self.to_state}"


class QuestionApproval(Record):
    """The steering group's approval of a year's questions, and the municipalities that worked them out."""

    audit_values: ClassVar[frozenset[str]] = frozenset({"year", "questionnaire", "on", "questions"})

    year = models.PositiveSmallIntegerField(_("dataindsamlingens år"), validators=YEARS)
    questionnaire = models.CharField(_("spørgeskema"), max_length=160, validators=[refuse_sensitive])
    on = models.DateField(_("dato"))
    meeting = models.CharField(_("møde"), max_length=160, validators=[refuse_sensitive])
    approved_by = models.CharField(_("hvem godkendte"), max_length=300, validators=[refuse_sensitive])
    note = models.TextField(_("bemærkning"), max_length=2000, blank=True, validators=[refuse_sensitive])
    took_part = models.JSONField(_("kommuner, der var med"), default=list, blank=True, editable=False)
    questions = models.PositiveIntegerField(_("forslag, der kom med"), default=0, editable=False)
    by_name = models.CharField(_("registreret af"), max_length=160, blank=True, editable=False)
    recorded_at = models.DateTimeField(_("registreret"), editable=False)

    class Meta:
        verbose_name = _("godkendelse af spørgsmål")
        verbose_name_plural = _("godkendelser af spørgsmål")
        ordering = ["-year", "-on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(meeting="") & ~Q(approved_by=""), name="question_approval_tells_where_and_who"
            )
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.questionnaire}"
