"""How visions are found by the search."""

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy

from tovholder.apps.visions.models import Removal, Vision
from tovholder.apps.visions.presenting import texts_of
from tovholder.apps.visions.revisions import current_revision
from tovholder.apps.visions.selectors import own_visions, public_visions
from tovholder.foundation.search.public import Document, Hit, SearchSource
from tovholder.foundation.visibility import roles
from tovholder.kernel.actor import Actor


def _documents(since: int | None) -> Iterable[Document]:
    """The texts of the visions that changed after a revision, and the ones that are gone."""
    visions = Vision.objects.select_related("municipality").order_by("pk")
    if since is not None:
        visions = visions.filter(revision__gt=since)
        for key in Removal.objects.filter(revision__gt=since).values_list("vision_key", flat=True):
            yield Document(key=key, gone=True)
    for vision in visions.prefetch_related("target_groups").iterator(chunk_size=200):
        groups = tuple(code.label_da for code in vision.target_groups.all())
        body = "\n".join([vision.municipality.name, *(text.body for text in texts_of(vision))])
        yield Document(key=vision.pk, title=vision.title, aliases=groups, body=body)


def _visible(actor: Actor, keys: Sequence[int]) -> Mapping[int, Hit]:
    """What the actor may read: their own municipality's, and what others published."""
    found = (own_visions(actor) | public_visions()).filter(pk__in=keys).select_related("municipality")
    at_home = actor.municipality_id if actor.role in roles.TENANT_ROLES else None
    return {
        vision.pk: Hit(
            title=vision.title,
            url=vision.get_absolute_url() if vision.municipality_id == at_home else vision.get_public_url(),
            summary=vision.text[:200],
            note=f"{vision.municipality.name} · {vision.get_state_display()}",
        )
        for vision in found
    }


def _list_url(text: str) -> str:
    return f"{reverse('visions:public_list')}?{urlencode({'q': text})}"


VISION_SEARCH = SearchSource(
    key="visions",
    label=gettext_lazy("Visioner"),
    documents=_documents,
    revision=current_revision,
    visible=_visible,
    list_url=_list_url,
    order=35,
)
