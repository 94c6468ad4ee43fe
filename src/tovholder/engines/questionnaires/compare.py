"""What may be compared between two editions, concept by concept."""

from collections.abc import Iterator, Mapping

from tovholder.engines.questionnaires.model import Comparability, Option, Question, Said, Schema


def compare(old: Schema, new: Schema) -> Mapping[str, Comparability]:
    """For every concept of either edition whether its answers may be compared, in the order of the new one.

    A *break*: the answers are of another sort (kind, options, limits, unit). *Wording*: they are of the same sort, but
    the words changed, and with them perhaps the answers. Help, easy words and conditions do not change what is asked.
    Each row of a matrix is a concept of its own beneath that of its question, see :func:`row_concept`.
    """
    before = dict(_asked(old))
    after = dict(_asked(new))
    found = {
        concept: _between(before[concept], asked) if concept in before else Comparability.NEW
        for concept, asked in after.items()
    }
    return found | {concept: Comparability.GONE for concept in before if concept not in after}


def row_concept(question: Question, row: Option) -> str:
    """What a row of a matrix measures, from edition to edition."""
    return f"{question.concept}.{row.key}"


_Asked = tuple[Question, Option | None]
"""A question, or one row of it."""


def _asked(schema: Schema) -> Iterator[tuple[str, _Asked]]:
    for question in schema.questions:
        yield question.concept, (question, None)
        for row in question.rows:
            yield row_concept(question, row), (question, row)


def _between(old: _Asked, new: _Asked) -> Comparability:
    if _sort(old[0]) != _sort(new[0]):
        return Comparability.BREAK
    return Comparability.COMPARABLE if _words(*old) == _words(*new) else Comparability.WORDING


def _sort(question: Question) -> tuple[object, ...]:
    """What the answers are, apart from words. The order of options changes nothing about them."""
    unit = question.unit.da if question.unit is not None else ""
    keys = frozenset(option.key for option in question.options)
    return (question.kind, keys, question.most, question.minimum, question.maximum, unit)


def _words(question: Question, row: Option | None) -> tuple[object, ...]:
    """What people read when they answer."""
    options = frozenset((option.key, option.text) for option in question.options)
    ends: tuple[Said | None, ...] = (question.low, question.high)
    return (question.text, options, ends, row.text if row is not None else None)
