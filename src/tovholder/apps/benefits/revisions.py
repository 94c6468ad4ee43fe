"""The counter of writes of benefits, by which every process and the search index learn what changed.

The model and its queryset count by themselves, so that no action can forget it. A write counts before it takes the row:
whoever waits, waits at the counter and holds no row that another needs.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from tovholder.foundation.audit.counting import WriteCounter
from tovholder.foundation.municipalities.owned import OwnedQuerySet

if TYPE_CHECKING:
    from tovholder.apps.benefits.models import Benefit


class Revision(WriteCounter):
    """Counts the writes of benefits."""


def next_revision() -> int:
    """Count one write and give its revision."""
    return Revision.count_write()


def current_revision() -> int:
    """The revision of the newest committed write; 0 before the first."""
    return Revision.newest()


class BenefitQuerySet(OwnedQuerySet["Benefit"]):
    """Benefits, read through an actor's eyes; what is written to many at once is counted."""

    def update(self, **values: Any) -> int:
        """Set ``values`` on all of them, with a revision of their own."""
        return super().update(**{"revision": next_revision()} | values)

    def bulk_create(self, objs: Iterable["Benefit"], *args: Any, **options: Any) -> list["Benefit"]:
        """Insert many with one revision."""
        made: Sequence[Benefit] = list(objs)
        revision = next_revision()
        for one in made:
            one.revision = revision
        return super().bulk_create(made, *args, **options)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete them; who remembers them sees that something was written, and that they are gone."""
        next_revision()
        return super().delete()
