"""Where a round may begin."""

from itertools import product

import pytest

from tovholder.engines.beginnings.evaluate import evaluate
from tovholder.engines.beginnings.model import Asked, DigitalStage, Reason, Situation, Start


def _start(stage: DigitalStage | None = None, **answers: bool) -> Start:
    return evaluate(Situation({Asked(name): answer for name, answer in answers.items()}, stage)).start


def test_without_answers_either_is_fine() -> None:
    """Nothing is known, so nothing speaks for one start above another."""
    assert _start() is Start.EITHER


@pytest.mark.requirement("PRO-07")
def test_unknown_needs_call_for_a_screening_and_freedom_for_a_vision() -> None:
    """The two ways in: a vision built on facts, or a vision free of the frames of today."""
    assert _start(facts=False) is Start.SCREENING
    assert _start(free_of_frames=True) is Start.VISION
    assert _start(strategy=True, facts=True) is Start.VISION


def test_without_people_to_carry_it_the_organisation_comes_first() -> None:
    """No coordinator, no group, leaders not along."""
    assert _start(coordinator=False, task_force=False) is Start.ORGANISATION


def test_what_speaks_for_and_against_comes_along_with_its_weight() -> None:
    """Reasons are codes, the heaviest first, and their sum is what is compared."""
    advice = evaluate(Situation({Asked.FACTS: False, Asked.STRATEGY: True, Asked.FREE_OF_FRAMES: True}))
    weighed = {item.start: item for item in advice.weighed}
    vision = weighed[Start.VISION]
    assert vision.reasons_for == (Reason("free_of_frames_yes", 3), Reason("strategy_yes", 2))
    assert vision.reasons_against == (Reason("facts_no", -1),)
    assert vision.points == 4
    assert weighed[Start.SCREENING].points == 2


@pytest.mark.requirement("SCR-23")
def test_an_early_stage_asks_for_a_screening_and_for_mature_technologies() -> None:
    """Where little is digital, a screening tells where to begin, and mature technologies come first."""
    advice = evaluate(Situation({}, DigitalStage.EARLY))
    assert (advice.start, advice.mature_first) == (Start.SCREENING, True)
    assert evaluate(Situation({}, DigitalStage.ADVANCED)).mature_first is False


def test_every_answer_gives_advice_whose_points_add_up() -> None:
    """Over all answers to all questions: the points are the sum of the reasons, and the best start stands first."""
    for given in product((True, False, None), repeat=len(Asked)):
        answers = {asked: answer for asked, answer in zip(Asked, given, strict=True) if answer is not None}
        advice = evaluate(Situation(answers))
        sums = [sum(reason.weight for reason in (*item.reasons_for, *item.reasons_against)) for item in advice.weighed]
        assert sums == [item.points for item in advice.weighed]
        assert sums == sorted(sums, reverse=True)
        assert advice.start in {advice.weighed[0].start, Start.EITHER}
