"""What the room contributes: starters, navigation, search, what waits, panels on other rooms' pages."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tovholder.apps.cases.actions import move_municipality
from tovholder.apps.cases.models import Case, CaseState, a_year_after
from tovholder.apps.cases.presenting import link_mark, places_text, source_text
from tovholder.apps.cases.reference import load_cases
from tovholder.apps.cases.rules import keeps_the_case
from tovholder.apps.cases.selectors import (
    cases_in_publication,
    cases_of_municipality,
    cases_of_technology,
    cases_revision,
    every_case,
    waiting_for,
)
from tovholder.apps.technologies.public import Publication, Technology
from tovholder.foundation.audit.labels import ACTION_LABELS, ActionLabel
from tovholder.foundation.codes.reference import REFERENCE, ReferenceSource
from tovholder.foundation.municipalities.lifecycle import LIFECYCLES, Lifecycle
from tovholder.foundation.municipalities.models import Municipality
from tovholder.foundation.search.public import SEARCH_SOURCES, Document, Hit, SearchSource
from tovholder.foundation.ui.navigation import KNOWLEDGE, NAVIGATION, NavItem
from tovholder.foundation.ui.panels import PANELS, Panel
from tovholder.foundation.visibility.rules import everyone
from tovholder.foundation.work.public import WORK_SOURCES, WorkItem, WorkSource
from tovholder.kernel.actor import Actor

PANEL_SHOWN = 3
SUMMARY = 220

REFERENCE.register(ReferenceSource(key="cases", order=60, load=load_cases))
NAVIGATION.register(
    NavItem(
        key="cases.list",
        label=_("Cases"),
        url_name="cases:list",
        order=24,
        invites=_("Læs, hvad kommuner har fortalt"),
        group=KNOWLEDGE,
    )
)

_ACTS = {
    "add_case": _("Oprettede en case"),
    "change_case": _("Rettede en case"),
    "verify_case": _("Efterprøvede linket til en case"),
    "withdraw_case": _("Trak en case tilbage"),
    "restore_case": _("Viste en case igen"),
    "move_municipality": _("Flyttede cases fra en kommune, der blev en del af en anden"),
}
for act, said in _ACTS.items():
    ACTION_LABELS.register(ActionLabel(f"cases.{act}", said))


def _municipality_merged(old: Municipality, into: Municipality, by: Actor) -> int:
    """What a municipality has told is told of the one it became part of."""
    return move_municipality(by=by, old=old, into=into)


LIFECYCLES.register(Lifecycle(key="cases", municipality_merged=_municipality_merged, moved_label=_("cases")))


def _waiting(actor: Actor, until: date) -> list[WorkItem]:
    """The links that the actor keeps and that nobody has verified for twelve months."""
    return [
        WorkItem(
            title=gettext("Efterprøv linket til %(title)s") % {"title": case.title},
            url=case.get_absolute_url(),
            kind=_("Cases"),
            due=a_year_after(case.verified_on) if case.verified_on else None,
        )
        for case in waiting_for(actor, until)
    ]


WORK_SOURCES.register(WorkSource(key="cases.verify", items=_waiting, order=60))


def _documents(since: int | None) -> Iterable[Document]:
    """All cases; they are few, so any change gives them all again, withdrawn ones as gone."""
    for case in every_case():
        names = [alias for item in case.technologies.all() for alias in (item.name, item.name_en, *item.alias_list)]
        yield Document(
            key=case.pk,
            title=case.title_da,
            aliases=(case.title_en, *names, *(place.name for place in case.municipalities.all())),
            body=case.summary_da,
            gone=case.is_withdrawn,
        )


def _visible(actor: Actor, keys: Sequence[int]) -> Mapping[int, Hit]:
    """Every case that is shown is open to everybody. Two queries."""
    shown = Case.objects.filter(pk__in=keys, state=CaseState.SHOWN).select_related("publication")
    return {
        case.pk: Hit(
            title=case.title,
            url=case.get_absolute_url(),
            summary=case.summary[:SUMMARY],
            note=" · ".join(part for part in (places_text(case), source_text(case)) if part),
        )
        for case in shown.prefetch_related("municipalities")
    }


def _list_url(text: str) -> str:
    return f"{reverse('cases:list')}?{urlencode({'q': text})}"


SEARCH_SOURCES.register(
    SearchSource(
        key="cases",
        label=_("Cases"),
        documents=_documents,
        revision=cases_revision,
        visible=_visible,
        list_url=_list_url,
        order=30,
    )
)


def _rows(cases: Sequence[Case]) -> list[tuple[Case, str, str, object]]:
    return [(case, places_text(case), source_text(case), link_mark(case)) for case in cases[:PANEL_SHOWN]]


def _list_href(name: str, value: str) -> str:
    return f"{reverse('cases:list')}?{urlencode({name: value})}"


def _technology_panel(technology: Technology, actor: Actor) -> Mapping[str, object] | None:
    """What municipalities have told in public of a technology."""
    cases = cases_of_technology(technology)
    if not cases:
        return None
    return {"rows": _rows(cases), "list_href": _list_href("teknologi", technology.slug)}


def _municipality_panel(municipality: Municipality, actor: Actor) -> Mapping[str, object] | None:
    """What a municipality has told in public; its own coordinator is asked to add the first."""
    cases = cases_of_municipality(municipality)
    adds = keeps_the_case.allows(actor) and actor.municipality_id == municipality.pk
    if not cases and not adds:
        return None
    return {
        "rows": _rows(cases),
        "list_href": _list_href("kommune", municipality.slug) if cases else "",
        "may_add": adds,
    }


def _publication_panel(publication: Publication, actor: Actor) -> Mapping[str, object] | None:
    """The cases that a publication tells."""
    cases = cases_in_publication(publication)
    if not cases:
        return None
    return {"rows": _rows(cases), "list_href": _list_href("kilde", publication.key)}


for slot, load, order in (
    ("technology", _technology_panel, 30),
    ("municipality", _municipality_panel, 30),
    ("publication", _publication_panel, 30),
):
    PANELS.register(
        Panel(key=f"cases.{slot}", slot=slot, rule=everyone, load=load, template="cases/panel.html", order=order)
    )
