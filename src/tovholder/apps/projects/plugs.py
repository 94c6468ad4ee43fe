"""What the room contributes: navigation, my week, search, import."""

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tovholder.apps.products.public import Product
from tovholder.apps.projects.bulk import move_municipality, move_unit
from tovholder.apps.projects.contracts import CONDITIONS, OWN_CONDITIONS
from tovholder.apps.projects.importing import PROJECT_IMPORT
from tovholder.apps.projects.known import known_of_projects
from tovholder.apps.projects.models import Project, Removal
from tovholder.apps.projects.panels import ROOM_PANELS
from tovholder.apps.projects.papers import MUNICIPALITY_REPORT
from tovholder.apps.projects.presenting import shown_status
from tovholder.apps.projects.programmes import load_programmes
from tovholder.apps.projects.reminding import REMIND, REMIND_MONTHLY, STALE_NOTICE
from tovholder.apps.projects.revisions import current_revision
from tovholder.apps.projects.rules import may_answer
from tovholder.apps.projects.showing import learning_from_others
from tovholder.apps.projects.telling import JOINT_NOTICE
from tovholder.apps.projects.working import funding_items, invitation_items, to_confirm_items
from tovholder.apps.questionnaires.public import PREFILLS, PrefillSource
from tovholder.apps.technologies.public import Technology
from tovholder.foundation.audit.labels import ACTION_LABELS, ActionLabel
from tovholder.foundation.codes.reference import REFERENCE, ReferenceSource
from tovholder.foundation.jobs.public import JOB_KINDS, SCHEDULES
from tovholder.foundation.municipalities.lifecycle import LIFECYCLES, Lifecycle
from tovholder.foundation.municipalities.models import Municipality, Unit
from tovholder.foundation.notices.public import NOTICE_KINDS
from tovholder.foundation.reports.public import REPORTS
from tovholder.foundation.search.public import SEARCH_SOURCES, Document, Hit, SearchSource
from tovholder.foundation.tables.public import IMPORTERS
from tovholder.foundation.ui.navigation import NAVIGATION, NavItem
from tovholder.foundation.ui.panels import PANELS, Panel
from tovholder.foundation.ui.values import Link
from tovholder.foundation.visibility.rules import everyone
from tovholder.foundation.work.public import OUTCOMES, WORK_SOURCES, Finding, Outcome, WorkSource, origin_query
from tovholder.kernel.actor import Actor

WORK_SOURCES.register(WorkSource(key="projects.confirm", items=to_confirm_items, order=20))
WORK_SOURCES.register(WorkSource(key="projects.invitations", items=invitation_items, order=21))
WORK_SOURCES.register(WorkSource(key="projects.funding", items=funding_items, order=22))
REFERENCE.register(ReferenceSource(key="projects.programmes", order=40, load=load_programmes))
PREFILLS.register(PrefillSource(key="projects.map", load=known_of_projects, order=20))


def _unit_merged(old: Unit, new: Unit, by: Actor) -> int:
    """A unit that was merged takes its projects along."""
    return move_unit(by=by, old=old, new=new)


def _municipality_merged(old: Municipality, into: Municipality, by: Actor) -> int:
    """A municipality that became part of another takes its projects along."""
    return move_municipality(by=by, old=old, into=into)


for condition in OWN_CONDITIONS:
    CONDITIONS.register(condition)
IMPORTERS.register(PROJECT_IMPORT)
REPORTS.register(MUNICIPALITY_REPORT)
NOTICE_KINDS.register(STALE_NOTICE)
NOTICE_KINDS.register(JOINT_NOTICE)
JOB_KINDS.register(REMIND)
SCHEDULES.register(REMIND_MONTHLY)
LIFECYCLES.register(
    Lifecycle(
        key="projects",
        unit_merged=_unit_merged,
        municipality_merged=_municipality_merged,
        moved_label=_("projekter"),
    )
)

_ACTS = {
    "register_project": _("Oprettede et projekt"),
    "register_from_outside": _("Oprettede et projekt fra et andet system"),
    "bring_from_outside": _("Hentede et projekts oplysninger fra et andet system"),
    "register_projects": _("Importerede projekter"),
    "change_project": _("Rettede et projekt"),
    "step_project": _("Skiftede status på et projekt"),
    "confirm_project": _("Bekræftede et projekt"),
    "confirm_projects": _("Bekræftede flere projekter"),
    "share_project": _("Valgte synlighed for et projekt"),
    "undo_import": _("Fortrød en import af projekter"),
    "move_unit": _("Flyttede projekter fra en enhed, der blev lagt sammen"),
    "move_municipality": _("Flyttede projekter fra en kommune, der blev en del af en anden"),
    "create_programme": _("Oprettede et program"),
    "change_programme": _("Rettede et program"),
    "accept_invitation": _("Sagde ja til et fælles projekt"),
    "decline_invitation": _("Sagde nej tak til et fælles projekt"),
    "describe_participation": _("Rettede kommunens egne ord om et fælles projekt"),
    "leave_project": _("Forlod et fælles projekt"),
    "add_file": _("Lagde en fil ved et projekt"),
    "change_file": _("Rettede en fil ved et projekt"),
    "move_file": _("Flyttede en fil ved et projekt"),
    "remove_file": _("Fjernede en fil fra et projekt"),
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
            body=f"{project.need}\n{project.summary}\n{project.results}\n{project.learning}\n"
            f"{project.would_change}\n{project.municipality.name}",
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


for panel in ROOM_PANELS:
    PANELS.register(panel)

PANEL_SHOWN = 6


def _idea_of(finding: Finding, actor: Actor) -> str:
    return f"{reverse('projects:new_project')}?{origin_query(finding)}"


def _projects_of(actor: Actor, ids: Sequence[UUID]) -> Mapping[UUID, Sequence[Link]]:
    """The projects that began as those findings, of those the reader may see. One query."""
    found: dict[UUID, list[Link]] = {}
    for project in Project.objects.visible_to(actor).filter(origin_id__in=ids):
        if project.origin_id is not None:
            link = Link(project.title, project.get_absolute_url(), note=project.get_status_display())
            found.setdefault(project.origin_id, []).append(link)
    return found


OUTCOMES.register(
    Outcome(
        key="projects.idea", label=_("Lav en projektidé"), rule=may_answer, start=_idea_of, made=_projects_of, order=20
    )
)


def _learning_panel(technology: Technology, actor: Actor) -> Mapping[str, object] | None:
    """What others learnt when they stopped with a technology."""
    told = learning_from_others(actor, technology=technology)
    if not told:
        return None
    return {
        "projects": told,
        "list_href": f"{reverse('projects:learning')}?{urlencode({'teknologi': technology.slug})}",
    }


PANELS.register(
    Panel(
        key="projects.learning",
        slot="technology",
        rule=everyone,
        load=_learning_panel,
        template="projects/learning_panel.html",
        order=11,
    )
)


def _product_panel(product: Product, actor: Actor) -> Mapping[str, object] | None:
    """The projects with a product, of those that the reader may see."""
    visible = Project.objects.visible_to(actor).select_related("municipality").filter(product=product)
    total = visible.count()
    if not total:
        return None
    shown = visible.order_by("-confirmed_on", "-pk")[:PANEL_SHOWN]
    return {"total": total, "projects": [(project, shown_status(project.status)) for project in shown]}


PANELS.register(
    Panel(
        key="projects.product",
        slot="product",
        rule=everyone,
        load=_product_panel,
        template="projects/product_panel.html",
        order=10,
    )
)
