"""What a questionnaire is: sections of questions, the conditions under which they apply, and what an answer may be.

Everything is frozen: an edition that people have answered never changes, so that an answer always belongs to the words
that were read.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Value = bool | int | float | str | tuple[str, ...] | Mapping[str, str]
"""An answer: yes or no, a number, text (also a date as ``YYYY-MM-DD``, or the key of an option), keys of options (of a
ranking the first is the greatest), a matrix as the key of an option by the key of a row, or a quote as ``text`` and
``consent``."""

Answers = Mapping[str, Value]
"""Answers by the keys of their questions. A question without an answer is absent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Words in Danish and, where there are some, in English."""

    da: str
    en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compare:
    """The answer to ``question`` stands in the relation ``op`` to ``value``; false without an answer."""

    kind: Literal["compare"] = "compare"
    question: str
    op: Literal["eq", "ne", "lt", "le", "gt", "ge"]
    value: bool | int | float | str


@dataclass(frozen=True, slots=True, kw_only=True)
class Among:
    """The answer to ``question`` is one of ``values``; of several chosen options at least one is.

    Of a matrix the answer in ``row`` is, or without a row the answer in at least one.
    """

    kind: Literal["among"] = "among"
    question: str
    values: tuple[str, ...]
    row: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """``question`` has an answer."""

    kind: Literal["answered"] = "answered"
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AllOf:
    """Every one of ``conditions`` holds."""

    kind: Literal["all"] = "all"
    conditions: tuple["Condition", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnyOf:
    """At least one of ``conditions`` holds."""

    kind: Literal["any"] = "any"
    conditions: tuple["Condition", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Not:
    """``condition`` does not hold."""

    kind: Literal["not"] = "not"
    condition: "Condition"


Condition = Compare | Among | Answered | AllOf | AnyOf | Not


class QuestionKind(StrEnum):
    """What is asked for."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    SCALE = "scale"
    YES_NO = "yes_no"
    ONE = "one"
    MANY = "many"
    DATE = "date"
    MATRIX = "matrix"
    RANKING = "ranking"
    QUOTE = "quote"


class Consent(StrEnum):
    """What may be done with a quote: told with the name of who gave it, told without, or not told."""

    NAMED = "named"
    ANONYMOUS = "anonymous"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A choice, or the row of a matrix. ``easy`` and ``pictogram`` serve the easy-read variant.

    ``exclusive`` says that it cannot be chosen together with others ("none of these").
    """

    key: str
    text: Said
    easy: Said | None = None
    pictogram: str = ""
    exclusive: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question.

    ``key`` is its name within the questionnaire, ``concept`` what it measures from edition to edition. ``relevant``
    says when it applies. ``minimum``, ``maximum`` and ``unit`` belong to numbers and scales, ``low`` and ``high`` name
    the ends of a scale. ``rows`` belong to a matrix, whose columns are the options; ``most`` is how many options may be
    chosen or ranked. What is ``sensitive`` is told of larger groups only. ``easy`` are the words of the easy-read
    variant (LIX at most 30); ``source`` names where the thought comes from.
    """

    key: str
    concept: str
    kind: QuestionKind
    text: Said
    help: Said | None = None
    easy: Said | None = None
    pictogram: str = ""
    required: bool = False
    options: tuple[Option, ...] = ()
    rows: tuple[Option, ...] = ()
    most: int | None = None
    minimum: float | None = None
    maximum: float | None = None
    unit: Said | None = None
    low: Said | None = None
    high: Said | None = None
    relevant: Condition | None = None
    sensitive: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Questions that belong together and stand on one page."""

    key: str
    title: Said
    questions: tuple[Question, ...]
    intro: Said | None = None
    relevant: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """A whole questionnaire in one edition."""

    key: str
    title: Said
    sections: tuple[Section, ...]
    intro: Said | None = None

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions, in order."""
        return tuple(question for section in self.sections for question in section.questions)


class ItemState(StrEnum):
    """What stands at a question: who counts as asked follows from it."""

    VALID = "valid"
    MISSING = "missing"
    INAPPLICABLE = "inapplicable"
    INVALID = "invalid"


@dataclass(frozen=True, slots=True)
class Item:
    """A question's state, its value where there is a valid one, and the code of what is wrong where something is."""

    state: ItemState
    value: Value | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The items of a response by question; ``answered`` of ``applicable`` questions have a valid answer."""

    items: Mapping[str, Item]
    answered: int
    applicable: int
    missing_required: tuple[str, ...]


class Comparability(StrEnum):
    """Whether what was asked under a concept in two editions may be compared."""

    COMPARABLE = "comparable"
    WORDING = "wording"
    BREAK = "break"
    NEW = "new"
    GONE = "gone"
