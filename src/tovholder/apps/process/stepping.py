"""Setting the steps of a round: in any order, to any state, and back again."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tovholder.apps.citizens.public import refuse_sensitive
from tovholder.apps.process.models import Round, StepState, StepStatus
from tovholder.apps.process.phases import STEPS
from tovholder.apps.process.selectors import people_of
from tovholder.foundation.accounts.models import User
from tovholder.foundation.audit.action import action, change, created
from tovholder.foundation.notices.public import MailChoice, NoticeKind, notify
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor

BALL_NOTICE = NoticeKind(
    key="process.ball",
    label=gettext_lazy("trin og punkter, som du bliver ansvarlig for"),
    mail=MailChoice.DAILY,
    order=50,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepFacts:
    """What is kept of a step."""

    state: str
    responsible: User | None = None
    due_on: date | None = None
    began_on: date | None = None
    done_on: date | None = None
    note: str = ""
    reason: str = ""


@action("process.set_step")
def set_step(*, by: Actor, found: Round, step: str, state: str, reason: str = "") -> StepStatus:
    """Set one step to a state; any may follow any other. Its days follow by themselves.

    Raises ``ValidationError`` in a closed round, for *not for us* without a reason, and for one that must not be kept.
    """
    _check(found, step)
    refuse_sensitive(reason)
    row = _row(found, step)
    values: dict[str, Any] = {"state": state, "changed_on": clock.today(), "by_name": by.name}
    values |= _days(row, state)
    values["reason"] = reason.strip() or row.reason if state == StepState.NOT_FOR_US else ""
    return change(row, **values)


@action("process.change_step")
def change_step(
    *, by: Actor, found: Round, step: str, facts: StepFacts, expected_version: int | None = None
) -> StepStatus:
    """Keep all of a step at once. Raises ``ValidationError`` by field, and ``ConflictError``."""
    _check(found, step)
    check_responsible(found.municipality_id, facts.responsible)
    row = _row(found, step)
    before = row.responsible_id
    values: dict[str, Any] = {name: getattr(facts, name) for name in StepFacts.__dataclass_fields__}
    if facts.state != row.state:
        values |= {name: day for name, day in _days(row, facts.state).items() if not values[name]}
    if facts.state != StepState.NOT_FOR_US:
        values["reason"] = ""
    values |= {"changed_on": clock.today(), "by_name": by.name}
    change(row, expected_version=expected_version, **values)
    if facts.responsible is not None and facts.responsible.pk != before:
        tell_responsible(facts.responsible, by, str(STEPS[step].title), str(found), step_url(found, step))
    return row


def _check(found: Round, step: str) -> None:
    if step not in STEPS:
        raise ValidationError(_("Det trin findes ikke i processen."))
    if not found.is_open:
        raise ValidationError(_("Runden er afsluttet. Genåbn den, hvis I vil ændre et trin."))


def _row(found: Round, step: str) -> StepStatus:
    """The stored row of a step. One that has never been touched gets its row now."""
    row = StepStatus.objects.filter(round=found, step=step).first()
    return row or created(StepStatus(round=found, step=step))


def _days(row: StepStatus, state: str) -> dict[str, date | None]:
    """When a step began and was done, as far as its new state tells."""
    today = clock.today()
    if state == StepState.UNDER_WAY:
        return {"began_on": row.began_on or today, "done_on": None}
    if state == StepState.DONE:
        return {"began_on": row.began_on or today, "done_on": row.done_on or today}
    if state == StepState.NOT_BEGUN:
        return {"began_on": None, "done_on": None}
    return {"began_on": row.began_on, "done_on": None}


def check_responsible(municipality_id: int, person: User | None) -> None:
    """Raises ``ValidationError`` when somebody from elsewhere is to be responsible."""
    if person is not None and not people_of(municipality_id).filter(pk=person.pk).exists():
        raise ValidationError({"responsible": _("Vælg en, der har en rolle i kommunen i dag.")})


def tell_responsible(person: User, by: Actor, what: str, where: str, url: str) -> None:
    """Tell a person, in their own language, that they have the ball. Nobody is told of what they did themselves."""
    if person.public_id == by.user_id:
        return
    with translation.override(person.language):
        about = _("Du er ansvarlig for ”%(what)s” i %(where)s.") % {"what": what, "where": where}
    notify(BALL_NOTICE.key, to=person, about=about, url=url)


def step_url(found: Round, step: str) -> str:
    """The page of a step."""
    return f"{found.get_absolute_url()}trin/{step}/"
