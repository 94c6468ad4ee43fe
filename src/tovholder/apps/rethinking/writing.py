"""What a task says, and what is checked before it is written."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tovholder.apps.process.public import Round
from tovholder.apps.rethinking.models import UserJourney
from tovholder.apps.rethinking.scales import Basis, Per, TaskKind
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.models import Unit
from tovholder.foundation.visibility.rules import coordinator
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor

TIERS = (Tier.UNIT, Tier.MUNICIPALITY)


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskFacts:
    """What a task says, as forms and files give it."""

    title: str
    field: Code
    volume: int
    minutes: Decimal
    contact: int
    standard: int
    harm: int
    per: str = Per.YEAR
    unit: Unit | None = None
    tier: str = Tier.MUNICIPALITY
    journey: UserJourney | None = None
    waiting_minutes: int = 0
    what: str = ""
    role_group: Code | None = None
    affected: str = ""
    minutes_low: Decimal | None = None
    minutes_high: Decimal | None = None
    contact_why: str = ""
    harm_what: str = ""
    systems: str = ""
    manual: bool = True
    basis: str = Basis.ESTIMATED
    basis_by: str = ""
    basis_on: date | None = None
    round: Round | None = None

    def fields(self) -> dict[str, object]:
        """The values by the names of the model's fields."""
        kind = TaskKind.STEP if self.journey is not None else TaskKind.TASK
        return {name: getattr(self, name) for name in self.__dataclass_fields__} | {"kind": kind}

    def placed(self) -> "TaskFacts":
        """A step belongs where its journey belongs; a task of the whole municipality is seen by the whole."""
        if self.journey is not None:
            trip = self.journey
            return replace(self, field=trip.field, unit=trip.unit, tier=trip.tier)
        return self if self.unit is not None else replace(self, tier=Tier.MUNICIPALITY)


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyFacts:
    """What a journey says."""

    title: str
    field: Code
    whose: str
    note: str = ""
    unit: Unit | None = None
    tier: str = Tier.MUNICIPALITY
    round: Round | None = None

    def fields(self) -> dict[str, object]:
        """The values by the names of the model's fields."""
        tier = self.tier if self.unit is not None else Tier.MUNICIPALITY
        return {name: getattr(self, name) for name in self.__dataclass_fields__} | {"tier": tier}


def check_place(by: Actor, municipality_id: int, unit: Unit | None, tier: str, of_round: Round | None) -> None:
    """Raise ``ValidationError`` for another's unit or round, a tier too wide, or a unit that is not one's own."""
    problems = {}
    if tier not in TIERS:
        problems["tier"] = _("Opgaver ses i enheden eller i hele kommunen.")
    if unit is not None and unit.municipality_id != municipality_id:
        problems["unit"] = _("Vælg en enhed i jeres egen kommune.")
    elif not coordinator.allows(by) and (unit is None or unit.pk != by.unit_id):
        problems["unit"] = _("Vælg din egen enhed. Kommunens tovholder skriver for hele kommunen.")
    if of_round is not None and of_round.municipality_id != municipality_id:
        problems["round"] = _("Vælg en runde i jeres egen kommune.")
    if problems:
        raise ValidationError(problems)


def check_task(by: Actor, municipality_id: int, facts: TaskFacts) -> None:
    """Raise ``ValidationError`` by field for what cannot be."""
    check_place(by, municipality_id, facts.unit, facts.tier, facts.round)
    problems = minutes_problems(facts.minutes, facts.minutes_low, facts.minutes_high)
    if facts.journey is not None and facts.journey.municipality_id != municipality_id:
        problems["journey"] = _("Vælg en brugerrejse i jeres egen kommune.")
    if facts.basis_on is not None and facts.basis_on > clock.today():
        problems["basis_on"] = _("Datoen ligger i fremtiden. Skriv den dag, minutterne blev målt eller skønnet.")
    if problems:
        raise ValidationError(problems)


def minutes_problems(likely: Decimal, low: Decimal | None, high: Decimal | None) -> dict[str, str]:
    """What is wrong with a span of minutes, by field."""
    problems = {}
    if low is not None and low > likely:
        problems["minutes_low"] = _("Det mindste kan ikke være mere end de minutter, det plejer at tage.")
    if high is not None and high < likely:
        problems["minutes_high"] = _("Det højeste kan ikke være mindre end de minutter, det plejer at tage.")
    return problems
