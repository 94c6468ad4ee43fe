"""What the import's jobs do: check, write, take back, and tidy up what nobody came back to."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from functools import partial
from typing import Any, Final
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from tovholder.foundation.jobs.public import Job, JobError, JobProgress
from tovholder.foundation.tables import actions
from tovholder.foundation.tables.importing import IMPORTERS, Importer, RowResult
from tovholder.foundation.tables.models import EDITABLE, ImportBatch
from tovholder.foundation.tables.selectors import stored_sheet
from tovholder.foundation.tables.sheets import SheetError
from tovholder.kernel import clock
from tovholder.kernel.actor import SYSTEM

KEPT_FOR: Final = timedelta(days=30)
"""A file that was never imported is deleted after this time: it may hold personal data."""


def check(progress: JobProgress) -> dict[str, Any]:
    """Read every row without writing any."""
    batch, importer = _work(progress)
    progress.report(0, batch.row_count, _("Læser filen"))
    rows = _checked(progress, batch, importer)
    counts = {
        "rows": len(rows),
        "fine": sum(row.is_fine for row in rows),
        "errors": sum(not row.is_fine for row in rows),
        "duplicates": sum(row.is_fine and row.duplicate_of is not None for row in rows),
        "warnings": sum(row.is_fine and bool(row.warnings) for row in rows),
    }
    actions.finish_check(batch=batch, counts=counts, problems=_shown(rows, importer), by=progress.actor)
    progress.report(len(rows), len(rows))
    return {"batch": str(batch.public_id), "importer": importer.key}


def run(progress: JobProgress) -> dict[str, Any]:
    """Check again, since the world may have moved on, and write the rows that are fine."""
    batch, importer = _work(progress)
    progress.report(0, batch.row_count, _("Læser filen"))
    rows = _checked(progress, batch, importer)
    chosen = [row for row in rows if row.is_fine and (row.duplicate_of is None or batch.takes(row.line))]
    message = _("Opretter")
    counts = importer.execute(progress.actor, chosen, batch, lambda done, total: progress.report(done, total, message))
    counted = {"imported": len(chosen), **counts, "skipped": len(rows) - len(chosen)}
    actions.finish_import(batch=batch, counts=counted, by=progress.actor)
    return {"batch": str(batch.public_id), "importer": importer.key}


def undo(progress: JobProgress) -> dict[str, Any]:
    """Take away what the import made."""
    batch, importer = _work(progress)
    message = _("Fortryder")
    done = importer.undo(progress.actor, batch, lambda count, total: progress.report(count, total, message))
    actions.finish_undo(batch=batch, removed_count=done.removed, kept=done.kept, by=progress.actor)
    return {"batch": str(batch.public_id), "importer": importer.key}


def tidy(progress: JobProgress) -> dict[str, Any]:
    """Drop imports that were never run."""
    old = ImportBatch.objects.filter(state__in=EDITABLE, changed_at__lt=clock.now() - KEPT_FOR)
    dropped = 0
    for batch in old:
        actions.discard(batch=batch, expected_version=batch.version, by=SYSTEM)
        dropped += 1
    return {"dropped": dropped}


def result_url(job: Job) -> str | None:
    """The page of the import on which ``job`` worked."""
    if "batch" not in job.result:
        return None
    return reverse("tables:batch", args=[job.result["importer"], UUID(job.result["batch"])])


def _work(progress: JobProgress) -> tuple[ImportBatch, Importer]:
    """The batch and its importer, asked again whether the actor may."""
    batch = ImportBatch.objects.visible_to(progress.actor).filter(public_id=progress.arguments["batch"]).first()
    importer = IMPORTERS.get(batch.importer) if batch is not None else None
    if batch is None or importer is None or not importer.rule.allows(progress.actor):
        raise JobError(_("Importen findes ikke, eller du må ikke længere importere."))
    ImportBatch.objects.filter(pk=batch.pk).update(job_id=progress.job.public_id)
    return batch, importer


def _checked(progress: JobProgress, batch: ImportBatch, importer: Importer) -> list[RowResult]:
    try:
        sheet = stored_sheet(batch)
    except SheetError as error:
        raise JobError(str(error)) from error
    return list(importer.prepare(progress.actor, sheet, batch.mapping).rows)


# --- what is kept of a check ------------------------------------------------------------------------------------------

Problem = dict[str, Any]


def _shown(rows: Iterable[RowResult], importer: Importer) -> list[Problem]:
    """The first problems of each kind, errors first, together at most the limit."""
    rows = list(rows)
    named = importer.table.importable[0].key  # people know their rows by the first column
    kinds: tuple[Callable[[RowResult], list[Problem]], ...] = (_errors, partial(_duplicates, named), _warnings)
    found = [problem for kind in kinds for row in rows for problem in kind(row)]
    share = actions.MAX_PROBLEMS // 2
    errors = [problem for problem in found if problem["kind"] == "error"]
    others = [problem for problem in found if problem["kind"] != "error"]
    room_for_errors = max(share, actions.MAX_PROBLEMS - len(others))
    kept = errors[:room_for_errors]
    return kept + others[: actions.MAX_PROBLEMS - len(kept)]


def _errors(row: RowResult) -> list[Problem]:
    return [
        {"kind": "error", "line": row.line, "label": error.label, "typed": error.typed[:200], "text": error.text}
        for error in row.errors
    ]


def _duplicates(named: str, row: RowResult) -> list[Problem]:
    found = row.duplicate_of
    if found is None or not row.is_fine:
        return []
    name = str(row.values.get(named, ""))[:200]
    return [
        {
            "kind": "duplicate",
            "line": row.line,
            "name": name,
            "label": found.label,
            "url": found.url,
            "text": found.reason,
        }
    ]


def _warnings(row: RowResult) -> list[Problem]:
    return [{"kind": "warning", "line": row.line, "text": text} for text in row.warnings if row.is_fine]
