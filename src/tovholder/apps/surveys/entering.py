"""Who answers for a municipality: somebody who works there and is logged in, or the holder of a link."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from tovholder.apps.surveys import rules
from tovholder.apps.surveys.contacting import note_use
from tovholder.apps.surveys.models import Delegation, Link, LinkState, Participant
from tovholder.apps.surveys.selectors import delegations_of, link_in, participant_of
from tovholder.foundation.visibility.access import declare
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor, ActorKind

SESSION_KEY: Final = "surveys.links"
MOST_LINKS: Final = 20


@dataclass(frozen=True, slots=True)
class Entry:
    """Where somebody answers, in whose name, and by which link when it is one."""

    participant: Participant
    by: Actor
    link: Link | None
    delegations: dict[str, Delegation]

    @property
    def runs(self) -> bool:
        """Whether they share out, hand in and keep contacts: the coordinator."""
        return self.link is None and rules.runs_participation.allows(self.by, self.participant)

    @property
    def answers_all(self) -> bool:
        """Whether every section is theirs to answer."""
        return self.link is not None or rules.answers_all_sections.allows(self.by, self.participant)

    def is_mine(self, section: str) -> bool:
        """Whether a section was given to whoever answers."""
        given = self.delegations.get(section)
        if given is None:
            return False
        if self.link is not None:
            return given.contact_id is not None and given.contact_id == self.link.contact_id
        if given.user is not None:
            return given.user.public_id == self.by.user_id
        known = given.contact.user if given.contact is not None else None
        return known is not None and known.public_id == self.by.user_id

    def may_answer(self, section: str) -> bool:
        """Whether a section is theirs to answer: all of them, or those that were given to them."""
        return self.answers_all or self.is_mine(section)


def entry_of(request: TovholderRequest, key: str, code: str) -> Entry | HttpResponseBase:
    """The entry of a request, or the page that says that its link has stopped. Raises ``Http404``.

    Whoever is logged in and works in the municipality acts as themselves, also with a link. A link is looked at anew in
    every request, so that one that is stopped stops at once.
    """
    participant = participant_of(key, code)
    if rules.reads_answers.allows(request.actor, participant):
        return Entry(participant, request.actor, None, delegations_of(participant))
    link = link_in(request.session.get(SESSION_KEY, []), participant)
    if link is None:
        raise Http404
    state = link.state_at(clock.now())
    if state is not LinkState.VALID:
        return link_over(request, state)
    by = link_actor(link, participant)
    if link.last_used_on != clock.today():
        note_use(by=by, link=link)
    return Entry(participant, by, link, delegations_of(participant))


def link_actor(link: Link, participant: Participant) -> Actor:
    """In whose name somebody with a link answers. Without a role: no other page opens to them."""
    return Actor(kind=ActorKind.PERSON, name=link.holder_name, municipality_id=participant.municipality_id)


def link_over(request: HttpRequest, state: LinkState | None) -> HttpResponseBase:
    """The page behind a link that opens nothing: it tells neither whose it was nor whether there was one."""
    shown = state.value if state is not None else "unknown"
    return render(request, "surveys/link_over.html", {"state": shown}, status=404 if state is None else 410)


def remember(request: HttpRequest, link: Link) -> None:
    """Keep a link in the session of whoever followed it, under a new key of the session."""
    known = [one for one in request.session.get(SESSION_KEY, []) if one != str(link.public_id)]
    request.session.cycle_key()
    request.session[SESSION_KEY] = [*known, str(link.public_id)][-MOST_LINKS:]


def answering(
    view: Callable[..., HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """A page on which a municipality answers: ``view(request, entry, **further arguments of the address)``."""

    @wraps(view)
    @never_cache
    def guarded(request: HttpRequest, key: str, code: str, **further: Any) -> HttpResponseBase:
        asked: TovholderRequest = request  # type: ignore[assignment]  # ActorMiddleware has made it one
        entry = entry_of(asked, key, code)
        return view(asked, entry, **further) if isinstance(entry, Entry) else entry

    declare(rules.reads_answers, guarded)
    return guarded


def refuse_unless(allowed: bool) -> None:
    """Raises ``PermissionDenied`` for somebody who is known and may not."""
    if not allowed:
        raise PermissionDenied
