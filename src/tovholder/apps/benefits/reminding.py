"""Reminders of measurements: on the day, and a week after it has passed. Each once."""

from collections.abc import Callable
from datetime import date, timedelta

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tovholder.apps.benefits.actions import sees_benefit
from tovholder.apps.benefits.due import plan_of, to_remind
from tovholder.apps.benefits.models import Benefit, MeasurementReminder
from tovholder.apps.projects.public import coordinators_of
from tovholder.foundation.accounts.models import User
from tovholder.foundation.audit.action import action, noted
from tovholder.foundation.jobs.public import JobKind, JobProgress, Schedule
from tovholder.foundation.notices.public import MailChoice, NoticeKind, notify
from tovholder.foundation.ui.formats import date_text
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor

LATE = timedelta(days=7)

MEASURE_NOTICE = NoticeKind(
    key="benefits.measure", label=gettext_lazy("gevinster, der skal måles"), mail=MailChoice.DAILY, order=40
)


def remind(progress: JobProgress) -> dict[str, int]:
    """Tell of every measurement whose day has come what has not been told before. Gives how many times."""
    today = clock.today()
    waiting = list(to_remind(today))
    told = {
        (row.benefit_id, row.due_on, row.is_late) for row in MeasurementReminder.objects.filter(benefit__in=waiting)
    }
    count = 0
    for done, benefit in enumerate(waiting, start=1):
        late = _is_late(benefit, today)
        if (benefit.pk, benefit.next_measurement_on, late) not in told:
            remind_of_measuring(by=progress.actor, benefit=benefit, late=late)
            count += 1
        progress.report(done, len(waiting))
    return {"told": count}


def _is_late(benefit: Benefit, today: date) -> bool:
    return benefit.next_measurement_on is not None and today - benefit.next_measurement_on >= LATE


@action("benefits.remind_of_measuring")
def remind_of_measuring(*, by: Actor, benefit: Benefit, late: bool) -> None:
    """Tell whoever writes the numbers that a benefit is to be measured; when it is late its owner too."""
    due = benefit.next_measurement_on
    if due is None:  # taken away since the list was read
        return
    MeasurementReminder.objects.create(benefit=benefit, due_on=due, is_late=late)
    words = {"title": benefit.title, "day": date_text(due)}

    def said() -> str:
        if late:
            return _("Gevinsten %(title)s skulle være målt %(day)s.") % words
        return _("Gevinsten %(title)s skal måles nu.") % words

    url = f"{reverse('benefits:entry')}?alle&gevinst={benefit.public_id}"
    for user in _told(benefit, late=late):
        _tell(user, said, url, due)
    noted(benefit)


def _told(benefit: Benefit, *, late: bool) -> list[User]:
    """The one who enters, else the owner; when it is late the owner too. Without either those who act for the place."""
    plan = plan_of(benefit)
    enters = plan.enters if plan is not None else None
    first = enters or benefit.owner
    people = [first, benefit.owner if late else None]
    told = {user.pk: user for user in people if user is not None and user.is_active}
    found = [user for user in told.values() if sees_benefit(user, benefit)]
    return found or [user for user, _place in coordinators_of([benefit.municipality_id])]


def _tell(user: User, about: Callable[[], str], url: str, due: date) -> None:
    with translation.override(user.language):
        said = about()
    notify(MEASURE_NOTICE.key, to=user, about=said, url=url, due=due)


REMIND = JobKind(
    key="benefits.remind", label=gettext_lazy("Påmindelse om at måle gevinster"), run=remind, idempotent=True
)
REMIND_DAILY = Schedule(key="benefits.remind", kind="benefits.remind", every=timedelta(days=1), at_hour=6)
