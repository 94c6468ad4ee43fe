"""What the room contributes: navigation, my week, search, import."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tovholder.apps.projects.bulk import move_unit
from tovholder.apps.projects.figures import national_figures
from tovholder.apps.projects.importing import PROJECT_IMPORT
from tovholder.apps.projects.models import Project, Removal
from tovholder.apps.projects.papers import MUNICIPALITY_REPORT
from tovholder.apps.projects.presenting import shown_status, status_chart
from tovholder.apps.projects.reminding import REMIND, REMIND_MONTHLY, STALE_NOTICE, due_of
from tovholder.apps.projects.revisions import current_revision
from tovholder.apps.projects.rules import may_register
from tovholder.apps.projects.selectors import waiting_for
from tovholder.apps.technologies.public import Technology
from tovholder.foundation.audit.labels import ACTION_LABELS, ActionLabel
from tovholder.foundation.jobs.public import JOB_KINDS, SCHEDULES
from tovholder.foundation.municipalities.lifecycle import LIFECYCLES, Lifecycle
from tovholder.foundation.municipalities.models import Unit
from tovholder.foundation.notices.public import NOTICE_KINDS
from tovholder.foundation.reports.public import REPORTS
from tovholder.foundation.search.public import SEARCH_SOURCES, Document, Hit, SearchSource
from tovholder.foundation.tables.public import IMPORTERS
from tovholder.foundation.ui.navigation import NAVIGATION, NavItem
from tovholder.foundation.ui.panels import PANELS, Panel
from tovholder.foundation.visibility.rules import everyone
from tovholder.foundation.work.public import WORK_SOURCES, WorkItem, WorkSource
from tovholder.kernel.actor import Actor


def _waiting(actor: Actor, until: date) -> list[WorkItem]:
    """The projects of the actor's municipality whose confirmation has run out, or runs out before ``until``."""
    if not may_register.allows(actor):
        return []
    return [
        WorkItem(
            title=gettext("Bekræft %(title)s") % {"title": project.title},
            url=project.get_absolute_url(),
            kind=_("Projekter på Landkortet"),
            due=due_of(project),
        )
        for project in waiting_for(actor, until)
    ]


WORK_SOURCES.register(WorkSource(key="projects.confirm", items=_waiting, order=20))


def _unit_merged(old: Unit, new: Unit, by: Actor) -> int:
    """A unit that was merged takes its projects along."""
    return move_unit(by=by, old=old, new=new)


IMPORTERS.register(PROJECT_IMPORT)
REPORTS.register(MUNICIPALITY_REPORT)
NOTICE_KINDS.register(STALE_NOTICE)
JOB_KINDS.register(REMIND)
SCHEDULES.register(REMIND_MONTHLY)
LIFECYCLES.register(Lifecycle(key="projects", unit_merged=_unit_merged, moved_label=_("projekter")))

_ACTS = {
    "register_project": _("Oprettede et projekt"),
    "register_projects": _("Importerede projekter"),
    "change_project": _("Rettede et projekt"),
    "step_project": _("Skiftede status på et projekt"),
    "confirm_project": _("Bekræftede et projekt"),
    "share_project": _("Valgte synlighed for et projekt"),
    "undo_import": _("Fortrød en import af projekter"),
    "move_unit": _("Flyttede projekter fra en enhed, der blev lagt sammen"),
}
for act, said in _ACTS.items():
    ACTION_LABELS.register(ActionLabel(f"projects.{act}", said))

NAVIGATION.register(NavItem(key="projects.landkort", label=_("Landkort"), url_name="projects:landkort", order=10))


def _documents(since: int | None) -> Iterable[Document]:
    """The texts of the projects that changed after a revision, and the ones that are gone."""
    projects: QuerySet[Project] = Project.objects.select_related("technology", "municipality").order_by("pk")
    if since is not None:
        projects = projects.filter(revision__gt=since)
        for key in Removal.objects.filter(revision__gt=since).values_list("project_key", flat=True):
            yield Document(key=key, gone=True)
    for project in projects.iterator(chunk_size=2000):
        yield Document(
            key=project.pk,
            title=project.title,
            aliases=(project.technology.name, *project.technology.alias_list),
            body=f"{project.need}\n{project.summary}\n{project.results}\n{project.learning}\n{project.municipality.name}",
        )


def _visible(actor: Actor, keys: Sequence[int]) -> Mapping[int, Hit]:
    found = Project.objects.visible_to(actor).select_related("municipality").filter(pk__in=keys)
    return {
        project.pk: Hit(
            title=project.title,
            url=project.get_absolute_url(),
            summary=project.need[:200],
            note=f"{project.municipality.name} · {project.get_status_display()}",
        )
        for project in found
    }


def _list_url(text: str) -> str:
    return f"{reverse('projects:list')}?{urlencode({'q': text})}"


SEARCH_SOURCES.register(
    SearchSource(
        key="projects",
        label=_("Projekter"),
        documents=_documents,
        revision=current_revision,
        visible=_visible,
        list_url=_list_url,
        order=10,
    )
)


def _technology_panel(technology: Technology, actor: Actor) -> Mapping[str, object]:
    """How far the country is with a technology, and the projects of it that the reader may see."""
    figures = national_figures(technology)
    visible = Project.objects.visible_to(actor).select_related("municipality").filter(technology=technology)
    return {
        "technology": technology,
        "figures": figures,
        "chart": status_chart(figures) if figures.projects else None,
        "projects": [
            (project, shown_status(project.status))
            for project in visible.order_by("-confirmed_on", "-pk")[:PANEL_SHOWN]
        ],
        "list_href": f"{reverse('projects:list')}?{urlencode({'teknologi': technology.slug})}",
        "map_href": f"{reverse('projects:landkort')}?vis=teknologi&teknologi={technology.slug}#kort",
    }


PANEL_SHOWN = 6

PANELS.register(
    Panel(
        key="projects.technology",
        slot="technology",
        rule=everyone,
        load=_technology_panel,
        template="projects/technology_panel.html",
        order=10,
    )
)
