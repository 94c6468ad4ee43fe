"""The rows of an XLSForm as questions."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _

from tovholder.apps.drafting.naming import fits, key_from, unique_key
from tovholder.apps.drafting.xlsform_choices import ChoiceList, Tell, own_said, pictogram_of, said_of
from tovholder.apps.drafting.xlsform_sheets import Line
from tovholder.apps.drafting.xlsform_write import OWN, YES_NO_LIST
from tovholder.engines.questionnaires.check import CONCEPT
from tovholder.engines.questionnaires.model import Option, Question, QuestionKind, Said

if TYPE_CHECKING:
    from tovholder.apps.drafting.xlsform_read import Node

_SELECT: Final = re.compile(
    r"(?P<how>select[ _]one|select1|select[ _]multiple|rank)\s+(?P<list>\S+)(?P<other>\s+or[ _]other)?", re.IGNORECASE
)
_PLAIN: Final = {
    "text": QuestionKind.TEXT,
    "string": QuestionKind.TEXT,
    "integer": QuestionKind.NUMBER,
    "int": QuestionKind.NUMBER,
    "decimal": QuestionKind.NUMBER,
    "range": QuestionKind.SCALE,
    "date": QuestionKind.DATE,
}
_USED: Final = frozenset({"type", "name", "label", "hint", "required", "relevant", "constraint", "parameters"})
_TRUE: Final = frozenset({"yes", "true", "true()", "ja", "1"})
_LOW = re.compile(r"\.\s*>=\s*(-?\d{1,15}(?:\.\d{1,15})?)")
_HIGH = re.compile(r"\.\s*<=\s*(-?\d{1,15}(?:\.\d{1,15})?)")
_MOST = re.compile(r"count-selected\(\s*\.\s*\)\s*<=\s*(\d{1,3})")
_ALONE = re.compile(r"not\(selected\(\s*\.\s*,\s*'([^']+)'\s*\)\s+and\s+count-selected\(\s*\.\s*\)\s*>\s*1\s*\)")
_PARAMETER = re.compile(r"(\w+)\s*=\s*(-?\d{1,15}(?:\.\d{1,15})?)")


class QuestionReader:
    """Makes questions of rows and of the groups that stand for one. ``tell`` hears what is left behind."""

    def __init__(self, lists: Mapping[str, ChoiceList], tell: Tell) -> None:
        self._lists = lists
        self._tell = tell

    def _say(self, line: Line, text: str) -> None:
        self._tell("survey", line.number, text)

    # --- groups ---

    def is_matrix(self, node: "Node") -> bool:
        """Whether a group is a table: ours, or single choices of one list that are shown as one."""
        if node.sort != "group" or not node.inside:
            return False
        lists = {self._list_name(inner.line) if inner.sort == "row" else "" for inner in node.inside}
        single = all(inner.line.text("type").lower().startswith("select_one") for inner in node.inside)
        ours = node.line.text(f"{OWN}kind") == QuestionKind.MATRIX
        return single and len(lists) == 1 and "" not in lists and (ours or "table-list" in node.line.text("appearance"))

    def of_group(self, node: "Node") -> Question | None:
        """The question for which a group stands: a matrix or a quote."""
        if node.line.text(f"{OWN}kind") == QuestionKind.QUOTE:
            text = node.inside[0].line if node.inside else node.line
            return replace(self._head(node.line, QuestionKind.QUOTE), required=_is_true(text.text("required")))
        rows: list[Option] = []
        for inner in node.inside:
            named = inner.line.text(f"{OWN}row") or inner.line.text("name")
            taken = {row.key for row in rows}
            key = unique_key(named, taken) if fits(named) else key_from(named, taken, "raekke")
            words = said_of(inner.line, "label") or Said(da=named)
            rows.append(
                Option(key=key, text=words, easy=own_said(inner.line, "easy"), pictogram=pictogram_of(inner.line))
            )
            self._unused(inner.line, {"type", "name", "label", "required", "appearance"})
        required = any(_is_true(inner.line.text("required")) for inner in node.inside)
        options = self._options(node.inside[0].line)
        self._unused(node.line, {*_USED, "appearance"})
        return replace(self._head(node.line, QuestionKind.MATRIX), rows=tuple(rows), options=options, required=required)

    def names_of(self, node: "Node", question: Question) -> Iterator[tuple[str, str]]:
        """The names by which conditions know the question, each with the row that it means."""
        if question.kind is QuestionKind.MATRIX:
            for inner, row in zip(node.inside, question.rows, strict=True):
                yield inner.line.text("name"), row.key
        elif question.kind is QuestionKind.QUOTE and node.inside:
            yield node.inside[0].line.text("name"), ""
        else:
            yield node.line.text("name"), ""

    def names_in_list(self, node: "Node") -> Mapping[str, str] | None:
        """The keys of the options by the names that the form has for them."""
        line = node.inside[0].line if node.inside else node.line
        found = self._lists.get(self._list_name(line))
        return found.keys if found is not None else None

    # --- rows ---

    def of_row(self, line: Line) -> Question | None:
        """The question of a row; None for one that cannot be carried over, which is told."""
        sort = line.text("type")
        chosen = _SELECT.fullmatch(sort)
        if chosen:
            if chosen["other"]:
                self._say(line, _("”Andet” som ekstra svar er ikke taget med. Tilføj det selv."))
            return self._choice(line, chosen["how"].lower().replace(" ", "_"))
        kind = _PLAIN.get(sort.lower())
        if kind is None:
            self._say(line, _("Slagsen ”%(sort)s” kan ikke tages med.") % {"sort": sort or _("ukendt")})
            return None
        if sort.lower() in ("integer", "int"):
            self._say(line, _("Et helt tal er blevet et tal: også decimaler kan svares."))
        return self._plain(line, kind)

    def _plain(self, line: Line, kind: QuestionKind) -> Question:
        if kind is QuestionKind.TEXT and "multiline" in line.text("appearance"):
            kind = QuestionKind.LONG_TEXT
        used = {*_USED, "appearance"} if line.text("appearance") in ("multiline", "") else set(_USED)
        self._unused(line, used)
        question = self._head(line, kind)
        if kind is QuestionKind.SCALE:
            return replace(question, **self._steps(line))
        if kind is QuestionKind.NUMBER:
            return replace(question, **self._limits(line))
        self._left(line, line.text("constraint"))
        return question

    def _choice(self, line: Line, how: str) -> Question:
        self._unused(line, set(_USED))
        if how == "rank":
            question = replace(self._head(line, QuestionKind.RANKING), options=self._options(line))
            if question.most is None:
                self._say(line, _("Det højeste antal er sat til alle: en rangordning har et her."))
                question = replace(question, most=max(1, len(question.options)))
            return question
        if how == "select_multiple":
            question = replace(self._head(line, QuestionKind.MANY), options=self._options(line))
            return self._bounded(line, question)
        self._left(line, line.text("constraint"))
        if line.text(f"{OWN}kind") == QuestionKind.YES_NO and self._list_name(line) == YES_NO_LIST:
            return self._head(line, QuestionKind.YES_NO)
        return replace(self._head(line, QuestionKind.ONE), options=self._options(line))

    def _head(self, line: Line, kind: QuestionKind) -> Question:
        """What every question has. The concept is empty where the file does not name one."""
        named = line.text(f"{OWN}key") or line.text("name")
        concept = line.text(f"{OWN}concept")
        most = line.text(f"{OWN}most")
        words = said_of(line, "label")
        if words is None:
            words = Said(da=named)
            self._say(line, _("Spørgsmålet har ingen tekst. Navnet er brugt i stedet."))
        return Question(
            key=named if fits(named) else key_from(named, (), "spoergsmaal"),
            concept=concept if CONCEPT.fullmatch(concept) else "",
            kind=kind,
            text=words,
            help=said_of(line, "hint"),
            easy=own_said(line, "easy"),
            pictogram=pictogram_of(line),
            required=self._required(line),
            sensitive=line.text(f"{OWN}sensitive") == "yes",
            source=line.text(f"{OWN}source"),
            most=int(most) if most.isdecimal() and len(most) < 4 else None,
            unit=own_said(line, "unit"),
            low=own_said(line, "low"),
            high=own_said(line, "high"),
        )

    def _required(self, line: Line) -> bool:
        text = line.text("required").lower()
        if text and text not in _TRUE and text not in ("no", "false", "false()", "nej", "0"):
            self._say(line, _("Kravet om svar er en beregning og er ikke taget med: %(text)s") % {"text": text[:200]})
        return _is_true(text)

    def _list_name(self, line: Line) -> str:
        chosen = _SELECT.fullmatch(line.text("type"))
        return chosen["list"] if chosen else ""

    def _options(self, line: Line) -> tuple[Option, ...]:
        found = self._lists.get(self._list_name(line))
        if found is None:
            self._say(line, _("Listen ”%(name)s” findes ikke i filen.") % {"name": self._list_name(line)})
            return ()
        return tuple(found.options)

    def _limits(self, line: Line) -> dict[str, Any]:
        text = line.text("constraint")
        low, high = _LOW.search(text), _HIGH.search(text)
        self._left(line, _HIGH.sub("", _LOW.sub("", text)))
        return {"minimum": _number(low), "maximum": _number(high)}

    def _steps(self, line: Line) -> dict[str, Any]:
        told = dict(_PARAMETER.findall(line.text("parameters")))
        if float(told.get("step", "1")) != 1:
            self._say(line, _("Skalaens trin er ikke 1. Kun hele trin er taget med."))
        self._left(line, line.text("constraint"))
        return {"minimum": float(told.get("start", "1")), "maximum": float(told.get("end", "10"))}

    def _bounded(self, line: Line, question: Question) -> Question:
        text = line.text("constraint")
        most = _MOST.search(text)
        listed = self._lists.get(self._list_name(line))
        keys = listed.keys if listed is not None else {}
        alone = {keys.get(name, name) for name in _ALONE.findall(text)}
        self._left(line, _MOST.sub("", _ALONE.sub("", text)))
        return replace(
            question,
            most=int(most[1]) if most and question.most is None else question.most,
            options=tuple(
                replace(option, exclusive=option.exclusive or option.key in alone) for option in question.options
            ),
        )

    def _left(self, line: Line, text: str) -> None:
        """Tells what of a constraint is not carried over."""
        if re.sub(r"\band\b|[\s()]", "", text):
            self._say(line, _("Kravet til svaret er ikke taget med: %(text)s") % {"text": text.strip()[:300]})

    def _unused(self, line: Line, used: set[str]) -> None:
        for name in sorted(name for name in line.columns - used if not name.startswith(OWN)):
            self._say(line, _("Kolonnen ”%(name)s” er ikke taget med.") % {"name": name})


def _is_true(text: str) -> bool:
    return text.lower() in _TRUE


def _number(found: "re.Match[str] | None") -> float | None:
    return float(found[1]) if found else None
