"""Figures of a survey as they are kept, what is said of them, quotes, and the days from which comparing ends."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tovholder.apps.questionnaires.public import stored_schema
from tovholder.apps.results.kinds import COUNTED, DomainKind, Measure, QuoteState
from tovholder.apps.surveys.public import Participant, Survey
from tovholder.engines.questionnaires.model import Consent, Schema, Value
from tovholder.foundation.audit.records import Record, VersionedRecord
from tovholder.kernel.danish import fold
from tovholder.kernel.share import Share

COUNT_MEASURES = sorted(COUNTED)


def in_language(danish: str, english: str) -> str:
    """The words in the reader's language; Danish where there are no others."""
    reads_english = (get_language() or "da").startswith("en")
    return english if reads_english and english else danish


class Results(VersionedRecord):
    """All figures of a survey as they were last counted. Open to all from the day on which the survey is published."""

    audit_values: ClassVar[frozenset[str]] = frozenset({"computed_at", "frame", "respondents"})

    survey = models.OneToOneField(Survey, on_delete=models.PROTECT, related_name="+", editable=False)
    computed_at = models.DateTimeField(_("opgjort"), editable=False)
    frame = models.PositiveIntegerField(_("kommuner i alt"), editable=False)
    respondents = models.PositiveIntegerField(_("kommuner, der svarede"), editable=False)

    class Meta:
        verbose_name = _("tal fra en dataindsamling")
        verbose_name_plural = _("tal fra dataindsamlinger")
        constraints = [
            models.CheckConstraint(condition=Q(respondents__lte=F("frame")), name="results_respondents_of_frame")
        ]

    def __str__(self) -> str:
        return f"{self.survey_id}: {self.respondents}/{self.frame}"


class SurveyItem(models.Model):
    """One thing that a survey asks and that can be counted: a question, or one row of a matrix.

    ``filtered`` says that not all were asked; then nobody knows how many there are in the country, and there is no
    interval. ``asked`` and ``answered`` are those of the country.
    """

    results = models.ForeignKey(Results, on_delete=models.CASCADE, related_name="items", editable=False)
    position = models.PositiveIntegerField(editable=False)
    section = models.CharField(max_length=60, editable=False)
    topic_da = models.CharField(_("emne"), max_length=300, editable=False)
    topic_en = models.CharField(max_length=300, blank=True, editable=False)
    question = models.CharField(_("spørgsmål"), max_length=60, editable=False)
    row = models.CharField(_("række"), max_length=60, blank=True, editable=False)
    concept = models.CharField(_("begreb"), max_length=200, editable=False, db_index=True)
    kind = models.CharField(_("slags"), max_length=12, editable=False)
    text_da = models.TextField(editable=False)
    text_en = models.TextField(blank=True, editable=False)
    row_da = models.TextField(blank=True, editable=False)
    row_en = models.TextField(blank=True, editable=False)
    unit_da = models.CharField(max_length=120, blank=True, editable=False)
    unit_en = models.CharField(max_length=120, blank=True, editable=False)
    base_da = models.TextField(_("grundlag"), editable=False)
    base_en = models.TextField(editable=False)
    filtered = models.BooleanField(editable=False)
    sensitive = models.BooleanField(editable=False)
    asked = models.PositiveIntegerField(_("spurgt"), editable=False)
    answered = models.PositiveIntegerField(_("svarede"), editable=False)
    not_asked = models.PositiveIntegerField(_("ikke spurgt"), editable=False)
    search_text = models.TextField(editable=False)

    class Meta:
        verbose_name = _("spørgsmål med tal")
        verbose_name_plural = _("spørgsmål med tal")
        ordering = ["results", "position"]
        constraints = [
            models.UniqueConstraint(fields=["results", "question", "row"], name="survey_item_once"),
            models.CheckConstraint(condition=Q(answered__lte=F("asked")), name="survey_item_answered_of_asked"),
            models.CheckConstraint(condition=~Q(base_da=""), name="survey_item_tells_its_base"),
        ]

    def __str__(self) -> str:
        return self.concept

    def derive(self) -> None:
        """Set the text by which the item is found."""
        self.search_text = fold(f"{self.text_da} {self.text_en} {self.row_da} {self.row_en} {self.topic_da}")

    @property
    def topic(self) -> str:
        """The heading of its section."""
        return in_language(self.topic_da, self.topic_en)

    @property
    def text(self) -> str:
        """The words of the question."""
        return in_language(self.text_da, self.text_en)

    @property
    def row_text(self) -> str:
        """The words of the row; empty for a question without rows."""
        return in_language(self.row_da, self.row_en)

    @property
    def unit(self) -> str:
        """What numbers are counted in."""
        return in_language(self.unit_da, self.unit_en)

    @property
    def base(self) -> str:
        """What the figures are figures of."""
        return in_language(self.base_da, self.base_en)


class ItemAnswers(models.Model):
    """What each municipality answered to an item, and the words it was asked in, as they were when it was counted.

    Read for a municipality's own answers and for groups that are made when asked for, such as those like it; never
    shown of another. ``values`` are by the key of the participant, ``definition`` is a questionnaire of that question.
    """

    item = models.OneToOneField(SurveyItem, on_delete=models.CASCADE, related_name="answers", editable=False)
    asked = models.JSONField(default=list, editable=False)
    values = models.JSONField(default=dict, editable=False)
    definition = models.JSONField(editable=False)
    definition_hash = models.CharField(max_length=64, editable=False)

    class Meta:
        verbose_name = _("svar på et spørgsmål")
        verbose_name_plural = _("svar på spørgsmål")

    def __str__(self) -> str:
        return str(self.item_id)

    @property
    def schema(self) -> Schema:
        """The question as it was asked."""
        return stored_schema(self.definition, self.definition_hash)

    def given(self) -> Mapping[int, Value]:
        """The answers as the engine takes them, by the key of the participant."""
        return {int(key): tuple(value) if isinstance(value, list) else value for key, value in self.values.items()}


class SurveyFigure(Record):
    """One figure: of an item, an option and a group of municipalities.

    A share is its count and base, never a per cent. A mean or median has its ``amount`` and its n. What must not be
    told has no numbers at all: they are not kept here.
    """

    item = models.ForeignKey(SurveyItem, on_delete=models.CASCADE, related_name="figures", editable=False)
    position = models.PositiveSmallIntegerField(editable=False)
    domain_kind = models.CharField(max_length=10, choices=DomainKind.choices, editable=False)
    domain_key = models.CharField(max_length=20, blank=True, editable=False)
    domain_da = models.CharField(max_length=160, editable=False)
    domain_en = models.CharField(max_length=160, editable=False)
    measure = models.CharField(max_length=10, choices=Measure.choices, editable=False)
    option = models.CharField(max_length=60, blank=True, editable=False)
    option_da = models.TextField(blank=True, editable=False)
    option_en = models.TextField(blank=True, editable=False)
    numerator = models.PositiveIntegerField(_("tæller"), null=True, editable=False)
    denominator = models.PositiveIntegerField("n", null=True, editable=False)
    frame = models.PositiveIntegerField(_("kommuner i alt"), null=True, editable=False)
    amount = models.FloatField(_("værdi"), null=True, editable=False)
    low = models.FloatField(_("interval fra"), null=True, editable=False)
    high = models.FloatField(_("interval til"), null=True, editable=False)
    logical_low = models.FloatField(_("mindst"), null=True, editable=False)
    logical_high = models.FloatField(_("højst"), null=True, editable=False)
    places = models.JSONField(_("pladser"), default=list, blank=True, editable=False)
    suppressed = models.BooleanField(_("holdt tilbage"), default=False, editable=False)

    class Meta:
        verbose_name = _("tal")
        verbose_name_plural = _("tal")
        ordering = ["item", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "domain_kind", "domain_key", "measure", "option"], name="survey_figure_once"
            ),
            models.CheckConstraint(
                condition=Q(suppressed=False)
                | Q(numerator__isnull=True, amount__isnull=True, low__isnull=True, logical_low__isnull=True),
                name="survey_figure_suppressed_is_empty",
            ),
            models.CheckConstraint(
                condition=Q(suppressed=True)
                | ~Q(measure__in=COUNT_MEASURES)
                | Q(numerator__isnull=False, denominator__isnull=False, numerator__lte=F("denominator")),
                name="survey_figure_share_has_base",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.domain_key or 'DK'} {self.option}"

    @property
    def domain(self) -> str:
        """The group that the figure is about."""
        return in_language(self.domain_da, self.domain_en)

    @property
    def option_text(self) -> str:
        """The words of the option."""
        return in_language(self.option_da, self.option_en)

    @property
    def is_count(self) -> bool:
        """Whether the figure is a count of a base."""
        return self.measure in COUNTED

    @property
    def share(self) -> Share | None:
        """The count of its base; None for a mean, and for what is kept back."""
        if not self.is_count or self.numerator is None or self.denominator is None:
            return None
        return Share(self.numerator, self.denominator, str(_("kommuner")))


class Highlight(VersionedRecord):
    """A sentence on what a survey found. Every per cent in it is a rounding of the figure it is tied to.

    The figure is known by its place, not by its row: the rows are made anew when the survey is counted again.
    """

    audit_values: ClassVar[frozenset[str]] = frozenset({"question", "row", "option", "domain_kind", "domain_key"})

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="+", editable=False)
    statement_da = models.TextField(_("hvad undersøgelsen viser"), max_length=600)
    statement_en = models.TextField(_("det samme på engelsk"), max_length=600, blank=True)
    question = models.CharField(max_length=60, editable=False)
    row = models.CharField(max_length=60, blank=True, editable=False)
    option = models.CharField(max_length=60, blank=True, editable=False)
    domain_kind = models.CharField(max_length=10, choices=DomainKind.choices, default=DomainKind.COUNTRY)
    domain_key = models.CharField(max_length=20, blank=True, editable=False)
    position = models.PositiveSmallIntegerField(_("rækkefølge"), default=10)

    class Meta:
        verbose_name = _("fund")
        verbose_name_plural = _("fund")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.statement_da

    @property
    def statement(self) -> str:
        """The sentence in the reader's language."""
        return in_language(self.statement_da, self.statement_en)

    @property
    def place(self) -> tuple[str, str, str, str, str]:
        """Where its figure stands: question, row, option and group."""
        return (self.question, self.row, self.option, self.domain_kind, self.domain_key)


class QuoteQuerySet(models.QuerySet["Quote"]):
    """Quotes, of which readers see the told ones alone."""

    def told(self) -> "QuoteQuerySet":
        """What may be read by all: consented to, and shown by a moderator."""
        return self.filter(state=QuoteState.SHOWN).exclude(consent=Consent.NONE)


class Quote(VersionedRecord):
    """What a municipality wrote in its own words, and what may be done with it.

    ``given`` is what was written and ``text`` what is shown: a moderator may shorten it. A quote without consent is
    never kept here.
    """

    audit_values: ClassVar[frozenset[str]] = frozenset({"question", "state", "consent"})

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="+", editable=False)
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+", editable=False)
    question = models.CharField(_("spørgsmål"), max_length=60, editable=False)
    question_da = models.TextField(editable=False)
    question_en = models.TextField(blank=True, editable=False)
    given = models.TextField(_("skrevet"), max_length=4000, blank=True, editable=False)
    text = models.TextField(_("vist"), max_length=4000, blank=True)
    consent = models.CharField(
        _("samtykke"),
        max_length=10,
        choices=[(Consent.NAMED, _("Med kommunens navn")), (Consent.ANONYMOUS, _("Uden navn"))],
        editable=False,
    )
    state = models.CharField(max_length=10, choices=QuoteState.choices, default=QuoteState.WAITING, editable=False)
    reason = models.TextField(_("begrundelse"), max_length=1000, blank=True, editable=False)
    decided_at = models.DateTimeField(_("afgjort"), null=True, blank=True, editable=False)
    decided_by_name = models.CharField(_("afgjort af"), max_length=200, blank=True, editable=False)

    objects = QuoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("citat")
        verbose_name_plural = _("citater")
        ordering = ["question", "id"]
        constraints = [
            models.UniqueConstraint(fields=["participant", "question"], name="quote_once"),
            models.CheckConstraint(
                condition=~Q(state=QuoteState.REFUSED) | ~Q(reason=""), name="quote_refused_tells_why"
            ),
            models.CheckConstraint(
                condition=Q(consent__in=[Consent.NAMED, Consent.ANONYMOUS]), name="quote_has_consent"
            ),
            models.CheckConstraint(
                condition=~Q(state=QuoteState.WITHDRAWN) | Q(given="", text=""), name="quote_withdrawn_is_empty"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.participant_id}"

    @property
    def question_text(self) -> str:
        """The words of the question."""
        return in_language(self.question_da, self.question_en)

    @property
    def is_shortened(self) -> bool:
        """Whether the moderator changed what was written."""
        return self.text != self.given

    @property
    def municipality_id(self) -> int:
        """Whose words they are, for the rules."""
        return self.participant.municipality_id

    def get_absolute_url(self) -> str:
        """Where it is moderated."""
        return reverse("results:quote", args=[self.public_id])


class ConceptBreak(VersionedRecord):
    """From ``breaks_on`` what is measured is another thing: a concept, or all that is asked of a paragraph."""

    audit_values: ClassVar[frozenset[str]] = frozenset({"concept", "paragraph", "breaks_on"})

    concept = models.CharField(_("begreb"), max_length=200, blank=True)
    paragraph = models.CharField(_("paragraf"), max_length=60, blank=True)
    breaks_on = models.DateField(_("brud fra"))
    reason_da = models.TextField(_("hvorfor"), max_length=600)
    reason_en = models.TextField(_("hvorfor, på engelsk"), max_length=600, blank=True)
    source = models.CharField(_("kilde"), max_length=200, blank=True)
    packaged = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name = _("brud i sammenligning")
        verbose_name_plural = _("brud i sammenligninger")
        ordering = ["breaks_on", "concept", "paragraph"]
        constraints = [
            models.UniqueConstraint(
                fields=["concept", "paragraph", "breaks_on"],
                name="concept_break_once",
                violation_error_message=_("Det brud er skrevet på."),
            ),
            models.CheckConstraint(
                condition=(Q(concept="") & ~Q(paragraph="")) | (~Q(concept="") & Q(paragraph="")),
                name="concept_break_about_one",
                violation_error_message=_("Et brud handler om et begreb eller om en paragraf."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.concept or self.paragraph} {self.breaks_on}"

    @property
    def reason(self) -> str:
        """Why, in the reader's language."""
        return in_language(self.reason_da, self.reason_en)

    def concerns(self, concept: str, paragraphs: frozenset[str]) -> bool:
        """Whether it is about a series: its concept or one that it lies within, or one of its paragraphs."""
        if self.paragraph:
            return self.paragraph in paragraphs
        return concept == self.concept or concept.startswith(f"{self.concept}.")
