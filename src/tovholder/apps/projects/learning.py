"""What was stopped or ended, and what was learnt: found, counted by what stopped it, and taken along as a file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tovholder.apps.projects.browse import Found, find_projects
from tovholder.apps.projects.filters import Choice, Filters
from tovholder.apps.projects.models import Project, Step
from tovholder.apps.projects.showing import telling_projects
from tovholder.foundation.charts.model import BarChart, Point
from tovholder.foundation.codes.models import Code
from tovholder.foundation.tables.public import Column, Table
from tovholder.foundation.ui.formats import number_text
from tovholder.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Cause:
    """A theme of barriers, and how many of the projects it stopped. A project may have several."""

    theme: Code
    projects: int


@dataclass(frozen=True, slots=True)
class Learning:
    """One page of what was stopped, and of everything that fits: how many tell why, and what it was."""

    found: Found
    told: int
    causes: Sequence[Cause]


def find_learning(actor: Actor, filters: Filters, known: Mapping[str, Sequence[Choice]]) -> Learning:
    """The stopped and ended projects that ``actor`` may see and that fit the filters."""
    found = find_projects(actor, filters, known, finished=True, show=telling_projects)
    columns = found.columns
    pairs = columns.table.many["cause"]
    kept = found.rows[pairs.rows]
    counts = np.bincount(pairs.codes[kept], minlength=pairs.width)
    index = columns.values.index("cause")
    return Learning(
        found=found,
        told=len(np.unique(pairs.rows[kept])),
        causes=[Cause(theme, int(counts[index[theme.pk]])) for theme in Code.objects.of("barrier_theme")],
    )


def cause_chart(learning: Learning, hrefs: Mapping[str, str]) -> BarChart:
    """What stopped the projects, over those that say it. ``hrefs`` gives each theme's list by its code."""
    return BarChart(
        title=_("Det stoppede projekterne"),
        description=_(
            "Af %(total)s stoppede og afsluttede projekter har %(told)s sagt, hvad der stoppede dem. "
            "Et projekt kan have flere grunde."
        )
        % {"total": number_text(learning.found.total), "told": number_text(learning.told)},
        unit=_("Projekter"),
        label_title=_("Barriere"),
        points=[
            Point(cause.theme.label, cause.projects, href=hrefs.get(cause.theme.code, "")) for cause in learning.causes
        ],
        n=learning.told,
        base=_("stoppede og afsluttede projekter, der siger hvorfor"),
    )


def reasons_of(projects: Sequence[Project]) -> dict[int, str]:
    """Why each project got the state it is in, by its internal key. One query."""
    told: dict[int, str] = {}
    for step in Step.objects.filter(project__in=projects).order_by("on", "id"):
        told[step.project_id] = step.reason
    return told


@dataclass(frozen=True, slots=True)
class Stopped:
    """A finished project with the reason of its last step."""

    project: Project
    reason: str


def with_reasons(projects: Sequence[Project]) -> list[Stopped]:
    """The projects with their reasons, in their order."""
    reasons = reasons_of(projects)
    return [Stopped(project, reasons.get(project.pk, "")) for project in projects]


LEARNING: Table[Stopped] = Table(
    "laering",
    gettext_lazy("Stoppet, og det lærte vi"),
    (
        Column("id", gettext_lazy("Id"), lambda row: str(row.project.public_id)),
        Column("title", gettext_lazy("Titel"), lambda row: row.project.title),
        Column("municipality", gettext_lazy("Kommune"), lambda row: row.project.municipality.full_name),
        Column("technology", gettext_lazy("Teknologi"), lambda row: row.project.technology.name),
        Column("category", gettext_lazy("Kategori"), lambda row: row.project.technology.category.label),
        Column("status", gettext_lazy("Status"), lambda row: row.project.get_status_display()),
        Column("status_since", gettext_lazy("Dato"), lambda row: row.project.status_since, kind="date"),
        Column("reason", gettext_lazy("Hvorfor"), lambda row: row.reason),
        Column(
            "causes",
            gettext_lazy("Det stoppede projektet"),
            lambda row: [cause.label for cause in row.project.stop_causes.all()],
            kind="list",
        ),
        Column("learning", gettext_lazy("Det lærte vi"), lambda row: row.project.learning),
        Column("would_change", gettext_lazy("Det ville vi gøre anderledes"), lambda row: row.project.would_change),
    ),
)
