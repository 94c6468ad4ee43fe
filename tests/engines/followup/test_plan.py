"""Start dates that keep the wishes, and the power that is shown beforehand."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tovholder.engines.followup import Params, PlanError, PlanFault, PlanUnit, Rollout, plan_rollout
from tovholder.engines.followup.arrange import count, every
from tovholder.engines.followup.permute import wilson

QUICK = Params(runs=40, power_permutations=60)


def rollout(*units: PlanUnit, **values: Any) -> Rollout:
    """Two years, and an effect of ten per cent."""
    usual: dict[str, Any] = {
        "months": 24,
        "level": 100,
        "within": 8,
        "between": 15,
        "autocorrelation": 0.5,
        "effect": -10,
    }
    return Rollout(units=units, **(usual | values))


def units(count_of: int, **values: Any) -> list[PlanUnit]:
    """Units that can do anything."""
    return [PlanUnit(key=chr(97 + number), **values) for number in range(count_of)]


@st.composite
def wishes(draw: st.DrawFn) -> Rollout:
    """Rollouts with windows, blocked months, capacity and an order that does not contradict itself."""
    size, months = draw(st.integers(1, 7)), draw(st.integers(7, 26))
    asked = []
    for number in range(size):
        earliest = draw(st.integers(0, months))
        latest = draw(st.one_of(st.none(), st.integers(earliest, months)))
        blocked = draw(st.frozensets(st.integers(0, months), max_size=6))
        asked.append(PlanUnit(key=str(number), earliest=earliest, latest=latest, blocked=blocked))
    pairs = draw(st.lists(st.tuples(st.integers(0, size - 1), st.integers(0, size - 1)), max_size=3))
    order = tuple((str(first), str(second)) for first, second in pairs if first < second)
    return rollout(*asked, months=months, capacity=draw(st.integers(1, 3)), order=order)


@given(wishes())
@settings(max_examples=80, deadline=None)
def test_starts_keep_every_wish(asked: Rollout) -> None:
    """A proposal keeps windows, blocked months, capacity and order, and leaves three months at either end."""
    try:
        planned = plan_rollout(asked, QUICK)
    except PlanError:
        return
    starts = dict(planned.starts)
    assert list(starts) == [unit.key for unit in asked.units]
    for unit in asked.units:
        assert max(unit.earliest, 3) <= starts[unit.key] <= min(asked.months - 3, unit.latest or asked.months)
        assert starts[unit.key] not in unit.blocked
    assert all(list(starts.values()).count(start) <= asked.capacity for start in starts.values())
    assert all(starts[first] <= starts[second] for first, second in asked.order)
    assert 0 < planned.smallest_p <= 1


def test_units_are_spread_and_drawn_by_lot() -> None:
    """Eight free units fill two years evenly; another seed hands the same dates to other units."""
    one, two = (plan_rollout(rollout(*units(8)), Params(runs=10, seed=seed)) for seed in (1, 2))
    dates = sorted(start for _key, start in one.starts)
    assert (dates[0], dates[-1]) == (3, 21)
    assert {later - earlier for earlier, later in pairwise(dates)} <= {2, 3}
    assert sorted(start for _key, start in two.starts) == dates
    assert one.starts != two.starts


def test_power_grows_with_the_effect_and_none_is_a_false_alarm() -> None:
    """Without an effect the test alarms at its level; twice the expected is found nearly always; it repeats."""
    planned = plan_rollout(rollout(*units(8)), Params(runs=600))
    assert [one.effect for one in planned.powers] == [0, -2.5, -5, -7.5, -10, -15, -20]
    assert all(one.power <= other.power for one, other in pairwise(planned.powers))
    assert planned.powers[0].power <= 0.08
    assert planned.power.effect == -10
    assert planned.power.power >= 0.85
    assert planned.power.low < planned.power.power < planned.power.high
    assert plan_rollout(rollout(*units(8)), Params(runs=600)) == planned


@pytest.mark.parametrize(
    ("size", "smallest", "clear"), [(1, 1.0, False), (2, 1.0, False), (3, 1 / 6, False), (4, 1 / 24, True)]
)
def test_few_units_say_what_p_can_be_at_best(size: int, smallest: float, clear: bool) -> None:
    """Three units have six arrangements, so p is never below a sixth and the power is nought; two only mirror."""
    planned = plan_rollout(rollout(*units(size)), QUICK)
    assert planned.smallest_p == pytest.approx(smallest)
    assert planned.can_be_clear is clear
    assert planned.exact
    if not clear:
        assert {one.power for one in planned.powers} == {0.0}


@pytest.mark.parametrize(
    ("asked", "fault", "keys"),
    [
        (rollout(), PlanFault.NO_UNITS, ()),
        (rollout(*units(2), months=5), PlanFault.TOO_SHORT, ()),
        (rollout(PlanUnit(key="a"), PlanUnit(key="b", earliest=22)), PlanFault.NO_MONTH, ("b",)),
        (rollout(PlanUnit(key="a", latest=9, blocked=frozenset(range(12)))), PlanFault.NO_MONTH, ("a",)),
        (rollout(*units(8), months=9), PlanFault.NO_CAPACITY, ()),
        (rollout(*units(3), order=(("a", "b"), ("b", "a"))), PlanFault.ORDER_CYCLE, ("a", "b")),
        (rollout(*units(2), order=(("a", "z"),)), PlanFault.ORDER_UNKNOWN, ("z",)),
        (
            rollout(PlanUnit(key="a", earliest=15), PlanUnit(key="b", latest=12), order=(("a", "b"),)),
            PlanFault.NO_MONTH,
            ("b",),
        ),
        (
            rollout(*units(2, earliest=9, latest=9), PlanUnit(key="c")),
            PlanFault.NOT_FOUND,
            (),
        ),
    ],
)
def test_wishes_that_cannot_be_met_say_which(asked: Rollout, fault: PlanFault, keys: tuple[str, ...]) -> None:
    """Each contradiction has its code and names the units."""
    with pytest.raises(PlanError) as raised:
        plan_rollout(asked, QUICK)
    assert (raised.value.fault, raised.value.keys) == (fault, keys)


def test_narrow_wishes_are_met_by_searching() -> None:
    """Where only one rollout fits, it is found though no lot hits it."""
    narrow = [PlanUnit(key=chr(97 + at), earliest=3 + at, latest=3 + at) for at in range(6)]
    wide = [PlanUnit(key="y", earliest=3, latest=9), PlanUnit(key="z", earliest=3, latest=10)]
    planned = plan_rollout(rollout(*wide, *narrow), QUICK)
    assert sorted(start for _key, start in planned.starts) == [3, 4, 5, 6, 7, 8, 9, 10]


@pytest.mark.parametrize(
    "values",
    [{"within": 0}, {"between": -1}, {"autocorrelation": 1}, {"level": float("inf")}, {"capacity": 0}, {"months": 0}],
)
def test_numbers_that_cannot_be_are_refused(values: dict[str, Any]) -> None:
    """A spread of nought, an autocorrelation of one, an endless level."""
    with pytest.raises(ValueError):
        rollout(*units(2), **values)


@given(st.lists(st.integers(0, 3), min_size=1, max_size=6))
def test_every_arrangement_comes_once(labels: list[int]) -> None:
    """As many as the multinomial says, all different, all of the same labels."""
    rows = [tuple(row) for row in every(labels)]
    assert len(rows) == len(set(rows)) == count(labels)
    assert {tuple(sorted(row)) for row in rows} == {tuple(sorted(labels))}


def test_the_interval_of_a_share() -> None:
    """Wilson's interval: 15 of 300 is 5 per cent, 3.1 to 8.1."""
    assert wilson(15, 300) == pytest.approx((0.0305, 0.0808), abs=0.0002)
    assert wilson(0, 300)[0] == pytest.approx(0, abs=1e-12)
