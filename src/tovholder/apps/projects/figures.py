"""The national figures: what the map, the overview and the summary say. Each count comes with its base."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

import numpy as np
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from tovholder.apps.projects.columns import FIRST_YEAR, ProjectColumns, current_columns
from tovholder.apps.projects.status import ACTIVE, ORDER, Status
from tovholder.apps.technologies.public import Technology
from tovholder.engines.facets import Question, evaluate
from tovholder.engines.facets.model import Counts
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.models import Municipality
from tovholder.foundation.municipalities.selectors import municipalities
from tovholder.foundation.visibility.tiers import SHARED
from tovholder.kernel.share import Share

T = TypeVar("T")

LAUNCH_YEAR = 2014
"""The Landkort was launched in August 2014 (KL, status report, December 2017)."""


@dataclass(frozen=True, slots=True)
class MunicipalityCount:
    """A municipality on the map: its projects, and those of them in operation, under way, and paused or finished."""

    municipality: Municipality
    projects: int
    in_operation: int
    working: int = 0
    stopped: int = 0

    @property
    def share_in_operation(self) -> Share:
        """The share of its projects that are in operation."""
        return Share(self.in_operation, self.projects, _("projekter"))


@dataclass(frozen=True, slots=True)
class CategoryCount:
    """A Landkort category, with its projects by state in the order of ``ORDER``."""

    category: Code
    by_status: tuple[int, ...]

    @property
    def total(self) -> int:
        """All projects of the category."""
        return sum(self.by_status)


@dataclass(frozen=True, slots=True)
class NationalFigures:
    """The country as a whole, over projects shared with all municipalities or with everybody; no experiments."""

    projects: int
    by_status: dict[str, int]
    by_category: Sequence[CategoryCount]
    registered_by_year: dict[int, int]
    by_municipality: Sequence[MunicipalityCount]
    kept: dict[tuple[object, ...], Any] = field(default_factory=dict, compare=False, repr=False)

    def keep(self, key: tuple[object, ...], make: Callable[[], T]) -> T:
        """What ``make`` makes of the figures, made once and kept for as long as the figures are."""
        if key not in self.kept:
            self.kept[key] = make()
        return cast(T, self.kept[key])

    @property
    def with_projects(self) -> list[MunicipalityCount]:
        """The municipalities that take part in at least one project."""
        return [count for count in self.by_municipality if count.projects]

    @property
    def without_projects(self) -> list[MunicipalityCount]:
        """The municipalities that have not registered any."""
        return [count for count in self.by_municipality if not count.projects]

    def share(self, status: str) -> Share:
        """The share of all projects that are in a state."""
        return Share(self.by_status[status], self.projects, _("projekter"))

    @property
    def on_map_by_year(self) -> dict[int, int]:
        """How many projects stood on the map at the end of each year since the launch."""
        total, growing = 0, {}
        for year, count in self.registered_by_year.items():
            total += count
            growing[year] = total
        return growing


_remembered: dict[int | None, NationalFigures] = {}
_remembered_of: list[ProjectColumns] = []
_remembered_places: list[Municipality] = []


def national_figures(technology: Technology | None = None) -> NationalFigures:
    """The figures of the country, or of one technology in it.

    They follow from the columns alone, so this process remembers them until the columns change.
    """
    columns = current_columns()
    if not _remembered_of or _remembered_of[0] is not columns:
        _remembered.clear()
        _remembered_places[:] = municipalities()
        _remembered_of[:] = [columns]
    key = technology.pk if technology is not None else None
    figures = _remembered.get(key)
    if figures is None:
        figures = _remembered[key] = _counted(columns, technology)
    return figures


def counted_rows(columns: ProjectColumns, technology: Technology | None) -> NDArray[np.bool_]:
    """The rows that the national figures count, or those of one technology."""
    rows = columns.on_map & columns.in_tiers(SHARED)
    if technology is not None:
        wanted = columns.values.index("technology").get(technology.pk, -2)
        rows &= columns.table.one["technology"].codes == wanted
    return rows


@dataclass(frozen=True, slots=True)
class Scope:
    """Some technologies, and whole categories of the Landkort, by their keys."""

    technologies: frozenset[int]
    categories: frozenset[int]


def counts_within(scopes: Sequence[Scope]) -> list[dict[str, int]]:
    """For each scope how many of the projects that the national figures count lie in it, by status.

    Each project is counted once. One query, whatever the number of scopes.
    """
    columns = current_columns()
    return [_within(columns, scope) for scope in scopes]


def _within(columns: ProjectColumns, scope: Scope) -> dict[str, int]:
    rows = np.zeros(len(columns.keys), dtype=np.bool_)
    for name, keys in (("technology", scope.technologies), ("category", scope.categories)):
        index = columns.values.index(name)
        rows |= np.isin(columns.table.one[name].codes, [index[key] for key in keys if key in index])
    rows &= counted_rows(columns, None)
    counts = evaluate(columns.table, Question(within=rows, facets=("status",))).counts["status"]
    return {status.value: int(counts[code]) for code, status in enumerate(ORDER)}


def _counted(columns: ProjectColumns, technology: Technology | None) -> NationalFigures:
    rows = counted_rows(columns, technology)
    answer = evaluate(
        columns.table,
        Question(
            within=rows,
            facets=("status", "year"),
            crosses=(("status", "category"), ("status", "municipality")),
        ),
    )
    by_place = answer.crosses["status", "municipality"]
    operation = ORDER.index(Status.IN_OPERATION)
    under_way = [code for code, status in enumerate(ORDER) if status in ACTIVE - {Status.IN_OPERATION}]
    left = [code for code, status in enumerate(ORDER) if status not in ACTIVE]
    place = columns.values.index("municipality")
    return NationalFigures(
        projects=answer.total,
        by_status={status.value: int(answer.counts["status"][code]) for code, status in enumerate(ORDER)},
        by_category=_categories(answer.crosses["status", "category"], columns.values.index("category")),
        registered_by_year=_years(answer.counts["year"]),
        by_municipality=[
            MunicipalityCount(
                municipality=item,
                projects=int(by_place[:, place[item.pk]].sum()),
                in_operation=int(by_place[operation, place[item.pk]]),
                working=int(by_place[under_way, place[item.pk]].sum()),
                stopped=int(by_place[left, place[item.pk]].sum()),
            )
            for item in _remembered_places
        ],
    )


def _categories(cross: Counts, index: dict[int, int]) -> list[CategoryCount]:
    return [
        CategoryCount(code, tuple(int(count) for count in cross[:, index[code.pk]]))
        for code in Code.objects.of("landkort_category")
        if code.pk in index
    ]


def _years(counts: Counts) -> dict[int, int]:
    """The registrations of each year from the launch to the newest year that has any."""
    used = [FIRST_YEAR + code for code in np.flatnonzero(counts).tolist()]
    last = max([LAUNCH_YEAR, *used])
    first = min([LAUNCH_YEAR, *used])
    return {year: int(counts[year - FIRST_YEAR]) for year in range(first, last + 1)}
