"""What the room contributes: editions of packaged questionnaires, what waits, and its answers to ends of things."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from tovholder.apps.questionnaires.actions import delete_responses, forget_person, move_municipality, move_unit
from tovholder.apps.questionnaires.editions import load_editions
from tovholder.foundation.audit.labels import ACTION_LABELS, ActionLabel
from tovholder.foundation.codes.reference import REFERENCE, ReferenceSource
from tovholder.foundation.municipalities.lifecycle import LIFECYCLES, Lifecycle
from tovholder.foundation.municipalities.models import Municipality, Unit
from tovholder.kernel.actor import Actor

REFERENCE.register(ReferenceSource(key="questionnaires", order=70, load=load_editions))

_ACTS = {
    "open_response": _("Begyndte at svare på et spørgeskema"),
    "answer": _("Svarede på spørgsmål"),
    "assign": _("Aftalte opfølgning på et svar"),
    "followed_up": _("Fulgte op på et svar"),
    "close_response": _("Afsluttede en besvarelse"),
    "reopen_response": _("Åbnede en besvarelse igen"),
    "delete_responses": _("Slettede besvarelser"),
    "adopt_edition": _("Flyttede en besvarelse til en ny udgave"),
    "move_unit": _("Flyttede besvarelser fra en enhed, der blev lagt sammen"),
    "move_municipality": _("Flyttede besvarelser fra en kommune, der blev en del af en anden"),
    "forget_person": _("Fjernede en fratrådt som ansvarlig for svar"),
}
for act, said in _ACTS.items():
    ACTION_LABELS.register(ActionLabel(f"questionnaires.{act}", said))


def _unit_merged(old: Unit, new: Unit, by: Actor) -> int:
    return move_unit(old, new, by=by)


def _municipality_merged(old: Municipality, into: Municipality, by: Actor) -> int:
    return move_municipality(old, into, by=by)


def _person_left(user_id: UUID, by: Actor) -> int:
    return forget_person(user_id, by=by)


def _alias_expired(alias_id: UUID, by: Actor) -> int:
    return delete_responses(alias_id, by=by)


LIFECYCLES.register(
    Lifecycle(
        key="questionnaires",
        unit_merged=_unit_merged,
        municipality_merged=_municipality_merged,
        person_left=_person_left,
        alias_expired=_alias_expired,
        moved_label=_("besvarelser"),
    )
)
