"""From a situation to advice."""

from collections.abc import Iterator

from tovholder.engines.beginnings.model import Advice, DigitalStage, Reason, Situation, Start, Weighed
from tovholder.engines.beginnings.params import ANSWERS, CLEAR_LEAD, STAGES

STARTS = (Start.SCREENING, Start.VISION, Start.ORGANISATION)


def evaluate(situation: Situation) -> Advice:
    """The start with the most points when it leads clearly, else ``EITHER``; every reason comes along as a code.

    A reason's code is ``question_yes``, ``question_no`` or ``stage_early``.
    """
    effects = list(_effects(situation))
    weighed = sorted((_weigh(start, effects) for start in STARTS), key=lambda item: -item.points)
    clear = weighed[0].points - weighed[1].points >= CLEAR_LEAD
    return Advice(
        start=weighed[0].start if clear else Start.EITHER,
        weighed=tuple(weighed),
        mature_first=situation.stage is DigitalStage.EARLY,
        answered=len(situation.answers),
    )


def _effects(situation: Situation) -> Iterator[tuple[str, Start, int]]:
    for asked, answer in situation.answers.items():
        for start, weight in ANSWERS.get((asked, answer), ()):
            yield f"{asked}_{'yes' if answer else 'no'}", start, weight
    if situation.stage is not None:
        for start, weight in STAGES[situation.stage]:
            yield f"stage_{situation.stage}", start, weight


def _weigh(start: Start, effects: list[tuple[str, Start, int]]) -> Weighed:
    reasons = [Reason(code, weight) for code, about, weight in effects if about is start]
    return Weighed(
        start=start,
        points=sum(reason.weight for reason in reasons),
        reasons_for=_heaviest_first([reason for reason in reasons if reason.weight > 0]),
        reasons_against=_heaviest_first([reason for reason in reasons if reason.weight < 0]),
    )


def _heaviest_first(reasons: list[Reason]) -> tuple[Reason, ...]:
    return tuple(sorted(reasons, key=lambda reason: (-abs(reason.weight), reason.code)))
