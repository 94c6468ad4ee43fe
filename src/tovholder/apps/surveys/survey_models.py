"""A survey, the municipalities in its frame, and what happened to their answers."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from tovholder.apps.citizens.public import refuse_sensitive
from tovholder.apps.questionnaires.public import Edition, Response
from tovholder.apps.surveys.kinds import Audience, ParticipantState, ReminderKind, StepKind, SurveyState
from tovholder.foundation.audit.records import Record, VersionedRecord
from tovholder.foundation.municipalities.models import Region
from tovholder.foundation.municipalities.owned import Owned, OwnedQuerySet
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel.danish import fold, sort_key


class Survey(VersionedRecord):
    """One collection of answers from all municipalities. Its questionnaire is the edition of the day it opened."""

    audit_values: ClassVar[frozenset[str]] = frozenset(
        {"key", "year", "audience", "state", "questionnaire", "opens_on", "closes_on", "frame_on", "fewest_others"}
    )

    key = models.SlugField(_("navn i adresser"), max_length=60, unique=True)
    year = models.PositiveSmallIntegerField(
        _("år"), validators=[MinValueValidator(2000), MaxValueValidator(2100)], db_index=True
    )
    title_da = models.CharField(_("titel"), max_length=160, validators=[refuse_sensitive])
    title_en = models.CharField(_("titel på engelsk"), max_length=160, blank=True, validators=[refuse_sensitive])
    purpose_da = models.TextField(_("formål"), max_length=3000, validators=[refuse_sensitive])
    purpose_en = models.TextField(_("formål på engelsk"), max_length=3000, blank=True, validators=[refuse_sensitive])
    audience = models.CharField(
        _("hvem spørges"), max_length=16, choices=Audience.choices, default=Audience.MUNICIPALITY
    )
    state = models.CharField(
        _("tilstand"), max_length=10, choices=SurveyState.choices, default=SurveyState.DRAFT, editable=False
    )
    questionnaire_key = models.SlugField(_("spørgeskema"), max_length=60)
    questionnaire = models.ForeignKey(
        Edition, on_delete=models.PROTECT, related_name="+", null=True, blank=True, editable=False
    )
    opens_on = models.DateField(_("åbner"))
    closes_on = models.DateField(_("lukker"))
    frame_on = models.DateField(_("kommunerne som de var den"))
    fewest_others = models.PositiveSmallIntegerField(
        _("færrest andre svar bag et tal"), default=5, validators=[MinValueValidator(3), MaxValueValidator(20)]
    )
    opened_at = models.DateTimeField(_("åbnet"), null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(_("lukket"), null=True, blank=True, editable=False)
    published_at = models.DateTimeField(_("offentliggjort"), null=True, blank=True, editable=False)
    sort_key = models.CharField(max_length=200, editable=False)
    search_text = models.TextField(editable=False)

    class Meta:
        verbose_name = _("dataindsamling")
        verbose_name_plural = _("dataindsamlinger")
        ordering = ["-year", "sort_key", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")),
                name="survey_closes_after_it_opens",
                violation_error_message=_("Dataindsamlingen kan ikke lukke, før den åbner."),
            ),
            models.CheckConstraint(
                condition=Q(state="draft", questionnaire__isnull=True, opened_at__isnull=True)
                | (~Q(state="draft") & Q(questionnaire__isnull=False, opened_at__isnull=False)),
                name="survey_opened_has_questionnaire",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["closed", "published"]) | Q(closed_at__isnull=False),
                name="survey_closed_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state="published", published_at__isnull=False)
                | (~Q(state="published") & Q(published_at__isnull=True)),
                name="survey_published_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the survey with what it sorts and is found by."""
        self.sort_key = sort_key(self.title_da)
        self.search_text = fold(" ".join((self.title_da, self.title_en, self.purpose_da, str(self.year))))
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("surveys:survey", args=[self.key])

    @property
    def title(self) -> str:
        """The title in the reader's language."""
        return self._said(self.title_da, self.title_en)

    @property
    def purpose(self) -> str:
        """What it is for, in the reader's language."""
        return self._said(self.purpose_da, self.purpose_en)

    def _said(self, danish: str, english: str) -> str:
        return english if english and (get_language() or "da").startswith("en") else danish

    @property
    def is_open(self) -> bool:
        """Whether municipalities may answer. The day on which it closes is the last one: a job closes it after that."""
        return self.state == SurveyState.OPEN


class Participant(Owned, VersionedRecord):
    """A municipality in the frame of a survey, with its name, region and inhabitants as they were on that day.

    ``municipality`` is who answers for it today: after a merger another than the one that is named.
    """

    audit_values: ClassVar[frozenset[str]] = frozenset({"survey", "code", "name", "response", "submitted_at"})

    tier = models.CharField(_("synlighed"), max_length=16, choices=Tier.choices, default=Tier.MUNICIPALITY)
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="participants", editable=False)
    code = models.CharField(_("kommunekode"), max_length=8, editable=False)
    name = models.CharField(_("navn"), max_length=160, editable=False)
    sort_key = models.CharField(max_length=200, editable=False)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+", null=True, editable=False)
    region_name = models.CharField(_("region"), max_length=160, blank=True, editable=False)
    population = models.PositiveIntegerField(_("indbyggere"), null=True, editable=False)
    population_on = models.DateField(_("indbyggere opgjort"), null=True, editable=False)
    mailbox = models.EmailField(_("hovedpostkasse"), blank=True)
    response = models.ForeignKey(
        Response, on_delete=models.PROTECT, related_name="+", null=True, blank=True, editable=False
    )
    submitted_at = models.DateTimeField(_("sendt ind"), null=True, blank=True, editable=False)
    submitted_by_name = models.CharField(_("sendt ind af"), max_length=200, blank=True, editable=False)

    objects = OwnedQuerySet["Participant"].as_manager()

    class Meta:
        verbose_name = _("deltagende kommune")
        verbose_name_plural = _("deltagende kommuner")
        ordering = ["sort_key", "id"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "code"], name="participant_once_in_the_frame"),
            models.CheckConstraint(condition=Q(tier=Tier.MUNICIPALITY), name="participant_seen_by_its_municipality"),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True, submitted_by_name="")
                | (Q(submitted_at__isnull=False, response__isnull=False) & ~Q(submitted_by_name="")),
                name="participant_submitted_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(population__isnull=True, population_on__isnull=True)
                | Q(population__isnull=False, population_on__isnull=False),
                name="participant_population_of_a_day",
            ),
        ]
        indexes = [models.Index(fields=["municipality", "survey"], name="participant_of_a_place")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the participant with the key it sorts by."""
        self.derive()
        super().save(*args, **kwargs)

    def derive(self) -> None:
        """Set what follows from the other fields; bulk writers call it themselves."""
        self.sort_key = sort_key(self.name)

    def get_absolute_url(self) -> str:
        """The page on which its people answer."""
        return reverse("surveys:answering", args=[self.survey.key, self.code])

    @property
    def state(self) -> ParticipantState:
        """How far the municipality is."""
        if self.submitted_at is not None:
            return ParticipantState.SUBMITTED
        return ParticipantState.NOT_STARTED if self.response_id is None else ParticipantState.STARTED


class ParticipantStep(Record):
    """That a municipality's answers were begun, handed in or opened again: by whom, when and why."""

    audit_values: ClassVar[frozenset[str]] = frozenset({"kind"})

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="steps", editable=False)
    kind = models.CharField(_("hvad skete der"), max_length=10, choices=StepKind.choices, editable=False)
    at = models.DateTimeField(_("hvornår"), editable=False)
    by_name = models.CharField(_("hvem"), max_length=200, editable=False)
    reason = models.TextField(_("hvorfor"), max_length=1000, blank=True, validators=[refuse_sensitive])

    class Meta:
        verbose_name = _("skridt i en besvarelse")
        verbose_name_plural = _("skridt i besvarelser")
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind=StepKind.REOPENED) | ~Q(reason=""), name="participant_reopened_tells_why"
            )
        ]

    def __str__(self) -> str:
        return f"{self.participant_id}: {self.get_kind_display()}"

    def clean(self) -> None:
        """Raises ``ValidationError`` for opening again without a reason."""
        if self.kind == StepKind.REOPENED and not self.reason.strip():
            raise ValidationError({"reason": _t("Skriv, hvorfor svarene skal åbnes igen.")})


class Reminder(Record):
    """That a municipality was reminded: once of each kind for a closing day, by hand once a day."""

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="reminders", editable=False)
    kind = models.CharField(_("slags"), max_length=8, choices=ReminderKind.choices, editable=False)
    day = models.DateField(_("dag"), editable=False)
    sent_at = models.DateTimeField(_("sendt"), editable=False)

    class Meta:
        verbose_name = _("påmindelse om en dataindsamling")
        verbose_name_plural = _("påmindelser om dataindsamlinger")
        ordering = ["sent_at", "id"]
        constraints = [models.UniqueConstraint(fields=["participant", "kind", "day"], name="survey_reminder_once")]

    def __str__(self) -> str:
        return f"{self.participant_id}: {self.get_kind_display()} {self.day}"
