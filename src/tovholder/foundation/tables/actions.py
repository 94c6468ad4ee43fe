"""The steps of an import. Each is taken once, from the state before it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from tovholder.foundation.audit.action import action, change, created, removed
from tovholder.foundation.jobs.public import enqueue
from tovholder.foundation.tables.importing import Importer, Kept
from tovholder.foundation.tables.mapping import guessed
from tovholder.foundation.tables.models import BUSY, ColumnMemory, ImportBatch, ImportState, owned_by
from tovholder.foundation.tables.reading import read_sheet
from tovholder.foundation.tables.selectors import importer_of, remembered_headings
from tovholder.foundation.tables.sheets import Readable, SheetError, whole
from tovholder.foundation.visibility import roles
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor
from tovholder.kernel.ids import new_id

SAMPLE_ROWS = 3
CHECK, RUN, UNDO = "tables.check", "tables.run", "tables.undo"


@action("tables.receive_file")
def receive_file(*, importer: Importer, file: Readable, name: str, by: Actor) -> ImportBatch:
    """Keep an uploaded file and propose its columns. Raises ``ValidationError`` on ``file`` when it cannot be used."""
    if by.municipality_id is None and by.role != roles.NATIONAL_EDITOR:
        raise ValidationError(_("Du skal handle for en kommune for at importere."))
    try:
        sheet = read_sheet(file)
        content = whole(file)
    except SheetError as error:
        raise ValidationError({"file": str(error)}) from error
    mapping = guessed(importer.table, sheet.header, remembered_headings(by.municipality_id, importer.key))
    batch = created(
        ImportBatch(
            municipality_id=by.municipality_id,
            importer=importer.key,
            file_name=_shown_name(name),
            stored_as=f"import/{new_id()}",
            header=list(sheet.header),
            sample=[list(row) for row in sheet.rows[:SAMPLE_ROWS]],
            row_count=len(sheet.rows),
            mapping=mapping,
            made_by_id=by.user_id,
            made_by=by.name,
            created_at=clock.now(),
            changed_at=clock.now(),
            changed_by=by.name,
        )
    )
    # The name that the user gave is never a path: the file lies under a random one.
    stored = default_storage.save(batch.stored_as, ContentFile(content))
    if stored != batch.stored_as:
        change(batch, stored_as=stored)
    return batch


def _shown_name(name: str) -> str:
    """The last part of a file's name, without control characters."""
    bare = name.replace("\\", "/").rpartition("/")[2]
    return "".join(letter for letter in bare if letter.isprintable())[-200:] or _("Unavngiven fil")


@action("tables.choose_columns")
def choose_columns(
    *, batch: ImportBatch, mapping: Mapping[str, str], by: Actor, expected_version: int | None
) -> ImportBatch:
    """Settle which heading belongs to which column, remember it, and have the file checked.

    Raises ``ValidationError`` when a needed column is missing, and ``ConflictError`` when somebody else was first.
    """
    _need_state(batch, ImportState.UPLOADED, ImportState.CHECKED)
    chosen = {key: heading for key, heading in mapping.items() if heading in batch.header}
    _check_mapping(importer_of(batch.importer), chosen)
    _step(
        batch,
        by,
        expected_version,
        mapping=chosen,
        state=ImportState.CHECKING,
        problems=[],
        counts={},
        exceptions=[],
        take_duplicates=False,
        message="",
    )
    _remember(batch, chosen)
    return _handed_over(batch, CHECK, by)


def _check_mapping(importer: Importer, mapping: Mapping[str, str]) -> None:
    errors: dict[str, str] = {}
    used: dict[str, str] = {}
    for column in importer.table.importable:
        heading = mapping.get(column.key)
        if heading is None:
            if column.required:
                errors[column.key] = _("Vælg den kolonne i filen, som svarer til. Den skal være med.")
        elif heading in used:
            errors[column.key] = _("Kolonnen er allerede valgt til %(other)s.") % {"other": used[heading]}
        else:
            used[heading] = str(column.label)
    if errors:
        raise ValidationError(errors)


def _remember(batch: ImportBatch, mapping: Mapping[str, str]) -> None:
    """A proposal for the next time, without a trace of its own: it says nothing that the batch does not."""
    ColumnMemory.objects.filter(owned_by(batch.municipality_id)).update_or_create(
        importer=batch.importer,
        defaults={"headings": dict(mapping)},
        create_defaults={"headings": dict(mapping), "municipality": batch.municipality},
    )


@action("tables.finish_check")
def finish_check(
    *, batch: ImportBatch, counts: Mapping[str, int], problems: Sequence[Mapping[str, Any]], by: Actor
) -> ImportBatch:
    """Keep what the check found."""
    _need_state(batch, ImportState.CHECKING)
    return change(batch, state=ImportState.CHECKED, counts=dict(counts), problems=[dict(found) for found in problems])


@action("tables.choose_duplicates")
def choose_duplicates(
    *, batch: ImportBatch, shown: Collection[int], taken: Collection[int], by: Actor, expected_version: int | None
) -> ImportBatch:
    """Of the possible duplicates in the ``shown`` lines import those in ``taken`` and skip the others."""
    _need_state(batch, ImportState.CHECKED)
    others = {line for line in batch.exceptions if line not in shown}
    exceptions = others | {line for line in shown if (line in taken) != batch.take_duplicates}
    return _step(batch, by, expected_version, exceptions=sorted(exceptions))


@action("tables.choose_all_duplicates")
def choose_all_duplicates(*, batch: ImportBatch, take: bool, by: Actor, expected_version: int | None) -> ImportBatch:
    """Import all possible duplicates, or skip them all."""
    _need_state(batch, ImportState.CHECKED)
    return _step(batch, by, expected_version, take_duplicates=take, exceptions=[])


@action("tables.start_import")
def start_import(*, batch: ImportBatch, by: Actor, expected_version: int | None) -> ImportBatch:
    """Have the rows that are fine imported. Raises ``ValidationError`` when there is none."""
    _need_state(batch, ImportState.CHECKED)
    if not batch.counts.get("fine"):
        raise ValidationError(_("Ingen rækker kan importeres. Ret fejlene i filen, og læg den op igen."))
    _step(batch, by, expected_version, state=ImportState.RUNNING, message="")
    return _handed_over(batch, RUN, by)


@action("tables.finish_import")
def finish_import(*, batch: ImportBatch, counts: Mapping[str, int], by: Actor) -> ImportBatch:
    """Close an import that has run and delete its file."""
    _need_state(batch, ImportState.RUNNING)
    _forget_file(batch)
    counted = {**batch.counts, **counts}
    return change(batch, state=ImportState.DONE, counts=counted, finished_at=clock.now(), stored_as="")


@action("tables.start_undo")
def start_undo(*, batch: ImportBatch, by: Actor, expected_version: int | None) -> ImportBatch:
    """Have everything that the import made taken away again."""
    _need_state(batch, ImportState.DONE, ImportState.FAILED)
    _step(batch, by, expected_version, state=ImportState.UNDOING, message="")
    return _handed_over(batch, UNDO, by)


@action("tables.finish_undo")
def finish_undo(*, batch: ImportBatch, removed_count: int, kept: Iterable[Kept], by: Actor) -> ImportBatch:
    """Keep what the undo took away and what it left."""
    _need_state(batch, ImportState.UNDOING)
    left = [{"label": one.label, "url": one.url, "reason": one.reason} for one in kept]
    counts = {**batch.counts, "removed": removed_count, "kept": len(left)}
    _forget_file(batch)
    return change(batch, state=ImportState.UNDONE, counts=counts, kept=left[:MAX_PROBLEMS], stored_as="")


@action("tables.interrupt")
def interrupt(*, batch: ImportBatch, reason: str, by: Actor) -> ImportBatch:
    """A job on the import ended before its time: a check can be made again, a half import can be undone."""
    _need_state(batch, *BUSY)
    state = ImportState.UPLOADED if batch.state == ImportState.CHECKING else ImportState.FAILED
    if state == ImportState.FAILED:
        _forget_file(batch)
    return change(batch, state=state, message=reason[:500], changed_at=clock.now())


@action("tables.discard")
def discard(*, batch: ImportBatch, by: Actor, expected_version: int | None) -> None:
    """Drop an import that has not run, with its file."""
    _need_state(batch, ImportState.UPLOADED, ImportState.CHECKED)
    change(batch, expected_version=expected_version, changed_by=by.name)
    _forget_file(batch)
    removed(batch)


MAX_PROBLEMS = 1_000


def _need_state(batch: ImportBatch, *states: str) -> None:
    if batch.state not in states:
        raise ValidationError(_("Importen er nået videre imens. Opdatér siden, og se, hvor den er."))


def _step(batch: ImportBatch, by: Actor, expected_version: int | None, **values: Any) -> ImportBatch:
    return change(batch, expected_version=expected_version, changed_at=clock.now(), changed_by=by.name, **values)


def _handed_over(batch: ImportBatch, kind: str, by: Actor) -> ImportBatch:
    """Order the job that does the rest. The job's id is the machinery's, so it does not count as a change."""
    job = enqueue(kind, by=by, arguments={"batch": str(batch.public_id)})
    ImportBatch.objects.filter(pk=batch.pk).update(job_id=job.public_id)
    batch.refresh_from_db()
    return batch


def _forget_file(batch: ImportBatch) -> None:
    """Delete the file once the transaction stands."""
    stored = batch.stored_as
    if stored:
        transaction.on_commit(lambda: default_storage.delete(stored))
