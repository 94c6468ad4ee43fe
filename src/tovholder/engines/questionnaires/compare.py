"""What may be compared between two editions, concept by concept."""

from collections.abc import Mapping

from tovholder.engines.questionnaires.model import Comparability, Question, Said, Schema


def compare(old: Schema, new: Schema) -> Mapping[str, Comparability]:
    """For every concept of either edition whether its answers may be compared, in the order of the new one.

    A *break*: the answers are of another sort (kind, options, limits, unit). *Wording*: they are of the same sort, but
    the words changed, and with them perhaps the answers. Help, easy words and conditions do not change what is asked.
    """
    before = {question.concept: question for question in old.questions}
    after = {question.concept: question for question in new.questions}
    found = {
        concept: _between(before[concept], question) if concept in before else Comparability.NEW
        for concept, question in after.items()
    }
    return found | {concept: Comparability.GONE for concept in before if concept not in after}


def _between(old: Question, new: Question) -> Comparability:
    if _sort(old) != _sort(new):
        return Comparability.BREAK
    return Comparability.COMPARABLE if _words(old) == _words(new) else Comparability.WORDING


def _sort(question: Question) -> tuple[object, ...]:
    """What the answers are, apart from words. The order of options changes nothing about them."""
    unit = question.unit.da if question.unit is not None else ""
    keys = frozenset(option.key for option in question.options)
    return (question.kind, keys, question.minimum, question.maximum, unit)


def _words(question: Question) -> tuple[object, ...]:
    """What people read when they answer."""
    options = frozenset((option.key, option.text) for option in question.options)
    ends: tuple[Said | None, ...] = (question.low, question.high)
    return (question.text, options, ends)
