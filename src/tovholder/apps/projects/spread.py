"""How a technology has spread: the projects of each year, and how many of them were in operation when it ended."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

import numpy as np
from django.utils.translation import gettext as _

from tovholder.apps.projects.columns import FIRST_YEAR, current_columns
from tovholder.apps.projects.figures import NationalFigures, counted_rows, national_figures
from tovholder.apps.projects.models import Step
from tovholder.apps.projects.status import Status
from tovholder.apps.technologies.public import Technology
from tovholder.kernel import clock
from tovholder.kernel.share import Share

Taken = tuple[str, date]
"""The state that a step led to, and its day."""


@dataclass(frozen=True, slots=True)
class SpreadYear:
    """A year: projects registered in it, on the map at its end, and those of them that were in operation then."""

    year: int
    registered: int
    on_map: int
    in_operation: int

    @property
    def share(self) -> Share:
        """The share in operation of those on the map."""
        return Share(self.in_operation, self.on_map, _("projekter"))


def spread(technology: Technology) -> Sequence[SpreadYear]:
    """The years of a technology since the launch; the newest one as it stands today.

    Counts the same projects as the national figures. One query, made once for as long as the figures are.
    """
    figures = national_figures(technology)
    return figures.keep(("spread", clock.today()), lambda: _spread(technology, figures))


def _spread(technology: Technology, figures: NationalFigures) -> Sequence[SpreadYear]:
    columns = current_columns()
    rows = np.flatnonzero(counted_rows(columns, technology))
    years = columns.table.one["year"].codes[rows] + FIRST_YEAR
    registered = dict(zip(columns.keys[rows].tolist(), years.tolist(), strict=True))
    operating = dict.fromkeys(figures.registered_by_year, 0)
    steps = Step.objects.filter(project__technology=technology).order_by("project_id", "on", "pk")
    told = steps.values_list("project_id", "to_status", "on")
    for key, way in groupby(told, key=lambda step: step[0]):
        if key in registered:
            for year in operating_years([(state, day) for _key, state, day in way], list(operating)):
                operating[year] += year >= registered[key]
    on_map = figures.on_map_by_year
    return [
        SpreadYear(year, count, on_map[year], operating[year]) for year, count in figures.registered_by_year.items()
    ]


def operating_years(way: Sequence[Taken], years: Iterable[int]) -> list[int]:
    """The years at whose end a project that took these steps, the oldest first, was in operation."""
    found = []
    for year in years:
        before = [state for state, day in way if day.year <= year]
        if before and before[-1] == Status.IN_OPERATION:
            found.append(year)
    return found
