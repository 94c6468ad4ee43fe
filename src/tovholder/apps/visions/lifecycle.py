"""What becomes of visions and receipts when a unit or a municipality becomes part of another."""

from typing import Any

from django.db.models import QuerySet

from tovholder.apps.visions.models import Comment, Hearing, Participant, Receipt, Responsible, Vision
from tovholder.apps.visions.revisions import next_revision
from tovholder.apps.visions.writing import free_slug
from tovholder.foundation.audit.action import action, noted
from tovholder.foundation.audit.records import Record
from tovholder.foundation.municipalities.models import Municipality, Unit
from tovholder.kernel.actor import Actor


@action("visions.move_municipality")
def move_municipality(*, by: Actor, old: Municipality, into: Municipality) -> int:
    """Move the visions of a municipality that became part of another; gives how many.

    Where the other has one with the same address, the moved one gets a new address.
    """
    owned = list(Vision.objects.filter(municipality=old).order_by("pk"))
    if not owned:
        return 0
    revision = next_revision()
    for vision in owned:
        # Asked anew for each: the address that one was given may be the one that the next brings along.
        taken = Vision.objects.filter(municipality=into, slug=vision.slug).exists()
        slug = free_slug(vision.title, into.pk) if taken else vision.slug
        Vision.objects.filter(pk=vision.pk).update(
            municipality=into, slug=slug, version=vision.version + 1, revision=revision
        )
    noted(owned[0], ["municipality"])
    return len(owned)


@action("visions.move_unit")
def move_unit(*, by: Actor, old: Unit, into: Unit) -> int:
    """Move what a unit said to the one it became part of; gives how many rows.

    Of two receipts for one vision the one that was given stays, with its words; where both were, that of the unit
    which goes on. One that nobody gave, beside another, dissolves: one unit is asked once.
    """
    first: Record | None = None
    moved = 0
    standing = {receipt.vision_id: receipt for receipt in Receipt.objects.filter(unit=into)}
    for receipt in Receipt.objects.filter(unit=old):
        first = first or receipt
        moved += 1
        beside = standing.get(receipt.vision_id)
        if beside is not None and (beside.given_on is not None or receipt.given_on is None):
            Receipt.objects.filter(pk=receipt.pk).delete()
            continue
        if beside is not None:
            beside.delete()
        Receipt.objects.filter(pk=receipt.pk).update(unit=into)
    for model in (Hearing, Responsible, Participant, Comment):
        rows: QuerySet[Any] = model._default_manager.filter(unit=old)
        first = first or rows.order_by("pk").first()
        moved += rows.update(unit=into)
    if first is not None:
        noted(first, ["unit"])
    return moved
