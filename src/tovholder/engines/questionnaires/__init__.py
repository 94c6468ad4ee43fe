"""Which questions apply, what the answers are worth, and what may be compared between editions."""

from tovholder.engines.questionnaires.check import Fault, check
from tovholder.engines.questionnaires.compare import compare
from tovholder.engines.questionnaires.evaluate import evaluate

__all__ = ["Fault", "check", "compare", "evaluate"]
