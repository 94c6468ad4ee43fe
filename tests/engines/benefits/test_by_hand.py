"""Business cases worked out by hand, with the numbers written down beside the steps. Most are those of the docs."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tovholder.engines.benefits import (
    Bucket,
    Case,
    Left,
    Party,
    Payback,
    Reason,
    Result,
    evaluate,
    read,
)
from tovholder.engines.benefits.results import BreakEven

EXAMPLES = Path(__file__).parents[3] / "docs" / "engines" / "benefits"


def document(name: str) -> dict[str, Any]:
    """An example of the documentation, as TOML gives it."""
    return tomllib.loads((EXAMPLES / f"{name}.toml").read_text(encoding="utf-8"))


def case(name: str) -> Case:
    """The same as a case."""
    return read(document(name))


def result(name: str) -> Result:
    """And what comes of it."""
    return evaluate(case(name))


def rounded(row: tuple[float, ...]) -> list[int]:
    """A row of amounts in whole kroner."""
    return [round(value) for value in row]


@pytest.mark.requirement("BEN-09", "ECO-06", "ECO-08")
def test_the_screen_visits_by_hand() -> None:
    """Skærmbesøg.

    Reached: 40 · (1 − 0.25) = 30 citizens. Visits moved: 30 · 2 · 46 · 0.50 = 1,380 a year.
    Shorter visits: 1,380 · 15 min = 345 h · 350 kr = 120,750. Driving: 1,380 · 20 min = 460 h · 350 = 161,000.
    Kilometres: 1,380 · 12 = 16,560 km · 3 kr = 49,680. Together 331,430 a year, in the first year half of it, since use
    grows evenly over twelve months: 165,715.
    Start: tablets 40 · 2,000 = 80,000; 200 h · 350 = 70,000; course 25 · 6 h · 350 = 52,500; in all 202,500. Of the
    hours and the course the fund pays half: 61,250, and the municipality 141,250. Running: 40 · 1,200 + 30,000, in all
    78,000.
    Full, by year: −141,250 | 165,715 − 78,000 = 87,715 | 331,430 − 78,000 = 253,430, three times.
    Booked (the kilometres alone are signed): −141,250 | 24,840 − 78,000 = −53,160 | 49,680 − 78,000 = −28,320.
    Discounted at 3.5 %: 0.966184, 0.933511, 0.901943, 0.871442; the last three together 2.706896.
    Full: −141,250 + 84,749 + 686,009 = 629,507. Booked: −141,250 − 51,362 − 76,659 = −269,272.
    """
    screen = result("skaermbesoeg").scenario("skaerm")
    amounts = {line.key: round(line.amount, 2) for line in screen.lines}
    assert amounts == {
        "tablets": 80_000,
        "opstart": 70_000,
        "kursus": 52_500,
        "licenser": 48_000,
        "support": 30_000,
        "kortere": 120_750,
        "koeretid": 161_000,
        "kilometer": 49_680,
    }
    assert rounded(screen.costs) == [202_500, 78_000, 78_000, 78_000, 78_000]
    assert rounded(screen.payers[Party.EXTERNAL]) == [61_250, 0, 0, 0, 0]
    assert rounded(screen.payers[Party.OWN]) == [141_250, 78_000, 78_000, 78_000, 78_000]
    assert rounded(screen.full.cash) == [-141_250, 87_715, 253_430, 253_430, 253_430]
    assert rounded(screen.booked.cash) == [-141_250, -53_160, -28_320, -28_320, -28_320]
    assert (round(screen.full.npv), round(screen.booked.npv)) == (629_507, -269_272)


@pytest.mark.requirement("ECO-07", "ECO-10")
def test_the_volume_and_the_capacity_of_the_screen_visits_by_hand() -> None:
    """How many citizens it takes, when it has paid, and what the freed hours carry.

    Whatever the number: 61,250 at the start and 30,000 a year · 3.673080 = 110,192; together 171,442.
    Each citizen: 8,285.75 a year · (0.5 · 0.966184 + 2.706896 = 3.189988) = 26,431; less tablet 2,000 and licence
    1,200 · 3.673080 = 4,408: 20,024. 171,442 / 20,024 = 8.56, so nine.
    Summed: −141,250; −53,535; +199,895: paid back in year 2, which is 2029.
    Freed hours: 345 + 460 = 805 in a full year, half of it in the first. A citizen takes 100, so 4 and then 8 more.
    Growth of 5 % on 40: 2.0; 4.1; 6.305; 8.62. 862 hours are wanted in year 4, and 805 are there.
    """
    screen = result("skaermbesoeg").scenario("skaerm")
    assert screen.full.break_even == BreakEven(Reason.REACHED, 9)
    assert screen.booked.break_even == BreakEven(Reason.NONE_CAN)
    assert screen.full.payback == Payback(Reason.WITHIN, 2029)
    assert screen.booked.payback == Payback(Reason.NOT_WITHIN)
    assert [(one.year, round(one.hours, 1), one.carried, round(one.growth, 3), one.reason) for one in screen.room] == [
        (2028, 402.5, 4, 2.0, Reason.COVERED),
        (2029, 805.0, 8, 4.1, Reason.COVERED),
        (2030, 805.0, 8, 6.305, Reason.COVERED),
        (2031, 805.0, 8, 8.62, Reason.NOT_COVERED),
    ]


@pytest.mark.requirement("ECO-04", "ITS-13")
def test_the_other_ways_than_screen_visits_by_hand() -> None:
    """What is there already, and a free program on the citizen's own tablet.

    The telephone: 30 · 2 · 46 · 0.15 = 414 visits · 20 min = 138 h · 350 = 48,300 a year, half in the first; start
    60 h · 350 = 21,000. −21,000 + 24,150 · 0.966184 + 48,300 · 2.706896 = −21,000 + 23,333 + 130,743 = 133,076.
    The own tablet: the citizen pays 80,000. The municipality: 61,250 at the start and 30,000 a year, the same 48,300
    gained: −61,250 − 5,850 · 0.966184 + 18,300 · 2.706896 = −61,250 − 5,652 + 49,536 = −17,366.
    """
    found = result("skaermbesoeg")
    assert round(found.scenario("intet").full.npv) == 0
    assert round(found.scenario("telefon").full.npv) == 133_076
    own_tablet = found.scenario("egen_tablet")
    assert rounded(own_tablet.payers[Party.CITIZEN]) == [80_000, 0, 0, 0, 0]
    assert round(own_tablet.full.npv) == -17_366
    assert round(own_tablet.full.npv - own_tablet.full_all.npv) == 80_000 + 61_250


@pytest.mark.requirement("BEN-07", "ECO-13")
def test_the_wash_toilets_by_hand() -> None:
    """Vasketoiletter, without discounting.

    Reached: 12 · 0.75 = 9. Visits: 9 · 21 · 52 · 0.60 = 5,896.8 · 15 min = 1,474.2 h · 300 kr = 442,260 a year.
    Admissions avoided: 9 · 0.1 · 30,000 = 27,000 a year, the region's. Cost: 12 · 35,000 = 420,000 and 12 · 1,500 =
    18,000 a year. Full: −420,000 + 5 · (442,260 − 18,000) = 1,701,300; all parties 5 · 27,000 more: 1,836,300.
    No economist has signed, so nothing is booked: −420,000 − 90,000 = −510,000, and no number of citizens mends that.
    """
    toilets = result("vasketoilet").scenario("toilet")
    assert round(toilets.full.npv) == 1_701_300
    assert round(toilets.full_all.npv) == 1_836_300
    assert round(toilets.booked.npv) == -510_000
    assert toilets.booked.break_even.reason is Reason.NONE_CAN
    assert {bucket: rounded(row)[1] for bucket, row in toilets.buckets.items()} == {
        Bucket.BOOKED: 0,
        Bucket.UNSIGNED: 442_260,
        Bucket.ROOM: 0,
        Bucket.PREVENTED: 27_000,
    }
    assert rounded(toilets.harvesters[Party.REGION]) == [0, *[27_000] * 5]


def test_the_transfers_by_hand() -> None:
    """From two to one, without discounting, and with a means that is not counted again.

    Reached: 20 · 0.6 = 12. 12 · 28 · 52 = 17,472 transfers · 12 min = 3,494.4 h · 320 kr = 1,118,208 a year.
    Use grows evenly over 24 months: in the first year a quarter, in the second three quarters (a triangle's area).
    Start: 20 · 28,000 = 560,000 and 60 · 7 h · 320 = 134,400. Running: 20 · 2,000 + 60 · 1 h · 320 = 59,200.
    −694,400 + 1,118,208 · (0.25 + 0.75 + 3) − 5 · 59,200 = −694,400 + 4,472,832 − 296,000 = 3,482,432.
    The planning, 200 h · 320 = 64,000, is a means to that and stands in no sum.
    """
    one = result("forflytning").scenario("en")
    assert rounded(one.buckets[Bucket.ROOM]) == [
        0,
        279_552,
        838_656,
        1_118_208,
        1_118_208,
        1_118_208,
    ]
    assert round(one.full.npv) == 3_482_432
    planning = next(line for line in one.lines if line.key == "planlaegning")
    assert (round(planning.amount), planning.counted, planning.left_out, planning.carried_by, sum(planning.cash)) == (
        64_000,
        False,
        Left.MEANS,
        ("forflytninger",),
        0.0,
    )


@pytest.mark.requirement("BEN-08", "BEN-13", "ECO-05")
def test_the_training_that_costs_more_than_it_gives_by_hand() -> None:
    """Digital træning with eight citizens, without discounting.

    Reached: 8 · 0.8 = 6.4. Therapist hours: 6.4 · 6 · 380 = 14,592. Travel subsidy: 6.4 · 10 · 0.5 · 150 = 4,800.
    Cost: 8 · 3,000 = 24,000; 4 · 8 h · 380 = 12,160; licence 60,000 a year.
    −36,160 + 3 · (19,392 − 60,000) = −157,984. Whatever the number: 12,160 + 180,000 = 192,160. Each citizen:
    3 · 2,424 − 3,000 = 4,272. 192,160 / 4,272 = 44.98: from 45 citizens.
    """
    training = result("traening").scenario("traening")
    assert round(training.full.npv) == -157_984
    assert training.full.payback.reason is Reason.NOT_WITHIN
    assert training.full.break_even == BreakEven(Reason.REACHED, 45)
    assert rounded(training.harvesters[Party.OTHER]) == [0, 4_800, 4_800, 4_800]
    assert rounded(training.buckets[Bucket.BOOKED]) == [0, 4_800, 4_800, 4_800]


@pytest.mark.requirement("ECO-11")
def test_time_in_smaller_portions_by_hand() -> None:
    """Visitated time that is split.

    Ten citizens, one of ten excepted: 9. Before, one visit a week of 60 minutes; after, three of 15: 45. Saved
    15 minutes · 40 weeks · 9 = 5,400 min = 90 h · 300 kr = 27,000 a year. More often, and still less time.
    """
    split = evaluate(
        read(
            {
                "horizon": 1,
                "start_year": 2026,
                "price_year": 2026,
                "rate": 0,
                "citizens": "c",
                "exceptions": "e",
                "assumptions": {
                    "c": {"unit": "citizens", "likely": 10},
                    "e": {"unit": "percent", "likely": 10},
                    "w": {"unit": "weeks/year", "likely": 40},
                    "kr": {"unit": "kr/hour", "likely": 300, "price_year": 2026},
                    "vb": {"unit": "times/week", "likely": 1},
                    "mb": {"unit": "minutes", "likely": 60},
                    "va": {"unit": "times/week", "likely": 3},
                    "ma": {"unit": "minutes", "likely": 15},
                },
                "scenarios": [
                    {
                        "key": "this",
                        "kind": "this",
                        "lines": [
                            {
                                "key": "portions",
                                "formula": "visit_split",
                                "realisation": "frees_room",
                                "weeks": "w",
                                "wage": "kr",
                                "visits_before": "vb",
                                "minutes_before": "mb",
                                "visits_after": "va",
                                "minutes_after": "ma",
                            }
                        ],
                    }
                ],
            }
        )
    )
    line = split.scenario("this").lines[0]
    assert (round(line.amount), [round(value) for value in line.hours]) == (27_000, [0, 90])


def test_prices_of_another_year_by_hand() -> None:
    """A wage of 2024 in prices of 2026: by levels 104/100, else by 2 % a year twice: 1.0404."""
    told = document("traening")
    told["assumptions"]["loen"]["price_year"] = 2024
    by_level = evaluate(read({**told, "index": {"2024": 100, "2026": "104,0"}}))
    by_rate = evaluate(read({**told, "price_change": 2}))
    assert (by_level.index["loen"], round(by_rate.index["loen"], 6)) == (1.04, 1.0404)
    hours = {key: found.scenario("traening").lines[3].amount for key, found in (("l", by_level), ("r", by_rate))}
    assert {key: round(value, 2) for key, value in hours.items()} == {"l": 15_175.68, "r": 15_181.52}
