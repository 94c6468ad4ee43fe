"""What the room contributes: its jobs, the tidying up after them, and its answer to a merger of municipalities."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from tovholder.foundation.audit.labels import ACTION_LABELS, ActionLabel
from tovholder.foundation.jobs.public import JOB_KINDS, SCHEDULES, JobKind, Schedule
from tovholder.foundation.municipalities.public import LIFECYCLES, Lifecycle, Municipality
from tovholder.foundation.tables import actions, tasks
from tovholder.foundation.tables.merging import move_municipality
from tovholder.kernel.actor import Actor

JOB_KINDS.register(
    JobKind(actions.CHECK, _("Tjek af en fil til import"), tasks.check, result_url=tasks.result_url, idempotent=True)
)
JOB_KINDS.register(JobKind(actions.RUN, _("Import"), tasks.run, result_url=tasks.result_url))
JOB_KINDS.register(
    JobKind(actions.UNDO, _("Fortrydelse af en import"), tasks.undo, result_url=tasks.result_url, idempotent=True)
)
JOB_KINDS.register(JobKind("tables.tidy", _("Slet filer, der aldrig blev importeret"), tasks.tidy, idempotent=True))
SCHEDULES.register(Schedule("tables.tidy", "tables.tidy", timedelta(days=1), at_hour=3))


def _municipality_merged(old: Municipality, into: Municipality, by: Actor) -> int:
    """The imports of a municipality are finished, or taken back, by the one it became part of."""
    return move_municipality(by=by, old=old, into=into)


LIFECYCLES.register(Lifecycle(key="tables", municipality_merged=_municipality_merged, moved_label=_("importer")))

_ACTS = {
    "receive_file": _("Lagde en fil op til import"),
    "choose_columns": _("Valgte kolonner til en import"),
    "finish_check": _("Tjekkede en fil til import"),
    "choose_duplicates": _("Valgte mellem dubletter i en import"),
    "choose_all_duplicates": _("Valgte om dubletter i en import"),
    "start_import": _("Satte en import i gang"),
    "finish_import": _("Importerede en fil"),
    "start_undo": _("Satte fortrydelsen af en import i gang"),
    "finish_undo": _("Fortrød en import"),
    "interrupt": _("Import afbrudt"),
    "discard": _("Slettede en fil, der ikke blev importeret"),
    "move_municipality": _("Flyttede importer fra en kommune, der blev en del af en anden"),
}
for act, said in _ACTS.items():
    ACTION_LABELS.register(ActionLabel(f"tables.{act}", said))
