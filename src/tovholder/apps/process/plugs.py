"""What the room contributes: navigation, my week, questionnaires, search, notices, and answers to ends of things."""

from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tovholder.apps.process.change_log_plugs import LOG_ACTS, LOG_LIFECYCLE, LOG_PANELS
from tovholder.apps.process.merging import LEFT_NOTICE, forget_person, merge_municipality, merge_unit
from tovholder.apps.process.models import Learning
from tovholder.apps.process.papers import ROUND_REPORT
from tovholder.apps.process.reflection import PREFIX, TITLES, page_of
from tovholder.apps.process.rules import reads_process
from tovholder.apps.process.selectors import learnings_revision, visible_learnings
from tovholder.apps.process.stepping import BALL_NOTICE
from tovholder.apps.process.working import point_items, step_items
from tovholder.apps.questionnaires.public import HOSTS, PACKAGED, Host, Packaged
from tovholder.foundation.audit.labels import ACTION_LABELS, ActionLabel
from tovholder.foundation.municipalities.lifecycle import LIFECYCLES, Lifecycle
from tovholder.foundation.municipalities.models import Municipality, Unit
from tovholder.foundation.notices.public import NOTICE_KINDS
from tovholder.foundation.reports.public import REPORTS
from tovholder.foundation.search.public import SEARCH_SOURCES, Document, Hit, SearchSource
from tovholder.foundation.ui.navigation import NAV_PARTS, NAVIGATION, NavItem, NavPart
from tovholder.foundation.ui.panels import PANELS
from tovholder.foundation.visibility.rules import logged_in
from tovholder.foundation.work.public import WORK_SOURCES, WorkSource
from tovholder.kernel.actor import Actor

NAVIGATION.register(
    NavItem(
        key="process.overview",
        label=_("Proces"),
        url_name="process:overview",
        order=12,
        allowed=reads_process.allows,
        namespaces=("visions", "goals", "screenings", "rethinking"),
    )
)
NAV_PARTS.register(
    NavPart(
        key="process.overview",
        within="process",
        label=_("Overblik"),
        url_name="process:overview",
        order=10,
        allowed=reads_process.allows,
        names=("process:unit", "process:unassigned"),
    )
)
NAV_PARTS.register(
    NavPart(
        key="process.rounds",
        within="process",
        label=_("Runder"),
        url_name="process:rounds",
        order=20,
        allowed=reads_process.allows,
        names=(
            "process:round",
            "process:step",
            "process:learnings",
            "process:lessons",
            "process:reflection",
            "process:reflection_answers",
            "process:compare",
            "process:beginning",
        ),
    )
)
NAV_PARTS.register(
    NavPart(
        key="process.checklist",
        within="process",
        label=_("Kom godt i gang"),
        url_name="process:checklist",
        order=70,
        allowed=reads_process.allows,
        names=("process:point",),
    )
)
NAV_PARTS.register(
    NavPart(
        key="process.national",
        within="process",
        label=_("Hele landet"),
        url_name="process:national",
        order=80,
        allowed=logged_in.allows,
        names=("process:national",),
    )
)

WORK_SOURCES.register(WorkSource(key="process.steps", items=step_items, order=10))
WORK_SOURCES.register(WorkSource(key="process.points", items=point_items, order=11))
NOTICE_KINDS.register(BALL_NOTICE)
NOTICE_KINDS.register(LEFT_NOTICE)
REPORTS.register(ROUND_REPORT)

for place, theme in enumerate(TITLES):
    key = PREFIX + theme
    path = files("tovholder.apps.process").joinpath(f"data/{key}.json")
    PACKAGED.register(Packaged(key=key, path=path, order=10 + place))
    HOSTS.register(Host(key=key, url_of=page_of, label=_("Refleksion")))

_ACTS = {
    "open_round": _("Begyndte en runde"),
    "change_round": _("Rettede en runde"),
    "close_round": _("Afsluttede en runde"),
    "reopen_round": _("Åbnede en runde igen"),
    "keep_beginning": _("Spurgte om råd til at begynde en runde"),
    "set_step": _("Skiftede status på et trin"),
    "change_step": _("Rettede et trin"),
    "add_learning": _("Skrev læring ned"),
    "change_learning": _("Rettede læring"),
    "take_up": _("Tog læring op"),
    "set_point": _("Rettede et punkt på tjeklisten"),
    "hide_tip": _("Skjulte et tip"),
    "show_tips": _("Viste alle tips igen"),
    "begin_reflection": _("Begyndte at svare på refleksionsspørgsmål"),
    "merge_unit": _("Afsluttede runder i en enhed, der blev lagt sammen"),
    "merge_municipality": _("Flyttede runder fra en kommune, der blev en del af en anden"),
    "forget_person": _("Fjernede en fratrådt som ansvarlig i processen"),
}
for act, said in (_ACTS | LOG_ACTS).items():
    ACTION_LABELS.register(ActionLabel(f"process.{act}", said))


for panel in LOG_PANELS:
    PANELS.register(panel)
LIFECYCLES.register(LOG_LIFECYCLE)


def _unit_merged(old: Unit, new: Unit, by: Actor) -> int:
    return merge_unit(by=by, old=old, new=new)


def _municipality_merged(old: Municipality, into: Municipality, by: Actor) -> int:
    return merge_municipality(by=by, old=old, into=into)


def _person_left(user_id: UUID, by: Actor) -> int:
    return forget_person(by=by, user_id=user_id)


LIFECYCLES.register(
    Lifecycle(
        key="process",
        unit_merged=_unit_merged,
        municipality_merged=_municipality_merged,
        person_left=_person_left,
        moved_label=_("runder og læring"),
    )
)


def _documents(since: int | None) -> Iterable[Document]:
    """All learnings; a change of any gives them all again."""
    for learning in Learning.objects.select_related("round", "municipality").iterator(chunk_size=2000):
        yield Document(
            key=learning.pk,
            title=learning.round.title,
            body=f"{learning.text}\n{learning.answer}\n{learning.municipality.name}",
        )


def _visible(actor: Actor, keys: Sequence[int]) -> Mapping[int, Hit]:
    return {
        learning.pk: Hit(
            title=learning.text[:90],
            url=learning.get_absolute_url() if learning.municipality_id == actor.municipality_id else _alone(learning),
            summary=learning.answer[:200],
            note=f"{learning.round.place_name} · {learning.round}",
        )
        for learning in visible_learnings(actor, keys)
        if reads_process.allows(actor)
    }


def _alone(learning: Learning) -> str:
    """Another municipality's learning on the list of what is shared: its round is that municipality's own."""
    return f"{reverse('process:lessons')}?{urlencode({'laering': learning.public_id})}"


def _list_url(text: str) -> str:
    return f"{reverse('process:lessons')}?{urlencode({'q': text})}"


SEARCH_SOURCES.register(
    SearchSource(
        key="process.learnings",
        label=_("Læring fra runder"),
        documents=_documents,
        revision=learnings_revision,
        visible=_visible,
        list_url=_list_url,
        order=50,
    )
)
