"""The main navigation: rooms register their entry, the page shows those that the actor may use."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from tovholder.foundation.ui.values import Link, Text
from tovholder.kernel.actor import Actor
from tovholder.kernel.registry import Registry


def everyone(actor: Actor) -> bool:
    """The rule of an entry that all may see."""
    return True


@dataclass(frozen=True, slots=True)
class NavItem:
    """An entry of the main navigation, registered by a room's ``plugs.py``.

    ``allowed`` is asked for each page view and must not touch the database. ``namespaces`` are further URL namespaces
    under which the entry counts as current; the namespace of ``url_name`` always does. ``invites`` says what a newcomer
    finds there ("Find en teknologi"): the front page lists the entries that have it.
    """

    key: str
    label: Text
    url_name: str
    order: int = 100
    allowed: Callable[[Actor], bool] = everyone
    namespaces: tuple[str, ...] = ()
    invites: Text = ""

    def is_current(self, view_name: str) -> bool:
        """Whether the page ``view_name`` ("namespace:name") lies under this entry."""
        if view_name == self.url_name:
            return True
        namespace = view_name.rpartition(":")[0]
        return bool(namespace) and namespace in {self.url_name.rpartition(":")[0], *self.namespaces}


NAVIGATION: Registry[NavItem] = Registry("NavItem")


@dataclass(frozen=True, slots=True)
class NavPart:
    """A part of a larger whole that several rooms make up ("process"), shown as tabs over their pages.

    ``within`` names the whole. ``namespaces`` and ``allowed`` are as in :class:`NavItem`; ``names`` are the pages for
    which the part is current, where its namespace alone does not tell.
    """

    key: str
    within: str
    label: Text
    url_name: str
    order: int = 100
    allowed: Callable[[Actor], bool] = everyone
    names: tuple[str, ...] = ()

    def is_current(self, view_name: str) -> bool:
        """Whether the page ``view_name`` belongs to this part."""
        if view_name == self.url_name or view_name in self.names:
            return True
        return not self.names and view_name.partition(":")[0] == self.url_name.partition(":")[0]


NAV_PARTS: Registry[NavPart] = Registry("NavPart")


def parts_of(whole: str, actor: Actor, view_name: str) -> list[Link]:
    """The parts of ``whole`` that ``actor`` may use, in order, with the current one marked."""
    return [
        Link(part.label, reverse(part.url_name), current=part.is_current(view_name))
        for part in NAV_PARTS
        if part.within == whole and part.allowed(actor)
    ]


def main_navigation(actor: Actor, view_name: str) -> list[Link]:
    """The entries that ``actor`` may use, in order, with the current one marked.

    An entry whose URL is not mounted in this installation is left out.
    """
    return [Link(item.label, href, current=item.is_current(view_name)) for item, href in _open_to(actor)]


def ways_in(actor: Actor) -> list[Link]:
    """What a newcomer may begin with: the entries that invite, in the words in which they do."""
    return [Link(item.invites, href) for item, href in _open_to(actor) if item.invites]


def _open_to(actor: Actor) -> Iterator[tuple[NavItem, str]]:
    for item in NAVIGATION:
        if not item.allowed(actor):
            continue
        try:
            href = reverse(item.url_name)
        except NoReverseMatch:
            continue
        yield item, href
