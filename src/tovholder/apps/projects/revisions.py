"""The counter of writes, by which every process and the search index learn what changed."""

from collections.abc import Iterable

from django.db.models import F

from tovholder.apps.projects.models import Project, Revision


def next_revision() -> int:
    """Count one write. The row stays locked until the transaction ends, so revisions become visible in their order."""
    if not Revision.objects.filter(pk=1).update(value=F("value") + 1):
        Revision.objects.get_or_create(pk=1)
        Revision.objects.filter(pk=1).update(value=F("value") + 1)
    return Revision.objects.values_list("value", flat=True).get(pk=1)


def current_revision() -> int:
    """The revision of the newest committed write; 0 before the first."""
    return Revision.objects.filter(pk=1).values_list("value", flat=True).first() or 0


def touch(keys: Iterable[int]) -> int:
    """Give projects a new revision, because something that lists show of them has changed. Gives the revision."""
    revision = next_revision()
    Project.objects.filter(pk__in=list(keys)).update(revision=revision)
    return revision
