"""What the room contributes: navigation, panels, my week, notices, search, report."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tovholder.apps.packages.actions import move_municipality
from tovholder.apps.packages.models import Package, Removal
from tovholder.apps.packages.papers import PACKAGE_REPORT
from tovholder.apps.packages.presenting import list_href, shown_state
from tovholder.apps.packages.revisions import current_revision
from tovholder.apps.packages.rules import may_list, may_write
from tovholder.apps.packages.selectors import OLD_DRAFT_DAYS, newer_texts, old_drafts
from tovholder.apps.packages.sheet import listed
from tovholder.apps.packages.writing import COPIED, NEWER_TEXT, THANKED
from tovholder.apps.products.public import Product
from tovholder.apps.projects.public import Project
from tovholder.apps.technologies.public import Technology
from tovholder.foundation.audit.labels import ACTION_LABELS, ActionLabel
from tovholder.foundation.municipalities.lifecycle import LIFECYCLES, Lifecycle
from tovholder.foundation.municipalities.models import Municipality
from tovholder.foundation.notices.public import NOTICE_KINDS, MailChoice, NoticeKind
from tovholder.foundation.reports.public import REPORTS
from tovholder.foundation.search.public import SEARCH_SOURCES, Document, Hit, SearchSource
from tovholder.foundation.ui.navigation import KNOWLEDGE, NAVIGATION, NavItem
from tovholder.foundation.ui.panels import PANELS, Panel
from tovholder.foundation.visibility.rules import employee
from tovholder.foundation.work.public import WORK_SOURCES, WorkItem, WorkSource
from tovholder.kernel.actor import Actor

_ACTS = {
    "create_package": _("Oprettede en genbrugspakke"),
    "change_package": _("Rettede en genbrugspakke"),
    "finish_package": _("Meldte en genbrugspakke færdig"),
    "reopen_package": _("Gjorde en genbrugspakke til kladde igen"),
    "share_package": _("Delte en genbrugspakke med alle kommuner"),
    "withdraw_package": _("Trak en genbrugspakke tilbage"),
    "move_municipality": _("Flyttede genbrugspakker fra en kommune, der blev lagt sammen"),
    "delete_package": _("Slettede en kladde til en genbrugspakke"),
    "copy_package": _("Kopierede en genbrugspakke"),
    "thank": _("Sagde tak for en genbrugspakke"),
    "write_paper": _("Skrev et dokument til en genbrugspakke"),
    "change_paper": _("Rettede et dokument i en genbrugspakke"),
    "remove_paper": _("Slettede et dokument i en genbrugspakke"),
    "take_over": _("Sammenholdt et dokument med udlånerens nye tekst"),
    "restore_edition": _("Hentede en tidligere tekst tilbage"),
}
for act, said in _ACTS.items():
    ACTION_LABELS.register(ActionLabel(f"packages.{act}", said))

REPORTS.register(PACKAGE_REPORT)
NOTICE_KINDS.register(
    NoticeKind(NEWER_TEXT, _("nyere tekster i genbrugspakker, I har kopieret"), mail=MailChoice.DAILY, order=30)
)
NOTICE_KINDS.register(NoticeKind(THANKED, _("tak for jeres genbrugspakker"), mail=MailChoice.DAILY, order=32))
NOTICE_KINDS.register(NoticeKind(COPIED, _("kopier af jeres genbrugspakker"), mail=MailChoice.NEVER, order=34))


def _municipality_merged(old: Municipality, into: Municipality, by: Actor) -> int:
    """A municipality that became part of another takes its packages along."""
    return move_municipality(by=by, old=old, into=into)


LIFECYCLES.register(
    Lifecycle(key="packages", municipality_merged=_municipality_merged, moved_label=_("genbrugspakker"))
)
NAVIGATION.register(
    NavItem(
        key="packages.list",
        label=_("Genbrugspakker"),
        invites=_("Brug andres papirer igen"),
        url_name="packages:list",
        order=25,
        allowed=employee.allows,
        group=KNOWLEDGE,
    )
)


def _drafts(actor: Actor, until: date) -> list[WorkItem]:
    """Drafts that nobody has touched for 60 days."""
    return [
        WorkItem(
            title=gettext("Gør %(title)s færdig, eller slet kladden") % {"title": package.title},
            url=package.get_absolute_url(),
            kind=_("Genbrugspakker"),
            due=package.changed_on + timedelta(days=OLD_DRAFT_DAYS),
        )
        for package in old_drafts(actor, until)
    ]


def _newer(actor: Actor, until: date) -> list[WorkItem]:
    """Copied papers whose lender has a newer text."""
    items = []
    for paper in newer_texts(actor):
        assert paper.origin is not None  # noqa: S101  # the selector gives copies alone
        items.append(
            WorkItem(
                title=gettext("Se, hvad %(name)s har ændret i %(title)s")
                % {"name": paper.origin.paper.package.municipality.name, "title": paper.title},
                url=reverse("packages:compare", args=[paper.public_id]),
                kind=_("Genbrugspakker"),
                note=paper.package.title,
            )
        )
    return items


WORK_SOURCES.register(WorkSource(key="packages.drafts", items=_drafts, order=40))
WORK_SOURCES.register(WorkSource(key="packages.newer", items=_newer, order=41))


def _documents(since: int | None) -> Iterable[Document]:
    """The texts of the packages that changed after a revision, and the ones that are gone."""
    packages: QuerySet[Package] = Package.objects.select_related("technology", "product", "municipality").order_by("pk")
    if since is not None:
        packages = packages.filter(revision__gt=since)
        for key in Removal.objects.filter(revision__gt=since).values_list("package_key", flat=True):
            yield Document(key=key, gone=True)
    for package in packages.prefetch_related("papers").iterator(chunk_size=200):
        papers = package.papers.all()
        product = (package.product.name,) if package.product is not None else ()
        yield Document(
            key=package.pk,
            title=package.title,
            aliases=(package.technology.name, *package.technology.alias_list, *product),
            body="\n".join(
                [package.note, package.municipality.name, *(f"{item.title}\n{item.body}" for item in papers)]
            ),
        )


def _visible(actor: Actor, keys: Sequence[int]) -> Mapping[int, Hit]:
    found = Package.objects.visible_to(actor).with_facts().filter(pk__in=keys)
    return {
        package.pk: Hit(
            title=package.title,
            url=package.get_absolute_url(),
            summary=package.note[:200],
            note=f"{package.municipality.name} · {package.get_state_display()}",
        )
        for package in found
    }


def _list_url(text: str) -> str:
    return f"{reverse('packages:list')}?{urlencode({'q': text})}"


SEARCH_SOURCES.register(
    SearchSource(
        key="packages",
        label=_("Genbrugspakker"),
        documents=_documents,
        revision=current_revision,
        visible=_visible,
        list_url=_list_url,
        order=30,
    )
)

PANEL_SHOWN = 3


def _panel(found: QuerySet[Package], actor: Actor, more: str, new: str) -> Mapping[str, object] | None:
    """The newest packages about a page's subject. Nothing is shown to those who may neither read nor write one."""
    keys = list(found.order_by("-revision", "-pk").values_list("pk", flat=True)[: PANEL_SHOWN + 1])
    writes = actor.municipality_id is not None and may_write.allows(actor)
    if not keys and not writes:
        return None
    rows = [(row, shown_state(row.package.state)) for row in listed(actor, keys[:PANEL_SHOWN])]
    return {"rows": rows, "list_href": more if keys else "", "new_href": new if writes else ""}


def _new_href(**chosen: str) -> str:
    return f"{reverse('packages:new')}?{urlencode(chosen)}"


def _technology_panel(technology: Technology, actor: Actor) -> Mapping[str, object] | None:
    found = Package.objects.visible_to(actor).filter(technology=technology)
    return _panel(found, actor, list_href(teknologi=technology.slug), _new_href(teknologi=technology.slug))


def _product_panel(product: Product, actor: Actor) -> Mapping[str, object] | None:
    found = Package.objects.visible_to(actor).filter(product=product)
    return _panel(found, actor, list_href(produkt=product.slug), _new_href(produkt=product.slug))


def _project_panel(project: Project, actor: Actor) -> Mapping[str, object] | None:
    """The packages made for a project; to others the project's own municipality's shared ones alone."""
    found = Package.objects.visible_to(actor).filter(project=project)
    own = project.municipality_id == actor.municipality_id
    technology = project.technology.slug
    shown = _panel(found, actor, list_href(teknologi=technology), _new_href(teknologi=technology) if own else "")
    return shown if shown is not None and (shown["rows"] or own) else None


for _slot, _load in (("technology", _technology_panel), ("product", _product_panel), ("project", _project_panel)):
    PANELS.register(
        Panel(
            key=f"packages.{_slot}",
            slot=_slot,
            rule=may_list,
            load=_load,
            template="packages/panel.html",
            order=40,
        )
    )
