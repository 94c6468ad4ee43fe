"""Panels: what one room shows on another room's page, without either knowing the other."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tovholder.foundation.visibility.rules import Rule
from tovholder.kernel.actor import Actor
from tovholder.kernel.registry import Registry


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of a page.

    ``slot`` names the kind of page ("technology"). ``rule`` is asked about actor and subject. ``load(subject, actor)``
    gives the context of ``template`` in a constant number of queries, or None when there is nothing to show.
    """

    key: str
    slot: str
    rule: Rule
    load: Callable[[Any, Actor], Mapping[str, Any] | None]
    template: str
    order: int = 100


PANELS: Registry[Panel] = Registry("panel")


def panels_of(slot: str, subject: Any, actor: Actor) -> list[tuple[str, Mapping[str, Any]]]:
    """The templates and contexts of the panels that ``actor`` may see on the page of ``subject``, in order."""
    shown = []
    for panel in PANELS:
        if panel.slot == slot and panel.rule.allows(actor, subject):
            context = panel.load(subject, actor)
            if context is not None:
                shown.append((panel.template, context))
    return shown
