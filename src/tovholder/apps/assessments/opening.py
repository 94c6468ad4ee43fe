"""How every page of the room is opened: while the room is open, by those who may, and with a trace in the read log."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol, TypeVar
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from tovholder.apps.assessments.models import Assessment
from tovholder.apps.assessments.rules import assesses
from tovholder.apps.assessments.selectors import assessment_for
from tovholder.apps.citizens.public import CitizenAlias, ReadPurpose, aliases, in_open_room, read_alias
from tovholder.foundation.visibility.access import View, allow_on
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.kernel.actor import Actor


class AboutCitizen(Protocol):
    """A record that is about a citizen."""

    @property
    def citizen(self) -> CitizenAlias:
        """Whom it is about."""
        ...


S = TypeVar("S", bound=AboutCitizen)

LEADS_ON = range(300, 400)
"""The states of answers that show nothing of a citizen."""


class Whom:
    """A citizen of the own unit, as the pages take one that has no assessment yet."""

    def __init__(self, citizen: CitizenAlias) -> None:
        self.citizen = citizen


def load_citizen(actor: Actor, alias: UUID) -> Whom:
    """An alias of the actor's own unit, or 404."""
    return Whom(get_object_or_404(aliases(actor), public_id=alias))


def load(actor: Actor, alias: UUID, public_id: UUID) -> Assessment:
    """An assessment of the actor's own unit, or 404."""
    return assessment_for(actor, alias, public_id)


def opened(
    loader: Callable[..., S], purpose: ReadPurpose | None = ReadPurpose.ASSESSMENT
) -> Callable[[Callable[[TovholderRequest, S], HttpResponse]], View]:
    """A page about a citizen. Reading it is noted under the alias, with ``purpose``; None where nothing is shown.

    A page that a POST shows (a form that comes back, a page that somebody posts to) is read like any other; only an
    answer that leads on elsewhere shows nothing.
    """

    def decorate(view: Callable[[TovholderRequest, S], HttpResponse]) -> View:
        @wraps(view)
        def noted(request: TovholderRequest, record: S) -> HttpResponse:
            if purpose is not None and request.method != "POST":
                read_alias(record.citizen, purpose=purpose, by=request.actor)
            response = view(request, record)
            if purpose is not None and request.method == "POST" and response.status_code not in LEADS_ON:
                read_alias(record.citizen, purpose=purpose, by=request.actor)
            return response

        guarded: Any = allow_on(loader, assesses)(noted)
        return in_open_room(guarded)

    return decorate
