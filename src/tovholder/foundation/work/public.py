"""What other rooms may use of the work that waits."""

from tovholder.foundation.work.selectors import work_of
from tovholder.foundation.work.sources import WORK_SOURCES, WorkItem, WorkSource

__all__ = ["WORK_SOURCES", "WorkItem", "WorkSource", "work_of"]
