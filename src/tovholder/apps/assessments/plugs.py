"""What the room contributes: its questionnaire, the alias page's panel, my week, and its answers to ends of things."""

from collections.abc import Mapping
from datetime import date
from importlib.resources import files
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tovholder.apps.assessments.actions import YOURS, forget_alias, forget_person, move_municipality, move_unit
from tovholder.apps.assessments.models import QUESTIONNAIRE, Assessment
from tovholder.apps.assessments.papers import FINDINGS_REPORT
from tovholder.apps.assessments.presenting import list_href, new_href, shown_state
from tovholder.apps.assessments.rules import assesses
from tovholder.apps.assessments.selectors import assessments_of, open_agreements, to_repeat
from tovholder.apps.citizens.public import CitizenAlias
from tovholder.apps.questionnaires.public import HOSTS, PACKAGED, Host, Packaged, Response
from tovholder.foundation.audit.labels import ACTION_LABELS, ActionLabel
from tovholder.foundation.municipalities.public import LIFECYCLES, Lifecycle, Municipality, Unit
from tovholder.foundation.notices.public import NOTICE_KINDS, MailChoice, NoticeKind
from tovholder.foundation.reports.public import REPORTS
from tovholder.foundation.ui.panels import PANELS, Panel
from tovholder.foundation.work.public import WORK_SOURCES, WorkItem, WorkSource
from tovholder.kernel.actor import Actor

PANEL_SHOWN = 3

_ACTS = {
    "begin": _("Begyndte en afdækning"),
    "change": _("Rettede en afdækning"),
    "answer": _("Skrev svar i en afdækning"),
    "talk_through": _("Gennemgik en afdækning med borgeren"),
    "conclude": _("Skrev, hvad en afdækning førte til"),
    "close": _("Afsluttede en afdækning"),
    "reopen": _("Åbnede en afdækning igen"),
    "agree": _("Skrev en aftale i en afdækning"),
    "change_agreement": _("Rettede en aftale i en afdækning"),
    "keep_agreement": _("Fulgte op på en aftale i en afdækning"),
    "remove_agreement": _("Slettede en aftale i en afdækning"),
    "delete": _("Slettede en afdækning"),
    "forget_alias": _("Slettede afdækninger, da et alias udløb"),
    "move_unit": _("Flyttede afdækninger fra en enhed, der blev lagt sammen"),
    "move_municipality": _("Flyttede afdækninger fra en kommune, der blev en del af en anden"),
    "forget_person": _("Fjernede en fratrådt som den, der holder afdækninger"),
}
for act, said in _ACTS.items():
    ACTION_LABELS.register(ActionLabel(f"assessments.{act}", said))

PACKAGED.register(
    Packaged(key=QUESTIONNAIRE, path=files("tovholder.apps.assessments").joinpath("data/assessment.json"), order=60)
)
REPORTS.register(FINDINGS_REPORT)
NOTICE_KINDS.register(NoticeKind(YOURS, _("afdækninger, du skal holde"), mail=MailChoice.DAILY, order=60))


def _page_of(response: Response) -> str:
    return Assessment.objects.select_related("citizen").get(public_id=response.about).get_absolute_url()


HOSTS.register(Host(key=QUESTIONNAIRE, url_of=_page_of, label=_("Afdækning")))


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
        key="assessments",
        unit_merged=_unit_merged,
        municipality_merged=_municipality_merged,
        person_left=_person_left,
        alias_expired=_alias_expired,
        moved_label=_("afdækninger"),
    )
)


def _alias_panel(citizen: CitizenAlias, actor: Actor) -> Mapping[str, object]:
    """The newest assessments on the alias's page."""
    found = list(assessments_of(actor, citizen)[: PANEL_SHOWN + 1])
    rows = [(assessment, shown_state(assessment)) for assessment in found[:PANEL_SHOWN]]
    more = list_href(citizen) if len(found) > PANEL_SHOWN else ""
    return {"rows": rows, "list_href": more, "new_href": new_href(citizen)}


PANELS.register(
    Panel(
        key="assessments.alias",
        slot="alias",
        rule=assesses,
        load=_alias_panel,
        template="assessments/panel.html",
        order=20,
    )
)


def _repeats(actor: Actor, until: date) -> list[WorkItem]:
    """Assessments that it is time to repeat. The title never says of whom: a calendar may lie open."""
    if not assesses.allows(actor):
        return []
    return [
        WorkItem(
            title=gettext("Gentag en afdækning"),
            url=assessment.get_absolute_url(),
            kind=_("Afdækninger"),
            due=assessment.repeat_on,
        )
        for assessment in to_repeat(actor, until)
    ]


def _agreements(actor: Actor, until: date) -> list[WorkItem]:
    """Agreements with citizens of the unit that nobody has kept yet. What was agreed stays on the citizen's page."""
    if not assesses.allows(actor):
        return []
    return [
        WorkItem(
            title=gettext("Følg op på en aftale fra en afdækning"),
            url=agreement.assessment.get_absolute_url(),
            kind=_("Afdækninger"),
            due=agreement.due_on,
        )
        for agreement in open_agreements(actor, until)
    ]


WORK_SOURCES.register(WorkSource(key="assessments.repeats", items=_repeats, order=50))
WORK_SOURCES.register(WorkSource(key="assessments.agreements", items=_agreements, order=51))
