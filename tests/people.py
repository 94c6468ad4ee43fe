"""People in roles, made for tests."""

from datetime import date

from django.test import Client

from tovholder.foundation.accounts.models import RoleHolding, User
from tovholder.foundation.accounts.seats import actor_of
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.models import Municipality, Partner, Unit
from tovholder.kernel.actor import Actor

PASSWORD = "en-lang-adgangskode-til-test"


def municipality(name: str = "Syddjurs") -> Municipality:
    """One of the 98, or a region, by its name."""
    return Municipality.objects.get(name=name)


def code(code_list: str, value: str) -> Code:
    """A code of the reference data."""
    return Code.objects.get(list=code_list, code=value)


def unit(name: str = "Bostedet Åkanden", owner: Municipality | None = None, type_code: str | None = None) -> Unit:
    """A unit of a municipality."""
    kinds = Code.objects.of("unit_type")
    kind = kinds.get(code=type_code) if type_code else kinds[0]
    made, _new = Unit.objects.get_or_create(name=name, municipality=owner or municipality(), defaults={"type": kind})
    return made


def supplier_partner(name: str = "Skærmfirmaet A/S") -> Partner:
    """A shared partner of the kind supplier."""
    made, _new = Partner.objects.get_or_create(name=name, defaults={"kind": code("partner_kind", "it_supplier")})
    return made


def person(email: str = "mette@syddjurs.example", name: str = "Mette Holm") -> User:
    """A person who can log in with ``PASSWORD``."""
    found = User.objects.filter(email=email).first()
    return found or User.objects.create_user(email, PASSWORD, name=name)


def holding(
    role: str = "coordinator",
    *,
    at: Municipality | str | None = "Syddjurs",
    in_unit: Unit | None = None,
    partner: Partner | None = None,
    user: User | None = None,
    starts_on: date = date(2024, 1, 1),
    ends_on: date | None = None,
) -> RoleHolding:
    """A role held by a person; national editors and suppliers get no municipality."""
    if role in {"national_editor", "supplier"}:
        at = None
    where = municipality(at) if isinstance(at, str) else at
    if role == "supplier" and partner is None:
        partner = supplier_partner()
    place = where.slug if where else "land"
    return RoleHolding.objects.create(
        user=user or person(f"{role}@{place}.example", f"{role} {place}"),
        role=code("role", role),
        municipality=where,
        unit=in_unit,
        partner=partner,
        starts_on=starts_on,
        ends_on=ends_on,
    )


def actor(role: str = "coordinator", at: Municipality | str | None = "Syddjurs", in_unit: Unit | None = None) -> Actor:
    """An actor who holds ``role``."""
    return actor_of(holding(role, at=at, in_unit=in_unit))


def client_of(held: RoleHolding) -> Client:
    """A browser in which the holder of a role is logged in."""
    client = Client()
    client.force_login(held.user, backend="django.contrib.auth.backends.ModelBackend")
    return client
