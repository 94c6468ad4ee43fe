"""Many tasks at once: an import and its undoing, and what happens when units, municipalities and people end."""

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from tovholder.apps.rethinking.models import FieldProgramme, UserJourney, WorkTask
from tovholder.apps.rethinking.writing import TaskFacts, check_task
from tovholder.foundation.audit.action import action, change, created_many, noted, removed
from tovholder.foundation.municipalities.models import Municipality, Unit
from tovholder.foundation.work.public import made_of
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


@action("rethinking.import_tasks")
def import_tasks(
    *, by: Actor, municipality: Municipality, rows: Sequence[TaskFacts], import_batch: UUID
) -> list[WorkTask]:
    """Put many tasks on the list in one transaction. Raises ``ValidationError`` at the first wrong one."""
    tasks = []
    for given in rows:
        facts = given.placed()
        check_task(by, municipality.pk, facts)
        task = WorkTask(municipality=municipality, import_batch=import_batch, **facts.fields())
        task.basis_by, task.basis_on, task.listed_on = by.name, clock.today(), clock.today()
        task.derive()
        task.clean_fields(exclude=["municipality", "unit", "field", "role_group"])
        tasks.append(task)
    return created_many(tasks)


@action("rethinking.undo_import")
def undo_import(*, by: Actor, municipality_id: int, import_batch: UUID) -> tuple[int, list[WorkTask]]:
    """Take back the tasks of an import that nobody has worked on since, and of which nothing has come.

    Gives how many were taken back, and the tasks that were left because they have been changed.
    """
    imported = WorkTask.objects.filter(municipality_id=municipality_id, import_batch=import_batch)
    worked_on = imported.filter(trials__isnull=False) | imported.filter(meetings__isnull=False)
    answered = made_of(by, list(imported.values_list("public_id", flat=True)))
    worked_on = worked_on | imported.filter(version__gt=1) | imported.filter(public_id__in=list(answered))
    changed = list(worked_on.distinct())
    untouched = imported.exclude(pk__in=[task.pk for task in changed])
    first = untouched.first()
    if first is None:
        return 0, changed
    noted(first)
    count = untouched.count()
    untouched.delete()
    return count, changed


@action("rethinking.move_unit")
def move_unit(*, by: Actor, old: Unit, new: Unit) -> int:
    """Give the tasks and journeys of a unit that was merged to the one it became part of."""
    moved = 0
    for model in (UserJourney, WorkTask):
        for record in model.objects.filter(unit=old):
            change(record, unit=new)
            moved += 1
    return moved


@action("rethinking.move_municipality")
def move_municipality(*, by: Actor, old: Municipality, into: Municipality) -> int:
    """Give the inventory of a municipality to the one that it became part of.

    Where both go through a field, the new one's own state stands, and the old one's agreement is added to its note.
    """
    moved = 0
    for model in (UserJourney, WorkTask):
        for record in model.objects.filter(municipality=old):
            change(record, municipality=into)
            moved += 1
    own = {programme.field_id: programme for programme in FieldProgramme.objects.filter(municipality=into)}
    for programme in FieldProgramme.objects.filter(municipality=old):
        stays = own.get(programme.field_id)
        if stays is None:
            change(programme, municipality=into)
        else:
            if programme.note:
                told = _("%(name)s: %(note)s") % {"name": old.full_name, "note": programme.note}
                change(stays, note=f"{stays.note}\n{told}".strip()[:2000])
            removed(programme)
        moved += 1
    return moved


@action("rethinking.release_measurer")
def release_measurer(*, by: Actor, person: UUID) -> int:
    """Let go of what somebody who has left said they would measure."""
    promised = list(WorkTask.objects.filter(measurer__public_id=person))
    for task in promised:
        change(task, measurer=None, measure_due=None)
    return len(promised)
