"""What the room contributes: reference data, navigation, search."""

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tovholder.apps.technologies.definitions import move_definitions, move_municipality
from tovholder.apps.technologies.models import Technology
from tovholder.apps.technologies.papers import TECHNOLOGY_REPORT
from tovholder.apps.technologies.reference import load_publications, load_technologies
from tovholder.apps.technologies.selectors import catalogue_revision, technologies
from tovholder.foundation.audit.labels import ACTION_LABELS, ActionLabel
from tovholder.foundation.codes.reference import REFERENCE, ReferenceSource
from tovholder.foundation.municipalities.lifecycle import LIFECYCLES, Lifecycle
from tovholder.foundation.municipalities.models import Municipality, Unit
from tovholder.foundation.reports.public import REPORTS
from tovholder.foundation.search.public import SEARCH_SOURCES, Document, Hit, SearchSource
from tovholder.foundation.ui.navigation import KNOWLEDGE, NAVIGATION, NavItem
from tovholder.kernel.actor import Actor

REFERENCE.register(ReferenceSource(key="publications", order=28, load=load_publications))
REFERENCE.register(ReferenceSource(key="technologies", order=30, load=load_technologies))

REPORTS.register(TECHNOLOGY_REPORT)

_ACTS = {
    "create_technology": _("Oprettede en teknologi i kataloget"),
    "change_technology": _("Rettede en teknologi i kataloget"),
    "retire_technology": _("Lod en teknologi udgå af kataloget"),
    "revive_technology": _("Tog en teknologi tilbage i kataloget"),
    "add_point": _("Tilføjede et punkt i kataloget"),
    "change_point": _("Rettede et punkt i kataloget"),
    "move_point": _("Flyttede et punkt i kataloget"),
    "remove_point": _("Fjernede et punkt i kataloget"),
    "add_part": _("Tilføjede en del til en pakke"),
    "remove_part": _("Fjernede en del af en pakke"),
    "restore_edition": _("Bragte en tidligere udgave tilbage"),
    "create_publication": _("Tilføjede en kilde"),
    "change_publication": _("Rettede en kilde"),
    "define_locally": _("Skrev en lokal definition"),
    "change_definition": _("Rettede en lokal definition"),
    "withdraw_definition": _("Trak en lokal definition tilbage"),
    "move_definitions": _("Flyttede lokale definitioner fra en enhed, der blev lagt sammen"),
    "move_municipality": _("Flyttede lokale definitioner fra en kommune, der blev en del af en anden"),
}
for act, said in _ACTS.items():
    ACTION_LABELS.register(ActionLabel(f"technologies.{act}", said))


def _unit_merged(old: Unit, new: Unit, by: Actor) -> int:
    """A unit that was merged takes its definitions along."""
    return move_definitions(by=by, old=old, new=new)


def _municipality_merged(old: Municipality, into: Municipality, by: Actor) -> int:
    """A municipality that became part of another takes its definitions along."""
    return move_municipality(by=by, old=old, into=into)


LIFECYCLES.register(
    Lifecycle(
        key="technologies",
        unit_merged=_unit_merged,
        municipality_merged=_municipality_merged,
        moved_label=_("lokale definitioner"),
    )
)

NAVIGATION.register(
    NavItem(
        key="technologies.list",
        label=_("Teknologier"),
        url_name="technologies:list",
        order=20,
        invites=_("Find en teknologi"),
        group=KNOWLEDGE,
    )
)


def _documents(since: int | None) -> Iterable[Document]:
    """All technologies; the catalogue is small, so any change gives them all again."""
    for technology in technologies().filter(retired_on__isnull=True).prefetch_related("points"):
        yield Document(
            key=technology.pk,
            title=technology.name,
            aliases=(technology.name_en, *technology.alias_list),
            body="\n".join([technology.description_da, *(point.text_da for point in technology.points.all())]),
        )


def _visible(actor: Actor, keys: Sequence[int]) -> Mapping[int, Hit]:
    """Every technology is open to everybody."""
    return {
        technology.pk: Hit(
            title=technology.label,
            url=technology.get_absolute_url(),
            summary=technology.description,
            note=f"{technology.category.label} · {_('Udgået')}" if technology.is_retired else technology.category.label,
        )
        for technology in Technology.objects.select_related("category").filter(pk__in=keys)
    }


def _list_url(text: str) -> str:
    return f"{reverse('technologies:list')}?{urlencode({'q': text})}"


SEARCH_SOURCES.register(
    SearchSource(
        key="technologies",
        label=_("Teknologier"),
        documents=_documents,
        revision=catalogue_revision,
        visible=_visible,
        list_url=_list_url,
        order=20,
    )
)
