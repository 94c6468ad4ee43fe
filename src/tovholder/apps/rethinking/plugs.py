"""What the room contributes: its tab, import, search, my week, the ends of things, figures, and a panel."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tovholder.apps.process.public import (
    NATIONAL_FIGURES,
    ROUND_FIGURES,
    STEP_SOURCES,
    NationalFigure,
    Round,
    RoundFigure,
    StepSource,
)
from tovholder.apps.rethinking.bulk import move_municipality, move_unit, release_measurer
from tovholder.apps.rethinking.importing import TASK_IMPORT
from tovholder.apps.rethinking.models import WorkTask
from tovholder.apps.rethinking.presenting import hours_text
from tovholder.apps.rethinking.ranking import LANES, the_list
from tovholder.apps.rethinking.rules import may_add, may_list, may_read
from tovholder.apps.rethinking.scales import TaskState
from tovholder.apps.rethinking.selectors import (
    mapped_now,
    municipalities_that_map,
    tasks_by_round,
    tasks_revision,
    to_measure,
    waiting_proposals,
)
from tovholder.foundation.audit.labels import ACTION_LABELS, ActionLabel
from tovholder.foundation.municipalities.lifecycle import LIFECYCLES, Lifecycle
from tovholder.foundation.municipalities.models import Municipality, Unit
from tovholder.foundation.search.public import SEARCH_SOURCES, Document, Hit, SearchSource
from tovholder.foundation.tables.public import IMPORTERS
from tovholder.foundation.ui.navigation import NAV_PARTS, NavPart
from tovholder.foundation.ui.panels import PANELS, Panel
from tovholder.foundation.ui.values import Link
from tovholder.foundation.work.public import WORK_SOURCES, WorkItem, WorkSource
from tovholder.kernel.actor import Actor

KIND = _("Opgaver")
LINKS_SHOWN = 5

NAV_PARTS.register(
    NavPart("rethinking", "process", _("Opgaver"), "rethinking:overview", order=60, allowed=may_list.allows)
)
IMPORTERS.register(TASK_IMPORT)

_ACTS = {
    "propose_task": _("Foreslog en opgave, der kunne gøres lettere"),
    "add_task": _("Satte en opgave på listen"),
    "change_task": _("Rettede en opgave"),
    "take_in": _("Tog et forslag ind på listen"),
    "put_away": _("Lagde en opgave væk"),
    "put_back": _("Hentede en opgave frem igen"),
    "decide": _("Besluttede en vej frem for en opgave"),
    "tell_change": _("Fortalte, at en opgave er lavet om"),
    "promise_measure": _("Lovede at måle en opgave"),
    "write_measure": _("Skrev, hvad en opgave tager"),
    "add_trial": _("Fortalte om et forsøg"),
    "change_trial": _("Rettede et forsøg"),
    "add_meeting": _("Føjede en virksomhed til en opgave"),
    "change_meeting": _("Rettede et møde med en virksomhed"),
    "add_journey": _("Begyndte en brugerrejse"),
    "change_journey": _("Rettede en brugerrejse"),
    "move_step": _("Flyttede et skridt i en brugerrejse"),
    "move_field": _("Flyttede et fagområde på tavlen"),
    "set_weights": _("Vægtede listen over opgaver anderledes"),
    "import_tasks": _("Importerede opgaver"),
    "undo_import": _("Fortrød en import af opgaver"),
    "move_unit": _("Flyttede opgaver fra en enhed, der blev lagt sammen"),
    "move_municipality": _("Flyttede opgaver fra en kommune, der blev en del af en anden"),
    "release_measurer": _("Frigav en opgave, som en fratrådt ville måle"),
}
for act, said in _ACTS.items():
    ACTION_LABELS.register(ActionLabel(f"rethinking.{act}", said))


def _unit_merged(old: Unit, new: Unit, by: Actor) -> int:
    """A unit that was merged takes its tasks along."""
    return move_unit(by=by, old=old, new=new)


def _municipality_merged(old: Municipality, into: Municipality, by: Actor) -> int:
    """A municipality that became part of another takes its inventory along."""
    return move_municipality(by=by, old=old, into=into)


def _person_left(person: UUID, by: Actor) -> int:
    """Nobody waits for a measurement by somebody who has left."""
    return release_measurer(by=by, person=person)


LIFECYCLES.register(
    Lifecycle(
        key="rethinking",
        unit_merged=_unit_merged,
        municipality_merged=_municipality_merged,
        person_left=_person_left,
        moved_label=_("opgaver og brugerrejser"),
    )
)


def _measuring(actor: Actor, until: date) -> list[WorkItem]:
    """What the actor said that they would measure."""
    return [
        WorkItem(
            title=gettext("Mål %(title)s") % {"title": task.title},
            url=reverse("rethinking:write_measure", args=[task.public_id]),
            kind=KIND,
            due=task.measure_due,
        )
        for task in to_measure(actor, until)
    ]


def _proposals(actor: Actor, until: date) -> list[WorkItem]:
    """Proposals that the actor may take in."""
    return [
        WorkItem(
            title=gettext("Svar på forslaget %(title)s") % {"title": task.title},
            url=task.get_absolute_url(),
            kind=KIND,
            note=gettext("Foreslået af %(name)s") % {"name": task.proposed_by_name},
        )
        for task in waiting_proposals(actor)
    ]


WORK_SOURCES.register(WorkSource(key="rethinking.measure", items=_measuring, order=75))
WORK_SOURCES.register(WorkSource(key="rethinking.proposals", items=_proposals, order=76))


def _documents(since: int | None) -> Iterable[Document]:
    """All tasks again at any change; what is put away or taken back is gone by what the reader may see."""
    for task in WorkTask.objects.select_related("field").order_by("pk").iterator(chunk_size=500):
        yield Document(
            key=task.pk,
            title=task.title,
            aliases=(task.field.label_da,),
            body=f"{task.what}\n{task.affected}\n{task.systems}\n{task.contact_why}\n{task.harm_what}",
            gone=task.state == TaskState.PUT_AWAY,
        )


def _visible(actor: Actor, keys: Sequence[int]) -> Mapping[int, Hit]:
    """The tasks of the reader's own municipality. One query."""
    if not may_list.allows(actor):
        return {}
    found = WorkTask.objects.visible_to(actor).at_home(actor).filter(pk__in=keys)
    return {
        task.pk: Hit(
            title=task.title,
            url=task.get_absolute_url(),
            summary=task.what[:200],
            note=f"{task.field.label} · {task.get_state_display()}",
        )
        for task in found.exclude(state=TaskState.PUT_AWAY).select_related("field")
    }


def _list_url(text: str) -> str:
    return f"{reverse('rethinking:list')}?{urlencode({'q': text})}"


SEARCH_SOURCES.register(
    SearchSource(
        key="rethinking",
        label=_("Opgaver"),
        documents=_documents,
        revision=tasks_revision,
        visible=_visible,
        list_url=_list_url,
        order=60,
    )
)

NATIONAL_FIGURES.register(
    NationalFigure("rethinking.maps", _("Kortlægger arbejdsopgaver"), municipalities_that_map, order=60)
)


def _tasks_of_rounds(rounds: Sequence[Round], actor: Actor) -> Mapping[int, int]:
    """How many tasks were mapped in each round."""
    return {key: len(tasks) for key, tasks in tasks_by_round(rounds, actor).items()}


ROUND_FIGURES.register(RoundFigure("rethinking.tasks", _("Kortlagte opgaver"), _tasks_of_rounds, order=60))


def _step_links(the_round: Round, actor: Actor) -> Sequence[Link]:
    """The tasks that were mapped in a round."""
    if not may_read.allows(actor, the_round):
        return []
    tasks = tasks_by_round([the_round], actor).get(the_round.pk, [])
    shown = [Link(task.title, task.get_absolute_url(), note=task.get_state_display()) for task in tasks[:LINKS_SHOWN]]
    if len(tasks) > LINKS_SHOWN:
        shown.append(Link(gettext("Se alle opgaver"), reverse("rethinking:list"), count=len(tasks)))
    return shown


def _step_start(the_round: Round, actor: Actor) -> Link | None:
    """Where a task is put on the list."""
    if not may_add.allows(actor) or actor.municipality_id != the_round.municipality_id:
        return None
    return Link(gettext("Kortlæg en opgave"), reverse("rethinking:new"))


STEP_SOURCES.register(
    StepSource("rethinking.tasks", "screening.technology", links=_step_links, start=_step_start, order=60)
)


def _process_panel(municipality: Municipality, actor: Actor) -> Mapping[str, object] | None:
    """The field under way, and the hours of the list by lane. Three queries."""
    if actor.municipality_id != municipality.pk:
        return None
    found = the_list(actor)
    hours, counts = found.hours_by_lane(), found.count_by_lane()
    return {
        "mapped_now": mapped_now(municipality.pk),
        "lanes": [(label, hours_text(hours[lane]), counts[lane]) for lane, label in LANES.items() if counts[lane]],
        "first": found.first()[:1],
        "may_add": may_add.allows(actor),
    }


PANELS.register(
    Panel(
        key="rethinking.process",
        slot="process",
        rule=may_list,
        load=_process_panel,
        template="rethinking/panel.html",
        order=60,
    )
)
