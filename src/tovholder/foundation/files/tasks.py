"""The room's own tidying."""

from typing import Any

from tovholder.foundation.files.actions import remove_unused
from tovholder.foundation.jobs.public import JobProgress


def tidy_files(progress: JobProgress) -> dict[str, Any]:
    """Forget what nothing points at."""
    return {"files": remove_unused(by=progress.actor)}
