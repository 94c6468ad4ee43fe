"""The start checklist, and the tips that a person wants to see no more."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _

from tovholder.apps.process.models import ChecklistPoint, PointState, Round, TipDismissal
from tovholder.apps.process.packaged import point_of, tips
from tovholder.apps.process.selectors import who
from tovholder.apps.process.stepping import check_responsible, tell_responsible
from tovholder.foundation.accounts.models import User
from tovholder.foundation.audit.action import action, change, created, removed
from tovholder.foundation.municipalities.models import Municipality
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class PointFacts:
    """What is kept of a point."""

    state: str
    responsible: User | None = None
    due_on: date | None = None
    note: str = ""


@action("process.set_point")
def set_point(
    *,
    by: Actor,
    municipality: Municipality,
    found: Round | None,
    point: str,
    facts: PointFacts,
    expected_version: int | None = None,
) -> ChecklistPoint:
    """Keep who does a point of the start checklist, until when, and how far it is. Any state may follow any other.

    Raises ``ValidationError`` by field, and ``ConflictError``.
    """
    known = point_of(point)
    if known is None or (found is not None and found.municipality_id != municipality.pk):
        raise ValidationError(_("Det punkt findes ikke på tjeklisten."))
    if facts.state == PointState.NOT_FOR_US and not facts.note.strip():
        raise ValidationError({"note": _("Skriv, hvorfor punktet ikke er noget for jer.")})
    check_responsible(municipality.pk, facts.responsible)
    row = ChecklistPoint.objects.filter(municipality=municipality, round=found, point=point).first()
    if row is None:
        row = created(ChecklistPoint(municipality=municipality, round=found, point=point, tier="municipality"))
    before = row.responsible_id
    values: dict[str, Any] = {name: getattr(facts, name) for name in PointFacts.__dataclass_fields__}
    values["done_on"] = (row.done_on or clock.today()) if facts.state == PointState.DONE else None
    change(row, expected_version=expected_version, **values)
    if facts.responsible is not None and facts.responsible.pk != before:
        url = reverse("process:point", args=[point])
        tell_responsible(facts.responsible, by, str(known.title), municipality.full_name, url)
    return row


@action("process.hide_tip")
def hide_tip(*, by: Actor, tip: str) -> TipDismissal:
    """Show a person a tip no more. Raises ``ValidationError`` for a tip that there is not."""
    if tip not in {known.key for known in tips()}:
        raise ValidationError(_("Det tip findes ikke."))
    person = User.objects.get(public_id=who(by))
    hidden = TipDismissal.objects.filter(user=person, tip=tip).first()
    return hidden or created(TipDismissal(user=person, tip=tip))


@action("process.show_tips")
def show_tips(*, by: Actor) -> int:
    """Show a person all tips again; gives how many were hidden."""
    hidden = list(TipDismissal.objects.filter(user__public_id=who(by)))
    for row in hidden:
        removed(row)
    return len(hidden)
