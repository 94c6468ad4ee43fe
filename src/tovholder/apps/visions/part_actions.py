"""The rows of a vision: strategies it leans on, who answers for it, who took part, and what must be in place."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tovholder.apps.citizens.public import refuse_sensitive
from tovholder.apps.visions.models import Participant, Precondition, Responsible, Strategy, Vision
from tovholder.apps.visions.parts import Part
from tovholder.apps.visions.revisions import touch
from tovholder.apps.visions.states import Condition
from tovholder.foundation.audit.action import action, change, created, removed
from tovholder.kernel.actor import Actor

P = TypeVar("P", Strategy, Responsible, Participant)


def _check(vision: Vision, values: Mapping[str, Any]) -> None:
    if vision.has_ended:
        raise ValidationError(_("Visionen gælder ikke længere og kan ikke rettes."))
    for value in values.values():
        if isinstance(value, str):
            refuse_sensitive(value)
    unit = values.get("unit")
    if unit is not None and unit.municipality_id != vision.municipality_id:
        raise ValidationError({"unit": _("Vælg en af jeres egne enheder.")})
    holding = values.get("holding")
    if holding is not None and holding.municipality_id != vision.municipality_id:
        raise ValidationError({"holding": _("Vælg en rolle i jeres egen kommune.")})


@action("visions.add_strategy")
def add_strategy(*, by: Actor, vision: Vision, **values: Any) -> Strategy:
    """Name a strategy that the vision leans on. Raises ``ValidationError`` by field."""
    return _added(Strategy(vision=vision, **values), values)


@action("visions.add_responsible")
def add_responsible(*, by: Actor, vision: Vision, **values: Any) -> Responsible:
    """Appoint somebody who answers for the vision. With a role, the name is that of its holder.

    Raises ``ValidationError`` by field.
    """
    holding = values.get("holding")
    if holding is not None:
        values = values | {
            "name": holding.user.name,
            "title": values.get("title") or holding.role_name,
            "unit": holding.unit,
        }
    if not str(values.get("name", "")).strip():
        raise ValidationError({"name": _("Vælg en rolle, eller skriv et navn.")})
    return _added(Responsible(vision=vision, **values), values)


@action("visions.add_participant")
def add_participant(*, by: Actor, vision: Vision, **values: Any) -> Participant:
    """Write down who took part in formulating the vision, or in carrying it out. Raises ``ValidationError``."""
    return _added(Participant(vision=vision, **values), values)


def _added(part: P, values: Mapping[str, Any]) -> P:
    _check(part.vision, values)
    made = created(part)
    touch(part.vision)
    return made


@action("visions.remove_part")
def remove_part(*, by: Actor, part: Part) -> Part:
    """Take a row out of a vision. Raises ``ValidationError`` once the vision has ended."""
    vision: Vision = part.vision  # type: ignore[attr-defined]  # every part has its vision
    _check(vision, {})
    removed(part)
    touch(vision)
    return part


@action("visions.answer_preconditions")
def answer_preconditions(*, by: Actor, vision: Vision, answers: Mapping[str, tuple[str, str]]) -> int:
    """Say for each precondition whether it is in place, with a note; an empty answer takes it back.

    Gives how many are answered. Raises ``ValidationError``.
    """
    _check(vision, {condition: note for condition, (_answer, note) in answers.items()})
    standing = {row.condition: row for row in vision.preconditions.all()}
    for condition in Condition:
        answer, note = answers.get(condition.value, ("", ""))
        row = standing.get(condition.value)
        if row is not None and answer:
            change(row, answer=answer, note=note)
        elif row is not None:
            removed(row)
        elif answer:
            created(Precondition(vision=vision, condition=condition, answer=answer, note=note))
    touch(vision)
    return vision.preconditions.count()
