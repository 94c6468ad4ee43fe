"""Reading people, roles, invitations and API keys: each for somebody who may see them."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, Literal
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from tovholder.foundation.accounts.hashing import secret_hash
from tovholder.foundation.accounts.models import (
    ApiToken,
    HandOverItem,
    Invitation,
    RoleHolding,
    RoleHoldingQuerySet,
    User,
)
from tovholder.foundation.accounts.rules import NATIONAL, OPENED_BY_NATIONAL, TOKEN_KEEPERS, appointable_roles
from tovholder.foundation.codes.models import Code
from tovholder.foundation.codes.selectors import all_codes, current_codes
from tovholder.foundation.municipalities.models import Municipality, Partner, Unit
from tovholder.foundation.municipalities.selectors import open_units
from tovholder.foundation.visibility import roles
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor

PLACE: Final = ("role", "kind", "municipality", "unit", "partner")
When = Literal["current", "coming", "ended", "all"]


@dataclass(frozen=True, slots=True)
class RoleFilter:
    """Which role holdings to list: of one role, in one unit, and current, coming, ended or all."""

    role: str = ""
    unit: UUID | None = None
    when: When = "current"


def _home(actor: Actor) -> int:
    """The key of the actor's municipality; without one a key that nothing has (None would find what has no owner)."""
    return -1 if actor.municipality_id is None else actor.municipality_id


def _administered(actor: Actor) -> Q:
    """The condition on holdings and invitations for which ``actor`` is responsible."""
    if actor.is_system:
        return Q()
    if actor.role in NATIONAL:
        return Q(role__code__in=sorted(OPENED_BY_NATIONAL))
    if actor.municipality_id is None:
        return Q(pk__in=[])
    if actor.role in roles.COORDINATORS:
        return Q(municipality_id=actor.municipality_id)
    if actor.role == roles.UNIT_LEADER and actor.unit_id is not None:
        return Q(municipality_id=actor.municipality_id, unit_id=actor.unit_id)
    return Q(pk__in=[])


def administered_holdings(actor: Actor) -> RoleHoldingQuerySet:
    """The roles that ``actor`` keeps in order, by person in Danish order."""
    return (
        RoleHolding.objects.filter(_administered(actor))
        .select_related("user", "deputy", *PLACE)
        .order_by("user__sort_key", "starts_on", "pk")
    )


def filtered_holdings(actor: Actor, wanted: RoleFilter) -> RoleHoldingQuerySet:
    """The administered roles that fit the filter."""
    found = administered_holdings(actor)
    today = clock.today()
    if wanted.when == "current":
        found = found.current_on(today)
    elif wanted.when == "coming":
        found = found.filter(starts_on__gt=today)
    elif wanted.when == "ended":
        found = found.filter(ends_on__lt=today)
    if wanted.role:
        found = found.filter(role__code=wanted.role)
    if wanted.unit is not None:
        found = found.filter(unit__public_id=wanted.unit)
    return found


def known_people(actor: Actor) -> QuerySet[User]:
    """Everybody who holds or has held a role that ``actor`` keeps in order: whom they may give a further one."""
    holdings = RoleHolding.objects.filter(user=OuterRef("pk"))
    if actor.role == roles.UNIT_LEADER:
        own = holdings.filter(municipality_id=_home(actor))
    else:
        own = holdings.filter(_administered(actor))
    return User.objects.filter(Exists(own), is_active=True).order_by("sort_key", "pk")


def possible_deputies(holding: RoleHolding) -> QuerySet[User]:
    """The others who hold a role in the municipality of ``holding`` today."""
    held = RoleHolding.objects.filter(user=OuterRef("pk"), municipality_id=holding.municipality_id or -1)
    here = Exists(held.current_on(clock.today()))
    return User.objects.filter(here, is_active=True).exclude(pk=holding.user_id).order_by("sort_key", "pk")


def choosable_roles(actor: Actor) -> QuerySet[Code]:
    """The role codes of today that ``actor`` may give somewhere."""
    return current_codes("role").filter(code__in=sorted(appointable_roles(actor)))


def listed_roles(actor: Actor) -> QuerySet[Code]:
    """The roles, retired ones too, that the list of roles may be cut down to."""
    if actor.role in NATIONAL:
        return all_codes("role").filter(code__in=sorted(OPENED_BY_NATIONAL))
    return all_codes("role").filter(code__in=sorted(roles.TENANT_ROLES))


def choosable_units(actor: Actor) -> QuerySet[Unit]:
    """The open units in which ``actor`` may give a role."""
    if actor.municipality_id is None:
        return Unit.objects.none()
    units = open_units(actor.municipality_id)
    return units.filter(pk=actor.unit_id or -1) if actor.role == roles.UNIT_LEADER else units


def choosable_tenants(actor: Actor, role: str) -> QuerySet[Municipality]:
    """The municipalities and regions in which ``actor`` may give ``role``."""
    tenants = Municipality.objects.all()
    if actor.role not in NATIONAL:
        return tenants.filter(pk=_home(actor))
    return tenants.filter(kind="region") if role == roles.REGION else tenants


def choosable_partners() -> QuerySet[Partner]:
    """The shared partners whose people may be invited as suppliers."""
    return Partner.objects.filter(municipality__isnull=True)


@dataclass(frozen=True, slots=True)
class Post:
    """A person with their roles in one place."""

    user: User
    holdings: tuple[RoleHolding, ...]


@dataclass(frozen=True, slots=True)
class Staffing:
    """The people of a municipality as a whole (``unit`` is None) or of one of its units."""

    unit: Unit | None
    posts: tuple[Post, ...]


def who_does_what(municipality_id: int) -> list[Staffing]:
    """The people of a municipality today, first those for the whole, then unit by unit; two queries.

    Open units without people are listed too: that nobody is there is worth knowing.
    """
    held = (
        RoleHolding.objects.filter(municipality_id=municipality_id)
        .current_on(clock.today())
        .select_related("user", "role", "kind", "unit")
        .order_by("user__sort_key", "user_id", "role__position", "pk")
    )
    by_unit: dict[int | None, list[RoleHolding]] = {}
    for holding in held:
        by_unit.setdefault(holding.unit_id, []).append(holding)
    whole = Staffing(None, _posts(by_unit.get(None, [])))
    return [whole, *(Staffing(unit, _posts(by_unit.get(unit.pk, []))) for unit in open_units(municipality_id))]


def _posts(holdings: Sequence[RoleHolding]) -> tuple[Post, ...]:
    """Holdings in the order of their people, gathered by person; leaders and coordinators come first."""
    posts = [Post(next(iter(own)).user, own) for own in (tuple(g) for _u, g in groupby(holdings, lambda h: h.user_id))]
    return tuple(sorted(posts, key=lambda post: min(holding.role.position for holding in post.holdings)))


def administered_invitations(actor: Actor) -> QuerySet[Invitation]:
    """The invitations that ``actor`` keeps in order, the newest first."""
    return Invitation.objects.filter(_administered(actor)).select_related(*PLACE)


def invitation_by_secret(secret: str) -> Invitation | None:
    """The invitation whose link holds ``secret``, whatever its state."""
    wanted = secret_hash(secret)
    found = Invitation.objects.filter(secret_hash=wanted).select_related(*PLACE).first()
    return found if found is not None and hmac.compare_digest(found.secret_hash or "", wanted) else None


def handovers(actor: Actor) -> RoleHoldingQuerySet:
    """The roles whose hand-over ``actor`` may see: own ones, as a deputy, and as a coordinator all at home."""
    involved = Q(user__public_id=actor.user_id) | Q(deputy__public_id=actor.user_id)
    if actor.role in roles.COORDINATORS:
        involved |= Q(municipality_id=actor.municipality_id)
    listed = Exists(HandOverItem.objects.filter(holding=OuterRef("pk")))
    return (
        RoleHolding.objects.filter(involved, municipality__isnull=False)
        .filter(listed | Q(deputy__isnull=False))
        .select_related("user", "deputy", *PLACE)
        .order_by("-ends_on", "-pk")
    )


def open_handovers(actor: Actor) -> RoleHoldingQuerySet:
    """The hand-overs that still hold something which nobody has taken over."""
    waiting = HandOverItem.objects.filter(holding=OuterRef("pk"), done_at__isnull=True)
    return handovers(actor).filter(Exists(waiting))


def handover_items(actor: Actor) -> QuerySet[HandOverItem]:
    """The items of the hand-overs that ``actor`` may see."""
    return HandOverItem.objects.filter(holding__in=handovers(actor).order_by()).select_related(
        "holding__user", "holding__deputy", "holding__role", "done_by"
    )


def tokens(actor: Actor) -> QuerySet[ApiToken]:
    """The own API keys; for coordinators and the IT department all of the municipality."""
    own = Q(holding__user__public_id=actor.user_id)
    if actor.role in TOKEN_KEEPERS and actor.municipality_id is not None:
        own |= Q(municipality_id=actor.municipality_id)
    return ApiToken.objects.filter(own).select_related("holding__user", "holding__role", "holding__unit")


def valid_token(secret: str) -> ApiToken | None:
    """The key of that secret while it works: neither stopped nor expired, its role still held, its person active."""
    wanted = secret_hash(secret)
    token = (
        ApiToken.objects.filter(secret_hash=wanted)
        .select_related("holding__user", "holding__role", "holding__municipality", "holding__unit", "holding__partner")
        .first()
    )
    if token is None or not hmac.compare_digest(token.secret_hash, wanted):
        return None
    today = clock.today()
    works = (
        token.revoked_at is None
        and token.expires_on >= today
        and token.holding.is_current_on(today)
        and token.holding.user.is_active
    )
    return token if works else None
