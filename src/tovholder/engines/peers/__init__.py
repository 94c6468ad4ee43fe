"""Which municipalities are most like one, and in what. See README.md for the method."""

from tovholder.engines.peers.evaluate import evaluate
from tovholder.engines.peers.model import Authority, Feature, Part, Peer
from tovholder.engines.peers.params import Params

__all__ = ["Authority", "Feature", "Params", "Part", "Peer", "evaluate"]
