"""The counter of writes, by which every process and the search index learn what changed."""

from django.db.models import F

from tovholder.apps.products.models import Revision


def next_revision() -> int:
    """Count one write. The row stays locked until the transaction ends, so revisions become visible in their order."""
    if not Revision.objects.filter(pk=1).update(value=F("value") + 1):
        Revision.objects.get_or_create(pk=1)
        Revision.objects.filter(pk=1).update(value=F("value") + 1)
    return Revision.objects.values_list("value", flat=True).get(pk=1)


def current_revision() -> int:
    """The revision of the newest committed write; 0 before the first."""
    return Revision.objects.filter(pk=1).values_list("value", flat=True).first() or 0
