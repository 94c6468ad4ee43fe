"""What the room contributes: its tab, the alias page's panel, my week, a notice, and its answers to ends of things."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tovholder.apps.casereviews.actions import YOURS, forget_alias, forget_person, move_municipality, move_unit
from tovholder.apps.casereviews.presenting import row_status
from tovholder.apps.casereviews.rules import reviews
from tovholder.apps.casereviews.selectors import rows_about, to_assess, to_measure
from tovholder.apps.citizens.public import CitizenAlias
from tovholder.foundation.audit.labels import ACTION_LABELS, ActionLabel
from tovholder.foundation.municipalities.public import LIFECYCLES, Lifecycle, Municipality, Unit
from tovholder.foundation.notices.public import NOTICE_KINDS, MailChoice, NoticeKind
from tovholder.foundation.ui.navigation import NAV_PARTS, NavPart
from tovholder.foundation.ui.panels import PANELS, Panel
from tovholder.foundation.work.public import WORK_SOURCES, WorkItem, WorkSource
from tovholder.kernel.actor import Actor

NAV_PARTS.register(
    NavPart(
        key="casereviews.list",
        within="benefits",
        label=_("Gennemgang"),
        url_name="casereviews:list",
        order=80,
        allowed=reviews.allows,
    )
)
NOTICE_KINDS.register(NoticeKind(YOURS, _("borgere, du er bedt om at vurdere"), mail=MailChoice.DAILY, order=75))

_ACTS = {
    "begin": _("Planlagde en gennemgang"),
    "change": _("Rettede en gennemgang"),
    "start": _("Startede en gennemgang"),
    "close": _("Afsluttede en gennemgang"),
    "add_citizens": _("Satte borgere på en gennemgang"),
    "remove_citizen": _("Tog en borger af en gennemgang"),
    "measure_before": _("Målte før i en gennemgang"),
    "assign": _("Aftalte, hvem der vurderer i en gennemgang"),
    "assess": _("Vurderede i en gennemgang"),
    "equip": _("Skrev hjælpemiddel og oplæring i en gennemgang"),
    "measure_after": _("Målte igen i en gennemgang"),
    "hand_over": _("Gav en gennemgangs tal videre til en gevinst"),
    "delete": _("Slettede en gennemgang"),
    "forget_alias": _("Slettede af gennemgange, da et alias udløb"),
    "move_unit": _("Flyttede gennemgange fra en enhed, der blev lagt sammen"),
    "move_municipality": _("Flyttede gennemgange fra en kommune, der blev en del af en anden"),
    "forget_person": _("Tog en fratrådt kollega af gennemgange"),
}
for act, said in _ACTS.items():
    ACTION_LABELS.register(ActionLabel(f"casereviews.{act}", said))


def _unit_merged(old: Unit, new: Unit, by: Actor) -> int:
    return move_unit(old, new, by=by)


def _municipality_merged(old: Municipality, into: Municipality, by: Actor) -> int:
    return move_municipality(old, into, by=by)


def _person_left(user_id: UUID, by: Actor) -> int:
    return forget_person(user_id, by=by)


def _alias_expired(alias_id: UUID, by: Actor) -> int:
    return forget_alias(alias_id, by=by)


LIFECYCLES.register(
    Lifecycle(
        key="casereviews",
        unit_merged=_unit_merged,
        municipality_merged=_municipality_merged,
        person_left=_person_left,
        alias_expired=_alias_expired,
        moved_label=_("gennemgange"),
    )
)


def _alias_panel(citizen: CitizenAlias, actor: Actor) -> Mapping[str, object] | None:
    """The reviews in which an alias stands. One query."""
    rows = rows_about(actor, citizen)
    return {"rows": [(row, row_status(row)) for row in rows]} if rows else None


PANELS.register(
    Panel(
        key="casereviews.alias",
        slot="alias",
        rule=reviews,
        load=_alias_panel,
        template="casereviews/panel.html",
        order=30,
    )
)


def _to_assess(actor: Actor, until: date) -> list[WorkItem]:
    """Citizens whom the actor is to assess. The title never says of whom: a calendar may lie open. One query."""
    if not reviews.allows(actor):
        return []
    return [
        WorkItem(
            title=gettext("Vurder en borger i en gennemgang"),
            url=row.get_absolute_url(),
            kind=_("Gennemgang"),
            due=row.assess_by,
        )
        for row in to_assess(actor, until)
    ]


def _to_measure(actor: Actor, until: date) -> list[WorkItem]:
    """Citizens of the unit who are to be measured again. One query."""
    if not reviews.allows(actor):
        return []
    return [
        WorkItem(
            title=gettext("Mål igen i en gennemgang"),
            url=row.get_absolute_url(),
            kind=_("Gennemgang"),
            due=row.measure_on,
        )
        for row in to_measure(actor, until)
    ]


WORK_SOURCES.register(WorkSource(key="casereviews.assess", items=_to_assess, order=52))
WORK_SOURCES.register(WorkSource(key="casereviews.measure", items=_to_measure, order=53))
