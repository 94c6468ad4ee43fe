"""What the room contributes: reference data, navigation, search."""

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tovholder.apps.technologies.models import Technology
from tovholder.apps.technologies.reference import load_publications, load_technologies
from tovholder.apps.technologies.selectors import catalogue_revision, technologies
from tovholder.foundation.codes.reference import REFERENCE, ReferenceSource
from tovholder.foundation.search.public import SEARCH_SOURCES, Document, Hit, SearchSource
from tovholder.foundation.ui.navigation import NAVIGATION, NavItem
from tovholder.kernel.actor import Actor

REFERENCE.register(ReferenceSource(key="publications", order=28, load=load_publications))
REFERENCE.register(ReferenceSource(key="technologies", order=30, load=load_technologies))

NAVIGATION.register(NavItem(key="technologies.list", label=_("Teknologier"), url_name="technologies:list", order=20))


def _documents(since: int | None) -> Iterable[Document]:
    """All technologies; the catalogue is small, so any change gives them all again."""
    for technology in technologies():
        yield Document(
            key=technology.pk,
            title=technology.name,
            aliases=(technology.name_en, *technology.alias_list),
            body=technology.description_da,
        )


def _visible(actor: Actor, keys: Sequence[int]) -> Mapping[int, Hit]:
    """Every technology is open to everybody."""
    return {
        technology.pk: Hit(
            title=technology.label,
            url=technology.get_absolute_url(),
            summary=technology.description,
            note=technology.category.label,
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
