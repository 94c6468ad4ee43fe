"""Who may invite to, give and end which role: every role of the one who acts against every role that is given."""

import pytest

from tests.people import code, holding, municipality, supplier_partner, unit
from tovholder.foundation.accounts import rules
from tovholder.foundation.accounts.models import RoleHolding, User
from tovholder.foundation.accounts.roles import Place, scope_of
from tovholder.foundation.accounts.seats import actor_of, seatless
from tovholder.foundation.municipalities.models import Municipality
from tovholder.foundation.visibility import roles
from tovholder.kernel.actor import ANONYMOUS, Actor, ActorKind

pytestmark = pytest.mark.django_db

ALL = sorted(roles.TENANT_ROLES | {roles.NATIONAL_EDITOR, roles.SUPPLIER})
IN_UNIT = {"key_staff", "staff", "it_ambassador"}
TENANT = set(roles.TENANT_ROLES)
OPENED = {"coordinator", "region", "national_editor", "supplier"}


def _actor(role: str) -> Actor:
    if role == "anonymous":
        return ANONYMOUS
    if role in {"operator", "nobody"}:
        return seatless(User.objects.create_user(f"{role}@drift.example", name=role, is_operator=role == "operator"))
    needs_unit = scope_of(role).unit == "needed"
    return actor_of(holding(role, in_unit=unit() if needs_unit else None))


def _place(role: str, where: str = "Syddjurs") -> Place:
    """A fitting place for ``role`` in that municipality (a region's role is given to the tenant as it stands)."""
    owner: Municipality = municipality(where)
    scope = scope_of(role)
    return Place(
        code("role", role),
        owner if scope.municipality else None,
        unit(f"Bostedet i {where}" if where != "Syddjurs" else "Bostedet Åkanden", owner)
        if scope.unit == "needed"
        else None,
        supplier_partner() if scope.partner else None,
    )


def _held(place: Place) -> RoleHolding:
    return RoleHolding(role=place.role, municipality=place.municipality, unit=place.unit, partner=place.partner)


AT_HOME: dict[str, set[str]] = {
    **{key: set() for key in [*ALL, "anonymous", "nobody"]},
    "coordinator": TENANT - {"region"},
    "programme_manager": TENANT - {"region"},
    "region": TENANT,
    "unit_leader": IN_UNIT,
    "national_editor": OPENED,
    "operator": OPENED,
}
ENDED: dict[str, set[str]] = AT_HOME | {key: {"national_editor", "supplier"} for key in ["national_editor", "operator"]}
ELSEWHERE: dict[str, set[str]] = {key: set() for key in AT_HOME} | dict.fromkeys(
    ["national_editor", "operator"], OPENED
)


@pytest.mark.parametrize("role", sorted(AT_HOME))
def test_who_gives_and_ends_which_roles(role: str) -> None:
    """At home, elsewhere, and ending: three answers for each of the twenty-one who may ask."""
    actor = _actor(role)
    given = {wanted for wanted in ALL if rules.appoints.allows(actor, _place(wanted))}
    abroad = {wanted for wanted in ALL if rules.appoints.allows(actor, _place(wanted, "Vejle"))}
    ended = {wanted for wanted in ALL if rules.ends.allows(actor, _held(_place(wanted)))}
    assert (given, abroad, ended) == (AT_HOME[role], ELSEWHERE[role], ENDED[role])


def test_a_unit_leader_gives_no_role_in_another_unit_of_the_municipality() -> None:
    """A leader's word ends at the door of the unit."""
    leader = _actor("unit_leader")
    other = Place(code("role", "staff"), municipality(), unit("Plejecenter Lindely"))
    assert rules.appoints.allows(leader, other) is False


PAGES = {
    "sees_administration": roles.EMPLOYEES | {"national_editor", "operator"},
    "keeps_roles": {"coordinator", "programme_manager", "region", "unit_leader", "national_editor", "operator"},
    "makes_tokens": roles.EMPLOYEES | {"national_editor"},
    "reads_log": {"coordinator", "programme_manager", "region", "dpo", "it_department", "operator"},
}


@pytest.mark.parametrize("name", sorted(PAGES))
def test_who_sees_which_page_of_the_administration(name: str) -> None:
    """Suppliers, councils, committees and strangers see none of them."""
    rule = getattr(rules, name)
    assert {role for role in AT_HOME if rule.allows(_actor(role))} == set(PAGES[name])


def test_a_key_decides_nothing_about_people() -> None:
    """A machine with a coordinator's key invites nobody, ends nothing and makes no further keys."""
    machine = actor_of(holding("coordinator"), ActorKind.TOKEN)
    answers = [
        rules.appoints.allows(machine, _place("reader")),
        rules.ends.allows(machine, _held(_place("reader"))),
        rules.keeps_roles.allows(machine),
        rules.makes_tokens.allows(machine),
        rules.reads_log.allows(machine),
        rules.sees_administration.allows(machine),
    ]
    assert answers == [False] * 6
