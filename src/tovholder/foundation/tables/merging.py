"""The imports of a municipality that became part of another: seen, finished and taken back by the new one."""

from django.db.models import F

from tovholder.foundation.audit.action import action, noted
from tovholder.foundation.municipalities.models import Municipality
from tovholder.foundation.tables.models import ColumnMemory, ImportBatch
from tovholder.kernel.actor import Actor


@action("tables.move_municipality")
def move_municipality(*, by: Actor, old: Municipality, into: Municipality) -> int:
    """Move the imports of ``old`` to ``into``; gives how many.

    What was remembered of columns moves too. Where both remembered the same column, the new municipality's heading
    stays: it is its files that will be imported.
    """
    _move_memories(old, into)
    batches = ImportBatch.objects.filter(municipality=old)
    first = batches.order_by("pk").first()
    if first is None:
        return 0
    noted(first, ["municipality"])
    return batches.update(municipality=into, version=F("version") + 1)


def _move_memories(old: Municipality, into: Municipality) -> None:
    own = {memory.importer: memory for memory in ColumnMemory.objects.filter(municipality=into)}
    for memory in ColumnMemory.objects.filter(municipality=old):
        kept = own.get(memory.importer)
        if kept is None:
            memory.municipality = into
            memory.save(update_fields=["municipality"])
        else:
            kept.headings = {**memory.headings, **kept.headings}
            kept.save(update_fields=["headings"])
            memory.delete()
