"""The ends of things: a person leaves, a municipality becomes part of another."""

from datetime import date
from uuid import UUID

from tovholder.apps.focusareas.models import FocusArea, GroupMember, QuestionProposal, Voice
from tovholder.foundation.audit.action import action, change, removed
from tovholder.foundation.municipalities.models import Municipality
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


@action("focusareas.forget_person")
def forget_person(user_id: UUID, *, by: Actor) -> int:
    """A seat that somebody who left held is its municipality's alone; the year of a past group keeps its seat."""
    held = list(GroupMember.objects.filter(user__public_id=user_id))
    for seat in held:
        # With no person in it the same seat may already stand there, open: so it ends.
        change(seat, user=None, ends_on=seat.ends_on or _last_day(seat))
    return len(held)


def _last_day(seat: GroupMember) -> date:
    """Today, or the day on which a seat that has not begun begins."""
    return max(clock.today(), seat.starts_on or clock.today())


@action("focusareas.move_municipality")
def move_municipality(*, by: Actor, old: Municipality, into: Municipality) -> int:
    """What ``old`` proposed and said is now the municipality's that it became part of. Gives how many records."""
    moved = 0
    for area in FocusArea.objects.filter(municipality=old):
        change(area, municipality=into)
        moved += 1
    for proposal in QuestionProposal.objects.filter(municipality=old):
        change(proposal, municipality=into)
        moved += 1
    return moved + _move_seats(old, into) + _move_voices(old, into)


def _move_seats(old: Municipality, into: Municipality) -> int:
    """Two seats of one group and role become one: the other ends today."""
    moved = 0
    for seat in GroupMember.objects.filter(municipality=old):
        same = GroupMember.objects.filter(group=seat.group, year=seat.year, municipality=into, seat=seat.seat)
        ends = seat.ends_on
        if ends is None and same.filter(ends_on__isnull=True).exists():
            ends = _last_day(seat)
        change(seat, municipality=into, ends_on=ends)
        moved += 1
    return moved


def _move_voices(old: Municipality, into: Municipality) -> int:
    """One municipality speaks once: where both spoke, the words of the one that goes on stand."""
    moved = 0
    for voice in Voice.objects.filter(municipality=old):
        if Voice.objects.filter(area=voice.area_id, municipality=into).exists():
            removed(voice)
        else:
            change(voice, municipality=into)
        moved += 1
    return moved
