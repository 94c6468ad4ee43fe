"""The room's work at set times."""

from typing import Any

from tovholder.apps.citizens.actions import delete_expired
from tovholder.foundation.jobs.public import JobProgress


def delete_what_has_expired(progress: JobProgress) -> dict[str, Any]:
    """The nightly deletion: what it deleted, as a number and nothing more."""
    return {"deleted": delete_expired(by=progress.actor)}
