"""What the room contributes: editions of packaged questionnaires, what waits, and its answers to ends of things."""

from collections.abc import Mapping, Sequence
from datetime import date
from importlib.resources import files
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tovholder.apps.questionnaires.actions import delete_responses, forget_person, move_municipality, move_unit
from tovholder.apps.questionnaires.editions import PACKAGED, Packaged, load_editions
from tovholder.apps.questionnaires.hosts import RESPONSIBLE, answer_url
from tovholder.apps.questionnaires.models import Response
from tovholder.apps.questionnaires.rules import may_read
from tovholder.apps.questionnaires.selectors import waiting_answers
from tovholder.apps.questionnaires.wording import question_text, words
from tovholder.foundation.audit.labels import ACTION_LABELS, ActionLabel
from tovholder.foundation.codes.reference import REFERENCE, ReferenceSource
from tovholder.foundation.municipalities.lifecycle import LIFECYCLES, Lifecycle
from tovholder.foundation.municipalities.models import Municipality, Unit
from tovholder.foundation.notices.public import NOTICE_KINDS, NoticeKind
from tovholder.foundation.ui.panels import PANELS, Panel
from tovholder.foundation.work.public import WORK_SOURCES, WorkItem, WorkSource
from tovholder.kernel.actor import Actor

REFERENCE.register(ReferenceSource(key="questionnaires", order=70, load=load_editions))

_DATA = files("tovholder.apps.questionnaires").joinpath("data")
# The templates of the national data collection, which its room picks by key; municipalities are asked there alone.
for order, key in enumerate(("velfaerdsteknologi", "oekonomi"), start=80):
    PACKAGED.register(Packaged(key=key, path=_DATA.joinpath(f"{key}.json"), order=order, redrafted=True))

_ACTS = {
    "open_edition": _("Åbnede en ny udgave af et spørgeskema"),
    "open_response": _("Begyndte at svare på et spørgeskema"),
    "take_in": _("Tog besvarelser ind"),
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
    return move_unit(old, new, by=by) if Response.objects.filter(unit=old).exists() else 0


def _municipality_merged(old: Municipality, into: Municipality, by: Actor) -> int:
    return move_municipality(old, into, by=by)


def _person_left(user_id: UUID, by: Actor) -> int:
    return forget_person(user_id, by=by)


def _alias_expired(alias_id: UUID, by: Actor) -> int:
    """What was answered about a citizen goes with the alias."""
    return delete_responses(alias_id, by=by) if Response.objects.filter(about=alias_id).exists() else 0


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


NOTICE_KINDS.register(NoticeKind(RESPONSIBLE, _("svar, som du skal følge op på"), order=70))


def _waiting(actor: Actor, until: date) -> Sequence[WorkItem]:
    """The answers that the actor should follow up, where their pages are known. One query."""
    found = ((given, answer_url(given)) for given in waiting_answers(actor, until))
    return [
        WorkItem(
            title=gettext("Følg op på svaret: %(question)s") % {"question": question_text(given)},
            url=url,
            kind=_("Spørgeskemaer"),
            due=given.follow_up_on,
            note=words(given.response.edition.content.title),
        )
        for given, url in found
        if url
    ]


WORK_SOURCES.register(WorkSource(key="questionnaires.follow_up", items=_waiting, order=70))


def _about(subject: object, actor: Actor) -> Mapping[str, object]:
    """The way from the page about the product to what it asks."""
    return {}


PANELS.register(
    Panel(
        key="questionnaires.about",
        slot="about",
        rule=may_read,
        load=_about,
        template="questionnaires/about_panel.html",
    )
)
