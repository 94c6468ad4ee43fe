"""Tells counts of a country so that none of them, nor any difference between them, is about fewer than five."""

from tovholder.engines.small_cells.params import Params
from tovholder.engines.small_cells.tell import Crossed, tell, tell_crossed

__all__ = ["Crossed", "Params", "tell", "tell_crossed"]
