"""An import of administrations, small and real: for trying the import's pages."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from uuid import UUID

from tovholder.foundation.audit.action import action, removed
from tovholder.foundation.audit.models import AuditEntry
from tovholder.foundation.municipalities.models import Administration
from tovholder.foundation.municipalities.public import create_administration
from tovholder.foundation.tables.public import (
    IMPORTERS,
    Checked,
    Column,
    Duplicate,
    ImportBatch,
    Importer,
    Kept,
    Mapped,
    Progress,
    RowResult,
    Sheet,
    Table,
    Undone,
    parse_rows,
    row_error,
)
from tovholder.foundation.visibility.rules import coordinator
from tovholder.kernel.actor import Actor

TABLE: Table[Administration] = Table(
    "administrations",
    "Forvaltninger",
    [
        Column(
            "name",
            "Navn",
            lambda item: item.name,
            help="Hvad forvaltningen hedder.",
            required=True,
            aliases=("Forvaltning",),
            example="Social og Sundhed",
        ),
        Column("closed_on", "Nedlagt", lambda item: item.closed_on, "date", help="Dagen, den blev nedlagt."),
    ],
)
_made: dict[UUID, list[int]] = {}


def prepare(actor: Actor, sheet: Sheet, mapping: Mapped) -> Checked:
    """Names that are there already are duplicates; one name is forbidden."""
    own = Administration.objects.filter(municipality__pk=actor.municipality_id or 0)
    known = set(own.values_list("name", flat=True))
    return Checked([_checked(row, known) for row in parse_rows(TABLE, sheet, mapping)])


def _checked(row: RowResult, known: set[str]) -> RowResult:
    name = row.values.get("name", "")
    if name == "Forbudt":
        return replace(row, errors=(*row.errors, row_error("Det navn må ikke bruges.", TABLE.column("name"), name)))
    if name in known:
        return replace(row, duplicate_of=Duplicate(name, "/organisation/", "Samme navn."))
    return row


def execute(actor: Actor, rows: Sequence[RowResult], batch: ImportBatch, progress: Progress) -> Mapping[str, int]:
    """One action for each row; a taken duplicate gets a number."""
    assert batch.municipality is not None
    for done, row in enumerate(rows, 1):
        name = f"{row.values['name']} 2" if row.duplicate_of else row.values["name"]
        made = create_administration(municipality=batch.municipality, name=name, by=actor)
        _made.setdefault(batch.public_id, []).append(made.pk)
        progress(done, len(rows))
    return {"imported": len(rows)}


@action("tests.remove_administration")
def _remove(*, item: Administration, by: Actor) -> None:
    removed(item)


def undo(actor: Actor, batch: ImportBatch, progress: Progress) -> Undone:
    """Take away what nobody has changed."""
    kept = []
    count = 0
    for item in Administration.objects.filter(pk__in=_made.get(batch.public_id, [])):
        if item.version > 1:
            kept.append(Kept(item.name, "/organisation/", "Navnet er rettet siden."))
        else:
            _remove(item=item, by=actor)
            count += 1
    return Undone(count, kept)


IMPORTER = Importer(
    key="forvaltninger",
    label="Importér forvaltninger",
    table=TABLE,
    prepare=prepare,
    execute=execute,
    undo=undo,
    rule=coordinator,
    help="Forvaltninger fra jeres egen liste.",
)


@contextmanager
def registered() -> Iterator[None]:
    """The importer is known inside the block."""
    IMPORTERS.register(IMPORTER)
    try:
        yield
    finally:
        IMPORTERS._plugs.pop(IMPORTER.key)
        _made.clear()


def actions_noted(name: str) -> int:
    """How many audit entries an action has left."""
    return AuditEntry.objects.filter(action=name).count()
