"""Invented answers to the yearly questionnaire: every count that the print of 2017 bears comes out of them."""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal

import pytest

from tovholder.demo.collecting import (
    BASES,
    BEGUN,
    HANDED_IN,
    NOT_ANSWERING_2017,
    Answers,
    answers_2017,
    answers_2018,
    answers_now,
)
from tovholder.demo.places import places
from tovholder.engines.figures import check_rounding

SEEDS = (1, 2, 77)
DOING = {"operation", "implementing"}


@pytest.fixture(params=SEEDS)
def given(request: pytest.FixtureRequest) -> Answers:
    """The answers of 2017, for more than one seed."""
    return answers_2017(request.param, list(places()))


def _counts(given: Answers, question: str) -> tuple[int, Counter[str]]:
    """How many answered a question, and how many chose each option."""
    told = [values[question] for values in given.values() if question in values]
    assert all(isinstance(value, tuple) and value and len(set(value)) == len(value) for value in told)
    return len(told), Counter(option for value in told if isinstance(value, tuple) for option in value)


def _row(given: Answers, question: str, row: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for values in given.values():
        levels = values[question]
        assert isinstance(levels, Mapping)
        found[levels[row]] += 1
    return found


def test_84_of_98_answer_and_the_14_are_those_of_the_report(given: Answers) -> None:
    """The report lists who did not take part."""
    every = set(places())
    assert (len(every), len(given), every - set(given)) == (98, 84, set(NOT_ANSWERING_2017))
    assert len(NOT_ANSWERING_2017) == 14


def test_the_shares_of_training_fit_their_counts(given: Answers) -> None:
    """38 and 19 per cent of 84, 69 per cent of 68, and more than 70 per cent of 57 for three benefits."""
    status = _row(given, "training_status", "sul140")
    assert (sum(status.values()), status["operation"], status["not_started"]) == (84, 32, 16)
    n, groups = _counts(given, "training_target_groups")
    assert (n, groups["orthopaedic"]) == (68, 47)
    n, benefits = _counts(given, "training_citizen_benefits")
    assert n == 57
    assert all(benefits[option] / n > 0.7 for option in ("motivation", "flexibility", "self_mastery"))


def test_figure_8_keeps_to_what_can_be(given: Answers) -> None:
    """35 answer; 13, 12, 8 and 2 of the 27 that name one of the four round to the print, of 35 nothing does."""
    n, staff = _counts(given, "training_staff_benefits")
    four = ("professional", "satisfaction", "planning", "environment")
    said = [values.get("training_staff_benefits", ()) for values in given.values()]
    base = sum(isinstance(value, tuple) and not set(value).isdisjoint(four) for value in said)
    assert (n, base, [staff[option] for option in four]) == (35, 27, [13, 12, 8, 2])
    printed = [48, 44, 30, 7]
    fitting = [
        staff[option] in check_rounding(Decimal(share), base).counts
        for option, share in zip(four, printed, strict=True)
    ]
    assert fitting == [True] * 4
    assert [list(check_rounding(Decimal(share), 35).counts) for share in printed] == [[]] * 4


def test_the_shares_of_screen_visits_fit_their_counts(given: Answers) -> None:
    """Two in three in social psychiatry, about half elsewhere, and the printed n of figures 11 to 16."""
    planned = {row: 84 - _row(given, "screen_status", row)["not_started"] for row in BASES}
    assert planned == {"social_psychiatry": 56, "disability": 44, "home_care": 42, "nursing": 42}
    bases = {row: _counts(given, f"screen_citizen_benefits_{row}")[0] for row in BASES}
    assert bases == {"social_psychiatry": 42, "disability": 38, "home_care": 33, "nursing": 32}
    assert _counts(given, "screen_staff_benefits")[0] == 28
    n, services = _counts(given, "screen_services")
    assert (n, services["sel85"]) == (58, 35)
    assert (35 in check_rounding(Decimal(42), 84).counts, list(check_rounding(Decimal(42), 58).counts)) == (True, [])


def test_the_five_first_stand_in_the_printed_order(given: Answers) -> None:
    """By how many municipalities name them; nobody names more than five."""
    until_now, expected = _counts(given, "top_until_now")[1], _counts(given, "top_expected")[1]
    assert [name for name, _count in until_now.most_common(5)] == [
        "transfer",
        "washing_toilets",
        "better_aids",
        "digital_training",
        "screen_visits",
    ]
    assert [name for name, _count in expected.most_common(5)] == [
        "screen_visits",
        "medication",
        "digital_training",
        "better_aids",
        "sensors",
    ]
    ranked = [values.get(name) for values in given.values() for name in ("top_until_now", "top_expected")]
    longest = max(len(value) for value in ranked if isinstance(value, tuple))
    assert longest <= 5


def test_nobody_answers_what_does_not_apply(given: Answers) -> None:
    """Benefits are told of by those who are in operation or implementing alone."""
    for code, values in given.items():
        for status, prefix in (("training_status", "training_"), ("screen_status", "screen_")):
            levels = values[status]
            assert isinstance(levels, Mapping)
            told = [name for name in values if name.startswith(prefix) and name not in {status, "screen_barriers"}]
            assert not told or DOING & set(levels.values()), code


def test_a_year_later_93_answer_and_nothing_goes_back() -> None:
    """Nine of the fourteen have come; the same seed gives the same answers."""
    codes = list(places())
    before, after = answers_2017(1, codes), answers_2018(1, codes)
    assert (len(after), set(before) <= set(after)) == (93, True)
    assert _row(after, "training_status", "sul140")["operation"] > 32
    assert answers_2018(1, codes) == after
    handed_in, begun = answers_now(1, codes, "0706")
    assert (len(handed_in), len(begun), "0706" in {*handed_in, *begun}) == (HANDED_IN, BEGUN, False)
