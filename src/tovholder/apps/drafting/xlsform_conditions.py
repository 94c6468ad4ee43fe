"""Conditions as the expressions of XLSForm. ``xlsform_expressions`` reads them again."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

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

YES: Final = "yes"
NO: Final = "no"
SIGNS: Final = {"eq": "=", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}


@dataclass(frozen=True, slots=True)
class Names:
    """What questions, and rows of matrices, are called in a form."""

    questions: Mapping[str, Question]
    of: Mapping[tuple[str, str], str]
    """By the keys of question and row (empty for the question itself)."""


def expression(condition: Condition, names: Names) -> str:
    """``condition`` as an expression."""
    match condition:
        case Compare():
            return _comparison(condition, names)
        case Among():
            asked = names.questions[condition.question]
            rows = [condition.row] if condition.row or not asked.rows else [row.key for row in asked.rows]
            parts = [
                f"selected(${{{names.of[asked.key, row]}}}, {_literal(value)})"
                for row in rows
                for value in condition.values
            ]
            return f"({' or '.join(parts)})"
        case Answered():
            asked = names.questions[condition.question]
            rows = [row.key for row in asked.rows] or [""]
            text = " or ".join(f"${{{names.of[asked.key, row]}}} != ''" for row in rows)
            return f"({text})" if len(rows) > 1 else text
        case AllOf():
            return " and ".join(_framed(part, names) for part in condition.conditions)
        case AnyOf():
            return " or ".join(_framed(part, names) for part in condition.conditions)
        case Not():
            return f"not({expression(condition.condition, names)})"


def _framed(part: Condition, names: Names) -> str:
    text = expression(part, names)
    return f"({text})" if isinstance(part, AllOf | AnyOf) else text


def _comparison(condition: Compare, names: Names) -> str:
    asked = names.questions[condition.question]
    name = f"${{{names.of[asked.key, '']}}}"
    value = _literal(condition.value)
    if asked.kind is QuestionKind.DATE:
        value = f"date({value})"
    if condition.op == "ne":  # in a form also an empty answer is another one; with us it is none
        return f"({name} != '' and {name} != {value})"
    return f"{name} {SIGNS[condition.op]} {value}"


def _literal(value: bool | int | float | str) -> str:
    if isinstance(value, bool):
        return f"'{YES}'" if value else f"'{NO}'"
    if isinstance(value, str):
        return _text(value)
    return number_text(value)


def number_text(value: float) -> str:
    """A number without an exponent, whole where it is."""
    if float(value).is_integer():
        return str(int(value))
    return format(Decimal(repr(value)), "f")


def _text(value: str) -> str:
    """Text in the quotation marks that it does not hold; there is no sign to escape one."""
    if "'" not in value:
        return f"'{value}'"
    if '"' not in value:
        return f'"{value}"'
    parts = ', "\'", '.join(f"'{part}'" for part in value.split("'"))
    return f"concat({parts})"
