"""Which of the rows that somebody brings are already there."""

from tovholder.engines.duplicates.evaluate import find_duplicates, find_repeats
from tovholder.engines.duplicates.model import Item, Match, Reason
from tovholder.engines.duplicates.params import Params

__all__ = ["Item", "Match", "Params", "Reason", "find_duplicates", "find_repeats"]
