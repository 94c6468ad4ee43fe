"""What every page knows: who reads it, where they may go, and whether the data are invented."""

from typing import Any, Protocol

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from tovholder.foundation.ui.navigation import main_navigation
from tovholder.kernel.actor import ANONYMOUS, Actor


class NamedPlace(Protocol):
    """A municipality, by its full name."""

    full_name: str


class NamedPartner(Protocol):
    """A partner, such as a supplier."""

    name: str


class NamedRole(Protocol):
    """A role, in the reader's language."""

    @property
    def label(self) -> str:
        """Its name."""
        ...


class Seat(Protocol):
    """What the header tells of the seat that a person acts from. The rooms of people lie above this one."""

    municipality: NamedPlace | None
    partner: NamedPartner | None
    role: NamedRole


def _place(seat: Seat | None) -> str:
    """Where the seat is: the municipality or the partner; empty for national roles."""
    if seat is None:
        return ""
    if seat.municipality is not None:
        return seat.municipality.full_name
    return seat.partner.name if seat.partner is not None else ""


def page(request: HttpRequest) -> dict[str, Any]:
    """The context of ``ui/base.html``: ``actor``, where and as what they act, ``nav_items`` and ``demo_mode``."""
    actor: Actor = getattr(request, "actor", ANONYMOUS)
    seat: Seat | None = getattr(request, "seat", None)
    match = getattr(request, "resolver_match", None)
    return {
        "actor": actor,
        "place_name": _place(seat),
        "role_name": seat.role.label if seat is not None else "",
        # Each panel of a page is drawn with this context too, and only the page's header shows the navigation.
        "nav_items": SimpleLazyObject(lambda: main_navigation(actor, match.view_name if match else "")),
        "demo_mode": settings.DEMO_MODE,
    }
