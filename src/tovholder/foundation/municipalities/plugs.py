"""What the room contributes."""

from tovholder.foundation.codes.reference import REFERENCE, ReferenceSource
from tovholder.foundation.municipalities.reference import load_municipalities

REFERENCE.register(ReferenceSource(key="municipalities", order=20, load=load_municipalities))
