"""What the room does when something happens elsewhere."""

from tovholder.apps.goals.ends import tell_of_ended_vision
from tovholder.apps.visions.public import VisionRevised, VisionWithdrawn
from tovholder.foundation.events.bus import handles


@handles(VisionWithdrawn)
def vision_withdrawn(event: VisionWithdrawn) -> None:
    """What leaned on the vision has lost its ground: its owners are told."""
    tell_of_ended_vision(event.vision_id)


@handles(VisionRevised)
def vision_revised(event: VisionRevised) -> None:
    """A new vision took the old one's place: the owners see whether their goals fit it."""
    tell_of_ended_vision(event.old_id, replaced=True)
