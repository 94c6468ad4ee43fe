"""What the work procedure adds up to: minutes a month by role, before and after."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from tovholder.apps.decisions.models import ProcedureStep
from tovholder.foundation.ui.formats import number_text
from tovholder.foundation.ui.values import Column, TableView


@dataclass(frozen=True, slots=True)
class RoleTime:
    """Minutes a month of one role. None where a number of a step is missing: a part of a sum is no sum."""

    role: str
    before: Decimal | None
    after: Decimal | None


def _month(text: str, minutes: Decimal | None, times: int | None) -> Decimal | None:
    """The minutes a month of one side of a step; nothing is done where nothing is written."""
    if not text:
        return Decimal(0)
    return None if minutes is None or times is None else minutes * times


def _sum(values: list[Decimal | None]) -> Decimal | None:
    known = [one for one in values if one is not None]
    return sum(known, Decimal(0)) if len(known) == len(values) else None


def time_by_role(steps: Iterable[ProcedureStep]) -> list[RoleTime]:
    """The minutes a month of each role, in the order in which the roles come in the work."""
    groups: dict[str, list[ProcedureStep]] = {}
    for step in steps:
        groups.setdefault(step.role.label if step.role is not None else _("Ikke valgt"), []).append(step)
    return [
        RoleTime(
            role,
            _sum([_month(one.before, one.minutes_before, one.times_before) for one in mine]),
            _sum([_month(one.after, one.minutes_after, one.times_after) for one in mine]),
        )
        for role, mine in groups.items()
    ]


def time_table(steps: Iterable[ProcedureStep]) -> TableView | None:
    """The same as a table; None without steps."""
    rows = time_by_role(steps)
    if not rows:
        return None

    def shown(value: Decimal | None) -> str:
        return _("mangler tal") if value is None else number_text(value.normalize())

    return TableView(
        caption=_("Minutter om måneden"),
        columns=[Column(_("Hvem")), Column(_("Før"), numeric=True), Column(_("Nu"), numeric=True)],
        rows=[(one.role, shown(one.before), shown(one.after)) for one in rows],
        show_caption=True,
    )
