"""What the room contributes: its tab, the register, search, what waits, notices, panels and the ends of things."""

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tovholder.apps.barriers import showing
from tovholder.apps.barriers.ends import forget_person, move_municipality, move_unit
from tovholder.apps.barriers.models import ProjectBarrier
from tovholder.apps.barriers.reference import load_register
from tovholder.apps.barriers.register import Barrier
from tovholder.apps.barriers.selectors import seen_barriers, whole_register
from tovholder.apps.barriers.telling import OWNER_NOTICE, UNOWNED_NOTICE
from tovholder.apps.barriers.working import barrier_items
from tovholder.foundation.audit.labels import ACTION_LABELS, ActionLabel
from tovholder.foundation.codes.reference import REFERENCE, ReferenceSource
from tovholder.foundation.municipalities.lifecycle import LIFECYCLES, Lifecycle
from tovholder.foundation.municipalities.models import Municipality, Unit
from tovholder.foundation.notices.public import NOTICE_KINDS
from tovholder.foundation.search.public import SEARCH_SOURCES, Document, Hit, SearchSource, versions_and_rows
from tovholder.foundation.ui.navigation import NAV_PARTS, NavPart
from tovholder.foundation.ui.panels import PANELS, Panel
from tovholder.foundation.visibility.rules import everyone
from tovholder.foundation.work.public import WORK_SOURCES, WorkSource
from tovholder.kernel.actor import Actor

SUMMARY = 220

NAV_PARTS.register(
    NavPart(key="barriers.overview", within="benefits", label=_("Barrierer"), url_name="barriers:overview", order=100)
)
REFERENCE.register(ReferenceSource(key="barriers", order=60, load=load_register))
WORK_SOURCES.register(WorkSource(key="barriers", items=barrier_items, order=50))
for kind in (OWNER_NOTICE, UNOWNED_NOTICE):
    NOTICE_KINDS.register(kind)

_ACTS = {
    "add_barrier": _("Skrev en barriere på et projekt"),
    "change_barrier": _("Rettede en barriere"),
    "step_barrier": _("Skiftede tilstand på en barriere"),
    "add_measure": _("Skrev, hvad der blev prøvet mod en barriere"),
    "change_measure": _("Rettede, hvad der blev prøvet mod en barriere"),
    "add_entry": _("Oprettede en barriere i registret"),
    "change_entry": _("Rettede en barriere i registret"),
    "forget_person": _("Tog en fratrådt kollega af barrierer"),
    "move_unit": _("Flyttede barrierer fra en enhed, der blev lagt sammen"),
    "move_municipality": _("Flyttede barrierer fra en kommune, der blev en del af en anden"),
}
for act, said in _ACTS.items():
    ACTION_LABELS.register(ActionLabel(f"barriers.{act}", said))


def _unit_merged(old: Unit, new: Unit, by: Actor) -> int:
    return move_unit(by=by, old=old, new=new)


def _municipality_merged(old: Municipality, into: Municipality, by: Actor) -> int:
    return move_municipality(by=by, old=old, into=into)


def _person_left(user_id: UUID, by: Actor) -> int:
    return forget_person(user_id, by=by)


LIFECYCLES.register(
    Lifecycle(
        key="barriers",
        unit_merged=_unit_merged,
        municipality_merged=_municipality_merged,
        person_left=_person_left,
        moved_label=_("barrierer"),
    )
)

for slot, load, order in (
    ("project", showing.project_panel, 50),
    ("technology", showing.technology_panel, 60),
    ("municipality", showing.municipality_panel, 60),
):
    PANELS.register(
        Panel(key=f"barriers.{slot}", slot=slot, rule=everyone, load=load, template="barriers/panel.html", order=order)
    )


def _register_documents(since: int | None) -> Iterable[Document]:
    """The entries with a name: they are few, so any change gives them all again."""
    for entry in Barrier.objects.exclude(name_da="").order_by("pk").iterator(chunk_size=500):
        body = f"{entry.meaning_da}\n{entry.meaning_en}\n{entry.helps_da}"
        yield Document(key=entry.pk, title=entry.name_da, aliases=[entry.name_en], body=body)


def _register_visible(actor: Actor, keys: Sequence[int]) -> Mapping[int, Hit]:
    return {
        entry.pk: Hit(
            title=entry.name,
            url=entry.get_absolute_url(),
            summary=entry.meaning[:SUMMARY],
            note=str(entry.theme or ""),
        )
        for entry in whole_register().filter(pk__in=keys)
    }


def _register_revision() -> int:
    return Barrier.objects.aggregate(total=Sum("version"))["total"] or 0


def _documents(since: int | None) -> Iterable[Document]:
    """All barriers of projects, as with the register."""
    rows = ProjectBarrier.objects.select_related("barrier").order_by("pk")
    for one in rows.iterator(chunk_size=2000):
        title = one.barrier.name_da if one.barrier is not None else one.own_words
        yield Document(key=one.pk, title=title, body=f"{one.own_words}\n{one.description}")


def _visible(actor: Actor, keys: Sequence[int]) -> Mapping[int, Hit]:
    return {
        one.pk: Hit(
            title=one.title,
            url=one.get_absolute_url(),
            summary=one.description[:SUMMARY],
            note=f"{one.project.title} · {one.municipality.name} · {one.get_state_display()}",
        )
        for one in seen_barriers(actor).filter(pk__in=keys)
    }


def _revision() -> int:
    return versions_and_rows(ProjectBarrier)


def _own_list(text: str) -> str:
    return f"{reverse('barriers:list')}?{urlencode({'q': text})}"


SEARCH_SOURCES.register(
    SearchSource(
        key="barriers.register",
        label=_("Barrierer i registret"),
        documents=_register_documents,
        revision=_register_revision,
        visible=_register_visible,
        order=70,
    )
)
SEARCH_SOURCES.register(
    SearchSource(
        key="barriers",
        label=_("Barrierer ved projekter"),
        documents=_documents,
        revision=_revision,
        visible=_visible,
        list_url=_own_list,
        order=71,
    )
)
