"""Writing publications: what the catalogue leans on."""

from dataclasses import dataclass, fields
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tovholder.apps.technologies.content import check_lengths
from tovholder.apps.technologies.models import Publication
from tovholder.foundation.audit.action import action, change, created
from tovholder.kernel.actor import Actor

_ADDRESSES = frozenset({"ny", "nyt"})
"""Keys that are pages of their own, or may become one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationFacts:
    """What is told of a publication."""

    title: str
    publisher: str
    kind: str
    year: int | None = None
    url: str = ""
    note: str = ""

    def values(self) -> dict[str, Any]:
        """The fields, by name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


@action("technologies.create_publication")
def create_publication(*, by: Actor, key: str, facts: PublicationFacts) -> Publication:
    """Add a publication that points can name. Raises ``ValidationError`` by field."""
    if key in _ADDRESSES:
        raise ValidationError({"key": _("Nøglen er optaget af en side. Vælg en anden.")})
    publication = Publication(key=key, **facts.values())
    check_lengths(publication)
    return created(publication)


@action("technologies.change_publication")
def change_publication(
    *, by: Actor, publication: Publication, facts: PublicationFacts, expected_version: int | None = None
) -> Publication:
    """Change what is told of a publication. Raises ``ValidationError`` by field, and ``ConflictError``."""
    change(publication, expected_version=expected_version, **facts.values())
    check_lengths(publication)
    return publication
