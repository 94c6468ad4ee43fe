"""Reading programmes, the projects in them, and the package's own list of programmes."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files

import numpy as np
from django.db import transaction

from tovholder.apps.projects.columns import ProjectColumns, current_columns
from tovholder.apps.projects.models import Project
from tovholder.apps.projects.programme import Programme
from tovholder.apps.projects.showing import shown_projects
from tovholder.apps.projects.status import ORDER
from tovholder.apps.technologies.public import publications_by_key
from tovholder.engines.facets import Question, evaluate
from tovholder.foundation.visibility.tiers import SHARED, audience_of
from tovholder.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class InProgramme:
    """The projects of a programme that a reader may see: how many, how far they are, and the latest changed."""

    total: int
    by_status: Mapping[str, int]
    projects: Sequence[Project]


def programme_tree() -> list[Programme]:
    """The programmes in Danish order, each followed by its initiatives in the order of their numbers."""
    every = list(Programme.objects.select_related("parent"))
    return sorted(every, key=lambda one: (one.parent.sort_key if one.parent else one.sort_key, bool(one.parent_id)))


def counts_of() -> dict[int, int]:
    """How many projects on the national map each programme has, its initiatives' projects among them, by its key."""
    columns = current_columns()
    within = columns.on_map & columns.in_tiers(SHARED)
    counts = evaluate(columns.table, Question(within=within, facets=("programme",))).counts["programme"]
    return {key: int(counts[code]) for key, code in columns.values.index("programme").items()}


def projects_in_programme(actor: Actor, programme: Programme, count: int) -> InProgramme:
    """The projects of a programme and its initiatives that ``actor`` may see; ``count`` of them are shown."""
    columns = current_columns()
    inside = np.zeros(len(columns.keys), dtype=np.bool_)
    code = columns.values.index("programme").get(programme.pk)
    if code is not None:
        pairs = columns.table.many["programme"]
        inside[pairs.rows[pairs.codes == code]] = True
    rows = np.flatnonzero(inside & columns.seen_by(audience_of(actor)))
    latest = rows[np.lexsort((columns.keys[rows], columns.changed_at[rows]))[::-1][:count]]
    return InProgramme(
        total=len(rows),
        by_status=_by_status(columns, rows.tolist()),
        projects=shown_projects(actor, columns.keys[latest].tolist()),
    )


def _by_status(columns: ProjectColumns, rows: Sequence[int]) -> dict[str, int]:
    codes = columns.table.one["status"].codes[np.array(rows, dtype=np.int64)]
    counts = np.bincount(codes, minlength=len(ORDER))
    return {status.value: int(counts[place]) for place, status in enumerate(ORDER)}


def programme_rows() -> list[dict[str, str]]:
    """The rows of ``programmes.csv``."""
    text = files("tovholder.apps.projects").joinpath("data/programmes.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def load_programmes() -> int:
    """Add the programmes of the package that are not there yet; gives how many there are."""
    return load_rows(programme_rows())


@transaction.atomic
def load_rows(rows: Sequence[Mapping[str, str]]) -> int:
    """Add the programmes of ``rows`` that are not there yet: what the national editors wrote stays as it is.

    Raises ``KeyError`` for a parent or a publication that nobody knows.
    """
    known = {programme.key: programme for programme in Programme.objects.all()}
    sources = publications_by_key()
    for row in sorted(rows, key=lambda row: bool(row["parent"])):
        if row["key"] in known:
            continue
        programme = Programme(
            key=row["key"],
            parent=known[row["parent"]] if row["parent"] else None,
            number=row["number"],
            name=row["name_da"],
            name_en=row["name_en"],
            owner=row["owner"],
            starts_on=_day(row["starts_on"]),
            ends_on=_day(row["ends_on"]),
            description_da=row["description_da"],
            description_en=row["description_en"],
            publication=sources[row["publication"]] if row["publication"] else None,
        )
        programme.full_clean()
        programme.save()
        known[programme.key] = programme
    return len(known)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
