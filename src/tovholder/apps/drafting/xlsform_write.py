"""A questionnaire as an XLSForm workbook, which other tools for asking can read."""

import io
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from tovholder.apps.drafting.xlsform_conditions import NO, YES, Names, expression, number_text
from tovholder.engines.questionnaires.model import Condition, Consent, Option, Question, QuestionKind, Said, Schema

Row = dict[str, str]

DANISH: Final = "Dansk (da)"
ENGLISH: Final = "English (en)"
OWN: Final = "tovholder_"
"""Columns of ours begin with it; tools that do not know them pass them over. See ``docs/xlsform.md``."""
CONSENT_LIST: Final = "tovholder_consent"
YES_NO_LIST: Final = "tovholder_yes_no"
CONSENTS: Final[Mapping[str, Said]] = {
    Consent.NAMED: Said(da="Må gengives med navn", en="May be quoted with the name"),
    Consent.ANONYMOUS: Said(da="Må gengives uden navn", en="May be quoted without the name"),
    Consent.NONE: Said(da="Må ikke gengives", en="May not be quoted"),
}
WORDS_OF_QUOTE: Final = Said(da="Jeres ord", en="Your words")
CONSENT_OF_QUOTE: Final = Said(da="Hvad må ordene bruges til?", en="What may the words be used for?")
_LOCAL: Final = ("label", "hint")
_OWN_SAID: Final = ("unit", "low", "high", "easy")
SURVEY: Final = (
    "type",
    "name",
    *(f"{name}::{language}" for name in _LOCAL for language in (DANISH, ENGLISH)),
    "required",
    "relevant",
    "constraint",
    "parameters",
    "appearance",
    *(f"{OWN}{name}" for name in ("kind", "key", "row", "concept", "sensitive", "most", "pictogram", "source")),
    *(f"{OWN}{name}_{language}" for name in _OWN_SAID for language in ("da", "en")),
)
CHOICES: Final = (
    "list_name",
    "name",
    *(f"label::{language}" for language in (DANISH, ENGLISH)),
    *(f"{OWN}{name}" for name in ("exclusive", "pictogram", "easy_da", "easy_en")),
)
SETTINGS: Final = ("form_title", "form_id", "version", "default_language", f"{OWN}title_en")
_TYPES: Final = {
    QuestionKind.TEXT: "text",
    QuestionKind.LONG_TEXT: "text",
    QuestionKind.NUMBER: "decimal",
    QuestionKind.SCALE: "range",
    QuestionKind.DATE: "date",
}
_CELL: Final = 32_767
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def xlsform(schema: Schema, version: str) -> bytes:
    """The workbook of a questionnaire without faults."""
    names = _names(schema)
    book = Workbook(write_only=True)
    _write(book, "survey", SURVEY, _survey(schema, names))
    _write(book, "choices", CHOICES, _choices(schema))
    settings = {
        "form_title": schema.title.da,
        "form_id": schema.key,
        "version": version,
        "default_language": DANISH,
        f"{OWN}title_en": schema.title.en,
    }
    _write(book, "settings", SETTINGS, [settings])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _write(book: Workbook, title: str, columns: tuple[str, ...], rows: Iterable[Row]) -> None:
    sheet = book.create_sheet(title)
    sheet.append(columns)
    for row in rows:
        sheet.append([_cell(sheet, row.get(column, "")) for column in columns])


def _cell(sheet: object, text: str) -> Any:
    """Text as text, also where it begins like a formula; a reference to a question is none in running words."""
    if not text:
        return None
    cell = WriteOnlyCell(sheet, value="")
    cell.value = _NOT_IN_XML.sub("", text)[:_CELL]
    cell.data_type = "s"
    return cell


def _names(schema: Schema) -> Names:
    """Names that are there once in the whole form, also where a row of one question is called as another question."""
    taken = {"meta", *(question.key for question in schema.questions)}
    of = {(question.key, ""): question.key for question in schema.questions}

    def free(name: str) -> str:
        while name in taken:
            name += "_"
        taken.add(name)
        return name

    for question in schema.questions:
        if question.key == "meta":
            of["meta", ""] = free("meta")
        for row in question.rows:
            of[question.key, row.key] = free(f"{question.key}__{row.key}")
        if question.kind is QuestionKind.QUOTE:
            of[question.key, "group"] = free(f"{question.key}__group")
            of[question.key, "consent"] = free(f"{question.key}__consent")
    for section in schema.sections:
        of["", section.key] = free(section.key)
        of["", f"{section.key} intro"] = free(f"{section.key}__intro")
    of["", " intro"] = free("form_intro")
    return Names({question.key: question for question in schema.questions}, of)


def _local(name: str, said: Said | None) -> Row:
    if said is None:
        return {}
    return {f"{name}::{DANISH}": _plain(said.da), f"{name}::{ENGLISH}": _plain(said.en)}


def _plain(words: str) -> str:
    """Words in which no tool takes ``${`` for a reference."""
    return words.replace("${", "$\u200b{")


def _own(**values: str) -> Row:
    return {f"{OWN}{name}": value for name, value in values.items()}


def _own_said(name: str, said: Said | None) -> Row:
    return {f"{OWN}{name}_da": said.da, f"{OWN}{name}_en": said.en} if said is not None else {}


def _relevant(condition: Condition | None, names: Names) -> Row:
    return {"relevant": expression(condition, names)} if condition is not None else {}


def _survey(schema: Schema, names: Names) -> Iterable[Row]:
    if schema.intro is not None:
        yield {
            "type": "note",
            "name": names.of["", " intro"],
            **_local("label", schema.intro),
            **_own(kind="form_intro"),
        }
    for section in schema.sections:
        yield {
            "type": "begin_group",
            "name": names.of["", section.key],
            **_local("label", section.title),
            **_relevant(section.relevant, names),
            **_own(kind="section", key=section.key),
        }
        if section.intro is not None:
            note = names.of["", f"{section.key} intro"]
            yield {"type": "note", "name": note, **_local("label", section.intro), **_own(kind="intro")}
        for question in section.questions:
            yield from _question(question, names)
        yield {"type": "end_group"}


def _question(question: Question, names: Names) -> Iterable[Row]:
    head = {
        "name": names.of[question.key, ""],
        **_local("label", question.text),
        **_local("hint", question.help),
        "required": "yes" if question.required else "",
        **_relevant(question.relevant, names),
        **_own(
            kind=question.kind.value,
            key=question.key,
            concept=question.concept,
            sensitive="yes" if question.sensitive else "",
            most=str(question.most) if question.most is not None else "",
            pictogram=question.pictogram,
            source=question.source,
        ),
    }
    for name in _OWN_SAID:
        head |= _own_said(name, getattr(question, name))
    if question.kind is QuestionKind.MATRIX:
        yield from _matrix(question, head, names)
    elif question.kind is QuestionKind.QUOTE:
        yield from _quote(question, head, names)
    else:
        yield {**head, "type": _type(question), **_shape(question)}


def _type(question: Question) -> str:
    match question.kind:
        case QuestionKind.YES_NO:
            return f"select_one {YES_NO_LIST}"
        case QuestionKind.ONE:
            return f"select_one {question.key}"
        case QuestionKind.MANY:
            return f"select_multiple {question.key}"
        case QuestionKind.RANKING:
            return f"rank {question.key}"
        case _:
            return _TYPES[question.kind]


def _shape(question: Question) -> Row:
    """How it looks, and what an answer may be."""
    match question.kind:
        case QuestionKind.LONG_TEXT:
            return {"appearance": "multiline"}
        case QuestionKind.SCALE:
            low, high = number_text(question.minimum or 0), number_text(question.maximum or 0)
            return {"parameters": f"start={low} end={high} step=1"}
        case QuestionKind.NUMBER:
            limits = ((">=", question.minimum), ("<=", question.maximum))
            return {
                "constraint": " and ".join(
                    f". {sign} {number_text(limit)}" for sign, limit in limits if limit is not None
                )
            }
        case QuestionKind.MANY:
            parts = [f"count-selected(.) <= {question.most}"] if question.most is not None else []
            alone = [option.key for option in question.options if option.exclusive]
            parts += [f"not(selected(., '{key}') and count-selected(.) > 1)" for key in alone]
            return {"constraint": " and ".join(parts)}
        case _:
            return {}


def _matrix(question: Question, head: Row, names: Names) -> Iterable[Row]:
    """A group of single choices with one list: a row each."""
    yield {**head, "type": "begin_group", "required": ""}
    for row in question.rows:
        yield {
            "type": f"select_one {question.key}",
            "name": names.of[question.key, row.key],
            "required": head["required"],
            **_local("label", row.text),
            **_own(row=row.key, pictogram=row.pictogram),
            **_own_said("easy", row.easy),
        }
    yield {"type": "end_group"}


def _quote(question: Question, head: Row, names: Names) -> Iterable[Row]:
    """A group of a text and a choice of what may be done with it. The text has the question's name."""
    yield {**head, "type": "begin_group", "name": names.of[question.key, "group"], "required": ""}
    required = head["required"]
    text = {"type": "text", "name": head["name"], "appearance": "multiline", "required": required}
    yield {**text, **_local("label", WORDS_OF_QUOTE)}
    yield {
        "type": f"select_one {CONSENT_LIST}",
        "name": names.of[question.key, "consent"],
        "relevant": f"${{{head['name']}}} != ''",
        "required": "yes",
        **_local("label", CONSENT_OF_QUOTE),
    }
    yield {"type": "end_group"}


def _choices(schema: Schema) -> Iterable[Row]:
    kinds = {question.kind for question in schema.questions}
    if QuestionKind.YES_NO in kinds:
        yield _choice(YES_NO_LIST, Option(key=YES, text=Said(da="Ja", en="Yes")))
        yield _choice(YES_NO_LIST, Option(key=NO, text=Said(da="Nej", en="No")))
    if QuestionKind.QUOTE in kinds:
        for key, said in CONSENTS.items():
            yield _choice(CONSENT_LIST, Option(key=key, text=said))
    for question in schema.questions:
        for option in question.options:
            yield _choice(question.key, option)


def _choice(list_name: str, option: Option) -> Row:
    return {
        "list_name": list_name,
        "name": option.key,
        **_local("label", option.text),
        **_own(exclusive="yes" if option.exclusive else "", pictogram=option.pictogram),
        **_own_said("easy", option.easy),
    }
