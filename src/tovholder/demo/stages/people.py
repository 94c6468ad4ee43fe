"""Reference data, the pilot municipality's organisation, and the people who can log in."""

from datetime import date

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, make_password

from tovholder.demo.logins import PASSWORD, SALT, Login, logins
from tovholder.demo.model import PlannedUnit
from tovholder.demo.pilot import PILOT, pilot_administrations, pilot_units
from tovholder.demo.stage import Build
from tovholder.demo.stages.lookups import Lookups, full_plan, units_by_name
from tovholder.foundation.accounts.actions import give_role
from tovholder.foundation.accounts.models import RoleHolding, User
from tovholder.foundation.accounts.roles import Place
from tovholder.foundation.audit.action import action, created
from tovholder.foundation.codes.reference import REFERENCE
from tovholder.foundation.municipalities.public import (
    Administration,
    Partner,
    create_administration,
    create_partner,
    create_unit,
)
from tovholder.kernel import clock
from tovholder.kernel.actor import SYSTEM, Actor
from tovholder.kernel.danish import fold

SINCE = date(2014, 8, 1)
"""The day from which the demo's people hold their roles: the month in which Landkortet opened."""


def load_reference(build: Build) -> None:
    """Codes, municipalities and technologies: loaded here, so that their public ids are repeatable too."""
    for source in REFERENCE:
        source.load()


def build_organisation(build: Build) -> None:
    """The administrations and units of the pilot municipality, and the supplier's firm."""
    known = Lookups.read()
    municipality = known.tenants[PILOT]
    administrations = {
        name: create_administration(by=SYSTEM, municipality=municipality, name=name) for name in pilot_administrations()
    }
    make_units(known, pilot_units(), administrations)
    for name in sorted({login.partner for login in logins() if login.partner}):
        create_partner(by=SYSTEM, municipality=None, name=name, kind=known.codes["partner_kind", "it_supplier"])


def make_units(known: Lookups, units: tuple[PlannedUnit, ...], administrations: dict[str, Administration]) -> None:
    """Make planned units, in the administrations of that name."""
    for unit in units:
        create_unit(
            by=SYSTEM,
            municipality=known.tenants[unit.municipality],
            name=unit.name,
            type=known.codes["unit_type", unit.type],
            administration=administrations.get(unit.administration),
            target_groups=known.many("target_group", unit.targets),
            address=unit.address,
        )


def build_logins(build: Build) -> None:
    """One person for each role, all with the demo's password."""
    known, units = Lookups.read(), units_by_name()
    partners = {partner.name: partner for partner in Partner.objects.all()}
    password = make_password(PASSWORD, salt=SALT)
    for login in logins():
        person = add_person(by=SYSTEM, email=login.email, name=login.name, password=password, operator=_runs(login))
        if not _runs(login):
            place = Place(
                role=known.codes["role", login.role],
                municipality=known.tenants.get(login.municipality),
                unit=units.get((login.municipality, login.unit)),
                partner=partners.get(login.partner),
                kind=known.codes.get(("council_kind", login.kind)),
            )
            give_role(by=SYSTEM, user=person, place=place, starts_on=SINCE)


def build_coordinators(build: Build) -> None:
    """An invented coordinator in each other municipality that has projects; they have no password."""
    known = Lookups.read()
    taken = set(RoleHolding.objects.filter(role__code="coordinator").values_list("municipality__code", flat=True))
    for code, name in full_plan(build.seed, build.today).coordinators:
        if code in taken:
            continue
        municipality = known.tenants[code]
        address = f"{fold(name).replace(' ', '.')}@{municipality.slug}.example"
        person = add_person(by=SYSTEM, email=address, name=name, password=f"{UNUSABLE_PASSWORD_PREFIX}demo")
        place = Place(known.codes["role", "coordinator"], municipality)
        give_role(by=SYSTEM, user=person, place=place, starts_on=SINCE)


def _runs(login: Login) -> bool:
    return login.role == "operator"


@action("demo.add_person")
def add_person(*, by: Actor, email: str, name: str, password: str, operator: bool = False) -> User:
    """A person with a stored password hash. People of an installation come by invitation; the demo sends no mail."""
    return created(User(email=email, name=name, password=password, is_operator=operator, joined_at=clock.now()))
