"""What is done with pools: kept, closed early, passed on to units."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tovholder.apps.funding.models import FundingPool, PoolState, PoolTip
from tovholder.apps.funding.rules import pool_tiers
from tovholder.apps.funding.telling import POOL_NOTICE, leaders_of, tell
from tovholder.foundation.audit.action import action, change, created
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.models import Municipality, Unit
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolFacts:
    """What a pool says, as forms give it."""

    title: str
    giver: str
    kind: Code
    criteria: str
    amount: Decimal | None = None
    who_may_apply: str = ""
    own_share: Decimal | None = None
    opens_on: date | None = None
    deadline: date | None = None
    link: str = ""
    tier: str = Tier.MUNICIPALITY

    def fields(self) -> dict[str, object]:
        """The values by the names of the model's fields."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


def _check_pool(by: Actor, facts: PoolFacts, before: str = "") -> None:
    if facts.tier != before and not by.is_system and facts.tier not in pool_tiers(by):
        raise ValidationError({"tier": _("Så bredt kan du ikke vise puljen. Vælg en af mulighederne.")})
    if facts.opens_on is not None and facts.deadline is not None and facts.deadline < facts.opens_on:
        raise ValidationError({"deadline": _("Fristen kan ikke ligge, før puljen åbner.")})


@action("funding.add_pool")
def add_pool(*, by: Actor, municipality: Municipality | None, facts: PoolFacts) -> FundingPool:
    """A new pool: of a municipality, or without one a national pool of the editors. Raises ``ValidationError``."""
    _check_pool(by, facts)
    return created(FundingPool(municipality=municipality, **facts.fields()))


@action("funding.change_pool")
def change_pool(*, by: Actor, pool: FundingPool, facts: PoolFacts, expected_version: int | None = None) -> FundingPool:
    """Change what a pool says. Raises ``ValidationError`` by field and ``ConflictError``."""
    _check_pool(by, facts, pool.tier)
    if facts.tier == Tier.MUNICIPALITY and pool.applications.exclude(municipality=pool.municipality).exists():
        raise ValidationError({"tier": _("Andre kommuner har ansøgninger til puljen, så de skal stadig kunne se den.")})
    return change(pool, expected_version=expected_version, **facts.fields())


@action("funding.close_pool")
def close_pool(
    *, by: Actor, pool: FundingPool, on: date, reason: str, expected_version: int | None = None
) -> FundingPool:
    """Close a pool before its deadline, and say why. Raises ``ValidationError`` by field and ``ConflictError``."""
    if pool.state_on(clock.today()) == PoolState.CLOSED:
        raise ValidationError(_("Puljen er allerede lukket."))
    if not reason.strip():
        raise ValidationError({"reason": _("Skriv hvorfor, fx at pengene er givet ud.")})
    if on > clock.today():
        raise ValidationError({"on": _("Datoen ligger i fremtiden. Ret hellere ansøgningsfristen.")})
    return change(pool, expected_version=expected_version, closed_on=on, closed_why=reason.strip())


@action("funding.reopen_pool")
def reopen_pool(*, by: Actor, pool: FundingPool) -> FundingPool:
    """Open a pool again that was closed early."""
    return change(pool, closed_on=None, closed_why="")


@action("funding.pass_on")
def pass_on(*, by: Actor, pool: FundingPool, municipality: Municipality, unit: Unit, note: str = "") -> PoolTip:
    """Pass a pool on to a unit; those who lead it are told. Raises ``ValidationError`` by field."""
    if unit.municipality_id != municipality.pk:
        raise ValidationError({"unit": _("Vælg en enhed i jeres egen kommune.")})
    if pool.municipality_id is not None and pool.municipality_id != municipality.pk and pool.tier == Tier.MUNICIPALITY:
        raise ValidationError(_("Puljen er en anden kommunes egen."))
    if PoolTip.objects.filter(pool=pool, unit=unit).exists():
        raise ValidationError({"unit": _("Puljen er allerede givet videre til den enhed.")})
    made = created(
        PoolTip(municipality=municipality, unit=unit, pool=pool, note=note.strip(), by_name=by.name, on=clock.today())
    )
    for user in leaders_of(unit):
        if user.public_id != by.user_id:
            tell(
                POOL_NOTICE,
                user,
                lambda: _("Puljen %(title)s er noget for jer.") % {"title": pool.title},
                pool.get_absolute_url(),
                pool.deadline,
            )
    return made
