"""An import from the first upload to a possible undo, and the column mapping that a municipality used last."""

from typing import ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tovholder.foundation.audit.records import VersionedRecord
from tovholder.foundation.municipalities.models import Municipality
from tovholder.foundation.visibility import roles
from tovholder.kernel.actor import Actor


class ImportState(models.TextChoices):
    """Where an import is on its way."""

    UPLOADED = "uploaded", _("Kolonner mangler")
    CHECKING = "checking", _("Bliver tjekket")
    CHECKED = "checked", _("Klar til import")
    RUNNING = "running", _("I gang")
    DONE = "done", _("Importeret")
    FAILED = "failed", _("Afbrudt")
    UNDOING = "undoing", _("Bliver fortrudt")
    UNDONE = "undone", _("Fortrudt")


BUSY: tuple[str, ...] = (ImportState.CHECKING, ImportState.RUNNING, ImportState.UNDOING)
"""A job works on the import."""

EDITABLE: tuple[str, ...] = (ImportState.UPLOADED, ImportState.CHECKED)
"""Nothing is written yet: columns and choices may change, and the import may be dropped."""


def owned_by(municipality_id: int | None) -> Q:
    """The condition that a row belongs to a municipality; for None, to the national editors."""
    return Q(municipality__isnull=True) if municipality_id is None else Q(municipality_id=municipality_id)


class ImportBatchQuerySet(models.QuerySet["ImportBatch"]):
    """Imports, read through an actor's eyes."""

    def visible_to(self, actor: Actor) -> "ImportBatchQuerySet":
        """The imports of the actor's own municipality, or the national ones; who may import is the importer's rule."""
        if actor.is_system:
            return self
        if actor.municipality_id is None and actor.role != roles.NATIONAL_EDITOR:
            return self.none()
        return self.filter(owned_by(actor.municipality_id))


class ImportBatch(VersionedRecord):
    """One file on its way into the product. No ``Owned``: nobody outside the municipality ever sees it.

    Without a municipality it is the national editors' own: a file for a shared catalogue.
    ``header`` and ``sample`` are the file's first rows, ``mapping`` leads from a column's key to a heading.
    ``problems`` holds at most ``MAX_PROBLEMS`` rows of the last check as they are shown; ``counts`` counts all.
    Possible duplicates are skipped, or taken when ``take_duplicates``; ``exceptions`` are the lines for which it is the
    other way round. ``kept`` are the records that an undo left alone. The file itself is deleted when the import has
    run.
    """

    audit_values: ClassVar[frozenset[str]] = frozenset({"importer", "state"})

    municipality = models.ForeignKey(
        Municipality,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("kommune"),
        null=True,
        blank=True,
        editable=False,
    )
    importer = models.CharField(_("import"), max_length=60)
    file_name = models.CharField(_("fil"), max_length=200)
    stored_as = models.CharField(max_length=200, blank=True, editable=False)
    header = models.JSONField(default=list, blank=True)
    sample = models.JSONField(default=list, blank=True)
    row_count = models.PositiveIntegerField(_("rækker"), default=0)
    mapping = models.JSONField(_("kolonner"), default=dict, blank=True)
    state = models.CharField(_("tilstand"), max_length=10, choices=ImportState.choices, default=ImportState.UPLOADED)
    counts = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)
    problems = models.JSONField(default=list, blank=True, encoder=DjangoJSONEncoder)
    take_duplicates = models.BooleanField(_("tag dubletter med"), default=False)
    exceptions = models.JSONField(default=list, blank=True)
    kept = models.JSONField(default=list, blank=True)
    message = models.CharField(_("besked"), max_length=500, blank=True)
    job_id = models.UUIDField(null=True, blank=True, editable=False)
    made_by_id = models.UUIDField(null=True, blank=True, editable=False)
    made_by = models.CharField(_("lavet af"), max_length=160, blank=True, editable=False)
    created_at = models.DateTimeField(_("lagt op"), editable=False)
    changed_at = models.DateTimeField(_("ændret"), editable=False)
    changed_by = models.CharField(_("ændret af"), max_length=160, blank=True, editable=False)
    finished_at = models.DateTimeField(_("importeret"), null=True, blank=True, editable=False)

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("importer")
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ImportState.values), name="import_state_known"),
        ]
        indexes = [models.Index(fields=["municipality", "importer", "-created_at"])]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_busy(self) -> bool:
        """Whether a job works on it."""
        return self.state in BUSY

    @property
    def is_editable(self) -> bool:
        """Whether columns and choices may still change."""
        return self.state in EDITABLE

    @property
    def is_undoable(self) -> bool:
        """Whether something may have been written that can be taken back."""
        return self.state in {ImportState.DONE, ImportState.FAILED}

    def takes(self, line: int) -> bool:
        """Whether the possible duplicate in that line is imported."""
        return self.take_duplicates != (line in self.exceptions)


class ColumnMemory(VersionedRecord):
    """Which heading a municipality's files (or the editors') use for each column: proposed the next time."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+", null=True, blank=True)
    importer = models.CharField(max_length=60)
    headings = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = _("husket kolonnevalg")
        verbose_name_plural = _("huskede kolonnevalg")
        constraints = [
            models.UniqueConstraint(fields=["municipality", "importer"], name="column_memory_once"),
            models.UniqueConstraint(
                fields=["importer"], condition=Q(municipality__isnull=True), name="column_memory_national_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.importer}: {self.municipality}"
