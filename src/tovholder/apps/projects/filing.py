"""The documents and pictures of a project: put there, renamed, moved and taken away."""

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from tovholder.apps.projects.models import Project
from tovholder.apps.projects.parts import ProjectFile
from tovholder.apps.projects.rules import tiers_for
from tovholder.foundation.audit.action import action, change, created, noted, removed
from tovholder.foundation.files.public import Upload, store_document, store_picture
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel.actor import Actor

MOST_FILES = 20
WIDTH = {tier: place for place, tier in enumerate(Tier.values)}


@action("projects.add_file")
def add_file(
    *, by: Actor, project: Project, upload: Upload, kind: str, title: str, tier: str, alt_text: str = ""
) -> ProjectFile:
    """Put a document or a picture with a project, last of all. Raises ``ValidationError`` by field."""
    Project.objects.select_for_update().get(pk=project.pk)
    there = ProjectFile.objects.filter(project=project)
    if there.count() >= MOST_FILES:
        raise ValidationError(
            _("Projektet har allerede %(most)s filer. Fjern en, før I lægger en ny op.") % {"most": MOST_FILES}
        )
    _check_tier(by, project, tier)
    _check_words(kind, alt_text)
    stored = (store_picture if kind == ProjectFile.Kind.PICTURE else store_document)(upload, by=by)
    last: int | None = there.aggregate(last=Max("position"))["last"]
    made = created(
        ProjectFile(
            project=project,
            stored=stored,
            kind=kind,
            title=title.strip() or stored.name,
            alt_text=alt_text.strip(),
            tier=tier,
            position=0 if last is None else last + 1,
        )
    )
    noted(project, ["files"])
    return made


@action("projects.change_file")
def change_file(
    *, by: Actor, file: ProjectFile, title: str, tier: str, alt_text: str = "", expected_version: int | None = None
) -> ProjectFile:
    """Give a file another title, other words or another tier. Raises ``ValidationError`` by field."""
    if tier != file.tier:
        _check_tier(by, file.project, tier)
    _check_words(file.kind, alt_text)
    return change(file, expected_version=expected_version, title=title, tier=tier, alt_text=alt_text.strip())


@action("projects.move_file")
def move_file(*, by: Actor, file: ProjectFile, up: bool) -> ProjectFile:
    """Change places with the file before or after it; at the end nothing happens."""
    files = list(ProjectFile.objects.select_for_update().filter(project_id=file.project_id))
    at = next(place for place, one in enumerate(files) if one.pk == file.pk)
    other = at - 1 if up else at + 1
    if 0 <= other < len(files):
        files[at], files[other] = files[other], files[at]
        for place, one in enumerate(files):
            change(one, position=place)
    file.refresh_from_db()
    return file


@action("projects.remove_file")
def remove_file(*, by: Actor, file: ProjectFile) -> None:
    """Take a file away from its project; the stored content goes when nothing else points at it."""
    removed(file)


def _check_tier(by: Actor, project: Project, tier: str) -> None:
    if tier not in tiers_for(by):
        raise ValidationError({"tier": _("Kun kommunens tovholder kan dele filen med andre kommuner eller alle.")})
    if WIDTH[tier] > WIDTH[project.tier]:
        raise ValidationError(
            {"tier": _("En fil kan ikke ses af flere end projektet. Vælg først synlighed for projektet.")}
        )
    if tier == Tier.UNIT and project.unit_id is None:
        raise ValidationError({"tier": _("Projektet hører ikke til én enhed. Vælg hele kommunen.")})


def _check_words(kind: str, alt_text: str) -> None:
    if kind == ProjectFile.Kind.PICTURE and not alt_text.strip():
        raise ValidationError({"alt_text": _("Skriv, hvad man ser på billedet.")})
