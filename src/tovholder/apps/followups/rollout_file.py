"""A rollout written as TOML: read strictly, and refused with the key that is wrong."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from tovholder.engines.followup import Params, PlanUnit, Rollout
from tovholder.kernel.numerals import NumeralError, number_of

MONTH = re.compile(r"^(\d{4})-(0[1-9]|1[0-2])$")
MOST_UNITS, MOST_MONTHS = 60, 120
TOP = {"title", "months", "first_month", "capacity", "seed", "expected", "unit", "order", "test"}
EXPECTED = {"measure", "level", "within", "between", "common", "autocorrelation", "effect", "effects"}
UNIT = {"key", "name", "earliest", "latest", "blocked"}
TEST = {"alpha", "permutations", "runs", "months_before", "months_after"}


class FileError(ValueError):
    """A file that cannot be used. The message is Danish and names the key."""

    def __init__(self, key: str, why: str) -> None:
        super().__init__(f"{key}: {why}" if key else why)


@dataclass(frozen=True, slots=True)
class RolloutFile:
    """What a file says: the rollout in numbers, and the names to show it with."""

    title: str
    measure: str
    first: int
    names: Mapping[str, str]
    rollout: Rollout
    params: Params

    def month(self, number: int) -> str:
        """The month with that number, as 2027-03."""
        return f"{(self.first + number) // 12}-{(self.first + number) % 12 + 1:02d}"


def read_rollout(text: str) -> RolloutFile:
    """The rollout that the text describes. Raises :class:`FileError`."""
    try:
        found = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # wrong TOML, a number of 5,000 digits, a list in a list in …
        raise FileError("", _("Filen er ikke gyldig TOML: %(why)s") % {"why": error}) from error
    _known(found, TOP, "")
    first = _month(found, "first_month", "first_month")
    months = _whole(found, "months", "months", 1, MOST_MONTHS)
    expected = _table(found, "expected")
    _known(expected, EXPECTED, "expected")
    units, names = _units(found, first)
    try:
        rollout = Rollout(
            units=units,
            months=months,
            capacity=_whole(found, "capacity", "capacity", 1, MOST_UNITS, 1),
            order=_order(found, names),
            **_numbers(expected),
        )
        params = _params(found)
    except FileError:
        raise
    except ValueError as error:
        raise FileError("expected", _("Tallene passer ikke sammen: %(why)s") % {"why": error}) from error
    return RolloutFile(
        title=_text(found, "title", "title", ""),
        measure=_text(expected, "measure", "expected.measure", ""),
        first=first,
        names=names,
        rollout=rollout,
        params=params,
    )


def _numbers(expected: Mapping[str, Any]) -> dict[str, Any]:
    """The numbers of the expectation, each checked by itself so that the message names it."""
    numbers: dict[str, Any] = {
        key: _number(expected, key, f"expected.{key}", default)
        for key, default in (
            ("level", None),
            ("within", None),
            ("effect", None),
            ("between", 0.0),
            ("common", 0.0),
            ("autocorrelation", 0.0),
        )
    }
    if numbers["within"] <= 0:
        raise FileError("expected.within", _("Skriv et tal over 0: hvor meget månederne svinger hos en enhed."))
    for key in ("between", "common"):
        if numbers[key] < 0:
            raise FileError(f"expected.{key}", _("Skriv 0 eller et tal over 0."))
    if not -1 < numbers["autocorrelation"] < 1:
        raise FileError("expected.autocorrelation", _("Skriv et tal mellem -1 og 1, for eksempel 0,5."))
    given = expected.get("effects", [])
    if not isinstance(given, list) or len(given) > 20:
        raise FileError("expected.effects", _("Skriv en liste med højst 20 tal."))
    numbers["effects"] = tuple(_as_number(one, f"expected.effects[{at}]") for at, one in enumerate(given, 1))
    return numbers


def _units(found: Mapping[str, Any], first: int) -> tuple[tuple[PlanUnit, ...], dict[str, str]]:
    rows = _rows(found, "unit")
    if not 1 <= len(rows) <= MOST_UNITS:
        raise FileError("unit", _("Skriv mellem 1 og %(most)s enheder.") % {"most": MOST_UNITS})
    units: list[PlanUnit] = []
    names: dict[str, str] = {}
    for at, row in enumerate(rows, 1):
        place = f"unit[{at}]"
        _known(row, UNIT, place)
        key = _text(row, "key", f"{place}.key")
        if key in names:
            raise FileError(f"{place}.key", _("%(key)s står der to gange.") % {"key": key})
        names[key] = _text(row, "name", f"{place}.name", key)
        earliest = _month(row, "earliest", f"{place}.earliest", first) - first
        latest = _month(row, "latest", f"{place}.latest") - first if "latest" in row else None
        if latest is not None and latest < earliest:
            raise FileError(f"{place}.latest", _("Den seneste måned ligger før den tidligste."))
        blocked = row.get("blocked", [])
        if not isinstance(blocked, list):
            raise FileError(f"{place}.blocked", _("Skriv en liste med måneder."))
        closed = frozenset(_as_month(one, f"{place}.blocked") - first for one in blocked)
        units.append(PlanUnit(key=key, earliest=earliest, latest=latest, blocked=closed))
    return tuple(units), names


def _order(found: Mapping[str, Any], names: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    pairs = []
    for at, row in enumerate(_rows(found, "order"), 1):
        _known(row, {"first", "then"}, f"order[{at}]")
        pair = tuple(_text(row, key, f"order[{at}].{key}") for key in ("first", "then"))
        for key, unit in zip(("first", "then"), pair, strict=True):
            if unit not in names:
                raise FileError(f"order[{at}].{key}", _("Ingen enhed har nøglen %(key)s.") % {"key": unit})
        pairs.append((pair[0], pair[1]))
    return tuple(pairs)


def _params(found: Mapping[str, Any]) -> Params:
    test = _table(found, "test", needed=False)
    _known(test, TEST, "test")
    alpha = _number(test, "alpha", "test.alpha", 0.05)
    if not 0 < alpha < 1:
        raise FileError("test.alpha", _("Skriv et tal mellem 0 og 1, for eksempel 0,05."))
    return Params(
        alpha=alpha,
        seed=_whole(found, "seed", "seed", 0, 2**31, 1),
        power_permutations=_whole(test, "permutations", "test.permutations", 20, 10_000, 1_000),
        runs=_whole(test, "runs", "test.runs", 10, 5_000, 1_000),
        min_before=_whole(test, "months_before", "test.months_before", 1, 60, 3),
        min_after=_whole(test, "months_after", "test.months_after", 1, 60, 3),
    )


# --- single values ----------------------------------------------------------------------------------------------------
def _known(table: Mapping[str, Any], keys: set[str], place: str) -> None:
    for key in table:
        if key not in keys:
            where = f"{place}.{key}" if place else key
            raise FileError(where, _("Nøglen kendes ikke. Brug en af: %(keys)s.") % {"keys": ", ".join(sorted(keys))})


def _table(found: Mapping[str, Any], key: str, *, needed: bool = True) -> Mapping[str, Any]:
    table = found.get(key, None if needed else {})
    if not isinstance(table, dict):
        raise FileError(key, _("Afsnittet mangler. Skriv [%(key)s] med sine tal.") % {"key": key})
    return table


def _rows(found: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    rows = found.get(key, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise FileError(key, _("Skriv hvert stykke under [[%(key)s]].") % {"key": key})
    return rows


def _text(table: Mapping[str, Any], key: str, place: str, default: str | None = None) -> str:
    value = table.get(key, default)
    if not isinstance(value, str) or (default is None and not value.strip()):
        raise FileError(place, _("Skriv en tekst i anførselstegn."))
    return value.strip()


def _number(table: Mapping[str, Any], key: str, place: str, default: float | None) -> float:
    value = table.get(key, default)
    if value is None:
        raise FileError(place, _("Tallet mangler."))
    return _as_number(value, place)


def _as_number(value: object, place: str) -> float:
    """A number, or a text such as 1.000,50 that says one."""
    if isinstance(value, str):
        try:
            return float(number_of(value))
        except NumeralError as error:
            raise FileError(place, _("%(value)s kan ikke læses som ét tal.") % {"value": value}) from error
    if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) > 10**15 or value != value:
        raise FileError(place, _("Skriv et tal."))
    return float(value)


def _whole(table: Mapping[str, Any], key: str, place: str, low: int, high: int, default: int | None = None) -> int:
    value = table.get(key, default)
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise FileError(place, _("Skriv et helt tal fra %(low)s til %(high)s.") % {"low": low, "high": high})
    return value


def _month(table: Mapping[str, Any], key: str, place: str, default: int | None = None) -> int:
    if key not in table and default is not None:
        return default
    return _as_month(table.get(key), place)


def _as_month(value: object, place: str) -> int:
    """The number of a month since year 0."""
    found = MONTH.match(value) if isinstance(value, str) else None
    if found is None:
        raise FileError(place, _('Skriv en måned som "2027-03".'))
    return int(found[1]) * 12 + int(found[2]) - 1
