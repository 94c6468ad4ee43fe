"""A municipality that becomes part of another: closed on a day, with all that is its own moved, and nothing lost."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tovholder.foundation.audit.action import action, change, noted
from tovholder.foundation.municipalities.actions import Moved
from tovholder.foundation.municipalities.lifecycle import LIFECYCLES
from tovholder.foundation.municipalities.models import Administration, Municipality, Partner, Unit
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor

NAME_LENGTH = 160


@action("municipalities.merge_municipality")
def merge_municipality(
    old: Municipality, *, into: Municipality, by: Actor, on: date | None = None
) -> tuple[Moved, ...]:
    """Close ``old`` from the day ``on`` (today) and let all rooms move what belongs to it to ``into``.

    Gives what was moved, by room. The old municipality keeps its row, its name, its region and its counts of
    inhabitants; its units and administrations move with their names. Raises ``ValidationError`` unless both exist
    today and are of one kind, and for a day that lies ahead.
    """
    day = on or clock.today()
    _check(old, into, day)
    change(old, closed_on=day, merged_into=into)
    # Who was merged into the old one before follows it: a link never leads to a municipality that is closed.
    Municipality.objects.filter(merged_into=old).update(merged_into=into)
    own = Moved("municipalities", gettext_lazy("enheder og forvaltninger"), _move_organisation(old, into))
    return (
        own,
        *(
            Moved(plug.key, plug.moved_label, plug.municipality_merged(old, into, by))
            for plug in LIFECYCLES
            if plug.municipality_merged is not None
        ),
    )


def _check(old: Municipality, into: Municipality, day: date) -> None:
    if old.pk == into.pk or old.kind != into.kind:
        raise ValidationError(_("Vælg en anden kommune at lægge den sammen med."))
    if any(place.closed_on is not None for place in (old, into)):
        raise ValidationError(_("Kun kommuner, der ikke er nedlagt, kan lægges sammen."))
    if day > clock.today():
        raise ValidationError(_("Datoen ligger i fremtiden. Læg kommunerne sammen på dagen."))


def _move_organisation(old: Municipality, into: Municipality) -> int:
    """Administrations, units and partners belong to ``into``; where it has one of that name, the old place is added."""
    moved = 0
    for model in (Administration, Unit):
        taken = set(model.objects.filter(municipality=into).values_list("name", flat=True))
        for record in model.objects.filter(municipality=old):
            if record.name in taken:
                record.name = f"{record.name[: NAME_LENGTH - len(old.name) - 3]} ({old.name})"
            record.municipality = into
            record.version += 1
            record.save()
            noted(record, ["municipality"])
            moved += 1
    Partner.objects.filter(municipality=old).update(municipality=into)
    return moved
