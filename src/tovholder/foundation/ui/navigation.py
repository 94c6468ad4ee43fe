"""The main navigation: rooms register their entry, the page shows those that the actor may use."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from tovholder.foundation.ui.values import Link, Text
from tovholder.kernel.actor import Actor
from tovholder.kernel.registry import Registry

KNOWLEDGE: Text = _("Viden")  # the group of what the country knows: technologies, products, cases, packages, figures
ROOM_IN_A_BAR = 7  # as many entries as stand on one line of a narrow desk screen


def everyone(actor: Actor) -> bool:
    """The rule of an entry that all may see."""
    return True


@dataclass(frozen=True, slots=True)
class NavItem:
    """An entry of the main navigation, registered by a room's ``plugs.py``.

    ``allowed`` is asked for each page view and must not touch the database. ``namespaces`` are further URL namespaces
    under which the entry counts as current; the namespace of ``url_name`` always does. ``invites`` says what a newcomer
    finds there ("Find en teknologi"): the front page lists the entries that have it. Entries of one ``group`` stand
    together under its name for those who have more entries than the bar has room for.
    """

    key: str
    label: Text
    url_name: str
    order: int = 100
    allowed: Callable[[Actor], bool] = everyone
    namespaces: tuple[str, ...] = ()
    invites: Text = ""
    group: Text = ""

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


@dataclass(frozen=True, slots=True)
class NavEntry:
    """What stands in the main navigation: a link, or a group whose ``parts`` unfold below it."""

    label: Text
    href: str = ""
    current: bool = False
    parts: tuple[Link, ...] = ()


def main_navigation(actor: Actor, view_name: str) -> list[NavEntry]:
    """The entries that ``actor`` may use, in order, with the current one marked.

    An entry whose URL is not mounted in this installation is left out. Where there are more than the bar has room for,
    those of a group are gathered in the place of its first one.
    """
    open_items = [(item, Link(item.label, href, current=item.is_current(view_name))) for item, href in _open_to(actor)]
    if len(open_items) <= ROOM_IN_A_BAR:
        return [_alone(link) for _item, link in open_items]
    together: dict[str, list[Link]] = {}
    for item, link in open_items:
        together.setdefault(str(item.group) or item.key, []).append(link)
    return [
        NavEntry(name, current=any(link.current for link in links), parts=tuple(links))
        if len(links) > 1
        else _alone(links[0])
        for name, links in together.items()
    ]


def _alone(link: Link) -> NavEntry:
    return NavEntry(link.label, link.href, link.current)


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
