"""Writing aliases, and reading them, which leaves a trace too."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tovholder.apps.citizens.models import CitizenAlias, ReadLog, ReadPurpose
from tovholder.apps.citizens.selectors import expired_aliases
from tovholder.foundation.audit.action import action, change, created, created_many, removed
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.public import LIFECYCLES, Municipality, Unit
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


@action("citizens.create_alias")
def create_alias(
    *, unit: Unit, alias: str, purpose: str, legal_basis: Code, collected_on: date, delete_on: date, by: Actor
) -> CitizenAlias:
    """A new alias in ``unit``. Raises ``ValidationError`` for CPR numbers, secrets and dates that do not fit."""
    _in_the_future(delete_on)
    return created(
        CitizenAlias(
            municipality=unit.municipality,
            unit=unit,
            alias=alias,
            purpose=purpose,
            legal_basis=legal_basis,
            collected_on=collected_on,
            delete_on=delete_on,
        )
    )


@action("citizens.change_alias")
def change_alias(
    citizen: CitizenAlias,
    *,
    alias: str,
    purpose: str,
    legal_basis: Code,
    collected_on: date,
    delete_on: date,
    by: Actor,
    expected_version: int | None = None,
) -> CitizenAlias:
    """Change an alias. Raises ``ValidationError`` as :func:`create_alias` does."""
    _in_the_future(delete_on)
    return change(
        citizen,
        expected_version=expected_version,
        alias=alias,
        purpose=purpose,
        legal_basis=legal_basis,
        collected_on=collected_on,
        delete_on=delete_on,
    )


def _in_the_future(delete_on: date) -> None:
    if delete_on <= clock.today():
        raise ValidationError({"delete_on": _("Vælg en dag, der ikke er gået. Skal det slettes nu, så slet aliasset.")})


@action("citizens.read_alias")
def read_alias(citizen: CitizenAlias, *, purpose: ReadPurpose, by: Actor) -> ReadLog:
    """Note that ``by`` reads about a citizen."""
    return created(
        ReadLog(alias_id=citizen.public_id, reader_id=by.user_id, reader_name=by.name, at=clock.now(), purpose=purpose)
    )


@action("citizens.read_aliases")
def read_aliases(citizens: Iterable[CitizenAlias], *, purpose: ReadPurpose, by: Actor) -> int:
    """Note that ``by`` reads about several citizens at once, one line under each. Gives how many. Two queries."""
    at = clock.now()
    lines = [
        ReadLog(alias_id=one.public_id, reader_id=by.user_id, reader_name=by.name, at=at, purpose=purpose)
        for one in citizens
    ]
    return len(created_many(lines))


@action("citizens.delete_alias")
def delete_alias(citizen: CitizenAlias, *, by: Actor) -> int:
    """Delete an alias and let all rooms clear what refers to it. Gives how many records they cleared."""
    cleared = sum(plug.alias_expired(citizen.public_id, by) for plug in LIFECYCLES if plug.alias_expired is not None)
    removed(citizen)
    return cleared


@action("citizens.move_aliases")
def move_aliases(old: Unit, new: Unit, *, by: Actor) -> int:
    """The aliases of a merged unit go with its work. A name that is taken there gets the old unit's behind it."""
    taken = set(CitizenAlias.objects.filter(unit=new).values_list("alias", flat=True))
    moving = list(CitizenAlias.objects.filter(unit=old))
    for citizen in moving:
        name = citizen.alias if citizen.alias not in taken else _free_name(citizen.alias, old.name, taken)
        taken.add(name)
        change(citizen, unit=new, alias=name)
    return len(moving)


@action("citizens.move_municipality")
def move_municipality(old: Municipality, into: Municipality, *, by: Actor) -> int:
    """The aliases follow their units into the municipality that theirs became part of. Day and purpose stay."""
    moving = list(CitizenAlias.objects.filter(municipality=old))
    for citizen in moving:
        change(citizen, municipality=into)
    return len(moving)


def _free_name(alias: str, unit_name: str, taken: set[str]) -> str:
    """The alias with the unit's name, or a number, so that it fits and is not taken."""
    longest = 60
    candidates = [f"{alias} ({unit_name})", *(f"{alias[: longest - 4]} {n}" for n in range(2, 999))]
    return next(name for name in candidates if len(name) <= longest and name not in taken)


def delete_expired(*, by: Actor) -> int:
    """Delete every alias whose day has come, each in a transaction of its own. Gives how many."""
    expired = list(expired_aliases())
    for citizen in expired:
        delete_alias(citizen, by=by)
    return len(expired)
