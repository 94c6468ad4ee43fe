"""Which work tasks to rethink first, and in which way. See README.md for the method."""

from tovholder.engines.workload.evaluate import prioritise
from tovholder.engines.workload.model import Factor, Lane, Part, Placed, Ranking, Reason, Task
from tovholder.engines.workload.params import Params, Weights

__all__ = ["Factor", "Lane", "Params", "Part", "Placed", "Ranking", "Reason", "Task", "Weights", "prioritise"]
