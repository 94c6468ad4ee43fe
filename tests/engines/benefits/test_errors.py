"""Cases that cannot be computed: all that is wrong, each with its code and place."""

from copy import deepcopy
from typing import Any

import pytest

from tests.engines.benefits.test_by_hand import document
from tovholder.engines.benefits import CaseError, evaluate, read


def problems(told: dict[str, Any]) -> list[tuple[str, str]]:
    """Place and code of what is wrong with a document; empty for one that can be computed."""
    try:
        evaluate(read(told))
    except CaseError as error:
        return [(one.at, one.code.value) for one in error.problems]
    return []


def changed(place: str, value: object) -> dict[str, Any]:
    """The training case with one value changed, or taken out when it is None."""
    told = deepcopy(document("traening"))
    *path, last = place.split(".")
    table: Any = told
    for name in path:
        table = table[int(name)] if isinstance(table, list) else table[name]
    if value is None:
        del table[last]
    else:
        table[last] = value
    return told


LINE = "scenarios.0.lines.3"
AT_LINE = "scenarios.traening.lines.terapeuttimer"


@pytest.mark.parametrize(
    ("place", "value", "at", "code"),
    [
        ("horizon", -1, "horizon", "horizon"),
        ("horizon", None, "horizon", "missing"),
        ("horizon", "2,5", "horizon", "not_whole"),
        ("horizon", 41, "horizon", "horizon"),
        ("rate", "1,000", "rate", "two_meanings"),
        ("rate", -1, "rate", "rate"),
        ("rate", "lav", "rate", "not_a_number"),
        ("price_year", None, "price_year", "missing"),
        ("price_year", "2.026", "price_year", "year"),
        ("price_year", 202, "price_year", "year"),
        ("start_year", 20260, "start_year", "year"),
        ("citizens", "ingen", "citizens", "unknown"),
        ("exceptions", "borgere", "exceptions", "unit"),
        ("assumptions.borgere.likely", 0, "assumptions.borgere.likely", "zero_citizens"),
        ("assumptions.borgere.low", 9, "assumptions.borgere.likely", "range"),
        ("assumptions.borgere.low", 61, "assumptions.borgere.low", "range"),
        ("assumptions.borgere.high", None, "assumptions.borgere.high", "one_end"),
        ("assumptions.borgere.unit", "personer", "assumptions.borgere.unit", "unknown"),
        ("assumptions.undtagelser.low", 0, "assumptions.undtagelser.low", "no_exceptions"),
        ("assumptions.andel.likely", 101, "assumptions.andel.likely", "over_hundred"),
        ("assumptions.timer.low", -1, "assumptions.timer.low", "negative"),
        ("assumptions.loen.price_year", None, "assumptions.loen.price_year", "price_year"),
        ("assumptions.loen.price_year", 2020, "assumptions.loen.price_year", "index"),
        ("assumptions.loen.likely", "12 kr", "assumptions.loen.likely", "not_a_number"),
        ("assumptions.loen.likely", float("nan"), "assumptions.loen.likely", "not_a_number"),
        ("assumptions.loen.likely", None, "assumptions.loen.likely", "missing"),
        ("assumptions.loen.pris", 3, "assumptions.loen.pris", "unknown"),
        (f"{LINE}.formula", "magi", f"{AT_LINE}.formula", "unknown"),
        (f"{LINE}.wage", None, f"{AT_LINE}.wage", "missing"),
        (f"{LINE}.wage", "licens", f"{AT_LINE}.wage", "unit"),
        (f"{LINE}.wage", "findes_ikke", f"{AT_LINE}.wage", "unknown"),
        (f"{LINE}.realisation", None, f"{AT_LINE}.realisation", "no_realisation"),
        (f"{LINE}.realisation", "sparer", f"{AT_LINE}.realisation", "unknown"),
        (f"{LINE}.party", "external", f"{AT_LINE}.party", "party"),
        (f"{LINE}.funded", True, f"{AT_LINE}.funded", "not_a_cost"),
        (f"{LINE}.share", "undtagelser", AT_LINE, "same_twice"),
        ("scenarios.0.lines.0.funded", True, "funding", "missing"),
        ("scenarios.0.lines.0.year", 4, "scenarios.traening.lines.udstyr.year", "horizon"),
        ("scenarios.0.lines.0.key", "kursus", "scenarios.traening.lines.kursus", "twice"),
        ("scenarios.0.kind", "andet", "scenarios.traening.kind", "unknown"),
        ("scenarios", [], "scenarios", "missing"),
        ("edges", [["terapeuttimer", "terapeuttimer"]], "edges", "cycle"),
        ("edges", [["terapeuttimer", "ro"]], "edges", "unknown"),
        ("edges", ["terapeuttimer"], "edges", "shape"),
        ("index", {"2026": 0}, "index.2026", "index"),
    ],
)
def test_what_is_wrong_is_said_at_its_place(place: str, value: object, at: str, code: str) -> None:
    """One thing wrong: it is named, with the key where it is to be mended."""
    assert (at, code) in problems(changed(place, value))


def test_all_that_is_wrong_is_said_at_once() -> None:
    """Two things wrong: both are told, so that nobody mends a file line by line."""
    told = changed("assumptions.borgere.likely", 0)
    told["assumptions"]["loen"]["price_year"] = None
    assert problems(told) == [
        ("assumptions.borgere.likely", "range"),
        ("assumptions.loen.price_year", "price_year"),
        ("assumptions.borgere.likely", "zero_citizens"),
    ]


def test_numbers_are_read_in_danish_and_english() -> None:
    """1.000,50 and 1,000.50 are the same number, and so is the number itself."""
    read_as = {
        read(changed("assumptions.loen.likely", text)).assumptions[3].likely
        for text in ("1.000,50", "1,000.50", 1000.5)
    }
    assert read_as == {1000.5}


@pytest.mark.requirement("ECO-13")
def test_a_share_of_exceptions_must_be_given() -> None:
    """No benefit reaches all: without exceptions a benefit of citizens is not computed."""
    told = changed("exceptions", None)
    assert ("scenarios.traening.lines.terapeuttimer.exceptions", "missing") in problems(told)
