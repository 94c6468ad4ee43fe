"""Reading imports."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.files.storage import default_storage
from django.http import Http404
from django.utils.translation import gettext as _

from tovholder.foundation.tables.importing import IMPORTERS, Importer
from tovholder.foundation.tables.models import ColumnMemory, ImportBatch, ImportBatchQuerySet, owned_by
from tovholder.foundation.tables.reading import read_sheet
from tovholder.foundation.tables.sheets import Sheet, SheetError
from tovholder.kernel.actor import Actor


def allowed_importers(actor: Actor) -> list[Importer]:
    """The imports that ``actor`` may make, in order."""
    return [importer for importer in IMPORTERS if importer.rule.allows(actor)]


def import_batches(actor: Actor) -> ImportBatchQuerySet:
    """The imports of the actor's municipality that they may make themselves, the newest first."""
    keys = [importer.key for importer in allowed_importers(actor)]
    return ImportBatch.objects.visible_to(actor).filter(importer__in=keys)


def importer_of(key: str) -> Importer:
    """The importer of that key. Raises ``Http404``."""
    importer = IMPORTERS.get(key)
    if importer is None:
        raise Http404
    return importer


def batch_of(actor: Actor, key: str, batch_id: UUID) -> ImportBatch:
    """The import with that public id. Raises ``Http404`` when it is another municipality's."""
    batch = ImportBatch.objects.visible_to(actor).filter(importer=key, public_id=batch_id).first()
    if batch is None:
        raise Http404
    return batch


def remembered_headings(municipality_id: int | None, importer: str) -> Mapping[str, str]:
    """The headings that the municipality, or for None the editors, chose last, by column key."""
    memory = ColumnMemory.objects.filter(owned_by(municipality_id), importer=importer).first()
    headings: dict[str, str] = memory.headings if memory is not None else {}
    return headings


def stored_sheet(batch: ImportBatch) -> Sheet:
    """The rows of the stored file. Raises :class:`SheetError` when the file is gone or cannot be read any more."""
    if not batch.stored_as or not default_storage.exists(batch.stored_as):
        raise SheetError(_("Filen findes ikke længere. Læg den op igen."))
    with default_storage.open(batch.stored_as) as file:
        return read_sheet(file)


def problems_of(batch: ImportBatch, kind: str) -> list[dict[str, Any]]:
    """The problems of one kind, "error", "duplicate" or "warning", that the last check kept."""
    return [problem for problem in batch.problems if problem["kind"] == kind]
