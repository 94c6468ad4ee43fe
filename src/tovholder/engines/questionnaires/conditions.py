"""Whether a condition holds, and which questions it asks about."""

from collections.abc import Iterator, Mapping

from tovholder.engines.questionnaires.model import AllOf, Among, Answered, AnyOf, Compare, Condition, Not, Value


def holds(condition: Condition, standing: Mapping[str, Value]) -> bool:
    """Whether ``condition`` holds for the answers that stand. Without an answer nothing can be said of it."""
    match condition:
        case Compare():
            answer = standing.get(condition.question)
            return answer is not None and _compares(answer, condition.op, condition.value)
        case Among():
            return any(value in condition.values for value in _chosen(condition, standing.get(condition.question)))
        case Answered():
            return condition.question in standing
        case AllOf():
            return all(holds(part, standing) for part in condition.conditions)
        case AnyOf():
            return any(holds(part, standing) for part in condition.conditions)
        case Not():
            return not holds(condition.condition, standing)


def _chosen(condition: Among, answer: Value | None) -> tuple[object, ...]:
    """The options that the answer holds: of a matrix those of the condition's row, or of every row."""
    if isinstance(answer, Mapping):
        return (answer.get(condition.row),) if condition.row else tuple(answer.values())
    return answer if isinstance(answer, tuple) else (answer,)


def _compares(answer: Value, op: str, wanted: bool | int | float | str) -> bool:
    """The relation, for two values of one sort: yes-no, number, or text (dates are text that sorts)."""
    if not _alike(answer, wanted):
        return op == "ne"
    match op:
        case "eq":
            return answer == wanted
        case "ne":
            return answer != wanted
        case "lt":
            return answer < wanted  # type: ignore[operator]  # alike, therefore of one order
        case "le":
            return answer <= wanted  # type: ignore[operator]  # as above
        case "gt":
            return answer > wanted  # type: ignore[operator]  # as above
        case _:
            return answer >= wanted  # type: ignore[operator]  # as above


def _alike(answer: Value, wanted: bool | int | float | str) -> bool:
    """Whether two values may be compared. Yes is not the number 1, although Python thinks so."""
    if isinstance(answer, bool) or isinstance(wanted, bool):
        return isinstance(answer, bool) and isinstance(wanted, bool)
    if isinstance(answer, str) or isinstance(wanted, str):
        return isinstance(answer, str) and isinstance(wanted, str)
    return isinstance(answer, int | float)


def asked_about(condition: Condition | None) -> Iterator[str]:
    """The keys of the questions that ``condition`` asks about."""
    for leaf in leaves(condition):
        yield leaf.question


def leaves(condition: Condition | None) -> Iterator[Compare | Among | Answered]:
    """The simple conditions of which ``condition`` is made."""
    match condition:
        case None:
            return
        case Compare() | Among() | Answered():
            yield condition
        case AllOf() | AnyOf():
            for part in condition.conditions:
                yield from leaves(part)
        case Not():
            yield from leaves(condition.condition)


def holds_nothing(condition: Condition | None) -> bool:
    """Whether some part of ``condition`` is a whole without parts, which says nothing."""
    match condition:
        case AllOf() | AnyOf():
            return not condition.conditions or any(holds_nothing(part) for part in condition.conditions)
        case Not():
            return holds_nothing(condition.condition)
        case _:
            return False
