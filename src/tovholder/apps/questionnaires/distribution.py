"""How the answers to a question are spread, with everybody who was and was not asked."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from statistics import median

from tovholder.apps.questionnaires.models import Response
from tovholder.apps.questionnaires.selectors import evaluation_of
from tovholder.engines.questionnaires import compare
from tovholder.engines.questionnaires.model import Comparability, ItemState, Question, QuestionKind, Schema, Value

TRUE = "true"
FALSE = "false"


@dataclass(frozen=True, slots=True)
class NumberSummary:
    """Numbers in short. Without any there is no summary."""

    lowest: float
    middle: float
    mean: float
    highest: float


@dataclass(frozen=True, slots=True)
class Distribution:
    """Of ``base`` responses in which the question applied, ``n`` have a valid answer.

    ``not_asked`` were not: the question did not apply, or their edition did not have it, or not comparably. ``counts``
    are by option, step of a scale (as text), or "true" and "false"; with several options a response counts at each.
    A matrix has ``rows`` instead: the counts by option for each row. Of a ranking ``counts`` are the mentions, and
    ``places`` how often an option stood at each place, the first place first.
    """

    question: Question
    counts: Mapping[str, int]
    n: int
    base: int
    not_asked: int
    numbers: NumberSummary | None = None
    rows: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    places: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


def distribution(responses: Iterable[Response], question: str, schema: Schema | None = None) -> Distribution:
    """The spread of the answers to the question with the key ``question`` of ``schema``.

    ``schema`` is the newest edition among ``responses`` when not given. Responses of other editions count where the
    concept is comparable, also with changed words. Raises ``ValueError`` for a question that is not in it.
    """
    rows = list(responses)
    asked_in = schema if schema is not None else _newest(rows)
    asked = next((one for one in asked_in.questions if one.key == question), None)
    if asked is None:
        raise ValueError(f"{asked_in.key} has no question {question!r}")
    keys: dict[int, str | None] = {}
    values: list[Value] = []
    base = 0
    for response in rows:
        if response.edition_id not in keys:
            keys[response.edition_id] = _key_in(response.edition.content, asked_in, asked)
        key = keys[response.edition_id]
        item = evaluation_of(response).items[key] if key is not None else None
        if item is None or item.state is ItemState.INAPPLICABLE:
            continue
        base += 1
        if item.value is not None:
            values.append(item.value)
    return Distribution(
        question=asked,
        counts=_counts(asked, values),
        n=len(values),
        base=base,
        not_asked=len(rows) - base,
        numbers=_summary(asked, values),
        rows=_rows(asked, values),
        places=_places(asked, values),
    )


def _newest(responses: list[Response]) -> Schema:
    if not responses:
        raise ValueError("without responses the schema must be given")
    return max((response.edition for response in responses), key=lambda edition: edition.number).content


def _key_in(schema: Schema, asked_in: Schema, asked: Question) -> str | None:
    """The key of the same question in another edition; None where it may not be compared."""
    if schema == asked_in:
        return asked.key
    if compare(schema, asked_in)[asked.concept] not in (Comparability.COMPARABLE, Comparability.WORDING):
        return None
    return next(one.key for one in schema.questions if one.concept == asked.concept)


def _counts(question: Question, values: list[Value]) -> Mapping[str, int]:
    match question.kind:
        case QuestionKind.ONE | QuestionKind.MANY | QuestionKind.RANKING:
            found = Counter(key for value in values for key in _chosen(value))
            return {option.key: found[option.key] for option in question.options}
        case QuestionKind.YES_NO:
            return {TRUE: values.count(True), FALSE: values.count(False)}
        case QuestionKind.SCALE:
            steps = range(int(question.minimum or 0), int(question.maximum or 0) + 1)
            return {str(step): values.count(step) for step in steps}
        case _:
            return {}


def _chosen(value: Value) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else (value,)


def _rows(question: Question, values: list[Value]) -> Mapping[str, Mapping[str, int]]:
    filled = Counter(pair for value in values if isinstance(value, Mapping) for pair in value.items())
    return {row.key: {option.key: filled[row.key, option.key] for option in question.options} for row in question.rows}


def _places(question: Question, values: list[Value]) -> Mapping[str, tuple[int, ...]]:
    if question.kind is not QuestionKind.RANKING:
        return {}
    stood = Counter((place, key) for value in values for place, key in enumerate(_chosen(value)))
    return {
        option.key: tuple(stood[place, option.key] for place in range(question.most or 0))
        for option in question.options
    }


def _summary(question: Question, values: list[Value]) -> NumberSummary | None:
    if question.kind not in (QuestionKind.NUMBER, QuestionKind.SCALE):
        return None
    numbers = [value for value in values if isinstance(value, int | float)]
    if not numbers:
        return None
    return NumberSummary(min(numbers), median(numbers), sum(numbers) / len(numbers), max(numbers))
