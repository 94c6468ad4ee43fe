"""What the room contributes: what waits, notices, the log's words, and its answers to ends of things."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from tovholder.apps.surveys.ends import forget_person, move_municipality, move_unit
from tovholder.apps.surveys.telling import SECTION_NOTICE, SURVEY_NOTICE
from tovholder.foundation.audit.labels import ACTION_LABELS, ActionLabel
from tovholder.foundation.municipalities.lifecycle import LIFECYCLES, Lifecycle
from tovholder.foundation.municipalities.models import Municipality, Unit
from tovholder.foundation.notices.public import NOTICE_KINDS
from tovholder.kernel.actor import Actor

for kind in (SURVEY_NOTICE, SECTION_NOTICE):
    NOTICE_KINDS.register(kind)

_ACTS = {
    "create_survey": _("Forberedte en dataindsamling"),
    "change_survey": _("Rettede en dataindsamling"),
    "remove_survey": _("Slettede en dataindsamling, der ikke var åbnet"),
    "open_survey": _("Åbnede en dataindsamling"),
    "extend_survey": _("Flyttede den dag, en dataindsamling lukker"),
    "close_survey": _("Lukkede en dataindsamling"),
    "reopen_survey": _("Åbnede en dataindsamling igen"),
    "publish_survey": _("Offentliggjorde tal fra en dataindsamling"),
    "forget_person": _("Gav en fratrådts dele af en dataindsamling tilbage"),
    "move_unit": _("Flyttede svar fra en enhed, der blev lagt sammen"),
    "move_municipality": _("Flyttede svar fra en kommune, der blev en del af en anden"),
}
for act, said in _ACTS.items():
    ACTION_LABELS.register(ActionLabel(f"surveys.{act}", said))


def _unit_merged(old: Unit, new: Unit, by: Actor) -> int:
    return move_unit(by=by, old=old, new=new)


def _municipality_merged(old: Municipality, into: Municipality, by: Actor) -> int:
    return move_municipality(by=by, old=old, into=into)


def _person_left(user_id: UUID, by: Actor) -> int:
    return forget_person(user_id, by=by)


LIFECYCLES.register(
    Lifecycle(
        key="surveys",
        unit_merged=_unit_merged,
        municipality_merged=_municipality_merged,
        person_left=_person_left,
        moved_label=_("besvarelser af dataindsamlinger"),
    )
)
