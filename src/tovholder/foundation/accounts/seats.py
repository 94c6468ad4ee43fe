"""From a person and the role they chose to an actor."""

from django.http import HttpRequest

from tovholder.foundation.accounts.models import RoleHolding, User
from tovholder.foundation.visibility import roles
from tovholder.kernel import clock
from tovholder.kernel.actor import ANONYMOUS, Actor, ActorKind

SESSION_KEY = "seat"
OPERATOR_SEAT = "drift"
"""What the session keeps when an operator who also holds roles runs the installation."""


def current_holdings(user: User) -> list[RoleHolding]:
    """The roles that ``user`` holds today, the wide ones first."""
    held = user.holdings.current_on(clock.today())
    held = held.select_related("role", "kind", "municipality", "unit", "partner", "user")
    return sorted(held, key=lambda holding: (holding.unit_id is not None, holding.role.position, holding.pk))


def actor_of(holding: RoleHolding, kind: ActorKind = ActorKind.PERSON) -> Actor:
    """The actor who sits on that seat."""
    return Actor(
        kind=kind,
        name=holding.user.name,
        user_id=holding.user.public_id,
        seat_id=holding.public_id,
        role=holding.role.code,
        municipality_id=holding.municipality_id,
        unit_id=holding.unit_id,
        partner_id=holding.partner_id,
    )


def seatless(user: User) -> Actor:
    """A person who holds no role today: an operator runs the installation, anybody else may do nothing yet."""
    role = roles.OPERATOR if user.is_operator else None
    return Actor(kind=ActorKind.PERSON, name=user.name, user_id=user.public_id, role=role)


def seat_of_request(request: HttpRequest) -> tuple[Actor, RoleHolding | None, list[RoleHolding]]:
    """Who acts in this request, from which seat, and the seats they may switch to."""
    user = request.user
    if not isinstance(user, User) or not user.is_active:
        return ANONYMOUS, None, []
    holdings = current_holdings(user)
    wanted = request.session.get(SESSION_KEY)
    if not holdings or (user.is_operator and wanted == OPERATOR_SEAT):
        return seatless(user), None, holdings
    chosen = next((holding for holding in holdings if str(holding.public_id) == wanted), holdings[0])
    return actor_of(chosen), chosen, holdings


def choose_seat(request: HttpRequest, seat: str) -> bool:
    """Remember the seat, by its public id, for this login. False when it is not one of the person's current ones."""
    user = request.user
    if not isinstance(user, User):
        return False
    own = {str(holding.public_id) for holding in current_holdings(user)}
    if user.is_operator:
        own.add(OPERATOR_SEAT)
    if seat not in own:
        return False
    request.session[SESSION_KEY] = seat
    return True
