"""What the room contributes: its tab, the reference data, search, what waits, panels and the ends of things."""

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tovholder.apps.focusareas import showing
from tovholder.apps.focusareas.ends import forget_person, move_municipality
from tovholder.apps.focusareas.models import FocusArea, QuestionProposal
from tovholder.apps.focusareas.presenting import proposer_text
from tovholder.apps.focusareas.reference import load_focus_areas
from tovholder.apps.focusareas.selectors import seen_areas, seen_questions
from tovholder.apps.focusareas.working import area_items
from tovholder.foundation.audit.labels import ACTION_LABELS, ActionLabel
from tovholder.foundation.codes.reference import REFERENCE, ReferenceSource
from tovholder.foundation.municipalities.lifecycle import LIFECYCLES, Lifecycle
from tovholder.foundation.municipalities.models import Municipality
from tovholder.foundation.search.public import SEARCH_SOURCES, Document, Hit, SearchSource, versions_and_rows
from tovholder.foundation.ui.navigation import NAV_PARTS, NavPart
from tovholder.foundation.ui.panels import PANELS, Panel
from tovholder.foundation.visibility.rules import everyone
from tovholder.foundation.work.public import WORK_SOURCES, WorkSource
from tovholder.kernel.actor import Actor

SUMMARY = 220

NAV_PARTS.register(
    NavPart(key="focusareas.list", within="surveys", label=_("Fokusområder"), url_name="focusareas:list", order=60)
)
REFERENCE.register(ReferenceSource(key="focusareas", order=65, load=load_focus_areas))
WORK_SOURCES.register(WorkSource(key="focusareas", items=area_items, order=70))

_ACTS = {
    "propose_area": _("Foreslog et fælleskommunalt fokusområde"),
    "change_area": _("Rettede et fokusområde"),
    "speak": _("Sagde noget om et foreslået fokusområde"),
    "step_area": _("Tog et fokusområde et trin videre"),
    "add_member": _("Gav en plads i kommunegruppen eller styregruppen"),
    "change_member": _("Rettede en plads i kommunegruppen eller styregruppen"),
    "propose_question": _("Foreslog et spørgsmål til dataindsamlingen"),
    "change_question": _("Rettede et foreslået spørgsmål"),
    "step_question": _("Besluttede noget om et foreslået spørgsmål"),
    "approve_questions": _("Registrerede, at styregruppen godkendte spørgsmålene"),
    "forget_person": _("Tog en fratrådt kollega af pladser i grupper"),
    "move_municipality": _("Flyttede forslag og pladser fra en kommune, der blev en del af en anden"),
}
for act, said in _ACTS.items():
    ACTION_LABELS.register(ActionLabel(f"focusareas.{act}", said))


def _municipality_merged(old: Municipality, into: Municipality, by: Actor) -> int:
    return move_municipality(by=by, old=old, into=into)


def _person_left(user_id: UUID, by: Actor) -> int:
    return forget_person(user_id, by=by)


LIFECYCLES.register(
    Lifecycle(
        key="focusareas",
        municipality_merged=_municipality_merged,
        person_left=_person_left,
        moved_label=_("forslag til fokusområder og spørgsmål"),
    )
)
PANELS.register(
    Panel(
        key="focusareas.landkort",
        slot="landkort",
        rule=everyone,
        load=showing.landkort_panel,
        template="focusareas/panel.html",
        order=10,
    )
)
PANELS.register(
    Panel(
        key="focusareas.technology",
        slot="technology",
        rule=everyone,
        load=showing.technology_panel,
        template="focusareas/panel.html",
        order=9,
    )
)


def _area_documents(since: int | None) -> Iterable[Document]:
    """They are few, so any change gives them all again."""
    for area in FocusArea.objects.order_by("pk").iterator(chunk_size=500):
        body = f"{area.description_da}\n{area.description_en}"
        yield Document(key=area.pk, title=area.title_da, aliases=[area.title_en, str(area.year)], body=body)


def _area_visible(actor: Actor, keys: Sequence[int]) -> Mapping[int, Hit]:
    return {
        area.pk: Hit(
            title=area.title,
            url=area.get_absolute_url(),
            summary=area.description[:SUMMARY],
            note=f"{area.year} · {area.get_state_display()}",
        )
        for area in seen_areas(actor).filter(pk__in=keys)
    }


def _area_revision() -> int:
    return versions_and_rows(FocusArea)


def _question_documents(since: int | None) -> Iterable[Document]:
    """All of them, as with the areas."""
    for one in QuestionProposal.objects.order_by("pk").iterator(chunk_size=500):
        yield Document(key=one.pk, title=one.text, aliases=[one.section], body=one.why)


def _question_visible(actor: Actor, keys: Sequence[int]) -> Mapping[int, Hit]:
    return {
        one.pk: Hit(
            title=one.text,
            url=one.get_absolute_url(),
            summary=one.why[:SUMMARY],
            note=f"{one.year} · {proposer_text(one)} · {one.get_state_display()}",
        )
        for one in seen_questions(actor).filter(pk__in=keys)
    }


def _question_revision() -> int:
    return versions_and_rows(QuestionProposal)


def _list_of(name: str, text: str) -> str:
    return f"{reverse(name)}?{urlencode({'q': text})}"


SEARCH_SOURCES.register(
    SearchSource(
        key="focusareas",
        label=_("Fælleskommunale fokusområder"),
        documents=_area_documents,
        revision=_area_revision,
        visible=_area_visible,
        list_url=lambda text: _list_of("focusareas:list", text),
        order=74,
    )
)
SEARCH_SOURCES.register(
    SearchSource(
        key="focusareas.questions",
        label=_("Forslag til spørgsmål"),
        documents=_question_documents,
        revision=_question_revision,
        visible=_question_visible,
        list_url=lambda text: _list_of("focusareas:questions", text),
        order=75,
    )
)
