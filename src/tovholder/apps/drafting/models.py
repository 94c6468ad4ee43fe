"""Drafts of questionnaires."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tovholder.apps.questionnaires.public import Edition, content_hash, stored_schema
from tovholder.engines.questionnaires.model import Schema
from tovholder.foundation.audit.records import VersionedRecord
from tovholder.kernel.danish import fold, sort_key


class DraftState(models.TextChoices):
    """How far a draft is."""

    DRAFT = "draft", _("Kladde")
    OPENED = "opened", _("Åbnet som udgave")
    DISCARDED = "discarded", _("Kasseret")


class Draft(VersionedRecord):
    """A questionnaire that is being written: it may have faults, until it is opened as an edition.

    ``import_notes`` are what a file held that could not be carried over: sheet, row, and what it was.
    """

    audit_values: ClassVar[frozenset[str]] = frozenset({"key", "title", "based_on", "edition", "state"})

    key = models.SlugField(_("teknisk navn"), max_length=60, editable=False)
    title = models.CharField(_("titel"), max_length=200, editable=False)
    schema = models.JSONField(editable=False)
    based_on = models.ForeignKey(
        Edition, on_delete=models.PROTECT, related_name="+", null=True, blank=True, editable=False
    )
    import_notes = models.JSONField(default=list, blank=True, editable=False)
    state = models.CharField(max_length=10, choices=DraftState.choices, default=DraftState.DRAFT, editable=False)
    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, related_name="+", null=True, blank=True, editable=False
    )
    begun_by_name = models.CharField(_("begyndt af"), max_length=160, blank=True, editable=False)
    changed_at = models.DateTimeField(_("sidst ændret"), editable=False)
    changed_by_name = models.CharField(_("sidst ændret af"), max_length=160, blank=True, editable=False)
    discarded_why = models.TextField(_("begrundelse"), max_length=1000, blank=True, editable=False)
    sort_key = models.CharField(max_length=200, editable=False)
    search_text = models.TextField(editable=False)

    class Meta:
        verbose_name = _("kladde til et spørgeskema")
        verbose_name_plural = _("kladder til spørgeskemaer")
        ordering = ["sort_key", "id"]
        constraints = [
            models.UniqueConstraint(fields=["edition"], name="draft_opens_its_own_edition"),
            models.CheckConstraint(
                condition=Q(state="opened", edition__isnull=False) | (~Q(state="opened") & Q(edition__isnull=True)),
                name="draft_opened_has_edition",
            ),
            models.CheckConstraint(
                condition=(Q(state="discarded") & ~Q(discarded_why="")) | (~Q(state="discarded") & Q(discarded_why="")),
                name="draft_discarded_tells_why",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean_fields(self, exclude: Any = None) -> None:
        """Derives what follows from the title before the fields are looked at."""
        self.sort_key = sort_key(self.title)
        self.search_text = fold(f"{self.title} {self.key}")
        super().clean_fields(exclude=exclude)

    def get_absolute_url(self) -> str:
        """The draft's page."""
        return reverse("drafting:draft", args=[self.public_id])

    @property
    def content(self) -> Schema:
        """The questionnaire as it stands."""
        return stored_schema(self.schema, content_hash(self.schema))

    @property
    def is_open(self) -> bool:
        """Whether it can still be written."""
        return self.state == DraftState.DRAFT
