"""The request as this product's views see it."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from tovholder.foundation.accounts.models import RoleHolding
from tovholder.kernel.actor import Actor


class TovholderRequest(HttpRequest):
    """A request that knows who acts, from which seat, and which seats they may switch to."""

    actor: Actor
    seat: RoleHolding | None
    seats: list[RoleHolding]
    htmx: HtmxDetails
