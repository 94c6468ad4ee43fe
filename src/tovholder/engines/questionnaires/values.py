"""What an answer may be: by the kind of the question, with a code for what is wrong."""

import math
from collections.abc import Mapping
from datetime import date
from typing import Final, cast

from tovholder.engines.questionnaires.model import Consent, Question, QuestionKind, Value

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
TOO_MANY: Final = "many"
"""More options than may be chosen."""
NOT_TOGETHER: Final = "together"
"""An option that stands alone, with others."""
NO_CONSENT: Final = "consent"
"""A quote without a word on what may be done with it."""

PROBLEMS: Final = (
    WRONG_KIND,
    NO_OPTION,
    TOO_LOW,
    TOO_HIGH,
    NO_STEP,
    NO_DATE,
    TOO_LARGE,
    TOO_MANY,
    NOT_TOGETHER,
    NO_CONSENT,
)

LARGEST: Final = 10**15
"""Above this a float no longer holds every whole number."""


def is_empty(answer: object) -> bool:
    """Whether there is no answer: nothing, blank text, no option chosen, no row filled, or a quote without text."""
    if isinstance(answer, Mapping):
        return not answer or not str(answer.get("text", "-")).strip()
    return answer is None or answer in ((), []) or (isinstance(answer, str) and not answer.strip())


def settled(answer: object) -> Value:
    """A valid answer in its own form: several options as a tuple, the filled rows of a matrix alone."""
    if isinstance(answer, Mapping):
        return {key: value for key, value in answer.items() if value}
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
        case QuestionKind.MANY | QuestionKind.RANKING:
            return _options(question, tuple(answer)) if isinstance(answer, tuple | list) else WRONG_KIND
        case QuestionKind.DATE:
            return _day(answer)
        case QuestionKind.MATRIX:
            return _matrix(question, answer) if isinstance(answer, Mapping) else WRONG_KIND
        case QuestionKind.QUOTE:
            return _quote(answer) if isinstance(answer, Mapping) else WRONG_KIND


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
    known = {option.key: option for option in question.options}
    if not known.keys() >= set(chosen) or len(set(chosen)) != len(chosen):
        return NO_OPTION
    if question.most is not None and len(chosen) > question.most:
        return TOO_MANY
    return NOT_TOGETHER if len(chosen) > 1 and any(known[str(key)].exclusive for key in chosen) else ""


def _matrix(question: Question, answer: Mapping[object, object]) -> str:
    """Rows may be left open; of those that are not, each has one of the options."""
    rows = {row.key for row in question.rows}
    options = {option.key for option in question.options}
    if not all(isinstance(part, str) for pair in answer.items() for part in pair):
        return WRONG_KIND
    filled = {value for value in answer.values() if value}
    return "" if rows.issuperset(cast("Mapping[str, str]", answer)) and options.issuperset(filled) else NO_OPTION


def _quote(answer: Mapping[object, object]) -> str:
    if set(answer) - {"text", "consent"} or not isinstance(answer.get("text"), str):
        return WRONG_KIND
    return "" if answer.get("consent") in set(Consent) else NO_CONSENT


def _day(answer: object) -> str:
    if not isinstance(answer, str):
        return WRONG_KIND
    try:
        day = date.fromisoformat(answer)
    except ValueError:
        return NO_DATE
    return "" if day.isoformat() == answer else NO_DATE  # 20261122 and 2026-W47-7 are days too, but do not sort
