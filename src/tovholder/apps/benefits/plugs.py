"""What the room contributes: its entry and tabs, search, what waits, notices, the panel of a project, lifecycle."""

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tovholder.apps.benefits import showing
from tovholder.apps.benefits.ends import forget_person, move_municipality, move_unit
from tovholder.apps.benefits.known import known_of_benefits
from tovholder.apps.benefits.measurement_plugs import MEASURING_ACTS
from tovholder.apps.benefits.models import Benefit
from tovholder.apps.benefits.presenting import owner_text
from tovholder.apps.benefits.revisions import current_revision
from tovholder.apps.benefits.rules import may_list
from tovholder.apps.benefits.selectors import own_benefits
from tovholder.apps.benefits.telling import OWNER_NOTICE, UNOWNED_NOTICE
from tovholder.apps.benefits.tree_papers import TREE_REPORT
from tovholder.apps.benefits.working import judging_items, signing_items, unowned_items
from tovholder.apps.questionnaires.public import PREFILLS, PrefillSource
from tovholder.foundation.audit.labels import ACTION_LABELS, ActionLabel
from tovholder.foundation.municipalities.lifecycle import LIFECYCLES, Lifecycle
from tovholder.foundation.municipalities.models import Municipality, Unit
from tovholder.foundation.notices.public import NOTICE_KINDS
from tovholder.foundation.reports.public import REPORTS
from tovholder.foundation.search.public import SEARCH_SOURCES, Document, Hit, SearchSource
from tovholder.foundation.ui.navigation import NAV_PARTS, NAVIGATION, NavItem, NavPart
from tovholder.foundation.ui.panels import PANELS, Panel
from tovholder.foundation.visibility.rules import everyone
from tovholder.foundation.work.public import WORK_SOURCES, WorkSource
from tovholder.kernel.actor import Actor

SUMMARY = 220

PREFILLS.register(PrefillSource(key="benefits.judged", load=known_of_benefits, order=50))
NAVIGATION.register(
    NavItem(
        key="benefits.list",
        label=_("Gevinster"),
        url_name="benefits:list",
        order=14,
        allowed=may_list.allows,
        namespaces=("barriers", "businesscases", "casereviews", "decisions", "followups", "funding", "spread"),
    )
)
TREE_PAGES = (
    *("tree", "new_tree", "share_tree", "templates", "template"),
    *("add_node", "connect", "edit_node", "remove_node", "edit_edge"),
)
NAV_PARTS.register(
    NavPart(
        key="benefits.list",
        within="benefits",
        label=_("Gevinster"),
        url_name="benefits:list",
        order=10,
        allowed=may_list.allows,
        names=("benefits:benefit", "benefits:new", "benefits:edit", "benefits:judge", "benefits:sign"),
    )
)
NAV_PARTS.register(
    NavPart(
        key="benefits.trees",
        within="benefits",
        label=_("Gevinsttræer"),
        url_name="benefits:trees",
        order=20,
        allowed=may_list.allows,
        names=tuple(f"benefits:{name}" for name in TREE_PAGES),
    )
)
WORK_SOURCES.register(WorkSource(key="benefits.judging", items=judging_items, order=40))
WORK_SOURCES.register(WorkSource(key="benefits.signing", items=signing_items, order=41))
WORK_SOURCES.register(WorkSource(key="benefits.unowned", items=unowned_items, order=42))
for kind in (OWNER_NOTICE, UNOWNED_NOTICE):
    NOTICE_KINDS.register(kind)
REPORTS.register(TREE_REPORT)
PANELS.register(
    Panel(
        key="benefits.project",
        slot="project",
        rule=everyone,
        load=showing.project_panel,
        template="benefits/project_panel.html",
        order=30,
    )
)

_ACTS = {
    "add_benefit": _("Føjede en gevinst til"),
    "change_benefit": _("Rettede en gevinst"),
    "sign_benefit": _("Godkendte, at en gevinst sænker budgettet"),
    "judge_benefit": _("Vurderede en gevinst"),
    "add_measurement": _("Skrev en måling ned"),
    "change_measurement": _("Rettede en måling"),
    "remove_measurement": _("Fjernede en måling"),
    "mark_spoiled": _("Mærkede en måling som ødelagt, eller tog mærket af"),
    "plant_tree": _("Lavede et gevinsttræ"),
    "share_tree": _("Bestemte, hvem der må se et gevinsttræ"),
    "add_node": _("Satte et punkt ind i et gevinsttræ"),
    "change_node": _("Rettede et punkt i et gevinsttræ"),
    "place_node": _("Flyttede et punkt i et gevinsttræ"),
    "remove_node": _("Tog et punkt ud af et gevinsttræ"),
    "connect": _("Forbandt to punkter i et gevinsttræ"),
    "change_assumption": _("Rettede antagelsen bag en forbindelse"),
    "disconnect": _("Fjernede en forbindelse i et gevinsttræ"),
    "forget_person": _("Tog en fratrådt kollega af gevinster"),
    "move_unit": _("Flyttede gevinster fra en enhed, der blev lagt sammen"),
    "move_municipality": _("Flyttede gevinster fra en kommune, der blev en del af en anden"),
}
for act, said in (_ACTS | MEASURING_ACTS).items():
    ACTION_LABELS.register(ActionLabel(f"benefits.{act}", said))


def _unit_merged(old: Unit, new: Unit, by: Actor) -> int:
    return move_unit(by=by, old=old, new=new)


def _municipality_merged(old: Municipality, into: Municipality, by: Actor) -> int:
    return move_municipality(by=by, old=old, into=into)


def _person_left(user_id: UUID, by: Actor) -> int:
    return forget_person(user_id, by=by)


LIFECYCLES.register(
    Lifecycle(
        key="benefits",
        unit_merged=_unit_merged,
        municipality_merged=_municipality_merged,
        person_left=_person_left,
        moved_label=_("gevinster og gevinsttræer"),
    )
)


def _documents(since: int | None) -> Iterable[Document]:
    """The texts of the benefits that changed after a revision; all of them for None."""
    changed = Benefit.objects.filter(revision__gt=-1 if since is None else since)
    for one in changed.order_by("pk").iterator(chunk_size=2000):
        yield Document(key=one.pk, title=one.title, body=f"{one.indicator}\n{one.group_note}\n{one.solution_note}")


def _visible(actor: Actor, keys: Sequence[int]) -> Mapping[int, Hit]:
    return {
        one.pk: Hit(
            title=one.title,
            url=one.get_absolute_url(),
            summary=one.indicator[:SUMMARY],
            note=f"{one.project.title} · {owner_text(one)} · {one.get_state_display()}",
        )
        for one in own_benefits(actor).filter(pk__in=keys)
    }


SEARCH_SOURCES.register(
    SearchSource(
        key="benefits",
        label=_("Gevinster"),
        documents=_documents,
        revision=current_revision,
        visible=_visible,
        list_url=lambda text: f"{reverse('benefits:list')}?{urlencode({'q': text})}",
        order=55,
    )
)
