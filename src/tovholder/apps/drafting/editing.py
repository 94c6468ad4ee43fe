"""What may be done with the parts of a questionnaire: each function gives a new one and changes none."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from tovholder.apps.drafting.naming import unique_key
from tovholder.engines.questionnaires.model import (
    AllOf,
    AnyOf,
    Condition,
    Not,
    Question,
    Said,
    Schema,
    Section,
)

Edit = Callable[[Schema], Schema]
Part = TypeVar("Part", Section, Question)


class PartGoneError(LookupError):
    """Somebody else has deleted or renamed the section or question meanwhile."""


def section_of(schema: Schema, key: str) -> Section:
    """The section called ``key``. Raises :class:`PartGoneError`."""
    found = next((section for section in schema.sections if section.key == key), None)
    if found is None:
        raise PartGoneError(key)
    return found


def question_of(schema: Schema, key: str) -> tuple[Section, Question]:
    """The question called ``key``, with its section. Raises :class:`PartGoneError`."""
    for section in schema.sections:
        for question in section.questions:
            if question.key == key:
                return section, question
    raise PartGoneError(key)


def earlier_questions(schema: Schema, *, section: str = "", question: str = "") -> list[Question]:
    """The questions that a condition of that section or question may look at: those that are asked before it."""
    found: list[Question] = []
    for one in schema.sections:
        if one.key == section:
            return found
        for asked in one.questions:
            if asked.key == question:
                return found
            found.append(asked)
    return found


def _with(schema: Schema, sections: Iterable[Section]) -> Schema:
    return replace(schema, sections=tuple(sections))


def set_words(schema: Schema, *, key: str, title: Said, intro: Said | None) -> Schema:
    """The whole under another name, with other words."""
    return replace(schema, key=key, title=title, intro=intro)


def add_section(schema: Schema, section: Section) -> Schema:
    """A section at the end."""
    return _with(schema, (*schema.sections, section))


def replace_section(schema: Schema, key: str, new: Section) -> Schema:
    """Another section in the place of the one called ``key``."""
    section_of(schema, key)
    return _with(schema, (new if one.key == key else one for one in schema.sections))


def delete_section(schema: Schema, key: str) -> Schema:
    """Without a section and its questions."""
    section_of(schema, key)
    return _with(schema, (one for one in schema.sections if one.key != key))


def move_section(schema: Schema, key: str, step: int) -> Schema:
    """A section ``step`` places further down; at the end it stays."""
    return _with(schema, _moved(schema.sections, section_of(schema, key), step))


def copy_section(schema: Schema, key: str) -> Schema:
    """A section once more right after itself, with names and concepts of its own."""
    section = section_of(schema, key)
    taken = {question.key for question in schema.questions}
    concepts = {question.concept for question in schema.questions}
    copies, renamed = [], {}
    for question in section.questions:
        copy = _copied(question, taken, concepts)
        renamed[question.key] = copy.key
        copies.append(copy)
    made = replace(
        section,
        key=unique_key(section.key, {one.key for one in schema.sections}),
        questions=tuple(replace(one, relevant=_asking(one.relevant, renamed)) for one in copies),
    )
    at = schema.sections.index(section) + 1
    return _with(schema, (*schema.sections[:at], made, *schema.sections[at:]))


def _moved(parts: Sequence[Part], part: Part, step: int) -> tuple[Part, ...]:
    others = [one for one in parts if one is not part]
    at = max(0, min(len(others), list(parts).index(part) + step))
    others.insert(at, part)
    return tuple(others)


def _copied(question: Question, taken: set[str], concepts: set[str]) -> Question:
    """``question`` under names that are free, which are then taken."""
    key = unique_key(question.key, taken)
    taken.add(key)
    concept = unique_key(question.concept, concepts)
    concepts.add(concept)
    return replace(question, key=key, concept=concept)


def add_question(schema: Schema, section_key: str, question: Question) -> Schema:
    """A question at the end of a section."""
    section = section_of(schema, section_key)
    return replace_section(schema, section_key, replace(section, questions=(*section.questions, question)))


def replace_question(schema: Schema, key: str, new: Question) -> Schema:
    """Another question in the place of the one called ``key``; conditions follow where it gets another name."""
    section, old = question_of(schema, key)
    questions = tuple(new if one is old else one for one in section.questions)
    changed = replace_section(schema, section.key, replace(section, questions=questions))
    return changed if new.key == key else _renamed(changed, {key: new.key})


def delete_question(schema: Schema, key: str) -> Schema:
    """Without a question. Conditions that asked about it stay, and are then faults."""
    section, old = question_of(schema, key)
    questions = tuple(one for one in section.questions if one is not old)
    return replace_section(schema, section.key, replace(section, questions=questions))


def copy_question(schema: Schema, key: str) -> Schema:
    """A question once more right after itself, under a name and concept of its own."""
    section, old = question_of(schema, key)
    made = _copied(old, {one.key for one in schema.questions}, {one.concept for one in schema.questions})
    at = section.questions.index(old) + 1
    questions = (*section.questions[:at], made, *section.questions[at:])
    return replace_section(schema, section.key, replace(section, questions=questions))


def move_question(schema: Schema, key: str, step: int) -> Schema:
    """A question one place up (-1) or down (1); past the edge of its section it goes to the next one."""
    section, question = question_of(schema, key)
    at = section.questions.index(question) + step
    if 0 <= at < len(section.questions):
        questions = _moved(section.questions, question, step)
        return replace_section(schema, section.key, replace(section, questions=questions))
    place = schema.sections.index(section) + step
    if not 0 <= place < len(schema.sections):
        return schema
    goal = schema.sections[place]
    there = (question, *goal.questions) if step > 0 else (*goal.questions, question)
    left = delete_question(schema, key)
    return replace_section(left, goal.key, replace(goal, questions=there))


def set_condition(schema: Schema, condition: Condition | None, *, section: str = "", question: str = "") -> Schema:
    """When a section or a question applies; None for always."""
    if question:
        _section, old = question_of(schema, question)
        return replace_question(schema, question, replace(old, relevant=condition))
    return replace_section(schema, section, replace(section_of(schema, section), relevant=condition))


def _renamed(schema: Schema, names: dict[str, str]) -> Schema:
    return _with(
        schema,
        (
            replace(
                section,
                relevant=_asking(section.relevant, names),
                questions=tuple(
                    replace(question, relevant=_asking(question.relevant, names)) for question in section.questions
                ),
            )
            for section in schema.sections
        ),
    )


def _asking(condition: Condition | None, names: dict[str, str]) -> Condition | None:
    """``condition`` about the questions under their new names."""
    return None if condition is None else _about(condition, names)


def _about(condition: Condition, names: dict[str, str]) -> Condition:
    match condition:
        case AllOf() | AnyOf():
            return replace(condition, conditions=tuple(_about(part, names) for part in condition.conditions))
        case Not():
            return replace(condition, condition=_about(condition.condition, names))
        case _:
            return replace(condition, question=names.get(condition.question, condition.question))
