"""What a unit reports to its administration: what it runs, what is in place, what is decided, what stands in the way.

The page and the PDF show the same frozen data, made of what is already recorded (PIL-15).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from tovholder.apps.decisions.models import Problem, Review
from tovholder.apps.decisions.presenting import review_status
from tovholder.apps.decisions.selectors import open_problems, own_projects
from tovholder.apps.decisions.telling import REPORT_NOTICE, tell_coordinators
from tovholder.apps.projects.public import Project, checklists
from tovholder.foundation.audit.action import action, noted
from tovholder.foundation.municipalities.models import Unit
from tovholder.foundation.reports.public import KeyNumber, Paper, PaperFact, Report
from tovholder.foundation.ui.formats import date_text
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class ProjectOnPaper:
    """One project of the unit, as the report tells of it."""

    title: str
    href: str
    facts: tuple[PaperFact, ...]
    binding: tuple[str, ...]
    advised: tuple[str, ...]
    problems: tuple[str, ...]
    decisions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnitOnPaper:
    """The report of a unit."""

    paper: Paper
    numbers: tuple[KeyNumber, ...]
    projects: tuple[ProjectOnPaper, ...]
    binding_heading: str
    advised_heading: str
    problems_heading: str
    decisions_heading: str
    nothing: str
    note: str


def projects_of_unit(unit: Unit, actor: Actor) -> list[Project]:
    """The unfinished projects of a unit that ``actor`` may see."""
    found = own_projects(actor).filter(units=unit) | own_projects(actor).filter(unit=unit)
    return list(found.exclude(status__in=("ended",)).distinct().order_by("sort_key", "pk"))


def report_of(unit: Unit, actor: Actor) -> UnitOnPaper:
    """What ``actor`` may see of a unit's projects, as of today."""
    projects = projects_of_unit(unit, actor)
    problems = list(open_problems(projects))
    reviews = list(Review.objects.filter(project__in=projects).select_related("project").order_by("-held_on", "-pk"))
    told = tuple(_project(one, problems, reviews) for one in projects)
    return UnitOnPaper(
        paper=Paper(
            title=_("Status for %(unit)s") % {"unit": unit.name},
            lead=_("Hvad enheden er i gang med, hvad der er på plads, og hvad der står i vejen."),
            place=unit.municipality.full_name,
            as_of=clock.today(),
            invented=settings.DEMO_MODE,
            language=get_language() or "da",
        ),
        numbers=(
            KeyNumber(len(told), ngettext("projekt", "projekter", len(told))),
            KeyNumber(sum(len(one.binding) for one in told), _("ting mangler, før det går videre")),
            KeyNumber(len(problems), _("åbne problemer")),
            KeyNumber(sum(one.is_held for one in reviews), _("beslutninger")),
        ),
        projects=told,
        binding_heading=_("Mangler, før projektet går videre"),
        advised_heading=_("Anbefalet og ikke på plads"),
        problems_heading=_("Problemer"),
        decisions_heading=_("Beslutninger"),
        nothing=_("Enheden har ingen projekter, der er i gang."),
        note=_("Rapporten er lavet af det, der står i Tovholder i dag. Ingen har skrevet noget ekstra."),
    )


def _project(project: Project, problems: Sequence[Problem], reviews: Sequence[Review]) -> ProjectOnPaper:
    waiting = [(one, answer) for found in checklists(project) for one, answer in found.rows if not answer.is_settled]
    facts = [
        PaperFact(_("Status"), f"{project.get_status_display()} ({date_text(project.status_since)})"),
        PaperFact(_("Teknologi"), project.technology.label),
        PaperFact(_("Behovet"), project.need),
    ]
    return ProjectOnPaper(
        title=project.title,
        href=project.get_absolute_url(),
        facts=tuple(facts),
        binding=tuple(str(one.label) for one, _answer in waiting if one.binds),
        advised=tuple(str(one.label) for one, _answer in waiting if not one.binds),
        problems=tuple(_problem(one) for one in problems if one.project_id == project.pk),
        decisions=tuple(_review(one) for one in reviews if one.project_id == project.pk),
    )


def _problem(problem: Problem) -> str:
    return _("%(title)s (%(severity)s, siden %(day)s)") % {
        "title": problem.title,
        "severity": problem.get_severity_display().lower(),
        "day": date_text(problem.since),
    }


def _review(review: Review) -> str:
    told = {"outcome": review_status(review).text, "day": date_text(review.held_on or review.due_on)}
    return f"{_('%(outcome)s, %(day)s') % told}{f': {review.reason}' if review.reason else ''}"


@action("decisions.send_unit_report")
def send_unit_report(*, by: Actor, unit: Unit) -> int:
    """Tell the coordinators that a unit has reported, with the way to it. Gives how many were told."""
    href = reverse("decisions:unit_report", args=[unit.public_id])
    name = unit.name
    noted(unit)
    return tell_coordinators(
        REPORT_NOTICE, unit.municipality_id, lambda: _("%(unit)s har sendt sin status.") % {"unit": name}, href
    )


UNIT_REPORT = Report(
    key="decisions.unit",
    title=gettext_lazy("Status for en enhed"),
    load=report_of,
    template=Path(__file__).with_name("unit.typ"),
)
