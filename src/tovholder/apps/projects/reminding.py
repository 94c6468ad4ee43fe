"""Projects that nobody has confirmed for 12 months: what waits for whom, and a reminder once a month."""

from collections import Counter
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from tovholder.apps.projects.models import Project, months_before
from tovholder.apps.projects.selectors import STALE_AFTER_MONTHS, stale_everywhere
from tovholder.foundation.accounts.models import RoleHolding, User
from tovholder.foundation.jobs.public import JobKind, JobProgress, Schedule
from tovholder.foundation.municipalities.models import Municipality
from tovholder.foundation.notices.public import MailChoice, NoticeKind, notify
from tovholder.foundation.visibility import roles
from tovholder.kernel import clock

STALE_NOTICE = NoticeKind(
    key="projects.stale", label=_("projekter, som ingen har bekræftet i 12 måneder"), mail=MailChoice.DAILY, order=20
)


def remind(progress: JobProgress) -> dict[str, int]:
    """Tell every municipality's coordinators how many of its projects have grown stale. Gives how many were told."""
    counts: Counter[int] = Counter(stale_everywhere().values_list("municipality_id", flat=True))
    holdings = (
        RoleHolding.objects.current_on(clock.today())
        .filter(role__code__in=sorted(roles.COORDINATORS), municipality_id__in=list(counts))
        .select_related("user", "municipality")
    )
    told = 0
    people: dict[tuple[int, int], tuple[User, Municipality]] = {}
    for holding in holdings:
        if holding.municipality is not None:
            people[holding.user_id, holding.municipality.pk] = (holding.user, holding.municipality)
    for user, municipality in people.values():
        count = counts[municipality.pk]
        about = ngettext(
            "Ét projekt i %(name)s er ikke bekræftet i 12 måneder. Passer det stadig?",
            "%(count)s projekter i %(name)s er ikke bekræftet i 12 måneder. Passer de stadig?",
            count,
        ) % {"count": count, "name": municipality.full_name}
        notify(STALE_NOTICE.key, to=user, about=about, url=stale_href(municipality))
        told += 1
        progress.report(told, len(people))
    return {"told": told}


def stale_href(municipality: Municipality) -> str:
    """The list of a municipality's stale projects."""
    return f"{reverse('projects:list')}?kommune={municipality.slug}&foraeldet=ja"


def due_of(project: Project) -> date:
    """The day on which a project's confirmation ran out."""
    return months_before(project.confirmed_on, -STALE_AFTER_MONTHS)


REMIND = JobKind(
    key="projects.remind", label=_("Påmindelse om projekter, der skal bekræftes"), run=remind, idempotent=True
)

REMIND_MONTHLY = Schedule(key="projects.remind", kind="projects.remind", every=timedelta(days=30), at_hour=6)
