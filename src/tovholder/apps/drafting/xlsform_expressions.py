"""The expressions of XLSForm as conditions: what cannot be said in both is told, never guessed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tovholder.apps.drafting.xlsform_conditions import NO, SIGNS, YES, number_text
from tovholder.engines.questionnaires.model import (
    AllOf,
    Among,
    Answered,
    AnyOf,
    Compare,
    Condition,
    Not,
    Question,
    QuestionKind,
)

DEEPEST: Final = 40
LONGEST: Final = 30_000
_OPS: Final = {sign: op for op, sign in SIGNS.items()}
_TURNED: Final = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}
_TOKEN = re.compile(
    r"\s*(?:(?P<ref>\$\{\s*[^}\s]+\s*\})|(?P<text>'[^']*'|\"[^\"]*\")|(?P<number>-?\d+(?:\.\d+)?)"
    r"|(?P<word>[a-z][a-z-]*)|(?P<sign>!=|<=|>=|[=<>(),]))"
)


class NoConditionError(ValueError):
    """An expression that is no condition of ours."""


@dataclass(frozen=True, slots=True)
class Ref:
    """What a name in a form stands for: a question, or one row of a matrix. ``options`` are the keys by their names."""

    question: Question
    row: str = ""
    options: Mapping[str, str] | None = None

    def option(self, name: str) -> str:
        """The key of the option called ``name``. Raises :class:`NoConditionError`."""
        known = self.options if self.options is not None else {one.key: one.key for one in self.question.options}
        if name not in known:
            raise NoConditionError(name)
        return known[name]


@dataclass(frozen=True, slots=True)
class _Selected:
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class _Filled:
    name: str


@dataclass(frozen=True, slots=True)
class _Compared:
    name: str
    sign: str
    value: bool | int | float | str


_Node = _Selected | _Filled | _Compared | Compare | Among | Answered | AllOf | AnyOf | Not


def condition_of(text: str, known: Mapping[str, Ref]) -> Condition:
    """The condition that an expression says. ``known`` are the names that it may use.

    Raises :class:`NoConditionError` for arithmetic, other functions, unknown names, and relations that cannot be typed.
    """
    if len(text) > LONGEST:
        raise NoConditionError("too long")
    parser = _Parser(_tokens(text), known)
    node = parser.either(0)
    parser.end()
    return parser.settled(node)


def _tokens(text: str) -> list[tuple[str, str]]:
    found, at = [], 0
    whole = text.strip()
    while at < len(whole):
        token = _TOKEN.match(whole, at)
        if token is None or token.lastgroup is None:
            raise NoConditionError(whole[at : at + 20])
        found.append((token.lastgroup, token[token.lastgroup]))
        at = token.end()
    return found


class _Parser:
    """Reads an expression from left to right. A whole in brackets is settled; what stands bare may still be merged."""

    def __init__(self, tokens: Sequence[tuple[str, str]], known: Mapping[str, Ref]) -> None:
        self._tokens = tokens
        self._at = 0
        self._known = known

    def _next(self, *wanted: str) -> str:
        """The next token, if it is one of ``wanted`` or of that sort. Raises :class:`NoConditionError`."""
        if self._at >= len(self._tokens):
            raise NoConditionError("ends too early")
        sort, text = self._tokens[self._at]
        if text not in wanted and sort not in wanted:
            raise NoConditionError(text)
        self._at += 1
        return text

    def _is(self, *wanted: str) -> bool:
        return self._at < len(self._tokens) and bool({*self._tokens[self._at]} & {*wanted})

    def end(self) -> None:
        """Raises :class:`NoConditionError` where something is left."""
        if self._at < len(self._tokens):
            raise NoConditionError(self._tokens[self._at][1])

    def either(self, depth: int) -> _Node:
        """Parts that are joined by *or*."""
        if depth > DEEPEST:
            raise NoConditionError("too deep")
        parts = [self._every(depth)]
        while self._is("or"):
            self._next("or")
            parts.append(self._every(depth))
        return parts[0] if len(parts) == 1 else self._any_of(parts)

    def _every(self, depth: int) -> _Node:
        parts = [self._one(depth)]
        while self._is("and"):
            self._next("and")
            parts.append(self._one(depth))
        if len(parts) == 1:
            return parts[0]
        first, second = parts[0], parts[1]
        another = isinstance(second, _Compared) and second.sign == "!=" and _Filled(second.name) == first
        if another and len(parts) == 2 and isinstance(second, _Compared):
            return self._compare(second, "ne")
        return AllOf(conditions=tuple(self.settled(part) for part in parts))

    def _one(self, depth: int) -> _Node:
        if self._is("("):
            self._next("(")
            inner = self.settled(self.either(depth + 1))
            self._next(")")
            return inner
        if self._is("not"):
            self._next("not")
            self._next("(")
            inner = self.settled(self.either(depth + 1))
            self._next(")")
            return Not(condition=inner)
        if self._is("selected"):
            return self._selected()
        if self._is("string-length", "count-selected"):
            return self._counted()
        return self._relation()

    def _selected(self) -> _Selected:
        self._next("selected")
        self._next("(")
        name = self._ref()
        self._next(",")
        value = self._string()
        self._next(")")
        return _Selected(name, value)

    def _counted(self) -> _Filled:
        """``string-length(${q}) > 0`` and ``count-selected(${q}) >= 1`` say that there is an answer."""
        self._next("string-length", "count-selected")
        self._next("(")
        name = self._ref()
        self._next(")")
        said = (self._next(">", ">=", "!="), self._next("number"))
        if said not in ((">", "0"), (">=", "1"), ("!=", "0")):
            raise NoConditionError(" ".join(said))
        return _Filled(name)

    def _relation(self) -> _Node:
        if self._is("ref"):
            name = self._ref()
            sign = self._next(*_OPS)
            value = self._value()
        else:
            value = self._value()
            sign = _TURNED[self._next(*_OPS)]
            name = self._ref()
        if value == "" and sign == "!=":
            return _Filled(name)
        return _Compared(name, sign, value)

    def _ref(self) -> str:
        name = self._next("ref")[2:-1].strip()
        if name not in self._known:
            raise NoConditionError(name)
        return name

    def _value(self) -> bool | int | float | str:
        if self._is("number"):
            text = self._next("number")
            return float(text) if "." in text else int(text)
        if self._is("true", "false"):
            word = self._next("true", "false")
            self._next("(")
            self._next(")")
            return word == "true"
        if self._is("date"):
            self._next("date")
            self._next("(")
            text = self._string()
            self._next(")")
            return text
        return self._string()

    def _string(self) -> str:
        if self._is("concat"):
            self._next("concat")
            self._next("(")
            parts = [self._next("text")[1:-1]]
            while self._is(","):
                self._next(",")
                parts.append(self._next("text")[1:-1])
            self._next(")")
            return "".join(parts)
        return self._next("text")[1:-1]

    def _any_of(self, parts: Sequence[_Node]) -> Condition:
        selected = [part for part in parts if isinstance(part, _Selected)]
        if len(selected) == len(parts):
            merged = self._merged(selected)
            if merged is not None:
                return merged
        filled = [self._known[part.name] for part in parts if isinstance(part, _Filled)]
        if len(filled) == len(parts) and len({ref.question.key for ref in filled}) == 1:
            asked = filled[0].question
            if {ref.row for ref in filled} == {row.key for row in asked.rows}:
                return Answered(question=asked.key)
        return AnyOf(conditions=tuple(self.settled(part) for part in parts))

    def _merged(self, parts: Sequence[_Selected]) -> Condition | None:
        """One question about several answers; None where they are about different ones."""
        by_row: dict[tuple[str, str], list[str]] = {}
        for part in parts:
            ref = self._known[part.name]
            if ref.question.kind is QuestionKind.YES_NO:
                return None
            by_row.setdefault((ref.question.key, ref.row), []).append(ref.option(part.value))
        first = self._known[parts[0].name].question
        values = next(iter(by_row.values()))
        if len(by_row) == 1:
            return Among(question=first.key, values=tuple(values), row=next(iter(by_row))[1])
        every_row = set(by_row) == {(first.key, row.key) for row in first.rows}
        same = all(one == values for one in by_row.values())
        return Among(question=first.key, values=tuple(values)) if every_row and same else None

    def settled(self, node: _Node) -> Condition:
        """A part as a condition of its own. Raises :class:`NoConditionError`."""
        match node:
            case _Selected():
                ref = self._known[node.name]
                if ref.question.kind is QuestionKind.YES_NO:
                    return self._compare(_Compared(node.name, "=", node.value), "eq")
                return Among(question=ref.question.key, values=(ref.option(node.value),), row=ref.row)
            case _Filled():
                return self._answered(self._known[node.name])
            case _Compared():
                return self._typed(node)
            case _:
                return node

    def _answered(self, ref: Ref) -> Condition:
        if ref.row and len(ref.question.rows) > 1:
            values = tuple(option.key for option in ref.question.options)
            return Among(question=ref.question.key, values=values, row=ref.row)
        return Answered(question=ref.question.key)

    def _typed(self, node: _Compared) -> Condition:
        if node.value == "" and node.sign == "=":
            return Not(condition=self._answered(self._known[node.name]))
        if node.sign == "!=":  # in a form true without an answer as well
            return Not(condition=self._compare(node, "eq"))
        return self._compare(node, _OPS[node.sign])

    def _compare(self, node: _Compared, op: str) -> Condition:
        ref, value = self._known[node.name], node.value
        asked = ref.question
        if asked.kind is QuestionKind.MATRIX and op == "eq" and isinstance(value, str):
            return Among(question=asked.key, values=(ref.option(value),), row=ref.row)
        typed = _typed_value(ref, value)
        if typed is None or (op not in ("eq", "ne") and isinstance(typed, bool)):
            raise NoConditionError(node.name)
        return Compare(question=asked.key, op=op, value=typed)  # type: ignore[arg-type]  # one of _OPS


def _typed_value(ref: Ref, value: bool | int | float | str) -> bool | int | float | str | None:
    """The value as the question's answers are; None where no answer can be that."""
    match ref.question.kind:
        case QuestionKind.YES_NO:
            return value if isinstance(value, bool) else {YES: True, NO: False}.get(str(value))
        case QuestionKind.NUMBER | QuestionKind.SCALE:
            return _number(value)
        case QuestionKind.ONE:
            return ref.option(value if isinstance(value, str) else number_text(value))
        case QuestionKind.DATE | QuestionKind.TEXT | QuestionKind.LONG_TEXT:
            return value if isinstance(value, str) and value else None
        case _:
            return None


def _number(value: bool | int | float | str) -> int | float | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        if not re.fullmatch(r"-?\d{1,15}(?:\.\d{1,15})?", value):
            return None
        return float(value) if "." in value else int(value)
    return value
