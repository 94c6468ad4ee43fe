"""What an answer may be: by the kind of the question, with a code for what is wrong."""

import math
from datetime import date
from typing import Final, cast

from tovholder.engines.questionnaires.model import Question, QuestionKind, Value

WRONG_KIND: Final = "kind"
"""Not the sort of value that the question asks for."""
NO_OPTION: Final = "option"
"""Not among the options, or one of them twice."""
TOO_LOW: Final = "low"
TOO_HIGH: Final = "high"
NO_STEP: Final = "step"
"""Between two steps of a scale."""
NO_DATE: Final = "date"
"""Not a day of the calendar as ``YYYY-MM-DD``."""
TOO_LARGE: Final = "large"
"""Too large to be counted with."""

PROBLEMS: Final = (WRONG_KIND, NO_OPTION, TOO_LOW, TOO_HIGH, NO_STEP, NO_DATE, TOO_LARGE)

LARGEST: Final = 10**15
"""Above this a float no longer holds every whole number."""


def is_empty(answer: object) -> bool:
    """Whether there is no answer: nothing, blank text, or no option chosen."""
    return answer is None or answer in ((), []) or (isinstance(answer, str) and not answer.strip())


def settled(answer: object) -> Value:
    """A valid answer in its own form: several options as a tuple."""
    return tuple(answer) if isinstance(answer, list) else cast("Value", answer)


def problem_of(question: Question, answer: object) -> str:
    """The code of what is wrong with an answer that is not empty; empty for a valid one."""
    match question.kind:
        case QuestionKind.TEXT | QuestionKind.LONG_TEXT:
            return "" if isinstance(answer, str) else WRONG_KIND
        case QuestionKind.YES_NO:
            return "" if isinstance(answer, bool) else WRONG_KIND
        case QuestionKind.NUMBER:
            return _number(question, answer)
        case QuestionKind.SCALE:
            return _number(question, answer) or ("" if float(cast("float", answer)).is_integer() else NO_STEP)
        case QuestionKind.ONE:
            return _options(question, (answer,)) if isinstance(answer, str) else WRONG_KIND
        case QuestionKind.MANY:
            return _options(question, tuple(answer)) if isinstance(answer, tuple | list) else WRONG_KIND
        case QuestionKind.DATE:
            return _day(answer)


def _number(question: Question, answer: object) -> str:
    if isinstance(answer, bool) or not isinstance(answer, int | float):
        return WRONG_KIND
    if isinstance(answer, float) and math.isnan(answer):
        return WRONG_KIND
    if abs(answer) > LARGEST:
        return TOO_LARGE
    if question.minimum is not None and answer < question.minimum:
        return TOO_LOW
    return TOO_HIGH if question.maximum is not None and answer > question.maximum else ""


def _options(question: Question, chosen: tuple[object, ...]) -> str:
    if not all(isinstance(key, str) for key in chosen):
        return WRONG_KIND
    known = {option.key for option in question.options}
    return "" if known.issuperset(chosen) and len(set(chosen)) == len(chosen) else NO_OPTION


def _day(answer: object) -> str:
    if not isinstance(answer, str):
        return WRONG_KIND
    try:
        day = date.fromisoformat(answer)
    except ValueError:
        return NO_DATE
    return "" if day.isoformat() == answer else NO_DATE  # 20261122 and 2026-W47-7 are days too, but do not sort
