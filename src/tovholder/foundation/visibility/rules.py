"""Typed rules: a yes or no about an actor and, where there is one, a record.

The predicates of django-rules, behind a type that mypy understands. Rules combine with ``&``, ``|`` and ``~``.
"""

from collections.abc import Callable
from typing import Any

from rules import Predicate

from tovholder.foundation.visibility import roles
from tovholder.kernel.actor import Actor


class Rule:
    """A named predicate over (actor, record)."""

    def __init__(self, predicate: Predicate) -> None:
        self._predicate = predicate

    @property
    def name(self) -> str:
        """The rule's name, for tests and logs."""
        return str(self._predicate.name)

    def allows(self, actor: Actor, record: Any = None) -> bool:
        """Whether ``actor`` may, with regard to ``record``."""
        return bool(self._predicate.test(actor, record))

    def __and__(self, other: "Rule") -> "Rule":
        return Rule(self._predicate & other._predicate)

    def __or__(self, other: "Rule") -> "Rule":
        return Rule(self._predicate | other._predicate)

    def __invert__(self) -> "Rule":
        return Rule(~self._predicate)

    def __repr__(self) -> str:
        return f"<Rule {self.name}>"


def rule(function: Callable[[Actor, Any], bool]) -> Rule:
    """Make a function of (actor, record) a rule. The record is None where a page has none."""
    return Rule(Predicate(function, name=function.__name__))


@rule
def everyone(actor: Actor, record: Any) -> bool:
    """Open to all, also without a login."""
    return True


@rule
def logged_in(actor: Actor, record: Any) -> bool:
    """Any person or token with or without a role."""
    return not actor.is_anonymous


@rule
def employee(actor: Actor, record: Any) -> bool:
    """Works in a municipality or region."""
    return actor.role in roles.EMPLOYEES


@rule
def tenant_member(actor: Actor, record: Any) -> bool:
    """Holds a role in a municipality or region."""
    return actor.role in roles.TENANT_ROLES


@rule
def coordinator(actor: Actor, record: Any) -> bool:
    """Acts for a municipality or region as a whole."""
    return actor.is_system or actor.role in roles.COORDINATORS


@rule
def national_editor(actor: Actor, record: Any) -> bool:
    """Keeps the shared catalogue."""
    return actor.is_system or actor.role == roles.NATIONAL_EDITOR


@rule
def same_municipality(actor: Actor, record: Any) -> bool:
    """The record belongs to the actor's municipality; without a record there is nothing to compare."""
    return (
        actor.is_system
        or record is None
        or (actor.municipality_id is not None and record.municipality_id == actor.municipality_id)
    )
