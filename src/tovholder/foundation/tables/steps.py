"""The step guide of an import: where it is, and what can be gone back to."""

from django.urls import reverse
from django.utils.translation import gettext as _

from tovholder.foundation.tables.models import ImportBatch, ImportState
from tovholder.foundation.ui.values import Status, Step, StepState, Tone

_AT = {
    ImportState.UPLOADED: 2,
    ImportState.CHECKING: 3,
    ImportState.CHECKED: 3,
    ImportState.RUNNING: 4,
    ImportState.DONE: 5,
    ImportState.FAILED: 5,
    ImportState.UNDOING: 5,
    ImportState.UNDONE: 5,
}
_TONES: dict[str, Tone] = {
    ImportState.UPLOADED: "neutral",
    ImportState.CHECKING: "progress",
    ImportState.CHECKED: "info",
    ImportState.RUNNING: "progress",
    ImportState.DONE: "success",
    ImportState.FAILED: "danger",
    ImportState.UNDOING: "progress",
    ImportState.UNDONE: "muted",
}


def status_of(batch: ImportBatch) -> Status:
    """The state of an import as it is shown."""
    return Status(ImportState(batch.state).label, _TONES[batch.state])


def steps_of(key: str, batch: ImportBatch | None, *, columns: bool = False) -> list[Step]:
    """The five steps; ``columns`` says that the page shows the columns, though the file may be checked already."""
    at = 1 if batch is None else 2 if columns else _AT[ImportState(batch.state)]
    titles = (_("Vælg fil"), _("Vælg kolonner"), _("Tjek rækkerne"), _("Importér"), _("Se resultatet"))
    return [Step(title, _href(number, key, batch), _state(number, at)) for number, title in enumerate(titles, 1)]


def _state(number: int, at: int) -> StepState:
    if number == at:
        return "current"
    return "done" if number < at else "open"


def _href(number: int, key: str, batch: ImportBatch | None) -> str:
    """Columns and check can be gone back to while nothing is written."""
    if batch is None or not batch.is_editable:
        return ""
    if number == 2:  # the step of the columns
        return reverse("tables:columns", args=[key, batch.public_id])
    checked = batch.state == ImportState.CHECKED
    return reverse("tables:batch", args=[key, batch.public_id]) if number == 3 and checked else ""
