"""What other rooms may use of the work that waits."""

from tovholder.foundation.work.outcomes import (
    OUTCOMES,
    Finding,
    Origin,
    Outcome,
    made_of,
    origin_of,
    origin_query,
    ways_on,
)
from tovholder.foundation.work.selectors import work_of
from tovholder.foundation.work.sources import WORK_SOURCES, WorkItem, WorkSource

__all__ = [
    "OUTCOMES",
    "WORK_SOURCES",
    "Finding",
    "Origin",
    "Outcome",
    "WorkItem",
    "WorkSource",
    "made_of",
    "origin_of",
    "origin_query",
    "ways_on",
    "work_of",
]
