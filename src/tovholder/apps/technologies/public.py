"""What other rooms may use of this one."""

from tovholder.apps.technologies.kinds import Kind, PointKind, PublicationKind
from tovholder.apps.technologies.models import Point, Publication, Technology
from tovholder.apps.technologies.reference import BadDataError, Entry, entries
from tovholder.apps.technologies.selectors import (
    catalogue_revision,
    current_technologies,
    publication_for,
    publications,
    publications_by_key,
    technologies,
    technologies_by_name,
    technology_for,
)

__all__ = [
    "BadDataError",
    "Entry",
    "Kind",
    "Point",
    "PointKind",
    "Publication",
    "PublicationKind",
    "Technology",
    "catalogue_revision",
    "current_technologies",
    "entries",
    "publication_for",
    "publications",
    "publications_by_key",
    "technologies",
    "technologies_by_name",
    "technology_for",
]
