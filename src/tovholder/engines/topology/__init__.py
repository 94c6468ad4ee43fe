"""From a TopoJSON file of areas to outlines on one sheet. See README.md for the method."""

from tovholder.engines.topology.decode import decode
from tovholder.engines.topology.evaluate import evaluate
from tovholder.engines.topology.model import Drawn, Fault, Outline, Topology, TopologyError
from tovholder.engines.topology.params import Limits, Params

__all__ = [
    "Drawn",
    "Fault",
    "Limits",
    "Outline",
    "Params",
    "Topology",
    "TopologyError",
    "decode",
    "evaluate",
]
