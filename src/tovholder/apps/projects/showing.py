"""From the rows that the columns chose to the projects that a reader is shown."""

from collections.abc import Iterable, Sequence

import numpy as np
from django.db.models import prefetch_related_objects
from numpy.typing import NDArray

from tovholder.apps.projects.columns import FINISHED, ProjectColumns, current_columns
from tovholder.apps.projects.models import Project
from tovholder.apps.projects.status import ORDER
from tovholder.apps.technologies.public import Technology
from tovholder.foundation.municipalities.models import Municipality
from tovholder.foundation.visibility.tiers import Audience, audience_of
from tovholder.kernel.actor import Actor

LOOKED_AT = 8


def shown_projects(actor: Actor, keys: Sequence[int], *, whole: bool = False) -> list[Project]:
    """The projects with those internal keys, in that order, as the database has them now. ``whole``: with everything.

    Each is checked again for ``actor``: what the columns remember may be older than the project's tier. The check is
    made on the rows, not in SQL, where the conditions of visibility lead some databases past the primary key.
    """
    asked = Project.objects.with_everything() if whole else Project.objects.with_facts()
    return _in_order(keys, _seen(asked.filter(pk__in=keys), audience_of(actor)))


def _seen(found: Iterable[Project], audience: Audience) -> list[Project]:
    """Those that an audience may see. Who takes part is read only of those whose owner and tier do not settle it."""
    projects = list(found)
    unsettled = [one for one in projects if not audience.includes(one.tier, one.municipality_id, one.unit_id)]
    prefetch_related_objects(unsettled, "participants", "units")
    return [project for project in projects if project.is_seen_by(audience)]


def _in_order(keys: Sequence[int], projects: Iterable[Project]) -> list[Project]:
    by_key = {project.pk: project for project in projects}
    return [by_key[key] for key in keys if key in by_key]


def named_projects(actor: Actor, keys: Sequence[int]) -> list[Project]:
    """The same with no more than a short list tells: municipality and technology. One query."""
    asked = Project.objects.select_related("municipality", "technology").defer("search_text", "summary", "results")
    return _in_order(keys, _seen(asked.filter(pk__in=keys), audience_of(actor)))


def telling_projects(actor: Actor, keys: Sequence[int]) -> list[Project]:
    """The same with what a finished project tells: what stopped it and what was learnt. Two queries."""
    asked = Project.objects.select_related("municipality", "technology").prefetch_related("stop_causes")
    return _in_order(
        keys, _seen(asked.defer("search_text", "summary", "results").filter(pk__in=keys), audience_of(actor))
    )


def newest_projects(actor: Actor, count: int = 4) -> list[Project]:
    """The projects that came to the map last, of those that ``actor`` may see."""
    columns = current_columns()
    return named_projects(actor, _highest(columns.keys[columns.seen_by(audience_of(actor))], count))


def learning_from_others(actor: Actor, count: int = 4, technology: Technology | None = None) -> list[Project]:
    """Stopped and ended projects that tell what was learnt, the latest changed first; of one technology, or of all."""
    columns = current_columns()
    wanted = np.isin(columns.table.one["status"].codes, FINISHED) & columns.seen_by(audience_of(actor))
    if technology is not None:
        wanted &= columns.table.one["technology"].codes == columns.values.index("technology").get(technology.pk, -2)
    told = named_projects(actor, _latest(columns, np.flatnonzero(wanted), LOOKED_AT))
    return [project for project in told if project.learning or project.would_change][:count]


def projects_in(actor: Actor, municipality: Municipality, count: int) -> tuple[dict[str, int], list[Project]]:
    """How many projects of each state a municipality has that ``actor`` may see, and the ``count`` latest changed."""
    columns = current_columns()
    rows = np.flatnonzero(_taking_part(columns, municipality) & columns.seen_by(audience_of(actor)))
    counts = np.bincount(columns.table.one["status"].codes[rows], minlength=len(ORDER))
    by_status = {status.value: int(counts[place]) for place, status in enumerate(ORDER)}
    return by_status, named_projects(actor, _latest(columns, rows, count))


def _taking_part(columns: ProjectColumns, municipality: Municipality) -> NDArray[np.bool_]:
    pairs = columns.table.many["municipality"]
    mask = np.zeros(len(columns.keys), dtype=np.bool_)
    mask[pairs.rows[pairs.codes == columns.values.index("municipality")[municipality.pk]]] = True
    return mask


def _highest(keys: NDArray[np.int64], count: int) -> list[int]:
    if len(keys) > count:
        keys = np.partition(keys, -count)[-count:]
    chosen: list[int] = np.sort(keys)[::-1].tolist()
    return chosen


def _latest(columns: ProjectColumns, rows: NDArray[np.int64], count: int) -> list[int]:
    """The keys of the ``count`` rows that changed last; of equals the newest. Only those near the top are sorted."""
    if len(rows) > count:
        changed = columns.changed_at[rows]
        rows = rows[changed >= np.partition(changed, -count)[-count]]
    order = np.lexsort((columns.keys[rows], columns.changed_at[rows]))[::-1][:count]
    keys: list[int] = columns.keys[rows[order]].tolist()
    return keys
