"""The counter of writes, by which the search index learns what changed."""

from tovholder.apps.packages.models import Revision


def next_revision() -> int:
    """Count one write and give its revision."""
    return Revision.count_write()


def current_revision() -> int:
    """The revision of the newest committed write; 0 before the first."""
    return Revision.newest()
