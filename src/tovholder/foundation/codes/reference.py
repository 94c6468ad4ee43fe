"""Reference data: what every installation starts with, loaded again without harm."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import models

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


def bring_to(records: Sequence[models.Model], *, unique: Sequence[str], keep: Sequence[str] = ()) -> None:
    """Store ``records`` in one statement: those whose ``unique`` fields are known are changed, the others are added.

    Public ids and the fields ``keep`` stay as they are. The caller has set what follows from other fields.
    """
    if not records:
        return
    model = type(records[0])
    kept = {"public_id", *unique, *keep}
    changed = [field.name for field in model._meta.concrete_fields if not field.primary_key and field.name not in kept]
    model._default_manager.bulk_create(
        records, update_conflicts=True, unique_fields=list(unique), update_fields=changed, batch_size=500
    )
