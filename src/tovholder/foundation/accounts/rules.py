"""Who may invite people, give and end roles, make API keys and read the log."""

from typing import Final

from tovholder.foundation.accounts.models import ApiToken, HandOverItem, Invitation, RoleHolding
from tovholder.foundation.accounts.roles import Place
from tovholder.foundation.visibility import roles
from tovholder.foundation.visibility.rules import rule
from tovholder.kernel.actor import Actor, ActorKind

NATIONAL: Final = frozenset({roles.NATIONAL_EDITOR, roles.OPERATOR})
"""Act for the product as a whole: they open municipalities by inviting the first coordinator."""

OPENED_BY_NATIONAL: Final = frozenset({roles.COORDINATOR, roles.REGION, roles.NATIONAL_EDITOR, roles.SUPPLIER})
ENDED_BY_NATIONAL: Final = frozenset({roles.NATIONAL_EDITOR, roles.SUPPLIER})
LED_IN_UNIT: Final = frozenset({roles.KEY_STAFF, roles.STAFF, roles.IT_AMBASSADOR})
LOG_READERS: Final = roles.COORDINATORS | {roles.DPO, roles.IT_DEPARTMENT, roles.OPERATOR}
TOKEN_KEEPERS: Final = roles.COORDINATORS | {roles.IT_DEPARTMENT}


def _in_person(actor: Actor) -> bool:
    """People decide about people: a key may read and write data, but never let anybody in."""
    return actor.kind in {ActorKind.PERSON, ActorKind.SYSTEM}


def appointable_roles(actor: Actor) -> frozenset[str]:
    """The roles that ``actor`` may give somewhere."""
    if actor.is_system:
        return roles.TENANT_ROLES | OPENED_BY_NATIONAL
    if not _in_person(actor):
        return frozenset()
    if actor.role == roles.REGION:
        return roles.TENANT_ROLES
    if actor.role in roles.COORDINATORS:
        return roles.TENANT_ROLES - {roles.REGION}
    if actor.role == roles.UNIT_LEADER:
        return LED_IN_UNIT
    return OPENED_BY_NATIONAL if actor.role in NATIONAL else frozenset()


def _reaches(actor: Actor, municipality_id: int | None, unit_id: int | None) -> bool:
    """Whether a place lies where the actor decides."""
    if actor.is_system or actor.role in NATIONAL:
        return True
    if municipality_id is None or municipality_id != actor.municipality_id:
        return False
    return actor.role in roles.COORDINATORS or (unit_id is not None and unit_id == actor.unit_id)


@rule
def keeps_roles(actor: Actor, record: object) -> bool:
    """May give some role somewhere, and so reads the list of roles and invitations."""
    return bool(appointable_roles(actor))


@rule
def appoints(actor: Actor, place: Place) -> bool:
    """May give or offer the role at ``place``."""
    municipality_id = place.municipality.pk if place.municipality else None
    unit_id = place.unit.pk if place.unit else None
    return place.role.code in appointable_roles(actor) and _reaches(actor, municipality_id, unit_id)


@rule
def appoints_invited(actor: Actor, invitation: Invitation) -> bool:
    """May send an invitation again or take it back: who may offer the role."""
    return appoints.allows(actor, Place.of(invitation))


@rule
def ends(actor: Actor, holding: RoleHolding) -> bool:
    """May end that role: who may give it, but nobody from outside ends a municipality's roles."""
    allowed = appointable_roles(actor)
    if actor.role in NATIONAL:
        allowed &= ENDED_BY_NATIONAL
    return holding.role.code in allowed and _reaches(actor, holding.municipality_id, holding.unit_id)


@rule
def works_here(actor: Actor, record: object) -> bool:
    """Works in a municipality or region, and sees who does what there."""
    return _in_person(actor) and actor.role in roles.EMPLOYEES and actor.municipality_id is not None


@rule
def sees_administration(actor: Actor, record: object) -> bool:
    """Has something to do in the administration: employees, and those who open municipalities."""
    return works_here.allows(actor) or (_in_person(actor) and actor.role in NATIONAL)


@rule
def hands_over(actor: Actor, holding: RoleHolding) -> bool:
    """Sees what is handed over: the municipality's coordinators, the deputy, and whoever leaves."""
    own = holding.municipality_id is not None and holding.municipality_id == actor.municipality_id
    if own and actor.role in roles.COORDINATORS:
        return True
    involved = {holding.user.public_id, holding.deputy.public_id if holding.deputy else None}
    return actor.user_id is not None and actor.user_id in involved


@rule
def takes_over(actor: Actor, holding: RoleHolding) -> bool:
    """May say that something is taken over: all who see the hand-over but the one who leaves."""
    return hands_over.allows(actor, holding) and _in_person(actor) and actor.user_id != holding.user.public_id


@rule
def takes_over_item(actor: Actor, item: HandOverItem) -> bool:
    """May say that this one thing is taken over."""
    return takes_over.allows(actor, item.holding)


@rule
def makes_tokens(actor: Actor, record: object) -> bool:
    """May make an API key for the own seat."""
    return _in_person(actor) and (actor.role in roles.EMPLOYEES or actor.role == roles.NATIONAL_EDITOR)


@rule
def revokes_token(actor: Actor, token: ApiToken) -> bool:
    """May stop a key: its owner, and in its municipality coordinators and the IT department."""
    if not _in_person(actor):
        return False
    if actor.user_id is not None and actor.user_id == token.holding.user.public_id:
        return True
    return (
        actor.role in TOKEN_KEEPERS
        and actor.municipality_id is not None
        and actor.municipality_id == token.municipality_id
    )


@rule
def reads_log(actor: Actor, record: object) -> bool:
    """Reads the log of the own municipality; an operator that of the installation."""
    return _in_person(actor) and actor.role in LOG_READERS
