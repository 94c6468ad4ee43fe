"""The questions that a review may ask: packaged data, each with what is measured and which benefits it counts as."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Question:
    """One question with who assesses, what counts, aids to consider, answers on offer, and weeks until measured again.

    ``technologies`` are slugs of the catalogue, ``outcomes`` codes of ``review_outcome``, ``benefits`` of
    ``benefit_economy`` (BEN-10).
    """

    key: str
    title: str
    question: str
    who: str
    counts: str
    technologies: tuple[str, ...]
    outcomes: tuple[str, ...]
    benefits: tuple[str, ...]
    weeks: int


@cache
def questions() -> tuple[Question, ...]:
    """All questions, in the order of the file."""
    path = files("tovholder.apps.casereviews").joinpath("data/questions.json")
    rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return tuple(Question(**{name: _frozen(value) for name, value in row.items()}) for row in rows)


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def question(key: str) -> Question | None:
    """The question with that key; None for one that is not there."""
    return next((one for one in questions() if one.key == key), None)


def question_choices() -> Sequence[tuple[str, str]]:
    """Keys and titles, as a field offers them."""
    return [(one.key, one.title) for one in questions()]
