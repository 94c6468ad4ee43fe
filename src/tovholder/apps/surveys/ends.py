"""The ends of things: a person leaves, a unit or a municipality becomes part of another."""

from functools import partial
from uuid import UUID

from django.utils.translation import gettext as _

from tovholder.apps.surveys.models import Contact, Delegation, Link, Participant, SurveyState
from tovholder.apps.surveys.telling import SURVEY_NOTICE, tell_coordinators
from tovholder.foundation.audit.action import action, change
from tovholder.foundation.municipalities.models import Municipality, Unit
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


@action("surveys.forget_person")
def forget_person(user_id: UUID, *, by: Actor) -> int:
    """What waited for somebody who left comes back to the coordinators, who are told.

    Their sections have nobody now, they are no contact from today, and their links stop. Gives how many records.
    """
    contacts = list(Contact.objects.filter(user__public_id=user_id).select_related("user"))
    sections = Delegation.objects.filter(done_at__isnull=True).select_related("participant__survey")
    given_back = list(sections.filter(user__public_id=user_id)) + list(sections.filter(contact__in=contacts))
    for one in given_back:
        change(one, user=None, contact=None)
        if one.participant.survey.state == SurveyState.OPEN:
            tell_coordinators(
                SURVEY_NOTICE,
                [one.participant.municipality_id],
                partial(_given_back, one.participant.survey.title),
                one.participant.get_absolute_url(),
                one.due_on,
            )
    for contact in contacts:
        end_contact(contact)
        tell_coordinators(
            SURVEY_NOTICE,
            [contact.municipality_id],
            partial(_no_contact, contact.name),
            "/dataindsamling/kontakter/",
        )
    return len(given_back) + len(contacts)


def _given_back(title: str) -> str:
    return _("En del af %(title)s er uden ansvarlig, fordi en kollega er fratrådt.") % {"title": title}


def _no_contact(name: str) -> str:
    return _("%(name)s er fratrådt og er ikke længere jeres kontaktperson. Vælg en anden.") % {"name": name}


def end_contact(contact: Contact) -> None:
    """A contact until yesterday, or for one that began today until today, without a login; their links stop.

    To be called by actions.
    """
    today = clock.today()
    if contact.to_on is None or contact.to_on > today:
        change(contact, to_on=max(contact.from_on, today), user=None)
    else:
        change(contact, user=None)
    for link in Link.objects.filter(contact=contact, revoked_at__isnull=True):
        change(link, revoked_at=clock.now())


@action("surveys.move_unit")
def move_unit(*, by: Actor, old: Unit, new: Unit) -> int:
    """Participants and contacts that name a unit follow it. Gives how many."""
    moving = [*Participant.objects.filter(unit=old), *Contact.objects.filter(unit=old)]
    for one in moving:
        change(one, unit=new, municipality=new.municipality)
    return len(moving)


@action("surveys.move_municipality")
def move_municipality(*, by: Actor, old: Municipality, into: Municipality) -> int:
    """The new municipality answers for the old one, which keeps its name in the frame. Gives how many records.

    A contact who stands in both is one of the new one from today.
    """
    participants = list(Participant.objects.filter(municipality=old))
    for participant in participants:
        change(participant, municipality=into)
    contacts = list(Contact.objects.filter(municipality=old))
    for contact in contacts:
        twice = Contact.objects.filter(
            municipality=into, email=contact.email, audience=contact.audience, to_on__isnull=True
        )
        if contact.to_on is None and twice.exists():
            change(contact, to_on=max(contact.from_on, clock.today()), municipality=into)
        else:
            change(contact, municipality=into)
    return len(participants) + len(contacts)
