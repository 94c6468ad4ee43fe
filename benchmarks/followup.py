"""How fast the follow-up engine is, and with ``--validate`` how often its test and three others raise a false alarm.

    python benchmarks/followup.py [--validate] [--runs 1000] [--seed 5]

Speed: CPU seconds and the ratio to the limit of 2 s for 8 units x 24 months x 10,000 permutations. Validation: made-up
months without an effect, and with one of 10 per cent of the level; the share of runs in which each method says that
there is one, with a Monte Carlo interval. Ends with status 1 when the product's own test has more than 6 per cent of
false alarms at a nominal 5, or a limit is not kept.
"""

import argparse
import sys
import time
from collections.abc import Callable
from itertools import count

import numpy as np
from numpy.typing import NDArray

from tovholder.engines.followup import Design, Panel, Params, PlanUnit, Rollout, Series, analyse, plan_rollout
from tovholder.engines.followup.permute import wilson
from tovholder.engines.followup.power import series

Floats = NDArray[np.float64]
LIMIT = 2.0  # seconds, of the issue
FALSE_ALARMS = 0.06  # the most that is accepted at a nominal 5 per cent
UNITS, MONTHS, LEVEL, EFFECT = 8, 24, 100.0, -10.0
BETWEEN, WITHIN, COMMON, LEFT = 15.0, 8.0, 4.0, 0.5
STAGGERED = (3, 6, 8, 11, 13, 16, 18, 21)
TOGETHER = (12, 12, 12, 12, MONTHS, MONTHS, MONTHS, MONTHS)
# Two-sided 5 per cent points of Student's t, by degrees of freedom.
T22, T160, T7 = 2.0739, 1.9749, 2.3646


def rollout(units: int = UNITS, months: int = MONTHS) -> Rollout:
    """The world that is simulated: levels of units, shifts that all share, half of each deviation left a month on."""
    return Rollout(
        units=tuple(PlanUnit(key=str(number)) for number in range(units)),
        months=months,
        level=LEVEL,
        between=BETWEEN,
        within=WITHIN,
        common=COMMON,
        autocorrelation=LEFT,
        effect=EFFECT,
    )


def steps(starts: tuple[int, ...]) -> Floats:
    """1 from each unit's start."""
    return (np.arange(MONTHS) >= np.array(starts)[:, None]).astype(float)


def panel(values: Floats, starts: tuple[int, ...]) -> Panel:
    """The values as the engine takes them."""
    months = values.shape[1]
    return Panel(
        series=tuple(
            Series(key=str(unit), start=start if start < months else None, values=tuple(map(float, row)))
            for unit, (start, row) in enumerate(zip(starts, values, strict=True))
        ),
        higher_is_better=False,
    )


# --- the methods that are compared: each says whether it finds an effect ----------------------------------------------
def before_after(values: Floats) -> bool:
    """Student's t-test of the months after against those before, at one site."""
    before, after = values[0, :12], values[0, 12:]
    spread = np.sqrt((before.var(ddof=1) + after.var(ddof=1)) / 12)
    return bool(abs(after.mean() - before.mean()) / spread > T22)


def two_way(values: Floats, starts: tuple[int, ...]) -> tuple[float, Floats, Floats]:
    """The estimate with levels of units and months, the steps less those levels, and what is left of the values."""
    step, left = steps(starts), values
    step = step - step.mean(axis=0) - step.mean(axis=1, keepdims=True) + step.mean()
    left = left - left.mean(axis=0) - left.mean(axis=1, keepdims=True) + left.mean()
    estimate = float((step * left).sum() / (step * step).sum())
    return estimate, step, left - estimate * step


def plain_did(values: Floats) -> bool:
    """Difference-in-differences by ordinary least squares, as if the months were independent."""
    estimate, step, rest = two_way(values, TOGETHER)
    spread = np.sqrt((rest * rest).sum() / (UNITS * MONTHS - UNITS - MONTHS) / (step * step).sum())
    return bool(abs(estimate) / spread > T160)


def clustered(values: Floats) -> bool:
    """The same with a standard error that is robust to dependence within units, and t on units less one."""
    estimate, step, rest = two_way(values, TOGETHER)
    meat = ((step * rest).sum(axis=1) ** 2).sum() * UNITS / (UNITS - 1)
    return bool(abs(estimate) / (np.sqrt(meat) / (step * step).sum()) > T7)


def permuted(design: Design, starts: tuple[int, ...], seed: int) -> Callable[[Floats], bool]:
    """The product's own test, with other permutations in every run."""
    seeds = count(seed)

    def found(values: Floats) -> bool:
        params = Params(permutations=1_000, seed=next(seeds))
        p = analyse(panel(values, starts), design, params).p
        return p is not None and p <= params.alpha

    return found


def validate(runs: int, seed: int) -> bool:
    """Simulate, print the table, and say whether the product's own tests keep to the limit."""
    values = series(rollout(), runs, np.random.default_rng(seed))
    one = (12, *[MONTHS] * (UNITS - 1))
    did, staggered = Design.DIFFERENCE_IN_DIFFERENCES, Design.STAGGERED_ROLLOUT
    methods: tuple[tuple[str, str, tuple[int, ...], Callable[[Floats], bool], bool], ...] = (
        ("before/after t-test, one site", "22 %", one, before_after, False),
        ("DiD, ordinary least squares", "34 %", TOGETHER, plain_did, False),
        ("DiD, cluster-robust", "5 %", TOGETHER, clustered, False),
        ("DiD, permutation (product)", "-", TOGETHER, permuted(did, TOGETHER, seed), True),
        ("staggered, permutation (product)", "4 %", STAGGERED, permuted(staggered, STAGGERED, seed), True),
    )
    setting = f"{UNITS} units, {MONTHS} months, autocorrelation {LEFT}, effect {EFFECT / LEVEL:.0%}"
    print(f"\n{runs} runs, seed {seed}: {setting}")
    print(f"{'method':<34}{'evidence':>9}{'false alarms':>14}{'interval':>17}{'power':>8}{'interval':>17}")
    kept = True
    for name, evidence, starts, method, own in methods:
        none = sum(method(values[:, :, run]) for run in range(runs))
        some = sum(method(values[:, :, run] + EFFECT * steps(starts)) for run in range(runs))
        kept &= not own or none / runs <= FALSE_ALARMS
        print(f"{name:<34}{evidence:>9}{_told(none, runs, 14)}{_told(some, runs, 8)}")
    return kept


def _told(hits: int, runs: int, width: int) -> str:
    low, high = wilson(hits, runs)
    return f"{hits / runs:>{width}.1%}{f'{low:.1%}-{high:.1%}':>17}"


def speed(seed: int) -> bool:
    """Measure, print the table, and say whether the limit is kept."""
    rng = np.random.default_rng(seed)
    small = series(rollout(), 1, rng)[:, :, 0]
    large = series(rollout(40, 60), 1, rng)[:, :, 0]
    many = tuple(int(start) for start in np.linspace(6, 54, 40))
    staggered = Design.STAGGERED_ROLLOUT
    print(f"{'step':<52}{'CPU':>9}{'of 2 s':>8}")
    took = 0.0
    for name, do in (
        ("8 units x 24 months x 10,000 permutations", lambda: analyse(panel(small, STAGGERED), staggered)),
        ("40 units x 60 months x 10,000 permutations", lambda: analyse(panel(large, many), staggered)),
        ("plan of 8 units, power of 7 effects x 1,000 runs", lambda: plan_rollout(rollout())),
        ("plan of 40 units, power of 7 effects x 1,000 runs", lambda: plan_rollout(rollout(40, 60))),
    ):
        before = time.process_time()
        do()
        spent = time.process_time() - before
        took = took or spent
        print(f"{name:<52}{spent:>7.2f} s{spent / LIMIT:>8.2f}")
    return took <= LIMIT


def main() -> None:
    """Measure and print; status 1 when a limit is not kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--validate", action="store_true")
    parser.add_argument("--runs", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=5)
    options = parser.parse_args()
    kept = speed(options.seed)
    if options.validate:
        kept &= validate(options.runs, options.seed)
    sys.exit(0 if kept else 1)


if __name__ == "__main__":
    main()
