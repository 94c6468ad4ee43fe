"""Many projects at once: an import and its undoing. Actions like the others, with one audit entry each."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import PROTECT, F, ForeignObjectRel, Model, Q
from django.utils.translation import gettext as _

from tovholder.apps.projects.events import ProjectsChanged
from tovholder.apps.projects.joining import end_merged, first_participations, settle
from tovholder.apps.projects.models import Participation, Project, ProjectQuerySet, Removal, Step
from tovholder.apps.projects.outside import OUTSIDE_KEY_LENGTH, OutsideKey
from tovholder.apps.projects.parts import OPEN_TAKING, Taking
from tovholder.apps.projects.revisions import next_revision, touch
from tovholder.apps.projects.writing import (
    MANY_FIELDS,
    Registration,
    check_mailboxes,
    check_own_unit,
    check_places,
    check_products,
    check_reason,
    check_stored,
    check_tier,
    first_steps,
    new_project,
)
from tovholder.foundation.audit.action import action, created_many, noted
from tovholder.foundation.events import publish
from tovholder.foundation.municipalities.models import Municipality, Unit
from tovholder.kernel.actor import Actor

CHUNK = 500


@action("projects.register_projects")
def register_projects(
    *, by: Actor, registrations: Sequence[Registration], import_batch: UUID | None = None
) -> list[Project]:
    """Register many projects in one transaction and one revision. Raises ``ValidationError`` at the first wrong one."""
    check_mailboxes(registration.facts.contact_mailbox for registration in registrations)
    check_products(registration.facts for registration in registrations)
    revision = next_revision()
    projects = []
    for registration in registrations:
        check_tier(by, registration.tier)
        check_reason(registration.status, registration.reason)
        check_own_unit(by, registration.facts)
        check_places(registration.facts, registration.municipality.pk)
        project = new_project(registration, revision=revision, import_batch=import_batch)
        project.clean_fields(exclude=["municipality", "unit", "technology", "product", "scale"])
        check_stored(project)
        projects.append(project)
    created_many(projects, batch_size=CHUNK)
    steps: list[Step] = []
    for project, registration in zip(projects, registrations, strict=True):
        steps += first_steps(project, registration, by)
    Step.objects.bulk_create(steps, batch_size=CHUNK)
    for name in MANY_FIELDS:
        _link(name, projects, registrations)
    _link_participants(projects, registrations, by)
    publish(ProjectsChanged(revision=revision))
    return projects


def _link(name: str, projects: Sequence[Project], registrations: Sequence[Registration]) -> None:
    """Insert one many-to-many field of all projects."""
    field = Project._meta.get_field(name)
    through: type[Model] = field.remote_field.through  # type: ignore[union-attr]  # the field is many-to-many
    target = f"{field.related_model._meta.model_name}_id"  # type: ignore[union-attr]  # as above
    rows = [
        through(**{"project_id": project.pk, target: item.pk})
        for project, registration in zip(projects, registrations, strict=True)
        for item in getattr(registration.facts, name)
    ]
    through._default_manager.bulk_create(rows, batch_size=CHUNK)


def _link_participants(projects: Sequence[Project], registrations: Sequence[Registration], by: Actor) -> None:
    """Invite the other municipalities, or note that they take part. What is invited waits in their week."""
    rows = [
        row
        for project, registration in zip(projects, registrations, strict=True)
        for row in first_participations(project, registration, by)
    ]
    Participation.objects.bulk_create(rows, batch_size=CHUNK)
    through = Project.participants.through
    joined = [row for row in rows if row.state == Taking.JOINED]
    through.objects.bulk_create(
        [through(project_id=row.project_id, municipality_id=row.municipality_id) for row in joined], batch_size=CHUNK
    )


@action("projects.undo_import")
def undo_import(*, by: Actor, municipality_id: int, import_batch: UUID) -> tuple[int, list[Project]]:
    """Take back the projects of an import that nobody has worked on since.

    Gives how many were taken back, and the projects that were left because they have been changed, or because
    something else stands on them.
    """
    imported = Project.objects.filter(municipality_id=municipality_id, import_batch=import_batch)
    kept = Q(version__gt=1) | Q(pk__in=_leant_on(imported))
    changed = list(imported.filter(kept))
    untouched = imported.exclude(kept)
    first = untouched.first()
    if first is None:
        return 0, changed
    noted(first)
    revision = next_revision()
    keys = list(untouched.values_list("pk", flat=True))
    Removal.objects.bulk_create([Removal(project_key=key, revision=revision) for key in keys], batch_size=CHUNK)
    untouched.delete()
    publish(ProjectsChanged(revision=revision))
    return len(keys), changed


def _leant_on(projects: ProjectQuerySet) -> set[int]:
    """The projects that a record of a higher room stands on, so that the database would not let them go."""
    found: set[int] = set()
    for relation in Project._meta.get_fields(include_hidden=True):
        if isinstance(relation, ForeignObjectRel) and getattr(relation, "on_delete", None) is PROTECT:
            name = relation.field.name
            rows = relation.related_model._base_manager.filter(**{f"{name}__in": projects})
            found.update(rows.values_list(name, flat=True))
    return found


@action("projects.move_unit")
def move_unit(*, by: Actor, old: Unit, new: Unit) -> int:
    """Move the projects of a unit that is merged into another; gives how many took part."""
    led = Project.objects.filter(unit=old)
    keys = set(led.values_list("pk", flat=True)) | set(Project.objects.filter(units=old).values_list("pk", flat=True))
    first = Project.objects.filter(pk__in=keys).first()
    if first is None:
        return 0
    noted(first, ["unit"])
    led.update(unit=new)
    links = Project.units.through.objects
    already = links.filter(unit=new).values_list("project_id", flat=True)
    links.filter(unit=old, project_id__in=list(already)).delete()
    links.filter(unit=old).update(unit=new)
    publish(ProjectsChanged(revision=touch(keys)))
    return len(keys)


@action("projects.move_municipality")
def move_municipality(*, by: Actor, old: Municipality, into: Municipality) -> int:
    """Move the projects of a municipality that became part of another; gives how many.

    Each remembers where it began, and keeps its key in an outside system, with the old municipality's code behind it
    where the new one has that key. Where the new municipality took part in such a project, or both took part in a
    third one's, one of the two rows ends that day with its reason, so that nobody takes part twice.
    """
    owned = Project.objects.filter(municipality=old)
    rows = list(Participation.objects.filter(municipality=old).select_related("project"))
    keys = set(owned.values_list("pk", flat=True)) | {row.project_id for row in rows}
    first = Project.objects.filter(pk__in=keys).first()
    if first is None:
        return 0
    noted(first, ["municipality"])
    _move_outside_keys(old, into)
    owned.filter(former_municipality__isnull=True).update(former_municipality=old)
    owned.update(municipality=into, version=F("version") + 1)
    for row in rows:
        if row.is_open and _takes_part(row.project_id, into):
            end_merged(row, _("%(old)s blev en del af %(into)s.") % {"old": old.full_name, "into": into.full_name})
        elif row.is_open:
            row.municipality = into
            row.save(update_fields=["municipality"])
    inside = Participation.objects.filter(municipality=into, project__municipality=into, state__in=OPEN_TAKING)
    for row in inside:
        end_merged(row, _("%(old)s blev en del af %(into)s.") % {"old": old.full_name, "into": into.full_name})
    for project in Project.objects.filter(pk__in=keys):
        settle(project)
    publish(ProjectsChanged(revision=touch(keys)))
    return len(keys)


def _move_outside_keys(old: Municipality, into: Municipality) -> None:
    taken = set(OutsideKey.objects.filter(municipality=into).values_list("key", flat=True))
    for outside in OutsideKey.objects.filter(municipality=old):
        if outside.key in taken:
            outside.key = _free_key(outside.key, old.code, taken)
        taken.add(outside.key)
        outside.municipality = into
        outside.save(update_fields=["municipality", "key"])


def _free_key(key: str, code: str, taken: set[str]) -> str:
    """The key with the municipality's code behind it, and a number where even that is taken."""
    tails = (f"-{code}", *(f"-{code}-{n}" for n in range(2, 999)))
    candidates = (f"{key[: OUTSIDE_KEY_LENGTH - len(tail)]}{tail}" for tail in tails)
    return next(candidate for candidate in candidates if candidate not in taken)


def _takes_part(project_key: int, place: Municipality) -> bool:
    leads = Project.objects.filter(pk=project_key, municipality=place).exists()
    return (
        leads
        or Participation.objects.filter(project_id=project_key, municipality=place, state__in=OPEN_TAKING).exists()
    )
