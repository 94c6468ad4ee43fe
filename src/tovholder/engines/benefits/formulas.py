"""The formulas of lines: each a sum of products of assumptions, so that every figure is linear in each of them.

That is not a matter of taste. It makes the break-even volume exact, and the value of information of one assumption too.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from tovholder.engines.benefits.model import Unit

MINUTES_PER_HOUR = 60.0
CITIZENS, EXCEPTIONS, WAGE = "citizens", "exceptions", "wage"


class Kind(StrEnum):
    """Whether a line costs or gives."""

    COST = "cost"
    BENEFIT = "benefit"


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for an assumption. ``complement`` takes what is left of the whole; ``needed`` must be filled."""

    name: str
    units: tuple[Unit, ...]
    complement: bool = False
    needed: bool = True


@dataclass(frozen=True, slots=True)
class Formula:
    """``divisor`` divides the sum of the terms; each term is a sign and the slots that are multiplied."""

    key: str
    kind: Kind
    once: bool
    slots: tuple[Slot, ...]
    terms: tuple[tuple[int, tuple[str, ...]], ...]
    divisor: float = 1.0

    @property
    def is_time(self) -> bool:
        """Whether it is hours at a wage."""
        return any(slot.name == WAGE for slot in self.slots)

    @property
    def counts_citizens(self) -> bool:
        """Whether it grows with the number of citizens."""
        return any(slot.name == CITIZENS for slot in self.slots)


def _slot(name: str, *units: Unit) -> Slot:
    return Slot(name, units)


_CITIZENS = _slot(CITIZENS, Unit.CITIZENS)
_REACH = Slot(EXCEPTIONS, (Unit.PERCENT,), complement=True)
_WAGE = _slot(WAGE, Unit.KR_HOUR)
_SHARE = Slot("share", (Unit.PERCENT,), needed=False)
_WEEKS = _slot("weeks", Unit.WEEKS_YEAR)


def _product(key: str, kind: Kind, *slots: Slot, once: bool = False, divisor: float = 1.0) -> Formula:
    return Formula(key, kind, once, slots, ((1, tuple(slot.name for slot in slots)),), divisor)


_SPLIT = (CITIZENS, EXCEPTIONS, "weeks", WAGE)


def _visit_time(key: str) -> Formula:
    """Minutes at each visit: of the visit itself, or of the way there and back."""
    slots = (_CITIZENS, _REACH, _slot("visits", Unit.TIMES_WEEK), _WEEKS, _SHARE, _slot("minutes", Unit.MINUTES), _WAGE)
    return _product(key, Kind.BENEFIT, *slots, divisor=MINUTES_PER_HOUR)


_ALL = (
    _product("once_amount", Kind.COST, _slot("amount", Unit.KR), once=True),
    _product("once_per_citizen", Kind.COST, _CITIZENS, _slot("price", Unit.KR_CITIZEN), once=True),
    _product("once_hours", Kind.COST, _slot("hours", Unit.HOURS), _WAGE, once=True),
    _product("once_training", Kind.COST, _slot("staff", Unit.PERSONS), _slot("hours", Unit.HOURS), _WAGE, once=True),
    _product("yearly_amount", Kind.COST, _slot("amount", Unit.KR_YEAR)),
    _product("yearly_per_citizen", Kind.COST, _CITIZENS, _slot("price", Unit.KR_CITIZEN_YEAR)),
    _product("yearly_hours", Kind.COST, _slot("hours", Unit.HOURS_YEAR), _WAGE),
    _product("yearly_training", Kind.COST, _slot("staff", Unit.PERSONS), _slot("hours", Unit.HOURS_YEAR), _WAGE),
    _visit_time("visit_minutes"),
    _visit_time("driving_minutes"),
    Formula(
        "visit_split",
        Kind.BENEFIT,
        False,
        (
            _CITIZENS,
            _REACH,
            _WEEKS,
            _WAGE,
            _slot("visits_before", Unit.TIMES_WEEK),
            _slot("minutes_before", Unit.MINUTES),
            _slot("visits_after", Unit.TIMES_WEEK),
            _slot("minutes_after", Unit.MINUTES),
        ),
        ((1, (*_SPLIT, "visits_before", "minutes_before")), (-1, (*_SPLIT, "visits_after", "minutes_after"))),
        MINUTES_PER_HOUR,
    ),
    _product(
        "driving_km",
        Kind.BENEFIT,
        _CITIZENS,
        _REACH,
        _slot("visits", Unit.TIMES_WEEK),
        _WEEKS,
        _SHARE,
        _slot("km", Unit.KM),
        _slot("rate", Unit.KR_KM),
    ),
    _product(
        "travel_subsidy",
        Kind.BENEFIT,
        _CITIZENS,
        _REACH,
        _slot("trips", Unit.TIMES_YEAR),
        _SHARE,
        _slot("subsidy", Unit.KR_TIME),
    ),
    _product(
        "transfers",
        Kind.BENEFIT,
        _CITIZENS,
        _REACH,
        _slot("transfers", Unit.TIMES_WEEK),
        _WEEKS,
        _slot("minutes", Unit.MINUTES),
        _slot("staff", Unit.PERSONS),
        _WAGE,
        divisor=MINUTES_PER_HOUR,
    ),
    _product("citizen_hours", Kind.BENEFIT, _CITIZENS, _REACH, _slot("hours", Unit.HOURS_CITIZEN_YEAR), _SHARE, _WAGE),
    _product(
        "prevented_cases",
        Kind.BENEFIT,
        _CITIZENS,
        _REACH,
        _slot("cases", Unit.TIMES_YEAR),
        _SHARE,
        _slot("price", Unit.KR_TIME),
    ),
    _product("citizen_value", Kind.BENEFIT, _CITIZENS, _REACH, _slot("value", Unit.KR_CITIZEN_YEAR)),
    _product("yearly_hours_freed", Kind.BENEFIT, _slot("hours", Unit.HOURS_YEAR), _WAGE),
    _product("yearly_saving", Kind.BENEFIT, _slot("amount", Unit.KR_YEAR)),
)

FORMULAS: Mapping[str, Formula] = {formula.key: formula for formula in _ALL}
