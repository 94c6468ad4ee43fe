"""The counter of writes, by which the search index learns what changed."""

from django.db.models import F

from tovholder.apps.visions.models import Revision, Vision


def next_revision() -> int:
    """Count one write. The row stays locked until the transaction ends, so revisions become visible in their order."""
    if not Revision.objects.filter(pk=1).update(value=F("value") + 1):
        Revision.objects.get_or_create(pk=1)
        Revision.objects.filter(pk=1).update(value=F("value") + 1)
    return Revision.objects.values_list("value", flat=True).get(pk=1)


def current_revision() -> int:
    """The revision of the newest committed write; 0 before the first."""
    return Revision.objects.filter(pk=1).values_list("value", flat=True).first() or 0


def touch(vision: Vision) -> None:
    """Count a write to a vision, so that the search learns of it. Its version does not change."""
    vision.revision = next_revision()
    Vision.objects.filter(pk=vision.pk).update(revision=vision.revision)
