"""Reference data: what every installation starts with, loaded again without harm."""

from collections.abc import Callable
from dataclasses import dataclass

from tovholder.kernel.registry import Registry


@dataclass(frozen=True, slots=True)
class ReferenceSource:
    """One body of reference data.

    ``load`` brings the database to what the package's data files say and returns how many rows it holds. It leaves
    alone what an installation has added. ``order`` decides what comes first.
    """

    key: str
    order: int
    load: Callable[[], int]


REFERENCE: Registry[ReferenceSource] = Registry("reference data")
