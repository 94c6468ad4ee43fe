"""How hard a Danish text is to read."""

from tovholder.engines.readability.evaluate import lix
from tovholder.engines.readability.model import Level, Readability

__all__ = ["Level", "Readability", "lix"]
