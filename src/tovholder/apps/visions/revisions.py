"""The counter of writes, by which the search index learns what changed."""

from tovholder.apps.visions.models import Revision, Vision


def next_revision() -> int:
    """Count one write and give its revision."""
    return Revision.count_write()


def current_revision() -> int:
    """The revision of the newest committed write; 0 before the first."""
    return Revision.newest()


def touch(vision: Vision) -> None:
    """Count a write to a vision, so that the search learns of it. Its version does not change."""
    vision.revision = next_revision()
    Vision.objects.filter(pk=vision.pk).update(revision=vision.revision)
