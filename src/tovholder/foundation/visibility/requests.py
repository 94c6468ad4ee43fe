"""The request as this product's views see it."""

from collections.abc import Sequence
from typing import Any, Protocol
from uuid import UUID

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from tovholder.kernel.actor import Actor


class Seat(Protocol):
    """A role that is held: what accounts call a role holding, which this room lies below and cannot name."""

    public_id: UUID

    @property
    def municipality(self) -> Any:
        """The municipality or region in which the role is held, or None."""
        ...


class TovholderRequest(HttpRequest):
    """A request that knows who acts, from which seat, and which seats they may switch to."""

    actor: Actor
    seat: Seat | None
    seats: Sequence[Seat]
    htmx: HtmxDetails


def actor_of_request(request: HttpRequest) -> Actor:
    """Who acts: what the middleware, or the API's reader of keys, has set."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # TovholderRequest has it; the API's library does not
    return actor
