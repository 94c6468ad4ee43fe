"""An XLSForm workbook as a questionnaire. What cannot be carried over is told row by row."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from django.utils.translation import gettext as _

from tovholder.apps.drafting.naming import fits, key_from, unique_key
from tovholder.apps.drafting.xlsform_choices import ChoiceList, back, choice_lists, said_of
from tovholder.apps.drafting.xlsform_expressions import NoConditionError, Ref, condition_of
from tovholder.apps.drafting.xlsform_questions import QuestionReader
from tovholder.apps.drafting.xlsform_sheets import Line, Sheets, read_sheets
from tovholder.apps.drafting.xlsform_write import OWN
from tovholder.engines.questionnaires.model import AllOf, Condition, Question, QuestionKind, Said, Schema, Section

Note = tuple[str, int, str]
"""Sheet, row (0 for the whole sheet), and what was not carried over."""

BEGIN: Final = re.compile(r"begin[ _](group|repeat|loop)", re.IGNORECASE)
END: Final = re.compile(r"end[ _](group|repeat|loop)", re.IGNORECASE)
LOOSE: Final = "spoergsmaal"
_KNOWN_SETTINGS: Final = frozenset({"form_title", "form_id", "version", "default_language", f"{OWN}title_en"})


@dataclass(frozen=True, slots=True)
class Imported:
    """A questionnaire as far as it could be carried over, and what could not."""

    schema: Schema
    notes: tuple[Note, ...]


@dataclass(slots=True)
class Node:
    """A row, with those inside it where it begins a group."""

    line: Line
    sort: str
    inside: list["Node"] = field(default_factory=list)


@dataclass(slots=True)
class _Asked:
    """A question with the expressions that say when it applies."""

    question: Question
    when: list[tuple[int, str]]


@dataclass(slots=True)
class _Part:
    """A section that is being put together."""

    key: str
    title: Said
    intro: Said | None
    when: list[tuple[int, str]]
    asked: list[_Asked] = field(default_factory=list)


def read_xlsform(content: bytes) -> Imported:
    """The questionnaire in the workbook. Raises ``ValidationError`` for a file that is no XLSForm or is unsafe."""
    return _Reader(read_sheets(content)).read()


class _Reader:
    """Goes through the sheets once, and remembers what it leaves behind."""

    def __init__(self, sheets: Sheets) -> None:
        self._sheets = sheets
        self.notes: list[Note] = []
        self._lists: Mapping[str, ChoiceList] = choice_lists(sheets.choices, self.note)
        self._questions = QuestionReader(self._lists, self.note)
        self._parts: list[_Part] = []
        self._intro: Said | None = None
        self._known: dict[str, Ref] = {}
        self._keys: set[str] = set()
        self._concepts: set[str] = set()
        self._waiting_help: list[tuple[Line, Said]] = []

    def note(self, sheet: str, row: int, text: str) -> None:
        """Remembers what is not carried over."""
        if (sheet, row, text) not in self.notes:
            self.notes.append((sheet, row, text))

    def read(self) -> Imported:
        """The whole form."""
        for language in self._sheets.languages:
            self.note("survey", 0, _("Sproget ”%(language)s” er ikke taget med.") % {"language": language})
        for node in self._tree():
            self._top(node)
        self._left_help()
        schema = Schema(
            key=self._form_key(),
            title=self._title(),
            intro=self._intro,
            sections=tuple(self._section(part) for part in self._parts),
        )
        self._settings()
        return Imported(schema, tuple(sorted(self.notes, key=lambda note: (note[0] != "survey", note[1]))))

    # --- the form itself ---

    def _title(self) -> Said:
        settings = self._sheets.settings
        words = settings.text("form_title") or settings.text("form_id") or _("Uden titel")
        return Said(da=back(words), en=back(settings.text(f"{OWN}title_en")))

    def _form_key(self) -> str:
        named = self._sheets.settings.text("form_id")
        return named if fits(named) else key_from(named or self._title().da, (), "spoergeskema")

    def _settings(self) -> None:
        line = self._sheets.settings
        for name in sorted(line.columns - _KNOWN_SETTINGS):
            self.note("settings", line.number, _("Indstillingen ”%(name)s” er ikke taget med.") % {"name": name})
        named = line.text("form_id")
        if named and not fits(named):
            told = _("Navnet ”%(old)s” er ændret til ”%(new)s”.") % {"old": named, "new": self._form_key()}
            self.note("settings", line.number, told)

    # --- groups ---

    def _tree(self) -> list[Node]:
        roots: list[Node] = []
        stack: list[list[Node]] = [roots]
        for line in self._sheets.survey:
            sort = line.text("type")
            if BEGIN.fullmatch(sort):
                node = Node(line, "repeat" if "group" not in sort.lower() else "group")
                stack[-1].append(node)
                stack.append(node.inside)
            elif END.fullmatch(sort):
                if len(stack) > 1:
                    stack.pop()
                else:
                    self.note("survey", line.number, _("En gruppe slutter uden at være begyndt."))
            else:
                stack[-1].append(Node(line, "row"))
        if len(stack) > 1:
            self.note("survey", 0, _("En gruppe er ikke sluttet. Den er læst, som om den sluttede til sidst."))
        return roots

    def _top(self, node: Node) -> None:
        own = node.line.text(f"{OWN}kind")
        if node.sort == "group" and not self._is_question(node):
            self._parts.append(self._new_part(node.line))
            for inner in node.inside:
                self._inside(inner, [])
            self._left_help()
        elif own == "form_intro":
            self._intro = said_of(node.line, "label")
        else:
            if not self._parts or self._parts[-1].title.da != _("Spørgsmål"):
                taken = {part.key for part in self._parts}
                self._parts.append(_Part(unique_key(LOOSE, taken), Said(da=_("Spørgsmål")), None, []))
            self._inside(node, [])

    def _is_question(self, node: Node) -> bool:
        return self._questions.is_matrix(node) or node.line.text(f"{OWN}kind") == QuestionKind.QUOTE

    def _new_part(self, line: Line) -> _Part:
        named = line.text(f"{OWN}key") or line.text("name")
        taken = {part.key for part in self._parts}
        key = named if fits(named) else key_from(named, taken, "afsnit")
        key = unique_key(key, taken)
        title = said_of(line, "label")
        if title is None:
            title = Said(da=line.text("name") or key)
            self.note("survey", line.number, _("Gruppen har ingen overskrift. Navnet er brugt i stedet."))
        self._unused(line, {"type", "name", "label", "relevant"})
        return _Part(key, title, None, _when(line))

    def _inside(self, node: Node, outer: list[tuple[int, str]]) -> None:
        """A row within a section; ``outer`` are the conditions of the groups between."""
        line = node.line
        if node.sort == "repeat":
            self._lost(node, _("Gentagelser kan ikke tages med."))
        elif self._is_question(node):
            self._add(self._questions.of_group(node), node, outer)
        elif node.sort == "group":
            self.note("survey", line.number, _("Gruppen i gruppen er lagt ind i afsnittet. Overskriften er ikke med."))
            for inner in node.inside:
                self._inside(inner, [*outer, *_when(line)])
        elif line.text("type").lower() == "note":
            self._note_row(line)
        else:
            self._add(self._questions.of_row(line), node, outer)

    def _lost(self, node: Node, why: str) -> None:
        self.note("survey", node.line.number, why)
        for inner in node.inside:
            self._lost(inner, why)

    def _note_row(self, line: Line) -> None:
        """Text that asks for nothing: the section's beginning, else help at the next question."""
        said, part = said_of(line, "label"), self._parts[-1]
        self._unused(line, {"type", "name", "label"})
        if said is None:
            self.note("survey", line.number, _("Teksten er tom."))
        elif not part.asked and part.intro is None and not self._waiting_help:
            part.intro = said
            if _when(line):
                self.note("survey", line.number, _("Teksten vises altid: dens betingelse er ikke med."))
        else:
            self._waiting_help.append((line, said))

    def _left_help(self) -> None:
        for line, said in self._waiting_help:
            self.note(
                "survey", line.number, _("Teksten står ikke før et spørgsmål: ”%(text)s”.") % {"text": said.da[:200]}
            )
        self._waiting_help.clear()

    def _unused(self, line: Line, used: set[str]) -> None:
        """Tells which filled columns of a row are not carried over."""
        left = [name for name in line.columns - used if not name.startswith(OWN)]
        for name in sorted(left):
            self.note("survey", line.number, _("Kolonnen ”%(name)s” er ikke taget med.") % {"name": name})

    # --- questions ---

    def _add(self, question: Question | None, node: Node, outer: list[tuple[int, str]]) -> None:
        if question is None:
            return
        line = node.line
        key = unique_key(question.key, self._keys)
        if line.text("name") != key and not line.text(f"{OWN}key"):
            told = _("Navnet ”%(old)s” er ændret til ”%(new)s”.") % {"old": line.text("name"), "new": key}
            self.note("survey", line.number, told)
        concept = question.concept or f"{self._parts[-1].key}.{key}"
        concept = unique_key(concept, self._concepts)
        self._keys.add(key)
        self._concepts.add(concept)
        made = replace(question, key=key, concept=concept, help=self._helped(question.help))
        self._parts[-1].asked.append(_Asked(made, [*outer, *_when(line)]))
        for name, row in self._questions.names_of(node, made):
            listed = self._questions.names_in_list(node)
            self._known.setdefault(name, Ref(made, row, listed))

    def _helped(self, help_words: Said | None) -> Said | None:
        if not self._waiting_help:
            return help_words
        parts = [said for _line, said in self._waiting_help] + ([help_words] if help_words is not None else [])
        self._waiting_help.clear()
        return Said(da="\n\n".join(one.da for one in parts), en="\n\n".join(one.en for one in parts if one.en))

    def _section(self, part: _Part) -> Section:
        return Section(
            key=part.key,
            title=part.title,
            intro=part.intro,
            relevant=self._condition(part.when),
            questions=tuple(replace(one.question, relevant=self._condition(one.when)) for one in part.asked),
        )

    def _condition(self, when: Sequence[tuple[int, str]]) -> Condition | None:
        found: list[Condition] = []
        for number, text in when:
            try:
                found.append(condition_of(text, self._known))
            except NoConditionError:
                told = _("Betingelsen kan ikke tages med: %(text)s") % {"text": text[:300]}
                self.note("survey", number, told)
        if len(found) < 2:
            return found[0] if found else None
        return AllOf(conditions=tuple(found))


def _when(line: Line) -> list[tuple[int, str]]:
    text = line.text("relevant")
    return [(line.number, text)] if text else []
