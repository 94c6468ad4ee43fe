"""Answers on their way between the database, which keeps JSON, and the engine."""

from collections.abc import Iterable, Mapping
from typing import Any

from tovholder.apps.questionnaires.models import Answer
from tovholder.engines.questionnaires.model import Value


def value_of(stored: Any) -> Value | None:
    """A stored value as the engine takes it."""
    return tuple(stored) if isinstance(stored, list) else stored


def stored_of(value: Value | None) -> Any:
    """A value as the database keeps it; blank text, no option, no filled row and a quote without text are no answer."""
    if isinstance(value, Mapping):
        kept = {key: text.strip() for key, text in value.items() if text.strip()}
        return kept if kept and ("text" in kept or "text" not in value) else None
    if isinstance(value, str):
        return value.strip() or None
    return (list(value) or None) if isinstance(value, tuple | list) else value


def values_of(answers: Iterable[Answer]) -> Mapping[str, Value]:
    """The values of ``answers`` by question, without those that were taken back or left in an earlier edition."""
    given = ((answer.question, value_of(answer.value)) for answer in answers if answer.left_in_id is None)
    return {question: value for question, value in given if value is not None}
