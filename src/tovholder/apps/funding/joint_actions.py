"""What is done with joint purchases: the leading municipality invites and runs, each other gives its own word."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tovholder.apps.funding.joint_models import OPEN_JOINT, JointPartner, JointPurchase, JointState, JointTaking
from tovholder.apps.funding.telling import JOINT_NOTICE, tell_coordinators
from tovholder.apps.projects.public import Taking
from tovholder.apps.technologies.public import Technology
from tovholder.foundation.accounts.models import User
from tovholder.foundation.audit.action import action, change, created, noted, removed
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.models import Municipality
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor

NEXT_JOINT: dict[str, tuple[JointState, ...]] = {
    JointState.GATHERING: (JointState.RUNNING, JointState.DONE, JointState.DROPPED),
    JointState.RUNNING: (JointState.DONE, JointState.DROPPED, JointState.GATHERING),
    JointState.DONE: (),
    JointState.DROPPED: (JointState.GATHERING,),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class JointFacts:
    """What a joint purchase says, as forms give it."""

    title: str
    kind: str
    field: Code
    need: str
    technology: Technology | None = None
    counted_in: str = ""
    deadline: date | None = None
    contact_mailbox: str = ""
    tier: str = Tier.MUNICIPALITIES

    def fields(self) -> dict[str, Any]:
        """The values by the names of the model's fields."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


def _check_mailbox(name: str, mailbox: str) -> None:
    """Raise ``ValidationError`` for a person's own address: it is shown to others."""
    if mailbox and User.objects.filter(email__iexact=mailbox.strip()).exists():
        said = _("Adressen er en persons egen. Skriv en postkasse, som flere læser: den kan blive offentlig.")
        raise ValidationError({name: said})


def _check(facts: JointFacts) -> None:
    if facts.tier not in {Tier.MUNICIPALITIES, Tier.PUBLIC}:
        raise ValidationError({"tier": _("Andre kommuner skal kunne se det, I gør sammen.")})
    _check_mailbox("contact_mailbox", facts.contact_mailbox)


@action("funding.start_joint")
def start_joint(
    *,
    by: Actor,
    municipality: Municipality,
    facts: JointFacts,
    volume: Decimal | None = None,
    invited: Sequence[Municipality] = (),
) -> JointPurchase:
    """Start a joint purchase or search; the leading municipality is in, the invited are told. ``ValidationError``."""
    _check(facts)
    made = created(JointPurchase(municipality=municipality, state_since=clock.today(), **facts.fields()))
    created(
        JointTaking(
            purchase=made, municipality=municipality, state=Taking.JOINED, joined_on=clock.today(), volume=volume
        )
    )
    _invite(made, invited)
    return made


@action("funding.change_joint")
def change_joint(
    *, by: Actor, purchase: JointPurchase, facts: JointFacts, expected_version: int | None = None
) -> JointPurchase:
    """Change what a joint purchase says. Raises ``ValidationError`` by field and ``ConflictError``."""
    _check(facts)
    return change(purchase, expected_version=expected_version, **facts.fields())


@action("funding.invite_to_joint")
def invite_to_joint(*, by: Actor, purchase: JointPurchase, invited: Sequence[Municipality]) -> JointPurchase:
    """Invite more municipalities; who is in or invited already stays so. Raises ``ValidationError`` when it is late."""
    if not purchase.takes_in_on(clock.today()):
        raise ValidationError(_("Fristen er gået, eller I er i gang. Flyt fristen, eller saml kommuner igen."))
    noted(purchase, ["takings"])
    _invite(purchase, invited)
    return purchase


def _invite(purchase: JointPurchase, invited: Sequence[Municipality]) -> None:
    standing = set(
        purchase.takings.filter(state__in=[Taking.INVITED, Taking.JOINED]).values_list("municipality_id", flat=True)
    )
    new = [place for place in invited if place.pk not in standing]
    for place in new:
        created(JointTaking(purchase=purchase, municipality=place, state=Taking.INVITED, invited_on=clock.today()))
    words = {"place": purchase.municipality.full_name, "title": purchase.title}
    tell_coordinators(
        JOINT_NOTICE,
        [place.pk for place in new],
        lambda: _("%(place)s inviterer jer med i %(title)s.") % words,
        purchase.get_absolute_url(),
        purchase.deadline,
    )


@action("funding.join_joint")
def join_joint(
    *,
    by: Actor,
    purchase: JointPurchase,
    municipality: Municipality,
    volume: Decimal | None = None,
    local_contact: str = "",
    note: str = "",
) -> JointTaking:
    """A municipality says yes, invited or not. Raises ``ValidationError`` when it is in already, or too late."""
    _check_mailbox("local_contact", local_contact)
    if not purchase.takes_in_on(clock.today()):
        raise ValidationError(_("Det er for sent at komme med her. Skriv til den kommune, der står for det."))
    row = open_taking(purchase, municipality)
    words: dict[str, Any] = {"volume": volume, "local_contact": local_contact, "note": note.strip()}
    if row is None:
        row = created(
            JointTaking(
                purchase=purchase, municipality=municipality, state=Taking.JOINED, joined_on=clock.today(), **words
            )
        )
    elif row.is_in:
        raise ValidationError(_("I er allerede med."))
    else:
        change(row, state=Taking.JOINED, joined_on=clock.today(), **words)
    _tell_lead(row, by, lambda: _("%(place)s er med i %(title)s."))
    return row


def open_taking(purchase: JointPurchase, municipality: Municipality) -> JointTaking | None:
    """The row by which a municipality is in or invited, if there is one."""
    return (
        purchase.takings.filter(municipality=municipality, state__in=[Taking.INVITED, Taking.JOINED])
        .select_related("municipality", "purchase__municipality")
        .first()
    )


@action("funding.describe_taking")
def describe_taking(
    *,
    by: Actor,
    taking: JointTaking,
    volume: Decimal | None,
    local_contact: str,
    note: str,
    expected_version: int | None = None,
) -> JointTaking:
    """Change how much a municipality wants and whom to write to. Raises ``ValidationError`` and ``ConflictError``."""
    if not taking.is_in:
        raise ValidationError(_("Kun kommuner, der er med, skriver her."))
    _check_mailbox("local_contact", local_contact)
    return change(
        taking, expected_version=expected_version, volume=volume, local_contact=local_contact, note=note.strip()
    )


@action("funding.decline_joint")
def decline_joint(
    *, by: Actor, taking: JointTaking, reason: str = "", expected_version: int | None = None
) -> JointTaking:
    """Say no thank you, with or without a reason. Raises ``ValidationError`` unless it is invited."""
    if taking.state != Taking.INVITED:
        raise ValidationError(_("Der er ikke en invitation at sige nej til."))
    change(taking, expected_version=expected_version, state=Taking.DECLINED, reason=reason.strip())
    _tell_lead(taking, by, lambda: _("%(place)s siger nej tak til %(title)s."))
    return taking


@action("funding.leave_joint")
def leave_joint(
    *, by: Actor, taking: JointTaking, reason: str, on: date | None = None, expected_version: int | None = None
) -> JointTaking:
    """Leave on a day, and say why. Raises ``ValidationError`` by field; the leading municipality cannot leave."""
    day = on or clock.today()
    if not taking.is_in:
        raise ValidationError(_("Kun kommuner, der er med, kan forlade det."))
    if taking.municipality_id == taking.purchase.municipality_id:
        raise ValidationError(_("I står for det. Afslut det i stedet, og skriv, hvad I lærte."))
    if taking.joined_on is not None and not taking.joined_on <= day <= clock.today():
        raise ValidationError({"on": _("Vælg en dag, efter at I kom med, og ikke i fremtiden.")})
    if not reason.strip():
        raise ValidationError({"reason": _("Skriv hvorfor. Det er det, andre kan lære af.")})
    change(taking, expected_version=expected_version, state=Taking.LEFT, left_on=day, reason=reason.strip())
    _tell_lead(taking, by, lambda: _("%(place)s er ikke længere med i %(title)s."))
    return taking


def _tell_lead(taking: JointTaking, by: Actor, sentence: Callable[[], str]) -> None:
    purchase = taking.purchase
    words = {"place": taking.municipality.full_name, "title": purchase.title}
    lead = [purchase.municipality_id] if purchase.municipality_id != by.municipality_id else []
    tell_coordinators(JOINT_NOTICE, lead, lambda: sentence() % words, purchase.get_absolute_url())


@action("funding.step_joint")
def step_joint(
    *,
    by: Actor,
    purchase: JointPurchase,
    to_state: str,
    on: date,
    outcome: str = "",
    learning: str = "",
    expected_version: int | None = None,
) -> JointPurchase:
    """Take a joint purchase on, or end it with what came of it; those who are in are told. ``ValidationError``."""
    if to_state not in NEXT_JOINT[purchase.state]:
        raise ValidationError({"to_state": _("Vælg, hvor langt I er.")})
    if not purchase.state_since <= on <= clock.today():
        raise ValidationError({"on": _("Vælg en dag efter det sidste skift og ikke i fremtiden.")})
    if to_state not in OPEN_JOINT:
        if not outcome.strip():
            raise ValidationError({"outcome": _("Skriv, hvad der kom ud af det. Også når det blev til ingenting.")})
        if not learning.strip():
            raise ValidationError({"learning": _("Skriv, hvad I lærte. Det er det, andre kan bruge.")})
    change(
        purchase,
        expected_version=expected_version,
        state=to_state,
        state_since=on,
        outcome=outcome.strip(),
        learning=learning.strip(),
    )
    others = purchase.takings.filter(state__in=[Taking.INVITED, Taking.JOINED]).exclude(
        municipality=purchase.municipality
    )
    words = {"title": purchase.title, "state": purchase.get_state_display()}
    tell_coordinators(
        JOINT_NOTICE,
        list(others.values_list("municipality_id", flat=True)),
        lambda: _("%(title)s: %(state)s.") % words,
        purchase.get_absolute_url(),
    )
    return purchase


@action("funding.add_joint_partner")
def add_joint_partner(*, by: Actor, purchase: JointPurchase, name: str, kind: Code, part: str = "") -> JointPartner:
    """Write down somebody outside the municipalities who takes part. Raises ``ValidationError`` by field."""
    if purchase.partners.filter(name=name.strip()).exists():
        raise ValidationError({"name": _("%(name)s står der allerede.") % {"name": name.strip()}})
    noted(purchase, ["partners"])
    return created(JointPartner(purchase=purchase, name=name.strip(), kind=kind, part=part.strip()))


@action("funding.remove_joint_partner")
def remove_joint_partner(*, by: Actor, partner: JointPartner) -> None:
    """Take a partner off who was written down by mistake."""
    noted(partner.purchase, ["partners"])
    removed(partner)
