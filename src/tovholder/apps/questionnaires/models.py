"""Editions of questionnaires, which never change, and the answers to them, of which none is ever lost."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tovholder.apps.questionnaires.schema import content_hash, stored_schema
from tovholder.engines.questionnaires.model import Schema
from tovholder.foundation.accounts.models import User
from tovholder.foundation.audit.records import Record, VersionedRecord
from tovholder.foundation.municipalities.owned import Owned, OwnedQuerySet


class FrozenError(RuntimeError):
    """An edition was to be changed although people may have answered it."""


class EditionQuerySet(models.QuerySet["Edition"]):
    """Editions, which are added and never changed."""

    def update(self, **values: Any) -> int:
        """Raises :class:`FrozenError`: an edition stays as it was opened."""
        raise FrozenError("an edition of a questionnaire is never changed: add a new one")

    def bulk_update(self, *args: Any, **kwargs: Any) -> int:
        """Raises :class:`FrozenError`, as :meth:`update`."""
        return self.update()


class Edition(Record):
    """A questionnaire as it stood from ``opened_on`` until the next edition. Its content is known by its hash."""

    audit_values: ClassVar[frozenset[str]] = frozenset({"key", "number", "content_hash"})

    key = models.SlugField(_("spørgeskema"), max_length=60, editable=False)
    number = models.PositiveSmallIntegerField(_("udgave"), editable=False)
    content_hash = models.CharField(max_length=64, editable=False)
    schema = models.JSONField(editable=False)
    opened_on = models.DateField(_("åbnet"), editable=False)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("udgave af et spørgeskema")
        verbose_name_plural = _("udgaver af spørgeskemaer")
        ordering = ["key", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["key", "number"], name="edition_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="edition_numbers_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a new edition with the hash of its content. Raises :class:`FrozenError` for one that stands."""
        if not self._state.adding:
            raise FrozenError(f"{self} is open and never changes: add a new edition")
        self.content_hash = content_hash(self.schema)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """The edition's page."""
        return reverse("questionnaires:edition", args=[self.key, self.number])

    @property
    def content(self) -> Schema:
        """The questionnaire itself."""
        return stored_schema(self.schema, self.content_hash)


class Response(Owned, Record):
    """Answers to an edition about a record of another room, given by one or several people.

    ``about`` is the public id of that record; ``respondent`` says on whose behalf, where one record has several.
    """

    audit_values: ClassVar[frozenset[str]] = frozenset({"edition", "closed_at"})

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+", editable=False)
    about = models.UUIDField(_("handler om"), db_index=True, editable=False)
    respondent = models.CharField(_("hvem der svarer"), max_length=160, blank=True)
    easy = models.BooleanField(_("letlæst"), default=False)
    opened_at = models.DateTimeField(_("begyndt"), editable=False)
    closed_at = models.DateTimeField(_("afsluttet"), null=True, blank=True, editable=False)

    objects = OwnedQuerySet["Response"].as_manager()

    class Meta:
        verbose_name = _("besvarelse")
        verbose_name_plural = _("besvarelser")
        ordering = ["opened_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("opened_at")),
                name="response_closed_after_opened",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id}: {self.about}"

    @property
    def is_open(self) -> bool:
        """Whether it can still be answered."""
        return self.closed_at is None


class Answer(VersionedRecord):
    """What stands at a question of a response, who follows it up, and until when. ``value`` is None when taken back.

    ``left_in`` is the earlier edition in which an answer was given that no longer fits the response's edition.
    """

    audit_values: ClassVar[frozenset[str]] = frozenset({"question", "follow_up_on", "followed_up_at"})

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="answers", editable=False)
    question = models.CharField(_("spørgsmål"), max_length=60, editable=False)
    value = models.JSONField(_("svar"), null=True, blank=True)
    answered_by_id = models.UUIDField(null=True, blank=True, editable=False)
    answered_by_name = models.CharField(_("svaret af"), max_length=200, blank=True, editable=False)
    answered_at = models.DateTimeField(_("svaret"), editable=False)
    responsible = models.ForeignKey(
        User, on_delete=models.SET_NULL, related_name="+", null=True, blank=True, verbose_name=_("ansvarlig")
    )
    follow_up_on = models.DateField(_("følges op"), null=True, blank=True)
    followed_up_at = models.DateTimeField(_("fulgt op"), null=True, blank=True, editable=False)
    note = models.TextField(_("note"), max_length=2000, blank=True)
    left_in = models.ForeignKey(
        Edition, on_delete=models.PROTECT, related_name="+", null=True, blank=True, editable=False
    )

    class Meta:
        verbose_name = _("svar")
        verbose_name_plural = _("svar")
        ordering = ["response", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["response", "question"], condition=Q(left_in__isnull=True), name="answer_once_per_question"
            ),
            models.CheckConstraint(
                condition=Q(followed_up_at__isnull=True) | Q(follow_up_on__isnull=False),
                name="answer_followed_up_had_a_day",
            ),
        ]
        indexes = [
            models.Index(
                fields=["responsible", "follow_up_on"],
                condition=Q(followed_up_at__isnull=True),
                name="answer_waits_for_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"{self.response_id}: {self.question}"


class AnswerVersion(Record):
    """What an answer was from a moment on. ``number`` is the answer's version then; numbers may leave gaps.

    ``combined`` is set where the texts of two people who wrote at once stand under each other.
    """

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="versions", editable=False)
    number = models.PositiveIntegerField(_("version"), editable=False)
    value = models.JSONField(_("svar"), null=True, blank=True, editable=False)
    combined = models.BooleanField(default=False, editable=False)
    by_name = models.CharField(_("svaret af"), max_length=200, blank=True, editable=False)
    at = models.DateTimeField(_("svaret"), editable=False)

    class Meta:
        verbose_name = _("tidligere svar")
        verbose_name_plural = _("tidligere svar")
        ordering = ["answer", "number"]
        constraints = [models.UniqueConstraint(fields=["answer", "number"], name="answer_version_once")]

    def __str__(self) -> str:
        return f"{self.answer_id}: {self.number}"
