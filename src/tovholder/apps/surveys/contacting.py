"""Contacts of a municipality, and the secret links by which they answer without a login."""

import secrets
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tovholder.apps.surveys.ends import end_contact
from tovholder.apps.surveys.models import Audience, Contact, Link, Participant
from tovholder.foundation.accounts.hashing import secret_hash
from tovholder.foundation.accounts.models import User
from tovholder.foundation.audit.action import action, change, created, noted
from tovholder.foundation.municipalities.models import Municipality
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor

DAYS_AFTER_CLOSING: Final = 30
"""A link outlives the survey so long: whoever comes late is told so, and an extended survey needs no new links."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactFacts:
    """What is known of a contact, as forms give it."""

    name: str
    email: str
    job_title: str = ""
    audience: str = Audience.MUNICIPALITY
    network: bool = False
    from_on: date
    to_on: date | None = None

    def fields(self) -> dict[str, Any]:
        """The values by the names of the model's fields, with the login of that address where there is one."""
        email = self.email.strip().lower()
        known = {name: getattr(self, name) for name in self.__dataclass_fields__}
        user = User.objects.filter(email=email, is_active=True).first()
        return {**known, "name": self.name.strip(), "email": email, "user": user}


@action("surveys.name_contact")
def name_contact(*, by: Actor, municipality: Municipality, facts: ContactFacts) -> Contact:
    """Name a contact of a municipality. Raises ``ValidationError`` by field."""
    return created(Contact(municipality=municipality, named_by_name=by.name, **facts.fields()))


@action("surveys.change_contact")
def change_contact(*, by: Actor, contact: Contact, facts: ContactFacts, expected_version: int | None = None) -> Contact:
    """Change what is known of a contact. Raises ``ValidationError`` by field and ``ConflictError``."""
    return change(contact, expected_version=expected_version, **facts.fields())


@action("surveys.end_contact")
def retire_contact(*, by: Actor, contact: Contact, expected_version: int | None = None) -> Contact:
    """Somebody is no contact from today; their links stop at once. Raises ``ConflictError``."""
    if expected_version is not None:
        change(contact, expected_version=expected_version)
    noted(contact)
    end_contact(contact)
    return contact


@action("surveys.set_mailbox")
def set_mailbox(
    *, by: Actor, participant: Participant, mailbox: str, expected_version: int | None = None
) -> Participant:
    """Say which mailbox of a municipality a survey is sent to. Raises ``ValidationError`` and ``ConflictError``."""
    address = mailbox.strip()
    if address and User.objects.filter(email__iexact=address).exists():
        said = _("Adressen er en persons egen. Skriv en postkasse, som flere læser.")
        raise ValidationError({"mailbox": said})
    return change(participant, expected_version=expected_version, mailbox=address)


@action("surveys.make_link")
def make_link(
    *, by: Actor, participant: Participant, contact: Contact | None = None, replacing: bool = True
) -> tuple[Link, str]:
    """A link for a contact, or for the main mailbox. Gives its record and its secret, which is not kept.

    ``replacing`` stops the links that the same holder had before. Raises ``ValidationError`` for a contact of elsewhere
    or of the past, and for a survey that takes no answers.
    """
    survey = participant.survey
    if not survey.is_open:
        raise ValidationError(_("Dataindsamlingen er ikke åben."))
    if contact is not None:
        _check_contact(participant, contact)
    if replacing:
        for old in Link.objects.filter(participant=participant, contact=contact, revoked_at__isnull=True):
            change(old, revoked_at=clock.now(), replaced=True)
    secret = secrets.token_urlsafe(32)
    made = created(
        Link(
            participant=participant,
            contact=contact,
            secret_hash=secret_hash(secret),
            made_at=clock.now(),
            made_by_name=by.name,
            expires_at=clock.moment_of(survey.closes_on + timedelta(days=DAYS_AFTER_CLOSING)),
        )
    )
    return made, secret


def _check_contact(participant: Participant, contact: Contact) -> None:
    if contact.municipality_id != participant.municipality_id:
        raise ValidationError(_("Vælg en af kommunens egne kontaktpersoner."))
    if not contact.is_current_on(clock.today()):
        raise ValidationError(_("Kontaktpersonen gælder ikke i dag. Ret datoerne først."))


@action("surveys.revoke_link")
def revoke_link(*, by: Actor, link: Link) -> Link:
    """Stop a link at once. Stopping it twice changes nothing."""
    return link if link.revoked_at is not None else change(link, revoked_at=clock.now())


@action("surveys.use_link")
def note_use(*, by: Actor, link: Link) -> None:
    """Keep on which day a link was last used: one write a day."""
    change(link, last_used_on=clock.today())
