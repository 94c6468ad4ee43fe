"""What other rooms may use of this one."""

from tovholder.apps.visions.events import VisionRevised, VisionWithdrawn
from tovholder.apps.visions.models import Vision
from tovholder.apps.visions.states import State

__all__ = ["State", "Vision", "VisionRevised", "VisionWithdrawn"]
