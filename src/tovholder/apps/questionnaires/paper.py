"""A questionnaire on paper: empty with boxes and lines, or with what was answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from tovholder.apps.questionnaires.conditions_text import condition_text
from tovholder.apps.questionnaires.models import Response
from tovholder.apps.questionnaires.values import values_of
from tovholder.apps.questionnaires.wording import CONSENTS, answer_text, option_text, words
from tovholder.engines.questionnaires import evaluate
from tovholder.engines.questionnaires.model import ItemState, Question, QuestionKind, Schema, Section, Value

LINES: Final = {QuestionKind.LONG_TEXT: 5, QuestionKind.QUOTE: 3}
"""How many lines there are to write on; one for the other kinds that are written."""
WRITTEN: Final = frozenset(
    {QuestionKind.TEXT, QuestionKind.LONG_TEXT, QuestionKind.NUMBER, QuestionKind.DATE, QuestionKind.QUOTE}
)


@dataclass(frozen=True, slots=True)
class PaperChoice:
    """A box to tick, and whether it is."""

    text: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A row of a matrix with a box for each column."""

    text: str
    choices: tuple[PaperChoice, ...]


@dataclass(frozen=True, slots=True)
class PaperQuestion:
    """A question. ``places`` are the lines of a ranking, ``lines`` the free ones; ``written`` stands instead."""

    key: str
    label: str
    help: str
    condition: str
    choices: tuple[PaperChoice, ...]
    choices_title: str
    rows: tuple[PaperRow, ...]
    places: tuple[str, ...]
    lines: range
    written: str


@dataclass(frozen=True, slots=True)
class PaperSection:
    """A section with its condition in words."""

    key: str
    title: str
    intro: str
    condition: str
    questions: tuple[PaperQuestion, ...]


def paper_of(schema: Schema, answers: Mapping[str, Value] | None = None) -> tuple[PaperSection, ...]:
    """``schema`` to be printed: empty with every question and its condition, or of ``answers`` what applied."""
    items = evaluate(schema, answers).items if answers is not None else None
    found = []
    for section in schema.sections:
        asked = [
            one for one in section.questions if items is None or items[one.key].state is not ItemState.INAPPLICABLE
        ]
        if asked:
            values = {one.key: items[one.key].value if items is not None else None for one in asked}
            found.append(_section(schema, section, asked, values, filled=items is not None))
    return tuple(found)


def paper_of_response(response: Response) -> tuple[PaperSection, ...]:
    """What was answered in ``response``, to be printed."""
    return paper_of(response.edition.content, values_of(response.answers.all()))


def _section(
    schema: Schema, section: Section, asked: list[Question], values: Mapping[str, Value | None], *, filled: bool
) -> PaperSection:
    return PaperSection(
        section.key,
        words(section.title),
        words(section.intro),
        "" if filled else condition_text(section.relevant, schema),
        tuple(_question(one, values[one.key], "" if filled else condition_text(one.relevant, schema)) for one in asked),
    )


def _question(question: Question, value: Value | None, condition: str) -> PaperQuestion:
    unit = f" ({words(question.unit)})" if question.unit is not None else ""
    written = question.kind in WRITTEN
    quoted = value.get("text", "") if isinstance(value, Mapping) else ""
    said = quoted if question.kind is QuestionKind.QUOTE else answer_text(question, value)
    return PaperQuestion(
        key=question.key,
        label=words(question.text) + unit,
        help=words(question.help),
        condition=condition,
        choices=_choices(question, value),
        choices_title=_("Må citatet vises for andre?") if question.kind is QuestionKind.QUOTE else "",
        rows=_rows(question, value),
        places=_places(question, value),
        lines=range(LINES.get(question.kind, 1) if written and not said else 0),
        written=said if written else "",
    )


def _choices(question: Question, value: Value | None) -> tuple[PaperChoice, ...]:
    match question.kind:
        case QuestionKind.ONE | QuestionKind.MANY:
            chosen = value if isinstance(value, tuple) else (value,)
            return tuple(PaperChoice(words(one.text), one.key in chosen) for one in question.options)
        case QuestionKind.YES_NO:
            return (PaperChoice(_("Ja"), value is True), PaperChoice(_("Nej"), value is False))
        case QuestionKind.SCALE:
            return _steps(question, value)
        case QuestionKind.QUOTE:
            consent = value.get("consent") if isinstance(value, Mapping) else None
            return tuple(PaperChoice(str(said), key == consent) for key, said in CONSENTS.items())
        case _:
            return ()


def _steps(question: Question, value: Value | None) -> tuple[PaperChoice, ...]:
    first, last = int(question.minimum or 0), int(question.maximum or 0)
    ends = {first: words(question.low), last: words(question.high)}
    return tuple(
        PaperChoice(f"{step} – {ends[step]}" if ends.get(step) else str(step), value == step)
        for step in range(first, last + 1)
    )


def _rows(question: Question, value: Value | None) -> tuple[PaperRow, ...]:
    chosen = value if isinstance(value, Mapping) else {}
    return tuple(
        PaperRow(
            words(row.text),
            tuple(PaperChoice(words(one.text), chosen.get(row.key) == one.key) for one in question.options),
        )
        for row in question.rows
    )


def _places(question: Question, value: Value | None) -> tuple[str, ...]:
    """What stands at each place of a ranking, empty where nothing does."""
    if question.kind is not QuestionKind.RANKING:
        return ()
    ranked = [option_text(question, key) for key in value] if isinstance(value, tuple) else []
    return (*ranked, *[""] * ((question.most or 0) - len(ranked)))
