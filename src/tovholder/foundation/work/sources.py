"""What waits for whom: the contract that rooms fill so that their work stands in *Min uge*."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django_stubs_ext import StrOrPromise

from tovholder.kernel.actor import Actor
from tovholder.kernel.registry import Registry


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One thing that waits for somebody.

    ``title`` says what to do, beginning with a verb ("Bekræft Skærmbesøg i Åkanden"), ``kind`` what sort of work it is,
    ``url`` is the path of the page where it is done. Work without a day has no ``due``.
    """

    title: str
    url: str
    kind: StrOrPromise
    due: date | None = None
    note: str = ""

    def is_overdue(self, today: date) -> bool:
        """Whether the day has passed."""
        return self.due is not None and self.due < today


@dataclass(frozen=True, slots=True)
class WorkSource:
    """A room's work, registered in ``plugs.py``.

    ``items(actor, until)`` gives what waits for ``actor`` and is overdue, has no day, or is due not later than
    ``until``. At most two queries.
    """

    key: str
    items: Callable[[Actor, date], Sequence[WorkItem]]
    order: int = 100


WORK_SOURCES: Registry[WorkSource] = Registry("work source")
