"""Landkortet on paper: one municipality's projects."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from tovholder.apps.projects.models import Project
from tovholder.apps.projects.presenting import status_bars
from tovholder.apps.projects.selectors import projects_of
from tovholder.apps.projects.status import ORDER, Status
from tovholder.foundation.charts.model import BarChart
from tovholder.foundation.municipalities.models import Municipality
from tovholder.foundation.reports.public import KeyNumber, Paper, PaperTable, Report
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor
from tovholder.kernel.share import Share


@dataclass(frozen=True, slots=True)
class StoppedOnPaper:
    """A stopped project and what was learnt."""

    title: str
    technology: str
    learning: str


@dataclass(frozen=True, slots=True)
class MunicipalityOnPaper:
    """The projects of a municipality that a reader may see."""

    paper: Paper
    numbers: tuple[KeyNumber, ...]
    chart: BarChart | None
    table: PaperTable
    learning_heading: str
    learning: tuple[StoppedOnPaper, ...]
    note: str


def municipality_on_paper(municipality: Municipality, actor: Actor) -> MunicipalityOnPaper:
    """What ``actor`` may see of a municipality's projects, as of today."""
    projects = sorted(
        projects_of(actor, municipality), key=lambda item: (ORDER.index(Status(item.status)), item.sort_key)
    )
    running = sum(item.status == Status.IN_OPERATION for item in projects)
    return MunicipalityOnPaper(
        paper=Paper(
            title=_("Velfærdsteknologi i %(name)s") % {"name": municipality.full_name},
            lead=_("Kommunens projekter på Landkortet, hvor langt de er, og hvad der er lært."),
            place=municipality.full_name,
            as_of=clock.today(),
            invented=settings.DEMO_MODE,
            language=get_language() or "da",
        ),
        numbers=(
            KeyNumber(len(projects), _("projekter")),
            KeyNumber(Share(running, len(projects), _("projekter")) if projects else 0, _("er i drift")),
            KeyNumber(sum(item.status == Status.STOPPED for item in projects), _("er stoppet")),
        ),
        chart=status_bars(Counter(item.status for item in projects)) if projects else None,
        table=PaperTable(
            _("Projekterne. n = %(count)s") % {"count": len(projects)},
            (_("Projekt"), _("Teknologi"), _("Status"), _("Siden år")),
            [
                (item.title, item.technology.label, item.get_status_display(), str(item.status_since.year))
                for item in projects
            ],
        ),
        learning_heading=_("Stoppet, og det lærte vi"),
        learning=tuple(_stopped(item) for item in projects if item.status == Status.STOPPED and item.learning),
        note=_("Rapporten viser de projekter, som læseren havde adgang til den dag, den blev lavet."),
    )


def _stopped(project: Project) -> StoppedOnPaper:
    return StoppedOnPaper(project.title, project.technology.label, project.learning)


MUNICIPALITY_REPORT = Report(
    key="projects.municipality",
    title=gettext_lazy("Kommunens projekter"),
    load=municipality_on_paper,
    template=Path(__file__).with_name("municipality.typ"),
)
