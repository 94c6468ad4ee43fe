"""What the room contributes: its tabs, search, what waits, reminders, panels, and its answers to ends of things."""

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tovholder.apps.funding import presenting, selectors, showing, working
from tovholder.apps.funding.ends import forget_person, move_municipality, move_unit
from tovholder.apps.funding.models import FundingPool, JointPurchase
from tovholder.apps.funding.reminding import REMIND, REMIND_DAILY
from tovholder.apps.funding.telling import APPLICATION_NOTICE, JOINT_NOTICE, POOL_NOTICE
from tovholder.foundation.audit.labels import ACTION_LABELS, ActionLabel
from tovholder.foundation.jobs.public import JOB_KINDS, SCHEDULES
from tovholder.foundation.municipalities.lifecycle import LIFECYCLES, Lifecycle
from tovholder.foundation.municipalities.models import Municipality, Unit
from tovholder.foundation.notices.public import NOTICE_KINDS
from tovholder.foundation.search.public import SEARCH_SOURCES, Document, Hit, SearchSource
from tovholder.foundation.ui.navigation import NAV_PARTS, NavPart
from tovholder.foundation.ui.panels import PANELS, Panel
from tovholder.foundation.visibility.rules import everyone
from tovholder.foundation.work.public import WORK_SOURCES, WorkSource
from tovholder.kernel.actor import Actor

SUMMARY = 220
JOINT_PAGES = (
    *("purchase", "new_purchase", "edit_purchase", "invite", "step_purchase"),
    *("join", "add_partner", "edit_taking", "decline", "leave"),
)
POOL_PAGES = (
    *("pool", "new_pool", "edit_pool", "close_pool", "pass_on", "projects"),
    *("applications", "application", "new_application", "edit_application", "step_application"),
    *("add_co_financier", "write_on_project"),
)

NAV_PARTS.register(
    NavPart(
        key="funding.pools",
        within="benefits",
        label=_("Puljer"),
        url_name="funding:pools",
        order=110,
        names=tuple(f"funding:{name}" for name in POOL_PAGES),
    )
)
NAV_PARTS.register(
    NavPart(
        key="funding.joint",
        within="benefits",
        label=_("Fælles indkøb"),
        url_name="funding:joint",
        order=111,
        names=tuple(f"funding:{name}" for name in JOINT_PAGES),
    )
)
WORK_SOURCES.register(WorkSource(key="funding.pools", items=working.pool_items, order=70))
WORK_SOURCES.register(WorkSource(key="funding.applications", items=working.application_items, order=71))
WORK_SOURCES.register(WorkSource(key="funding.joint", items=working.invitation_items, order=72))
for kind in (POOL_NOTICE, APPLICATION_NOTICE, JOINT_NOTICE):
    NOTICE_KINDS.register(kind)
JOB_KINDS.register(REMIND)
SCHEDULES.register(REMIND_DAILY)

_ACTS = {
    "add_pool": _("Skrev en pulje på"),
    "change_pool": _("Rettede en pulje"),
    "close_pool": _("Lukkede en pulje før tid"),
    "reopen_pool": _("Åbnede en pulje igen"),
    "pass_on": _("Gav en pulje videre til en enhed"),
    "add_application": _("Begyndte en ansøgning"),
    "change_application": _("Rettede en ansøgning"),
    "step_application": _("Skiftede tilstand på en ansøgning"),
    "write_on_project": _("Skrev en bevilling på et projekt"),
    "add_co_financier": _("Skrev en medbetaler på en ansøgning"),
    "remove_co_financier": _("Tog en medbetaler af en ansøgning"),
    "start_joint": _("Satte et fælles indkøb eller en søgning i gang"),
    "change_joint": _("Rettede et fælles indkøb"),
    "invite_to_joint": _("Inviterede kommuner til et fælles indkøb"),
    "join_joint": _("Sagde ja til et fælles indkøb"),
    "describe_taking": _("Rettede kommunens egne ord om et fælles indkøb"),
    "decline_joint": _("Sagde nej tak til et fælles indkøb"),
    "leave_joint": _("Forlod et fælles indkøb"),
    "step_joint": _("Skiftede tilstand på et fælles indkøb"),
    "add_joint_partner": _("Skrev en partner på et fælles indkøb"),
    "remove_joint_partner": _("Tog en partner af et fælles indkøb"),
    "remind_of_pool": _("Mindede om en puljes frist"),
    "remind_of_application": _("Mindede om en ansøgning"),
    "forget_person": _("Tog en fratrådt kollega af ansøgninger"),
    "move_unit": _("Flyttede ansøgninger fra en enhed, der blev lagt sammen"),
    "move_municipality": _("Flyttede puljer og ansøgninger fra en kommune, der blev en del af en anden"),
}
for act, said in _ACTS.items():
    ACTION_LABELS.register(ActionLabel(f"funding.{act}", said))


def _unit_merged(old: Unit, new: Unit, by: Actor) -> int:
    return move_unit(by=by, old=old, new=new)


def _municipality_merged(old: Municipality, into: Municipality, by: Actor) -> int:
    return move_municipality(by=by, old=old, into=into)


def _person_left(user_id: UUID, by: Actor) -> int:
    return forget_person(user_id, by=by)


LIFECYCLES.register(
    Lifecycle(
        key="funding",
        unit_merged=_unit_merged,
        municipality_merged=_municipality_merged,
        person_left=_person_left,
        moved_label=_("ansøgninger"),
    )
)
PANELS.register(
    Panel(
        key="funding.project",
        slot="project",
        rule=everyone,
        load=showing.project_panel,
        template="funding/project_panel.html",
        order=70,
    )
)
PANELS.register(
    Panel(
        key="funding.technology",
        slot="technology",
        rule=everyone,
        load=showing.technology_panel,
        template="funding/technology_panel.html",
        order=70,
    )
)


def _pool_documents(since: int | None) -> Iterable[Document]:
    """All pools: they are few, so any change gives them all again."""
    for pool in FundingPool.objects.order_by("pk").iterator(chunk_size=2000):
        yield Document(key=pool.pk, title=pool.title, body=f"{pool.giver}\n{pool.criteria}\n{pool.who_may_apply}")


def _pools_visible(actor: Actor, keys: Sequence[int]) -> Mapping[int, Hit]:
    return {
        pool.pk: Hit(
            title=pool.title,
            url=pool.get_absolute_url(),
            summary=pool.criteria[:SUMMARY],
            note=f"{pool.giver} · {presenting.pool_state(pool).label}",
        )
        for pool in selectors.pools(actor).filter(pk__in=keys)
    }


def _joint_documents(since: int | None) -> Iterable[Document]:
    """All joint purchases, as with the pools."""
    for one in JointPurchase.objects.order_by("pk").iterator(chunk_size=2000):
        yield Document(key=one.pk, title=one.title, body=f"{one.need}\n{one.outcome}\n{one.learning}")


def _joint_visible(actor: Actor, keys: Sequence[int]) -> Mapping[int, Hit]:
    found = JointPurchase.objects.visible_to(actor).filter(pk__in=keys).select_related("municipality")
    return {
        one.pk: Hit(
            title=one.title,
            url=one.get_absolute_url(),
            summary=one.need[:SUMMARY],
            note=f"{one.municipality.full_name} · {one.get_state_display()}",
        )
        for one in found
    }


def _pools_revision() -> int:
    return FundingPool.objects.aggregate(total=Sum("version"))["total"] or 0


def _joint_revision() -> int:
    return JointPurchase.objects.aggregate(total=Sum("version"))["total"] or 0


SEARCH_SOURCES.register(
    SearchSource(
        key="funding.pools",
        label=_("Puljer"),
        documents=_pool_documents,
        revision=_pools_revision,
        visible=_pools_visible,
        list_url=lambda text: f"{reverse('funding:pools')}?{urlencode({'q': text})}",
        order=70,
    )
)
SEARCH_SOURCES.register(
    SearchSource(
        key="funding.joint",
        label=_("Fælles indkøb"),
        documents=_joint_documents,
        revision=_joint_revision,
        visible=_joint_visible,
        list_url=lambda text: f"{reverse('funding:joint')}?{urlencode({'q': text})}",
        order=71,
    )
)
