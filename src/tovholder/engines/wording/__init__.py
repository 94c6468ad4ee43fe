"""What changed between two texts, word by word, or between two rows of lines. See README.md for the method."""

from tovholder.engines.wording.evaluate import evaluate, passages, runs
from tovholder.engines.wording.model import Piece, Run
from tovholder.engines.wording.params import Params

__all__ = ["Params", "Piece", "Run", "evaluate", "passages", "runs"]
