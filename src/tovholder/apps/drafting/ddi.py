"""An edition as DDI-Codebook 2.5: the description by which data archives know what was asked.

The elements are those of the standard's schema in its own order: a variable (``var``) has its label, the question as it
was read, the range of valid answers, its categories, its concept and its format.
"""

from collections.abc import Iterable
from typing import Final
from xml.etree import ElementTree as ET

from tovholder.apps.drafting.presenting import condition_words
from tovholder.apps.drafting.xlsform_conditions import number_text
from tovholder.apps.drafting.xlsform_write import CONSENTS
from tovholder.apps.questionnaires.public import Edition
from tovholder.engines.questionnaires.compare import row_concept
from tovholder.engines.questionnaires.model import Option, Question, QuestionKind, Said, Schema, Section

NAMESPACE: Final = "ddi:codebook:2_5"
XML_LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"
SCHEMA_PLACE: Final = "http://www.ddialliance.org/Specification/DDI-Codebook/2.5/XMLSchema/codebook.xsd"
_INSTANCE: Final = "{http://www.w3.org/2001/XMLSchema-instance}"
_MEASURED: Final = frozenset({QuestionKind.NUMBER, QuestionKind.SCALE})
_YES_NO: Final = (
    Option(key="true", text=Said(da="Ja", en="Yes")),
    Option(key="false", text=Said(da="Nej", en="No")),
)
_CONSENT: Final = tuple(Option(key=str(key), text=said) for key, said in CONSENTS.items())


def ddi_codebook(edition: Edition) -> bytes:
    """The codebook of an edition, in UTF-8."""
    ET.register_namespace("", NAMESPACE)
    ET.register_namespace("xsi", _INSTANCE[1:-1])
    schema = edition.content
    book = ET.Element(_tag("codeBook"), {"version": "2.5", XML_LANGUAGE: "da"})
    book.set(f"{_INSTANCE}schemaLocation", f"{NAMESPACE} {SCHEMA_PLACE}")
    _study(book, edition, schema)
    data = _sub(book, "dataDscr")
    variables = {
        section.key: [v for question in section.questions for v in _variables(question)] for section in schema.sections
    }
    for section in schema.sections:
        _group(data, section, variables[section.key])
    for section in schema.sections:
        for variable in variables[section.key]:
            _variable(data, schema, section, variable)
    ET.indent(book)
    made: bytes = ET.tostring(book, encoding="utf-8", xml_declaration=True)
    return made


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _sub(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    made = ET.SubElement(parent, _tag(name), attributes)
    if text:
        made.text = _clean(text)
    return made


def _clean(text: str) -> str:
    """Text that XML can hold."""
    return "".join(
        ch
        for ch in text
        if (ch >= " " and not 0xD800 <= ord(ch) <= 0xDFFF and ch not in "\ufffe\uffff") or ch in "\t\n"
    )


def _said(parent: ET.Element, name: str, said: Said | None, **attributes: str) -> None:
    """An element in each language that there are words in."""
    if said is None:
        return
    for language, text in (("da", said.da), ("en", said.en)):
        if text:
            _sub(parent, name, text, **attributes).set(XML_LANGUAGE, language)


def _study(book: ET.Element, edition: Edition, schema: Schema) -> None:
    """What the whole is: title, number, day."""
    citation = _sub(_sub(book, "stdyDscr"), "citation")
    titles = _sub(citation, "titlStmt")
    _sub(titles, "titl", schema.title.da).set(XML_LANGUAGE, "da")
    if schema.title.en:
        _sub(titles, "parTitl", schema.title.en).set(XML_LANGUAGE, "en")
    _sub(titles, "IDNo", f"{edition.key}-{edition.number}", agency="Tovholder")
    versions = _sub(citation, "verStmt")
    _sub(versions, "version", f"{edition.number}", date=edition.opened_on.isoformat(), type="edition")
    _sub(versions, "notes", f"SHA-256 {edition.content_hash}")
    study = book[0]
    info = _sub(study, "stdyInfo")
    subject = _sub(info, "subject")
    for section in schema.sections:
        _sub(subject, "keyword", section.title.da)
    _said(info, "abstract", schema.intro)


class _Variable:
    """What is stored in one place of the answers: a question, or one part of it."""

    def __init__(
        self,
        question: Question,
        *,
        part: str = "",
        label: Said | None = None,
        options: Iterable[Option] = (),
        concept: str = "",
    ) -> None:
        self.question = question
        self.name = f"{question.key}.{part}" if part else question.key
        self.label = label or question.text
        self.options = tuple(options)
        self.concept = concept or question.concept
        self.ident = f"V_{self.name.replace('.', '-')}"


def _variables(question: Question) -> list[_Variable]:
    """The variables of a question: each row of a matrix, option of several, and place of a ranking is one."""
    match question.kind:
        case QuestionKind.MATRIX:
            return [
                _Variable(
                    question,
                    part=row.key,
                    label=row.text,
                    options=question.options,
                    concept=row_concept(question, row),
                )
                for row in question.rows
            ]
        case QuestionKind.MANY:
            return [
                _Variable(question, part=option.key, label=option.text, options=_YES_NO) for option in question.options
            ]
        case QuestionKind.RANKING:
            return [
                _Variable(
                    question,
                    part=str(place),
                    label=Said(
                        da=f"{question.text.da} ({place})", en=f"{question.text.en or question.text.da} ({place})"
                    ),
                    options=question.options,
                )
                for place in range(1, (question.most or len(question.options)) + 1)
            ]
        case QuestionKind.QUOTE:
            return [_Variable(question, part="text"), _Variable(question, part="consent", options=_CONSENT)]
        case QuestionKind.YES_NO:
            return [_Variable(question, options=_YES_NO)]
        case _:
            return [_Variable(question, options=question.options)]


def _group(data: ET.Element, section: Section, variables: list[_Variable]) -> None:
    group = _sub(data, "varGrp", ID=f"G_{section.key}", type="section", var=" ".join(one.ident for one in variables))
    _said(group, "labl", section.title)
    _said(group, "txt", section.intro)


def _variable(data: ET.Element, schema: Schema, section: Section, variable: _Variable) -> None:
    question = variable.question
    nature = "contin" if question.kind in _MEASURED else "nominal" if variable.options else "other"
    var = _sub(data, "var", ID=variable.ident, nature="interval" if nature == "contin" else nature)
    var.set("name", variable.name)
    var.set("intrvl", "contin" if question.kind is QuestionKind.NUMBER else "discrete")
    _said(var, "labl", variable.label)
    for language, text, before, after in _read(schema, section, question):
        asked = _sub(var, "qstn")
        asked.set(XML_LANGUAGE, language)
        if before:
            _sub(asked, "preQTxt", before)
        _sub(asked, "qstnLit", text)
        if after:
            _sub(asked, "ivuInstr", after)
    if question.kind in _MEASURED:
        _range(var, question)
    _said(var, "universe", _universe(schema, section, question))
    for option in variable.options:
        category = _sub(var, "catgry")
        _sub(category, "catValu", option.key)
        _said(category, "labl", option.text)
    _sub(var, "concept", variable.concept, vocab="Tovholder")
    numeric = question.kind in _MEASURED
    form = _sub(var, "varFormat", type="numeric" if numeric else "character", schema="other")
    if question.kind is QuestionKind.DATE:
        form.set("category", "date")
        form.set("formatname", "YYYY-MM-DD")
    if question.sensitive:
        _sub(var, "notes", "sensitive", type="disclosure")
    if question.unit is not None:
        _sub(var, "notes", question.unit.da, type="unit")


def _read(schema: Schema, section: Section, question: Question) -> Iterable[tuple[str, str, str, str]]:
    """The question as it is read: language, words, what stands before, and help."""
    intro, help_words = section.intro, question.help
    yield "da", question.text.da, intro.da if intro else "", help_words.da if help_words else ""
    if question.text.en:
        yield "en", question.text.en, intro.en if intro else "", help_words.en if help_words else ""


def _range(var: ET.Element, question: Question) -> None:
    limits = {"min": question.minimum, "max": question.maximum}
    told = {name: number_text(limit) for name, limit in limits.items() if limit is not None}
    if told:
        ET.SubElement(_sub(var, "valrng"), _tag("range"), told)


def _universe(schema: Schema, section: Section, question: Question) -> Said | None:
    """Who was asked: in words, from the conditions."""
    told = [condition_words(one, schema) for one in (section.relevant, question.relevant) if one is not None]
    return Said(da="; ".join(told)) if told else None
