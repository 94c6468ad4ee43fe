"""Drafts as their pages show them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tovholder.apps.drafting.kinds import kind_label
from tovholder.apps.drafting.models import Draft, DraftState
from tovholder.apps.questionnaires.public import (
    comparability_status,
    condition_text,
    fault_text,
    words,
)
from tovholder.engines.questionnaires import check, compare
from tovholder.engines.questionnaires.model import Comparability, Condition, Question, Schema, Section
from tovholder.foundation.ui.values import Status, Tone

_TONES: dict[str, Tone] = {
    DraftState.DRAFT: "progress",
    DraftState.OPENED: "success",
    DraftState.DISCARDED: "muted",
}


@dataclass(frozen=True, slots=True)
class ShownFault:
    """What is wrong, where, and the page on which it is mended (empty for a reader who may not)."""

    text: str
    place: str
    href: str


@dataclass(frozen=True, slots=True)
class DraftedQuestion:
    """A question with its faults and what became of it since the edition before."""

    question: Question
    text: str
    kind: str
    condition: str
    faults: tuple[str, ...]
    status: Status | None
    limits: str


@dataclass(frozen=True, slots=True)
class DraftedSection:
    """A section with its faults and questions."""

    section: Section
    title: str
    condition: str
    faults: tuple[str, ...]
    questions: tuple[DraftedQuestion, ...]


def state_of(draft: Draft) -> Status:
    """How far the draft is, as a state."""
    return Status(draft.get_state_display(), _TONES[draft.state])


def size_text(schema: Schema) -> str:
    """How long the questionnaire is."""
    count = len(schema.questions)
    return ngettext("%(count)d spørgsmål", "%(count)d spørgsmål", count) % {"count": count}


def condition_words(condition: Condition | None, schema: Schema) -> str:
    """The condition in words; of one that asks about what is gone only that it is broken."""
    try:
        return condition_text(condition, schema)
    except KeyError:
        return _("et spørgsmål, der ikke findes mere, er besvaret på en bestemt måde")


def drafted(draft: Draft) -> list[DraftedSection]:
    """The sections of a draft with all questions, faults in their place."""
    schema = draft.content
    of_section, of_question, _whole = faults_by_place(schema)
    found: Mapping[str, Comparability] = compare(draft.based_on.content, schema) if draft.based_on else {}
    return [
        DraftedSection(
            section,
            words(section.title) or section.key,
            condition_words(section.relevant, schema),
            tuple(of_section[section.key]),
            tuple(
                DraftedQuestion(
                    question,
                    words(question.text) or question.key,
                    kind_label(question.kind),
                    condition_words(question.relevant, schema),
                    tuple(of_question[question.key]),
                    comparability_status(found[question.concept]) if question.concept in found else None,
                    _("højst %(most)d") % {"most": question.most} if question.most else "",
                )
                for question in section.questions
            ),
        )
        for section in schema.sections
    ]


def faults_by_place(schema: Schema) -> tuple[Mapping[str, list[str]], Mapping[str, list[str]], list[str]]:
    """The faults in words: by section, by question, and of the whole. A name of both belongs to the question."""
    sections = {section.key for section in schema.sections}
    questions = {question.key for question in schema.questions}
    concepts = {question.concept: question.key for question in schema.questions}
    of_section: dict[str, list[str]] = defaultdict(list)
    of_question: dict[str, list[str]] = defaultdict(list)
    whole: list[str] = []
    for fault in check(schema):
        text = fault_text(fault)
        if fault.code == "concept_twice" and fault.at in concepts:
            of_question[concepts[fault.at]].append(text)
        elif fault.at in questions and fault.code not in ("empty_section", "section_twice"):
            of_question[fault.at].append(text)
        elif fault.at in sections:
            of_section[fault.at].append(text)
        else:
            whole.append(text)
    return of_section, of_question, whole


def all_faults(draft: Draft, *, linked: bool) -> list[ShownFault]:
    """Every fault with its place, in the order of the draft."""
    schema = draft.content
    of_section, of_question, whole = faults_by_place(schema)

    def href(name: str, *more: str) -> str:
        return reverse(f"drafting:{name}", args=[draft.public_id, *more]) if linked else ""

    shown = [ShownFault(text, words(schema.title) or schema.key, href("whole")) for text in whole]
    for section in schema.sections:
        place = words(section.title) or section.key
        shown += [ShownFault(text, place, href("section", section.key)) for text in of_section[section.key]]
        for question in section.questions:
            told = words(question.text) or question.key
            shown += [ShownFault(text, told, href("question", question.key)) for text in of_question[question.key]]
    return shown


def untranslated(schema: Schema) -> int:
    """How many sections and questions have no English words."""
    parts: Sequence[str] = [
        *(section.title.en for section in schema.sections),
        *(question.text.en for question in schema.questions),
    ]
    return sum(not text.strip() for text in parts)
