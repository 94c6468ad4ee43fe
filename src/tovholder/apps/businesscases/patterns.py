"""What a business case begins from: questions by kind of technology, and the lines that their answers make."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from django.utils.translation import get_language


@dataclass(frozen=True, slots=True)
class Words:
    """A text in both languages. It reads in the language of the page."""

    da: str
    en: str

    def __str__(self) -> str:
        return self.en if (get_language() or "da").startswith("en") else self.da


@dataclass(frozen=True, slots=True)
class Question:
    """A question whose answer is an assumption. ``start`` is a value to begin with."""

    key: str
    label: Words
    unit: str
    help: Words
    start: str
    optional: bool


@dataclass(frozen=True, slots=True)
class PatternLine:
    """A line that a case of the pattern gets."""

    key: str
    label: Words
    formula: str
    slots: Mapping[str, str]
    way: str
    realisation: str
    funded: bool


@dataclass(frozen=True, slots=True)
class Pattern:
    """A kind of case: its questions, one screen at a time, what is given beforehand, and its lines."""

    key: str
    title: Words
    text: Words
    steps: tuple[tuple[Question, ...], ...]
    given: tuple[Question, ...]
    lines: tuple[PatternLine, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions, in the order in which they are asked."""
        return tuple(question for step in self.steps for question in step)


@cache
def patterns() -> tuple[Pattern, ...]:
    """All patterns in the order in which they are offered."""
    told = tomllib.loads(files(__package__).joinpath("data/patterns.toml").read_text(encoding="utf-8"))
    questions = {key: _question(key, row) for key, row in told["question"].items()}
    lines = {key: _line(key, row) for key, row in told["line"].items()}
    return tuple(
        Pattern(
            key=row["key"],
            title=Words(row["da"], row["en"]),
            text=Words(row["text"], row["text_en"]),
            steps=tuple(tuple(questions[key] for key in step) for step in row["steps"]),
            given=tuple(questions[key] for key in row.get("given", [])),
            lines=tuple(lines[key] for key in row["lines"]),
        )
        for row in told["pattern"]
    )


def pattern_of(key: str) -> Pattern | None:
    """The pattern of that key."""
    return next((one for one in patterns() if one.key == key), None)


def _question(key: str, row: Mapping[str, Any]) -> Question:
    return Question(
        key=key,
        label=Words(row["da"], row["en"]),
        unit=row["unit"],
        help=Words(row.get("help", ""), row.get("help_en", "")),
        start=row.get("start", ""),
        optional=row.get("optional", False),
    )


def _line(key: str, row: Mapping[str, Any]) -> PatternLine:
    return PatternLine(
        key=key,
        label=Words(row["da"], row["en"]),
        formula=row["formula"],
        slots=row["slots"],
        way=row.get("way", "this"),
        realisation=row.get("realisation", ""),
        funded=row.get("funded", False),
    )
