"""What the room contributes."""

from tovholder.foundation.codes.actions import load_codes
from tovholder.foundation.codes.reference import REFERENCE, ReferenceSource

REFERENCE.register(ReferenceSource(key="codes", order=10, load=load_codes))
