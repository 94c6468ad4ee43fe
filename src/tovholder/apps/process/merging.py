"""What happens to rounds when a unit or a municipality is merged, and when somebody who had the ball leaves."""

from uuid import UUID

from django.db.models import F, Max, Q
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tovholder.apps.process.actions import carry_to, closing_day, mark
from tovholder.apps.process.models import ChecklistPoint, Learning, MarkKind, Round, StepStatus
from tovholder.apps.process.selectors import current_round
from tovholder.apps.process.states import SETTLED
from tovholder.foundation.accounts.models import RoleHolding
from tovholder.foundation.audit.action import action, change, noted
from tovholder.foundation.municipalities.models import Municipality, Unit
from tovholder.foundation.notices.public import MailChoice, NoticeKind, notify
from tovholder.foundation.visibility import roles
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor

LEFT_NOTICE = NoticeKind(
    key="process.left", label=gettext_lazy("trin og punkter, som ingen har længere"), mail=MailChoice.AT_ONCE, order=51
)


@action("process.merge_unit")
def merge_unit(*, by: Actor, old: Unit, new: Unit) -> int:
    """End the open rounds of a unit that became part of another, and move what it learnt.

    An ended round points to the round that goes on; the old rounds stay where they were run. Gives how many rounds
    ended and learnings moved.
    """
    heir = current_round(new.municipality_id, new.pk)
    ended = list(Round.objects.filter(unit=old, closed_on__isnull=True))
    for found in ended:
        _end(found, heir, by, _("%(old)s blev lagt sammen med %(new)s.") % {"old": old.name, "new": new.name})
    learnt = Learning.objects.filter(unit=old)
    first = learnt.order_by("pk").first()
    Learning.objects.filter(carried_to__unit=old, answered_on__isnull=True).update(carried_to=None)
    moved = learnt.update(unit=new, version=F("version") + 1)
    if first is not None:
        noted(first, ["unit"])
    if heir is not None:
        carry_to(heir)
    return len(ended) + moved


@action("process.merge_municipality")
def merge_municipality(*, by: Actor, old: Municipality, into: Municipality) -> int:
    """Move the rounds, learnings and checklist of a municipality that became part of another; gives how many.

    Its own rounds are numbered after those that are there. When both have one running, the moved one ends with a
    pointer to the other.
    """
    heir = current_round(into.pk)
    own = list(Round.objects.filter(municipality=old, unit__isnull=True).order_by("number"))
    last = Round.objects.filter(municipality=into, unit__isnull=True).aggregate(last=Max("number"))["last"] or 0
    for number, found in enumerate(own, start=last + 1):
        change(found, municipality=into, number=number)
        if heir is not None and found.is_open:
            said = _("%(old)s blev en del af %(new)s.") % {"old": old.full_name, "new": into.full_name}
            _end(found, heir, by, said)
    ended = [found.pk for found in own if not found.is_open]
    handed = Learning.objects.filter(carried_to__in=ended, answered_on__isnull=True)
    handed.update(carried_to=None, version=F("version") + 1)
    units = Round.objects.filter(municipality=old).update(municipality=into, version=F("version") + 1)
    learnt = Learning.objects.filter(municipality=old).update(municipality=into, version=F("version") + 1)
    if heir is not None:
        carry_to(heir)
    return len(own) + units + learnt + _move_points(old, into)


def _move_points(old: Municipality, into: Municipality) -> int:
    """Points of rounds follow them; of two lists without a round, the one that is there stands."""
    taken = ChecklistPoint.objects.filter(municipality=into, round__isnull=True).values_list("point", flat=True)
    loose = ChecklistPoint.objects.filter(municipality=old, round__isnull=True)
    loose.filter(point__in=list(taken)).delete()
    return ChecklistPoint.objects.filter(municipality=old).update(municipality=into, version=F("version") + 1)


def _end(found: Round, heir: Round | None, by: Actor, reason: str) -> None:
    change(found, closed_on=closing_day(found), continued_in=heir, no_learning="")
    mark(found, MarkKind.MERGED, by, reason=reason)


@action("process.forget_person")
def forget_person(*, by: Actor, user_id: UUID) -> int:
    """Take the ball from somebody who left, and tell the coordinators what lies there now; gives how much."""
    steps = StepStatus.objects.filter(responsible__public_id=user_id).select_related("round", "responsible")
    points = ChecklistPoint.objects.filter(responsible__public_id=user_id).select_related("responsible")
    held: list[StepStatus | ChecklistPoint] = [*steps, *points]
    waiting: dict[int, list[str]] = {}
    for row in held:
        if _waits(row):
            waiting.setdefault(row.municipality_id, []).append(row.responsible.name if row.responsible else "")
        change(row, responsible=None)
    for place, names in waiting.items():
        _tell(place, names[0], len(names))
    return len(held)


def _waits(row: StepStatus | ChecklistPoint) -> bool:
    if row.state in SETTLED:
        return False
    return row.round is None or row.round.is_open


def _tell(municipality_id: int, name: str, count: int) -> None:
    """A notice to those who act for the municipality, each in their own language."""
    held = RoleHolding.objects.current_on(clock.today()).filter(
        Q(role__code__in=sorted(roles.COORDINATORS)), municipality_id=municipality_id, user__is_active=True
    )
    for holding in held.select_related("user").order_by("user_id").distinct():
        with translation.override(holding.user.language):
            about = _("%(name)s har ikke længere %(count)d trin eller punkter i processen. Find en ny ansvarlig.") % {
                "name": name,
                "count": count,
            }
        notify(LEFT_NOTICE.key, to=holding.user, about=about, url="/proces/mangler-ansvarlig/")
