"""What is wrong with a questionnaire itself, found before anybody is asked."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tovholder.engines.questionnaires.conditions import asked_about, holds_nothing, leaves
from tovholder.engines.questionnaires.model import (
    Among,
    Answered,
    Compare,
    Condition,
    Question,
    QuestionKind,
    Said,
    Schema,
)
from tovholder.engines.questionnaires.values import is_empty, problem_of

KEY = re.compile(r"[a-z][a-z0-9_]{0,59}")
CONCEPT = re.compile(r"[a-z][a-z0-9_.]{0,119}")
"""Longer than a key and with full stops: it is shared by questionnaires that ask the same."""
CHOICES = frozenset({QuestionKind.ONE, QuestionKind.MANY, QuestionKind.MATRIX, QuestionKind.RANKING})
SEVERAL = frozenset({QuestionKind.MANY, QuestionKind.RANKING})
MEASURED = frozenset({QuestionKind.NUMBER, QuestionKind.SCALE})
NOT_COMPARED = frozenset({*SEVERAL, QuestionKind.MATRIX, QuestionKind.QUOTE})
"""Their answers have parts: what is chosen in them is asked by :class:`Among`."""
WIDEST_SCALE = 11
"""0 to 10: more radio buttons in a row cannot be read."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault: its code, and where it is (the key of a question or section, empty for the whole)."""

    code: str
    at: str = ""


def check(schema: Schema) -> tuple[Fault, ...]:
    """The faults of ``schema``, in the order of its parts; none for one that can be used."""
    return (*_keys(schema), *_sections(schema), *_questions(schema), *_conditions(schema))


def _repeated(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(key for key, count in Counter(keys).items() if count > 1)


def _keys(schema: Schema) -> Iterator[Fault]:
    questions = schema.questions
    if not questions:
        yield Fault("no_questions")
    if not KEY.fullmatch(schema.key):
        yield Fault("key_form", schema.key)
    yield from (Fault("section_twice", key) for key in _repeated(section.key for section in schema.sections))
    yield from (Fault("question_twice", key) for key in _repeated(question.key for question in questions))
    yield from (Fault("concept_twice", key) for key in _repeated(question.concept for question in questions))


def _sections(schema: Schema) -> Iterator[Fault]:
    if not _worded(schema.title):
        yield Fault("no_words")
    for section in schema.sections:
        if not KEY.fullmatch(section.key):
            yield Fault("key_form", section.key)
        if not section.questions:
            yield Fault("empty_section", section.key)
        if not _worded(section.title):
            yield Fault("no_words", section.key)


def _questions(schema: Schema) -> Iterator[Fault]:
    for question in schema.questions:
        if not KEY.fullmatch(question.key) or not CONCEPT.fullmatch(question.concept):
            yield Fault("key_form", question.key)
        if not _worded(question.text):
            yield Fault("no_words", question.key)
        yield from _options(question)
        yield from _rows(question)
        yield from _most(question)
        yield from _limits(question)


def _worded(said: Said) -> bool:
    return bool(said.da.strip())


def _options(question: Question) -> Iterator[Fault]:
    if question.kind not in CHOICES:
        if question.options:
            yield Fault("options_unused", question.key)
        return
    if len(question.options) < 2:
        yield Fault("few_options", question.key)
    if _repeated(option.key for option in question.options):
        yield Fault("option_twice", question.key)
    if _repeated(option.text.da.strip().casefold() for option in question.options):
        yield Fault("option_words_twice", question.key)
    if any(not KEY.fullmatch(option.key) for option in question.options):
        yield Fault("key_form", question.key)


def _rows(question: Question) -> Iterator[Fault]:
    if question.kind is not QuestionKind.MATRIX:
        if question.rows:
            yield Fault("rows_unused", question.key)
        return
    if not question.rows:
        yield Fault("no_rows", question.key)
    if _repeated(row.key for row in question.rows):
        yield Fault("row_twice", question.key)
    if any(not KEY.fullmatch(row.key) or not _worded(row.text) for row in question.rows):
        yield Fault("key_form", question.key)


def _most(question: Question) -> Iterator[Fault]:
    """How many may be chosen, and what stands alone."""
    if question.kind not in SEVERAL:
        if question.most is not None:
            yield Fault("most_unused", question.key)
    elif question.most is not None and not 1 <= question.most <= len(question.options):
        yield Fault("most_impossible", question.key)
    elif question.most is None and question.kind is QuestionKind.RANKING:
        yield Fault("ranking_without_most", question.key)
    alone = any(option.exclusive for option in question.options)
    if alone and question.kind is not QuestionKind.MANY:
        yield Fault("exclusive_unused", question.key)


def _limits(question: Question) -> Iterator[Fault]:
    low, high = question.minimum, question.maximum
    if question.kind not in MEASURED:
        if low is not None or high is not None or question.unit is not None:
            yield Fault("limits_unused", question.key)
    elif low is not None and high is not None and low >= high:
        yield Fault("limits_crossed", question.key)
    if question.kind is QuestionKind.SCALE:
        yield from _scale(question)
    elif question.low is not None or question.high is not None:
        yield Fault("ends_unused", question.key)


def _scale(question: Question) -> Iterator[Fault]:
    low, high = question.minimum, question.maximum
    if low is None or high is None:
        yield Fault("scale_without_limits", question.key)
    elif not (float(low).is_integer() and float(high).is_integer()):
        yield Fault("scale_limits_whole", question.key)
    elif high - low >= WIDEST_SCALE:
        yield Fault("scale_too_wide", question.key)
    if question.low is None or question.high is None:
        yield Fault("scale_without_ends", question.key)


def _conditions(schema: Schema) -> Iterator[Fault]:
    """Conditions may look back only, at questions of this schema, for answers that can be given."""
    known = {question.key: question for question in schema.questions}
    above: set[str] = set()
    for section in schema.sections:
        yield from _condition(section.relevant, section.key, known, above)
        for question in section.questions:
            yield from _condition(question.relevant, question.key, known, above)
            above.add(question.key)
    yield from (Fault("cycle", key) for key in _cycles(schema))


def _condition(condition: Condition | None, at: str, known: Mapping[str, Question], above: set[str]) -> Iterator[Fault]:
    if holds_nothing(condition):
        yield Fault("empty_condition", at)
    for leaf in leaves(condition):
        if leaf.question not in known:
            yield Fault("unknown_question", at)
            continue
        if leaf.question not in above:
            yield Fault("later_question", at)
        if not _possible(known[leaf.question], leaf):
            yield Fault("impossible_value", at)


def _possible(asked: Question, leaf: Compare | Among | Answered) -> bool:
    match leaf:
        case Among():
            return _may_be_among(asked, leaf)
        case Compare():
            return _may_compare(asked, leaf)
        case Answered():
            return True


def _may_be_among(asked: Question, leaf: Among) -> bool:
    if asked.kind not in CHOICES or not leaf.values:
        return False
    if leaf.row and leaf.row not in {row.key for row in asked.rows}:
        return False
    return {option.key for option in asked.options}.issuperset(leaf.values)


def _may_compare(asked: Question, leaf: Compare) -> bool:
    """Whether the comparison can make sense: a value that could be answered, and an order where one is asked for."""
    if asked.kind in NOT_COMPARED or is_empty(leaf.value):
        return False
    ordered = asked.kind in MEASURED or asked.kind is QuestionKind.DATE
    if leaf.op not in ("eq", "ne") and not ordered:
        return False
    return not problem_of(asked, leaf.value)


def _cycles(schema: Schema) -> Iterator[str]:
    """The questions whose conditions lead back to themselves."""
    edges = {
        question.key: {*asked_about(section.relevant), *asked_about(question.relevant)}
        for section in schema.sections
        for question in section.questions
    }
    for start, direct in edges.items():
        seen: set[str] = set()
        waiting = list(direct)
        while waiting:
            key = waiting.pop()
            if key not in seen:
                seen.add(key)
                waiting.extend(edges.get(key, ()))
        if start in seen:
            yield start
