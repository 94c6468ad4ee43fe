"""How long a business case takes: 40 assumptions once, and by 20,000 draws.

    python benchmarks/business_case.py [--assumptions 40] [--draws 20000] [--repeat 20]

Prints CPU milliseconds, the limit, and the ratio to it. Exits with 1 when a limit is broken.
"""

import argparse
import sys
import time
from collections.abc import Callable

from tovholder.engines.benefits import (
    Assumption,
    Case,
    Distribution,
    Funding,
    Line,
    Party,
    Realisation,
    Scenario,
    ScenarioKind,
    Unit,
    evaluate,
    simulate,
    tornado,
)

LIMITS = {"deterministic": 20.0, "tornado": 50.0, "draws, PERT": 1000.0, "draws, triangular": 1000.0}
FIXED = 6


def business_case(count: int) -> Case:
    """A case of ten years in which ``count`` assumptions all have a range and all are used."""

    def uncertain(key: str, unit: Unit, likely: float) -> Assumption:
        year = 2026 if unit.is_money else None
        return Assumption(key=key, unit=unit, low=likely * 0.7, likely=likely, high=likely * 1.4, price_year=year)

    assumptions = [
        uncertain("citizens", Unit.CITIZENS, 60),
        uncertain("exceptions", Unit.PERCENT, 25),
        uncertain("ramp", Unit.MONTHS, 12),
        uncertain("wage", Unit.KR_HOUR, 350),
        uncertain("share", Unit.PERCENT, 40),
        uncertain("weeks", Unit.WEEKS_YEAR, 30),
    ]
    lines = []
    for at in range((count - FIXED) // 2):
        price, minutes = f"price{at}", f"minutes{at}"
        assumptions.append(uncertain(price, Unit.KR_CITIZEN_YEAR, 900 + 40 * at))
        lines.append(
            Line(
                key=f"c{at}",
                formula="yearly_per_citizen",
                slots={"price": price},
                party=Party.OWN,
                funded=at % 2 == 0,
                ramped=True,
            )
        )
        assumptions.append(uncertain(minutes, Unit.HOURS_CITIZEN_YEAR, 2 + at / 4))
        lines.append(
            Line(
                key=f"b{at}",
                formula="citizen_hours",
                slots={"hours": minutes, "wage": "wage"},
                party=Party.OWN,
                realisation=Realisation.FREES_ROOM,
            )
        )
    return Case(
        assumptions=tuple(assumptions),
        scenarios=(Scenario(key="this", kind=ScenarioKind.THIS, lines=tuple(lines)),),
        horizon=10,
        start_year=2026,
        price_year=2026,
        rate=3.5,
        citizens="citizens",
        exceptions="exceptions",
        ramp="ramp",
        funding=Funding(share="share", years=2),
    )


def milliseconds(work: Callable[[], object], repeat: int) -> tuple[float, float]:
    """The median and the worst CPU time of ``repeat`` runs, after one that warms up."""
    work()
    times = []
    for _run in range(repeat):
        begun = time.process_time()
        work()
        times.append(1000 * (time.process_time() - begun))
    times.sort()
    return times[len(times) // 2], times[-1]


def main() -> int:
    """Measure, print, and say by the exit code whether all is within its limit."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--assumptions", type=int, default=40)
    parser.add_argument("--draws", type=int, default=20_000)
    parser.add_argument("--repeat", type=int, default=20)
    given = parser.parse_args()
    case = business_case(given.assumptions)

    def drawing(shape: Distribution) -> Callable[[], object]:
        return lambda: simulate(case, "this", draws=given.draws, seed=1, distribution=shape)

    works: dict[str, Callable[[], object]] = {
        "deterministic": lambda: evaluate(case),
        "tornado": lambda: tornado(case, "this"),
        "draws, PERT": drawing(Distribution.PERT),
        "draws, triangular": drawing(Distribution.TRIANGULAR),
    }
    print(f"{len(case.assumptions)} assumptions, {given.draws:,} draws, median and worst of {given.repeat}, CPU ms")
    print(f"{'work':<20}{'median':>10}{'worst':>10}{'limit':>10}{'ratio':>8}")
    broken = False
    for name, work in works.items():
        median, worst = milliseconds(work, given.repeat)
        broken |= median > LIMITS[name]
        print(f"{name:<20}{median:>10.2f}{worst:>10.2f}{LIMITS[name]:>10.0f}{median / LIMITS[name]:>8.2f}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
