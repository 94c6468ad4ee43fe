"""What the room contributes to others: its tab, names of actions, lifecycle, panel, paper, and the search."""

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tovholder.apps.businesscases.ends import forget_person, move_municipality, move_unit
from tovholder.apps.businesscases.finding import pattern_title
from tovholder.apps.businesscases.models import BusinessCase
from tovholder.apps.businesscases.papers import CASE_REPORT
from tovholder.apps.businesscases.rules import may_list
from tovholder.apps.businesscases.selectors import own_cases
from tovholder.apps.businesscases.showing import project_panel
from tovholder.foundation.audit.labels import ACTION_LABELS, ActionLabel
from tovholder.foundation.municipalities.lifecycle import LIFECYCLES, Lifecycle
from tovholder.foundation.municipalities.models import Municipality, Unit
from tovholder.foundation.reports.public import REPORTS
from tovholder.foundation.search.public import SEARCH_SOURCES, Document, Hit, SearchSource
from tovholder.foundation.ui.navigation import NAV_PARTS, NavPart
from tovholder.foundation.ui.panels import PANELS, Panel
from tovholder.foundation.visibility.rules import everyone
from tovholder.kernel.actor import Actor

SUMMARY = 220

NAV_PARTS.register(
    NavPart(
        key="businesscases.list",
        within="benefits",
        label=_("Business cases"),
        url_name="businesscases:list",
        order=50,
        allowed=may_list.allows,
    )
)
REPORTS.register(CASE_REPORT)
PANELS.register(
    Panel(
        key="businesscases.project",
        slot="project",
        rule=everyone,
        load=project_panel,
        template="businesscases/panel.html",
        order=60,
    )
)

_ACTS = {
    "begin_case": _("Begyndte en business case"),
    "change_case": _("Rettede en business case"),
    "answer_questions": _("Svarede på spørgsmål i en business case"),
    "freeze_case": _("Fastfrøs en version af en business case"),
    "record_actual": _("Skrev et års tal ved en business case"),
    "remove_actual": _("Fjernede et års tal fra en business case"),
    "delete_case": _("Slettede en business case"),
    "add_assumption": _("Skrev en antagelse"),
    "change_assumption": _("Rettede en antagelse"),
    "remove_assumption": _("Fjernede en antagelse"),
    "add_line": _("Skrev en linje i en business case"),
    "change_line": _("Rettede en linje i en business case"),
    "remove_line": _("Fjernede en linje fra en business case"),
    "sign_line": _("Skrev under på en besparelse"),
    "withdraw_signature": _("Trak en underskrift på en besparelse tilbage"),
    "forget_person": _("Tog en fratrådt kollega af business cases"),
    "move_unit": _("Flyttede business cases fra en enhed, der blev lagt sammen"),
    "move_municipality": _("Flyttede business cases fra en kommune, der blev en del af en anden"),
}
for act, said in _ACTS.items():
    ACTION_LABELS.register(ActionLabel(f"businesscases.{act}", said))


def _unit_merged(old: Unit, new: Unit, by: Actor) -> int:
    return move_unit(by=by, old=old, new=new)


def _municipality_merged(old: Municipality, into: Municipality, by: Actor) -> int:
    return move_municipality(by=by, old=old, into=into)


def _person_left(user_id: UUID, by: Actor) -> int:
    return forget_person(user_id, by=by)


LIFECYCLES.register(
    Lifecycle(
        key="businesscases",
        unit_merged=_unit_merged,
        municipality_merged=_municipality_merged,
        person_left=_person_left,
        moved_label=_("business cases"),
    )
)


def _documents(since: int | None) -> Iterable[Document]:
    """All cases: they are few, so any change gives them all again."""
    for case in BusinessCase.objects.order_by("pk").iterator(chunk_size=2000):
        yield Document(key=case.pk, title=case.title, body=case.why)


def _visible(actor: Actor, keys: Sequence[int]) -> Mapping[int, Hit]:
    return {
        case.pk: Hit(
            title=case.title, url=case.get_absolute_url(), summary=case.why[:SUMMARY], note=pattern_title(case)
        )
        for case in own_cases(actor).filter(pk__in=keys)
    }


def _revision() -> int:
    return BusinessCase.objects.aggregate(total=Sum("version"))["total"] or 0


SEARCH_SOURCES.register(
    SearchSource(
        key="businesscases",
        label=_("Business cases"),
        documents=_documents,
        revision=_revision,
        visible=_visible,
        list_url=lambda text: f"{reverse('businesscases:list')}?{urlencode({'q': text})}",
        order=56,
    )
)
