"""Read receipts: every unit is asked whether it has read an adopted vision and talked about it."""

from datetime import timedelta
from typing import Final

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _

from tovholder.apps.visions.models import Receipt, Vision
from tovholder.apps.visions.states import State
from tovholder.apps.visions.telling import RECEIPT, tell, voices_of
from tovholder.foundation.audit.action import action, change, created, noted
from tovholder.foundation.municipalities.models import Unit
from tovholder.foundation.municipalities.public import open_units
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor

REMINDED_AFTER: Final = timedelta(days=14)


def ask_units(vision: Vision) -> int:
    """Ask every open unit that was not asked yet, inside an action; those who speak for it are told. Gives how many."""
    asked = set(vision.receipts.values_list("unit_id", flat=True))
    fresh = [unit for unit in open_units(vision.municipality_id) if unit.pk not in asked]
    if not fresh:
        return 0
    voices = voices_of(vision.municipality_id)
    for unit in fresh:
        receipt = created(Receipt(vision=vision, unit=unit, asked_on=clock.today()))
        tell(
            RECEIPT,
            voices.get(unit.pk, ()),
            lambda: _("Læs “%(title)s”, og tal om den i enheden") % {"title": vision.title},
            receipt_href(receipt),
            due=receipt.asked_on + REMINDED_AFTER,
        )
    return len(fresh)


def receipt_href(receipt: Receipt) -> str:
    """Where the receipt is given."""
    return reverse("visions:receipt", args=[receipt.vision.public_id])


@action("visions.ask_new_units")
def ask_new_units(*, by: Actor, vision: Vision) -> int:
    """Ask the units that were opened since the vision was adopted. Gives how many."""
    return ask_units(vision)


@action("visions.give_receipt")
def give_receipt(*, by: Actor, vision: Vision, unit: Unit, how: str) -> Receipt:
    """A unit has read the vision and talked about it. A second time corrects the words, not the day.

    Raises ``ValidationError`` for a vision that does not hold, and without a word on how it was talked about.
    """
    if vision.state != State.ADOPTED:
        raise ValidationError(_("Visionen gælder ikke (længere). Der skal ikke kvitteres for den."))
    if unit.municipality_id != vision.municipality_id or not unit.is_open_on(clock.today()):
        raise ValidationError(_("Enheden hører ikke til kommunen eller er nedlagt."))
    if not how.strip():
        raise ValidationError({"how": _("Skriv et par ord om, hvordan I talte om visionen.")})
    receipt = Receipt.objects.select_for_update().filter(vision=vision, unit=unit).first()
    if receipt is None:
        receipt = created(Receipt(vision=vision, unit=unit, asked_on=clock.today()))
    return change(
        receipt,
        given_on=receipt.given_on or clock.today(),
        by_name=by.name,
        by_role=by.role or "",
        how=how,
    )


@action("visions.remind_units")
def remind_units(*, by: Actor, vision: Vision) -> int:
    """Remind the open units that were asked two weeks ago and have said nothing; each once. Gives how many."""
    today = clock.today()
    waiting = Receipt.objects.filter(
        vision=vision, given_on__isnull=True, reminded_on__isnull=True, asked_on__lte=today - REMINDED_AFTER
    )
    late = [receipt for receipt in waiting.select_related("unit", "vision") if receipt.unit.is_open_on(today)]
    if not late:
        return 0
    voices = voices_of(vision.municipality_id)
    for receipt in late:
        tell(
            RECEIPT,
            voices.get(receipt.unit_id, ()),
            lambda: _("Husk at læse “%(title)s” og tale om den i enheden") % {"title": vision.title},
            receipt_href(receipt),
        )
    Receipt.objects.filter(pk__in=[receipt.pk for receipt in late]).update(reminded_on=today)
    noted(late[0], ["reminded_on"])
    return len(late)
