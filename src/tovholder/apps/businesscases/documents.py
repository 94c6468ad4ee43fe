"""A case as the document that the engine reads, and what comes of it: the same for page, paper, file and version."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tovholder.apps.businesscases.models import Assumption, BusinessCase, Line, RealisationChoice, WayChoice
from tovholder.engines.benefits import FORMULAS, CaseError, Problem, evaluate, plain_result, read
from tovholder.engines.benefits import Case as EngineCase

CITIZENS, EXCEPTIONS, RAMP = "citizens", "exceptions", "ramp"
FUNDING, CAPACITY_HOURS, CAPACITY_GROWTH = "funding_share", "capacity_hours", "capacity_growth"
RESERVED = (CITIZENS, EXCEPTIONS, RAMP, FUNDING, CAPACITY_HOURS, CAPACITY_GROWTH)
"""Keys of assumptions that mean something to the case as a whole."""
WAYS = [way.value for way in WayChoice]
_ONE_KRONE = Decimal(1)

Document = dict[str, Any]
Figures = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A line that is left out until its assumptions are answered."""

    line: Line
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Computed:
    """A case with all that it comes to. ``figures`` is None while nothing can be computed; ``problems`` say why."""

    document: Document
    figures: Figures | None
    problems: tuple[Problem, ...]
    waiting: tuple[Waiting, ...]
    stale: frozenset[str] = frozenset()
    """Keys of lines whose signature was given for another amount."""

    def scenario(self, key: str = WayChoice.THIS.value) -> Mapping[str, Any] | None:
        """The figures of a scenario; None when it has none."""
        return scenario_of(self.figures, key)


def scenario_of(figures: Figures | None, key: str = WayChoice.THIS.value) -> Mapping[str, Any] | None:
    """The figures of one scenario; None when there are none."""
    return next((one for one in (figures or {}).get("scenarios", ()) if one["key"] == key), None)


def computed(case: BusinessCase) -> Computed:
    """Compute a case from what stands in the database now. Two queries unless they are prefetched."""
    assumptions, lines = list(case.assumptions.all()), list(case.lines.all())
    ready, waiting = _split(assumptions, lines)
    unsigned = _document(case, assumptions, ready, frozenset())
    if not ready:
        return Computed(unsigned, None, (), tuple(waiting))
    try:
        figures = _figures(unsigned)
        signed, stale = _signed(ready, figures)
        document = _document(case, assumptions, ready, signed)
        return Computed(document, _figures(document) if signed else figures, (), tuple(waiting), stale)
    except CaseError as error:
        return Computed(unsigned, None, error.problems, tuple(waiting))


def engine_case(document: Document) -> EngineCase:
    """The document as the engine takes it. Raises ``CaseError``."""
    return read(document)


def digest_of(document: Document, figures: Figures) -> str:
    """What tells whether a version is as it was frozen."""
    told = json.dumps({"document": document, "figures": figures}, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()


def _figures(document: Document) -> Figures:
    return plain_result(evaluate(read(document)))


def needed_by(line: Line) -> list[str]:
    """The keys of the assumptions that a line needs: those in its slots, and volume and exceptions of the case."""
    formula = FORMULAS[line.formula]
    keys = [key for key in line.slots.values() if key]
    own = (slot.name for slot in formula.slots if slot.name in {CITIZENS, EXCEPTIONS})
    return [*keys, *(name for name in own if name not in line.slots)]


def _split(assumptions: Sequence[Assumption], lines: Sequence[Line]) -> tuple[list[Line], list[Waiting]]:
    known = {one.key: one for one in assumptions}
    ready, waiting = [], []
    for line in lines:
        absent = [key for key in needed_by(line) if key not in known or known[key].likely is None]
        if absent:
            waiting.append(Waiting(line, tuple(known[key].label if key in known else key for key in absent)))
        else:
            ready.append(line)
    return ready, waiting


def _signed(lines: Sequence[Line], figures: Figures) -> tuple[frozenset[str], frozenset[str]]:
    """The lines whose signature holds, and those whose amount is another now."""
    amounts = {row["key"]: row["amount"] for way in figures["scenarios"] for row in way["lines"]}
    signed: set[str] = set()
    stale: set[str] = set()
    for line in lines:
        signature = getattr(line, "signature", None)
        if signature is None or line.realisation != RealisationChoice.REDUCES_BUDGET:
            continue
        same = abs(Decimal(str(amounts[line.key])) - signature.amount) < _ONE_KRONE
        (signed if same else stale).add(line.key)
    return frozenset(signed), frozenset(stale)


def _document(
    case: BusinessCase, assumptions: Sequence[Assumption], lines: Sequence[Line], signed: frozenset[str]
) -> Document:
    answered = [one for one in assumptions if one.likely is not None]
    keys = {one.key for one in answered}
    here = {line.pk for line in lines}
    by_pk = {line.pk: line for line in lines}
    told: Document = {
        "title": case.title,
        "start_year": case.start_year,
        "horizon": case.horizon,
        "price_year": case.price_year,
        "rate": float(case.rate),
        **({"price_change": float(case.price_change)} if case.price_change is not None else {}),
        **{name: name for name in (CITIZENS, EXCEPTIONS, RAMP) if name in keys},
        "assumptions": [_assumption(one) for one in answered],
        "scenarios": [
            {
                "key": way,
                "kind": way,
                "label": str(WayChoice(way).label),
                "lines": [_line(line, signed) for line in lines if way in line.ways],
            }
            for way in WAYS
            if way == WayChoice.NOTHING or any(way in line.ways for line in lines)
        ],
        "edges": [[line.key, by_pk[line.leads_to_id].key] for line in lines if line.leads_to_id in here],
    }
    if FUNDING in keys and case.funding_years is not None:
        told["funding"] = {"share": FUNDING, "years": case.funding_years}
    else:
        for way in told["scenarios"]:
            for row in way["lines"]:
                row["funded"] = False
    if {CAPACITY_HOURS, CAPACITY_GROWTH, CITIZENS} <= keys:
        told["capacity"] = {"hours": CAPACITY_HOURS, "growth": CAPACITY_GROWTH}
    return told


def _assumption(one: Assumption) -> Document:
    told: Document = {"key": one.key, "label": one.label, "unit": one.unit, "likely": _number(one.likely)}
    if one.low is not None and one.high is not None:
        told |= {"low": _number(one.low), "high": _number(one.high)}
    if one.price_year is not None:
        told["price_year"] = one.price_year
    if one.source:
        told["source"] = one.source
    return told


def _number(value: Decimal | None) -> float:
    return 0.0 if value is None else float(value)


def _line(line: Line, signed: frozenset[str]) -> Document:
    return {
        "key": line.key,
        "label": line.label,
        "formula": line.formula,
        "party": line.party,
        **({"realisation": line.realisation} if line.realisation else {}),
        "signed": line.key in signed,
        "funded": line.is_funded,
        "every": line.every,
        "from_month": line.from_month,
        **{name: key for name, key in line.slots.items() if key},
    }
