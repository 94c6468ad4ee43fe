"""Keeping the programmes: the national editors' work."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tovholder.apps.projects.events import ProjectsChanged
from tovholder.apps.projects.programme import Programme
from tovholder.apps.projects.revisions import next_revision
from tovholder.apps.technologies.public import Publication
from tovholder.foundation.audit.action import action, change, created
from tovholder.foundation.events import publish
from tovholder.kernel.actor import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeFacts:
    """What is known of a programme or an initiative."""

    name: str
    owner: str
    parent: Programme | None = None
    number: str = ""
    name_en: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    description_da: str = ""
    description_en: str = ""
    publication: Publication | None = None

    def fields(self) -> dict[str, object]:
        """The values by name."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


@action("projects.create_programme")
def create_programme(*, by: Actor, key: str, facts: ProgrammeFacts) -> Programme:
    """A new programme, known in addresses as ``key``. Raises ``ValidationError`` by field."""
    _check_parent(None, facts.parent)
    programme = created(Programme(key=key, **facts.fields()))
    publish(ProjectsChanged(revision=next_revision()))
    return programme


@action("projects.change_programme")
def change_programme(
    *, by: Actor, programme: Programme, facts: ProgrammeFacts, expected_version: int | None = None
) -> Programme:
    """Change what is known of a programme. Raises ``ValidationError`` by field, and ``ConflictError``."""
    _check_parent(programme, facts.parent)
    change(programme, expected_version=expected_version, **facts.fields())
    # The columns remember which initiative belongs where: a new revision makes every process read them again.
    publish(ProjectsChanged(revision=next_revision()))
    return programme


def _check_parent(programme: Programme | None, parent: Programme | None) -> None:
    """Two levels, so that nothing can go in circles: a programme, and its initiatives."""
    if parent is None:
        return
    if parent.parent_id is not None or parent == programme:
        raise ValidationError({"parent": _("Vælg et program, der ikke selv er en del af et andet.")})
    if programme is not None and programme.initiatives.exists():
        raise ValidationError({"parent": _("Programmet har selv initiativer og kan ikke være en del af et andet.")})
