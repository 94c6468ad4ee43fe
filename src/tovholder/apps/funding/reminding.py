"""Reminders: a pool that closes soon, a draft that must be sent, a late answer, money that ends. Each day once."""

from datetime import date, timedelta
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tovholder.apps.funding.models import Application, ApplicationState, FundingPool, Reminder
from tovholder.apps.funding.selectors import applications_to_remind, pools_to_remind
from tovholder.apps.funding.telling import APPLICATION_NOTICE, POOL_NOTICE, tell, tell_coordinators
from tovholder.foundation.audit.action import action, noted
from tovholder.foundation.jobs.public import JobKind, JobProgress, Schedule
from tovholder.foundation.municipalities.models import Municipality
from tovholder.foundation.ui.formats import date_text
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


def remind(progress: JobProgress) -> dict[str, int]:
    """Tell of every day that is near and has not been told. Gives how many."""
    today = clock.today()
    pools, applications = pools_to_remind(today), applications_to_remind(today)
    told = set(Reminder.objects.filter(pool__in=pools, application=None).values_list("pool_id", "due_on"))
    told_of = set(Reminder.objects.filter(application__in=applications).values_list("application_id", "due_on"))
    count = 0
    for pool in pools:
        if (pool.pk, pool.deadline) not in told:
            remind_of_pool(by=progress.actor, pool=pool)
            count += 1
    for done, application in enumerate(applications, start=1):
        due = day_of(application)
        if due is not None and (application.pk, due) not in told_of:
            remind_of_application(by=progress.actor, application=application, due=due)
            count += 1
        progress.report(done, len(applications))
    return {"told": count}


def day_of(application: Application) -> date | None:
    """The day that an application waits for: the pool's deadline, the answer, the end of the money."""
    if application.state == ApplicationState.DRAFT:
        return application.pool.deadline
    if application.state == ApplicationState.SENT:
        return application.answer_on
    return application.granted_until


@action("funding.remind_of_pool")
def remind_of_pool(*, by: Actor, pool: FundingPool) -> None:
    """Tell those who may apply for it that a pool closes soon: its municipality, or for a shared one all of them."""
    if pool.deadline is None:  # taken away since the list was read
        return
    Reminder.objects.create(pool=pool, due_on=pool.deadline)
    shared = pool.is_national or pool.tier != "municipality"
    places = list(Municipality.objects.values_list("pk", flat=True)) if shared else [pool.municipality_id or 0]
    words = {"title": pool.title, "day": date_text(pool.deadline)}
    tell_coordinators(
        POOL_NOTICE,
        places,
        lambda: _("Puljen %(title)s har frist %(day)s.") % words,
        pool.get_absolute_url(),
        pool.deadline,
    )
    noted(pool)


@action("funding.remind_of_application")
def remind_of_application(*, by: Actor, application: Application, due: date) -> None:
    """Tell the owner, or without one the coordinators, of the day that an application waits for."""
    Reminder.objects.create(pool=application.pool, application=application, due_on=due)
    said = partial(_said, application.state, application.title, due)
    if application.owner is not None:
        tell(APPLICATION_NOTICE, application.owner, said, application.get_absolute_url(), due)
    else:
        places = [application.municipality_id]
        tell_coordinators(APPLICATION_NOTICE, places, said, application.get_absolute_url(), due)
    noted(application)


def _said(state: str, title: str, due: date) -> str:
    words = {"title": title, "day": date_text(due)}
    if state == ApplicationState.DRAFT:
        return _("Ansøgningen %(title)s skal sendes senest %(day)s.") % words
    if state == ApplicationState.SENT:
        return _("Svaret på %(title)s skulle være kommet %(day)s. Spørg giveren.") % words
    return _("Pengene til %(title)s slutter %(day)s. Hvem betaler driften bagefter?") % words


REMIND = JobKind(
    key="funding.remind", label=gettext_lazy("Påmindelse om puljer og ansøgninger"), run=remind, idempotent=True
)
REMIND_DAILY = Schedule(key="funding.remind", kind="funding.remind", every=timedelta(days=1), at_hour=6)
