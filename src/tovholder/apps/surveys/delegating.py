"""Sections shared out: to a colleague with a login or a contact with a link, with a note and a day, until done."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tovholder.apps.surveys.answering import refuse_late, refuse_submitted
from tovholder.apps.surveys.models import Contact, Delegation, Participant
from tovholder.apps.surveys.telling import SECTION_NOTICE, tell
from tovholder.foundation.accounts.public import User, current_holdings
from tovholder.foundation.audit.action import action, change, created, removed
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationFacts:
    """To whom a section goes, as forms give it: one of ``user`` and ``contact``."""

    user: User | None = None
    contact: Contact | None = None
    note: str = ""
    due_on: date | None = None


@action("surveys.delegate")
def delegate(
    *, by: Actor, participant: Participant, section: str, facts: DelegationFacts, expected_version: int | None = None
) -> Delegation:
    """Give a section to somebody of the municipality, who is told; given anew it goes to the next.

    Raises ``ValidationError`` by field for somebody of elsewhere, a day that has passed or comes too late, and a survey
    that takes no answers; ``ConflictError`` when somebody else shared it out meanwhile.
    """
    refuse_late(participant.survey)
    refuse_submitted(participant)
    _check(participant, facts)
    values: dict[str, Any] = {
        "user": facts.user,
        "contact": facts.contact,
        "note": facts.note.strip(),
        "due_on": facts.due_on,
        "given_by_name": by.name,
        "given_at": clock.now(),
        "done_at": None,
        "done_by_name": "",
    }
    standing = Delegation.objects.filter(participant=participant, section=section).first()
    if standing is None:
        made = created(Delegation(participant=participant, section=section, **values))
    else:
        made = change(standing, expected_version=expected_version, **values)
    if facts.user is not None and facts.user.public_id != by.user_id:
        title, url = participant.survey.title, participant.get_absolute_url()
        tell(
            SECTION_NOTICE,
            facts.user,
            lambda: _("Du skal svare på en del af %(title)s.") % {"title": title},
            url,
            facts.due_on or participant.survey.closes_on,
        )
    return made


def _check(participant: Participant, facts: DelegationFacts) -> None:
    problems = {}
    if (facts.user is None) == (facts.contact is None):
        problems["to"] = _("Vælg én, der skal svare.")
    if facts.user is not None and not works_there(facts.user, participant.municipality_id):
        problems["to"] = _("Vælg en, der har en rolle hos jer.")
    if facts.contact is not None and facts.contact.municipality_id != participant.municipality_id:
        problems["to"] = _("Vælg en af jeres egne kontaktpersoner.")
    if facts.due_on is not None and facts.due_on < clock.today():
        problems["due_on"] = _("Dagen er gået. Vælg i dag eller en dag, der kommer.")
    elif facts.due_on is not None and facts.due_on > participant.survey.closes_on:
        problems["due_on"] = _("Dataindsamlingen lukker før. Vælg en tidligere dag.")
    if problems:
        raise ValidationError(problems)


def works_there(user: User, municipality_id: int) -> bool:
    """Whether somebody holds a role in a municipality today."""
    return any(held.municipality_id == municipality_id for held in current_holdings(user))


@action("surveys.take_back")
def take_back(*, by: Actor, delegation: Delegation, expected_version: int | None = None) -> None:
    """A section is nobody's in particular again. Raises ``ConflictError``."""
    if expected_version is not None:
        change(delegation, expected_version=expected_version)
    removed(delegation)


@action("surveys.section_done")
def section_done(
    *, by: Actor, participant: Participant, section: str, done: bool, expected_version: int | None = None
) -> Delegation:
    """Say that a section is done, or not yet after all; also one that nobody was given. ``ConflictError``."""
    refuse_late(participant.survey)
    refuse_submitted(participant)
    values: dict[str, Any] = {
        "done_at": clock.now() if done else None,
        "done_by_name": (by.name or _("Ukendt")) if done else "",
    }
    standing = Delegation.objects.filter(participant=participant, section=section).first()
    if standing is not None:
        return change(standing, expected_version=expected_version, **values)
    return created(
        Delegation(participant=participant, section=section, given_by_name=by.name, given_at=clock.now(), **values)
    )
