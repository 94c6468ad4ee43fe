"""The counter of writes, by which every process and the search index learn what changed."""

from collections.abc import Iterable

from tovholder.apps.projects.models import Project, Revision


def next_revision() -> int:
    """Count one write and give its revision."""
    return Revision.count_write()


def current_revision() -> int:
    """The revision of the newest committed write; 0 before the first."""
    return Revision.newest()


def touch(keys: Iterable[int]) -> int:
    """Give projects a new revision, because something that lists show of them has changed. Gives the revision."""
    revision = next_revision()
    Project.objects.filter(pk__in=list(keys)).update(revision=revision)
    return revision
