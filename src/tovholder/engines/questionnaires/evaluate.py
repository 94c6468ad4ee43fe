"""The one entry: what stands at each question of a response."""

from collections.abc import Mapping

from tovholder.engines.questionnaires.conditions import holds
from tovholder.engines.questionnaires.model import Evaluation, Item, ItemState, Question, Schema, Value
from tovholder.engines.questionnaires.values import is_empty, problem_of, settled

INAPPLICABLE = Item(ItemState.INAPPLICABLE)
MISSING = Item(ItemState.MISSING)


def evaluate(schema: Schema, answers: Mapping[str, object]) -> Evaluation:
    """The state of every question of ``schema`` under ``answers``; keys that it does not know are passed over.

    One pass from top to bottom: a condition sees the valid answers to the applicable questions above it, and nothing
    else. So an answer to a question that no longer applies counts as absent, and what hangs on it falls away as well.
    """
    standing: dict[str, Value] = {}
    items: dict[str, Item] = {}
    for section in schema.sections:
        open_section = section.relevant is None or holds(section.relevant, standing)
        for question in section.questions:
            applies = open_section and (question.relevant is None or holds(question.relevant, standing))
            item = _item(question, answers.get(question.key)) if applies else INAPPLICABLE
            items[question.key] = item
            if item.value is not None:
                standing[question.key] = item.value
    applicable = [question for question in schema.questions if items[question.key].state is not ItemState.INAPPLICABLE]
    return Evaluation(
        items=items,
        answered=sum(items[question.key].state is ItemState.VALID for question in applicable),
        applicable=len(applicable),
        missing_required=tuple(
            question.key
            for question in applicable
            if question.required and items[question.key].state is not ItemState.VALID
        ),
    )


def _item(question: Question, answer: object) -> Item:
    """The item of an applicable question."""
    if is_empty(answer):
        return MISSING
    problem = problem_of(question, answer)
    if problem:
        return Item(ItemState.INVALID, problem=problem)
    return Item(ItemState.VALID, value=settled(answer))
