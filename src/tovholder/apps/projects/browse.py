"""Finding projects: filters, facets with counts, and one page of results."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise
from numpy.typing import NDArray

from tovholder.apps.projects.columns import FINISHED, ProjectColumns, current_columns
from tovholder.apps.projects.filters import COLUMN_OF, Choice, Filters
from tovholder.apps.projects.models import STALE_AFTER_MONTHS, Project, months_before
from tovholder.apps.projects.showing import shown_projects
from tovholder.engines.facets import Answer, Question, evaluate
from tovholder.foundation.search.public import is_ready, matching_keys
from tovholder.foundation.visibility.tiers import audience_of
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor
from tovholder.kernel.danish import fold

PAGE_SIZE = 25

FACET_LABELS: dict[str, StrPromise] = {
    "teknologi": _("Teknologi"),
    "kategori": _("Kategori"),
    "status": _("Status"),
    "maalgruppe": _("Målgruppe"),
    "paragraf": _("Paragraf"),
    "program": _("Program"),
    "aarsag": _("Det stoppede projektet"),
    "region": _("Region"),
    "kommune": _("Kommune"),
}


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet: its name, how many projects choosing it would give, and whether it is chosen."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet with the values that would give something, and those that are chosen."""

    name: str
    label: StrPromise
    values: Sequence[FacetValue]


@dataclass(frozen=True, slots=True)
class Found:
    """One page of what was found, and the facets around it. ``rows`` are all that fit in ``columns``."""

    filters: Filters
    projects: Sequence[Project]
    total: int
    visible: int
    pages: int
    facets: Sequence[Facet]
    columns: ProjectColumns
    rows: NDArray[np.bool_]


def find_projects(
    actor: Actor,
    filters: Filters,
    known: Mapping[str, Sequence[Choice]],
    *,
    finished: bool = False,
    show: Callable[[Actor, Sequence[int]], Sequence[Project]] = shown_projects,
) -> Found:
    """The projects that ``actor`` may see and that fit the filters, one page of them, with facet counts.

    ``finished``: of those that are stopped or ended alone. ``show`` reads the projects of the page, by their keys.
    """
    columns = current_columns()
    seen = _seen(columns, actor, finished=finished)
    ranked = matching(filters.text)
    answer = answered(columns, seen, filters, known, ranked)
    keys = _ordered_keys(columns, answer.fits, filters, ranked)
    pages = max(1, -(-len(keys) // PAGE_SIZE))
    page = min(filters.page, pages)
    wanted = keys[(page - 1) * PAGE_SIZE : page * PAGE_SIZE].tolist()
    return Found(
        filters=filters,
        projects=show(actor, wanted),
        total=len(keys),
        visible=int(seen.sum()),
        pages=pages,
        facets=[_facet(columns, answer, filters, name, choices) for name, choices in known.items()],
        columns=columns,
        rows=answer.fits,
    )


def _seen(columns: ProjectColumns, actor: Actor, *, finished: bool) -> NDArray[np.bool_]:
    seen = columns.seen_by(audience_of(actor))
    return seen & np.isin(columns.table.one["status"].codes, FINISHED) if finished else seen


def found_keys(
    actor: Actor, filters: Filters, known: Mapping[str, Sequence[Choice]], *, finished: bool = False
) -> list[int]:
    """The internal keys of everything that fits, in the order of the list: for exports."""
    columns = current_columns()
    ranked = matching(filters.text)
    answer = answered(columns, _seen(columns, actor, finished=finished), filters, known, ranked)
    return [int(key) for key in _ordered_keys(columns, answer.fits, filters, ranked)]


def answered(
    columns: ProjectColumns,
    within: NDArray[np.bool_],
    filters: Filters,
    known: Mapping[str, Sequence[Choice]],
    ranked: NDArray[np.int64],
) -> Answer:
    """The rows of ``within`` that fit the filters, and the counts of every facet. ``ranked``: what the text finds."""
    rows = within
    if filters.text:
        rows = rows & np.isin(columns.keys, ranked, assume_unique=True)
    if filters.stale_only:
        rows = rows & columns.stale(months_before(clock.today(), STALE_AFTER_MONTHS))
    chosen = {}
    for name, values in filters.chosen.items():
        index = _codes(columns, name)
        keys = {choice.value: choice.key for choice in known[name]}
        chosen[COLUMN_OF[name]] = frozenset(index.get(keys[value], -1) for value in values)
    return evaluate(
        columns.table,
        Question(within=rows, chosen=chosen, facets=tuple(COLUMN_OF[name] for name in known)),
    )


def matching(text: str) -> NDArray[np.int64]:
    """The internal keys of the projects that a text finds, the best first; none without a text."""
    if not text:
        return np.zeros(0, dtype=np.int64)
    if not is_ready("projects"):
        return _matching_without_index(text)
    return np.asarray(matching_keys("projects", text), dtype=np.int64)


def _matching_without_index(text: str) -> NDArray[np.int64]:
    """The projects that hold every word of a text, the newest first: until the index of a new installation is built."""
    found = Project.objects.order_by("-revision", "-pk")
    for word in fold(text).split():
        found = found.filter(search_text__contains=word)
    return np.array(list(found.values_list("pk", flat=True)), dtype=np.int64)


def _codes(columns: ProjectColumns, name: str) -> dict[int, int]:
    """The code in the columns of each choice's key."""
    column = COLUMN_OF[name]
    if column == "status":
        return {code: code for code in range(columns.table.width("status"))}
    return columns.values.index(column)


def _facet(columns: ProjectColumns, answer: Answer, filters: Filters, name: str, choices: Sequence[Choice]) -> Facet:
    counts = answer.counts[COLUMN_OF[name]]
    index = _codes(columns, name)
    chosen = set(filters.chosen.get(name, ()))
    values = [
        FacetValue(
            choice.value,
            choice.label,
            int(counts[index[choice.key]]) if choice.key in index else 0,
            choice.value in chosen,
        )
        for choice in choices
    ]
    shown = [value for value in values if value.count or value.chosen]
    if name in {"teknologi", "maalgruppe"}:
        shown.sort(key=lambda value: -value.count)
    return Facet(name, FACET_LABELS[name], shown)


def _ordered_keys(
    columns: ProjectColumns, fits: NDArray[np.bool_], filters: Filters, ranked: NDArray[np.int64]
) -> NDArray[np.int64]:
    """The keys of the rows that fit, in the order that the reader chose; ties by the newest."""
    rows = np.flatnonzero(fits)
    newest = -columns.changed_at[rows]
    keys = -columns.keys[rows]
    if filters.order == "bedst":
        return ranked[np.isin(ranked, columns.keys[rows], assume_unique=True)]
    if filters.order == "titel":
        order = np.argsort(columns.sort_keys[rows], kind="stable")
    elif filters.order == "kommune":
        order = np.lexsort((keys, newest, _municipality_rank(columns)[columns.table.one["owner"].codes[rows]]))
    elif filters.order == "status":
        order = np.lexsort((keys, newest, -columns.table.one["status"].codes[rows]))
    else:
        order = np.lexsort((keys, newest))
    return columns.keys[rows[order]]


def _municipality_rank(columns: ProjectColumns) -> NDArray[np.int64]:
    """The place of each municipality, by its code in the columns, in Danish order."""
    return np.argsort(np.argsort(np.array(columns.values.municipality_sort_keys)))
