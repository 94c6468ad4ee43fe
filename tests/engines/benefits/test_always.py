"""What holds for every business case: sums conserve, more benefit is never worse, nothing is counted twice."""

import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tovholder.engines.benefits import (
    MUNICIPAL,
    Assumption,
    Bucket,
    Case,
    Funding,
    Kind,
    Line,
    Node,
    Party,
    Realisation,
    Reason,
    Scenario,
    ScenarioKind,
    Unit,
    count,
    evaluate,
)
from tovholder.engines.benefits.check import benefit_keys

MONEY = st.integers(0, 500_000).map(float)
BENEFITS = ("gain0", "gain1", "gain2")


def _assumption(key: str, unit: Unit, likely: float) -> Assumption:
    return Assumption(key=key, unit=unit, likely=likely, price_year=2026 if unit.is_money else None)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A case with costs of several payers, three benefits of any harvester, funding, a ramp-up and edges."""
    amounts = [
        _assumption("once", Unit.KR, draw(MONEY)),
        _assumption("price", Unit.KR_CITIZEN, draw(st.integers(0, 20_000).map(float))),
        _assumption("running", Unit.KR_YEAR, draw(MONEY)),
        _assumption("value", Unit.KR_CITIZEN_YEAR, draw(st.integers(0, 30_000).map(float))),
        _assumption("saving", Unit.KR_YEAR, draw(MONEY)),
        _assumption("hours", Unit.HOURS_CITIZEN_YEAR, draw(st.integers(0, 80).map(float))),
        _assumption("wage", Unit.KR_HOUR, 350),
        _assumption("citizens", Unit.CITIZENS, float(draw(st.integers(1, 300)))),
        _assumption("exceptions", Unit.PERCENT, float(draw(st.integers(1, 99)))),
        _assumption("ramp", Unit.MONTHS, float(draw(st.integers(0, 48)))),
        _assumption("share", Unit.PERCENT, float(draw(st.integers(0, 100)))),
    ]
    payers = st.sampled_from(list(Party))
    harvesters = st.sampled_from([party for party in Party if party is not Party.EXTERNAL])
    ways = st.sampled_from(list(Realisation))
    slots = ({"value": "value"}, {"amount": "saving"}, {"hours": "hours", "wage": "wage"})
    gains = [
        Line(
            key=key,
            formula=formula,
            slots=given_slots,
            party=draw(harvesters),
            realisation=draw(ways),
            signed=draw(st.booleans()),
            from_month=draw(st.integers(0, 30)),
        )
        for key, formula, given_slots in zip(
            BENEFITS, ("citizen_value", "yearly_saving", "citizen_hours"), slots, strict=True
        )
    ]
    costs = [
        Line(
            key="once", formula="once_amount", slots={"amount": "once"}, party=draw(payers), funded=draw(st.booleans())
        ),
        Line(
            key="each",
            formula="once_per_citizen",
            slots={"price": "price"},
            party=draw(payers),
            every=draw(st.integers(0, 4)),
        ),
        Line(
            key="running",
            formula="yearly_amount",
            slots={"amount": "running"},
            party=draw(payers),
            funded=draw(st.booleans()),
        ),
    ]
    edges = draw(st.sets(st.sampled_from([("gain0", "gain1"), ("gain0", "gain2"), ("gain1", "gain2")])))
    return Case(
        assumptions=tuple(amounts),
        scenarios=(Scenario(key="this", kind=ScenarioKind.THIS, lines=(*costs, *gains)),),
        horizon=draw(st.integers(1, 12)),
        start_year=2026,
        price_year=2026,
        rate=float(draw(st.integers(0, 8))),
        citizens="citizens",
        exceptions="exceptions",
        ramp="ramp",
        funding=Funding(share="share", years=draw(st.integers(0, 12))),
        edges=tuple(sorted(edges)),
    )


def near(one: float, other: float) -> bool:
    """Equal but for the rounding of sums of floats."""
    return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-3)


@settings(max_examples=60, deadline=None)
@given(cases())
def test_sums_conserve(case: Case) -> None:
    """Each year: payers' shares make up the costs, harvesters' the counted benefits, and the difference the net."""
    found = evaluate(case).scenario("this")
    for year, spent in enumerate(found.costs):
        paid = sum(row[year] for row in found.payers.values())
        come = sum(line.cash[year] for line in found.lines if line.kind is Kind.BENEFIT)
        harvested = sum(row[year] for row in found.harvesters.values())
        shown = sum(row[year] for row in found.buckets.values())
        assert near(paid, spent)
        assert near(harvested, come)
        assert near(shown, come)
        assert near(found.full_all.cash[year], come - spent)


@settings(max_examples=60, deadline=None)
@given(cases())
def test_the_municipality_and_the_others_make_up_all(case: Case) -> None:
    """What differs between the municipality's view and everybody's is just what the others pay and harvest."""
    found = evaluate(case).scenario("this")
    for year in range(case.horizon + 1):
        others_pay = sum(row[year] for party, row in found.payers.items() if party not in MUNICIPAL)
        others_harvest = sum(row[year] for party, row in found.harvesters.items() if party not in MUNICIPAL)
        assert near(found.full_all.cash[year] - found.full.cash[year], others_harvest - others_pay)


@settings(max_examples=60, deadline=None)
@given(cases())
def test_the_present_value_is_the_discounted_cash(case: Case) -> None:
    """In all four views, and booked is full without what is only freed, prevented or unsigned."""
    whole = evaluate(case)
    found = whole.scenario("this")
    for net in (found.booked, found.full, found.booked_all, found.full_all):
        assert near(net.npv, sum(cash * discount for cash, discount in zip(net.cash, whole.discounts, strict=True)))
    unbooked = [
        sum(found.buckets[one][year] for one in Bucket if one is not Bucket.BOOKED) for year in range(case.horizon + 1)
    ]
    for year, value in enumerate(unbooked):
        assert near(found.full_all.cash[year] - found.booked_all.cash[year], value)


@settings(max_examples=60, deadline=None)
@given(cases(), st.sampled_from(["value", "saving", "hours"]), st.integers(0, 10_000))
def test_more_benefit_is_never_worth_less(case: Case, key: str, more: int) -> None:
    """Raise the number under one benefit: no view of the case falls."""
    before = evaluate(case).scenario("this")
    raised = tuple(replace(one, likely=one.likely + more) if one.key == key else one for one in case.assumptions)
    after = evaluate(replace(case, assumptions=raised)).scenario("this")
    for name in ("booked", "full", "booked_all", "full_all"):
        assert getattr(after, name).npv >= getattr(before, name).npv - 1e-6


@settings(max_examples=80, deadline=None)
@given(cases())
def test_the_break_even_agrees_with_the_present_value(case: Case) -> None:
    """At that number of citizens it is not negative, with one fewer it is; where no number can, many do not help."""

    def npv(citizens: float, name: str) -> float:
        moved = [replace(one, likely=citizens) if one.key == "citizens" else one for one in case.assumptions]
        return float(getattr(evaluate(replace(case, assumptions=tuple(moved))).scenario("this"), name).npv)

    found = evaluate(case).scenario("this")
    for name in ("booked", "full", "full_all"):
        even = getattr(found, name).break_even
        if even.reason is Reason.REACHED:
            assert npv(even.citizens, name) >= -1e-3
            assert even.citizens == 1 or npv(even.citizens - 1, name) < 1e-3
        elif even.reason is Reason.NONE_CAN:
            assert npv(1, name) < 0
            assert npv(1_000_000, name) < 0
        elif even.reason is Reason.ONLY_BELOW:
            assert npv(even.citizens, name) >= -1e-3
            assert npv(even.citizens + 1, name) < 1e-3
        else:
            assert npv(1, name) >= -1e-3


@settings(max_examples=60, deadline=None)
@given(cases())
def test_a_means_is_never_counted_beside_its_end(case: Case) -> None:
    """No benefit that leads to another with money has cash; the last ones have it all."""
    found = evaluate(case).scenario("this")
    cash = {line.key: line for line in found.lines if line.kind is Kind.BENEFIT}
    means = {start for start, _end in case.edges}
    assert {key for key, line in cash.items() if not line.counted} == means
    assert all(sum(cash[key].cash) == 0 for key in means)
    assert benefit_keys(case) == list(BENEFITS)


NODES = st.integers(1, 9).flatmap(
    lambda size: st.tuples(
        st.lists(st.one_of(st.none(), st.integers(-1000, 1000).map(float)), min_size=size, max_size=size),
        st.sets(st.tuples(st.integers(0, size - 1), st.integers(0, size - 1)).filter(lambda pair: pair[0] < pair[1])),
    )
)


@settings(max_examples=300, deadline=None)
@given(NODES)
def test_no_way_leads_from_a_counted_benefit_to_another(drawn: tuple[list[float | None], set[tuple[int, int]]]) -> None:
    """In any tree: between two counted nodes there is no way, each uncounted one with money leads to a counted one."""
    values, pairs = drawn
    nodes = [Node(key=str(at), value=value) for at, value in enumerate(values)]
    found = count(nodes, [(str(start), str(end)) for start, end in pairs])
    reach: dict[int, set[int]] = {}
    for at in reversed(range(len(values))):
        ends = {end for start, end in pairs if start == at}
        reach[at] = ends.union(*(reach[end] for end in ends))
    counted = {int(key) for key in found.counted}
    assert all(not reach[at] & counted for at in counted)
    for one in found.left_out:
        assert {int(end) for end in one.ends} == (reach[int(one.key)] & counted if one.ends else set())
        assert (values[int(one.key)] is None) or one.ends != ()
    assert found.total == sum(values[at] or 0.0 for at in sorted(counted))
    assert math.isclose(sum(found.by_bottom_line.values()), found.total, abs_tol=1e-9)


@pytest.mark.parametrize("length", [3000])
def test_a_long_chain_is_no_trouble(length: int) -> None:
    """Only the last of a long chain is counted."""
    nodes = [Node(key=str(at), value=1.0) for at in range(length)]
    found = count(nodes, [(str(at), str(at + 1)) for at in range(length - 1)])
    assert found.counted == (str(length - 1),)
