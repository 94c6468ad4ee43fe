"""What the room contributes."""

from tovholder.apps.technologies.reference import load_technologies
from tovholder.foundation.codes.reference import REFERENCE, ReferenceSource

REFERENCE.register(ReferenceSource(key="technologies", order=30, load=load_technologies))
