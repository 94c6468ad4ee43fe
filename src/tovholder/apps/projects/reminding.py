"""Projects that nobody has confirmed for 12 months: what waits for whom, and a reminder once a month."""

from collections import Counter
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from tovholder.apps.projects.models import STALE_AFTER_MONTHS, Project, months_before
from tovholder.apps.projects.selectors import stale_everywhere
from tovholder.apps.projects.telling import coordinators_of
from tovholder.foundation.jobs.public import JobKind, JobProgress, Schedule
from tovholder.foundation.notices.public import MailChoice, NoticeKind, notify

STALE_NOTICE = NoticeKind(
    key="projects.stale", label=_("projekter, som ingen har bekræftet i 12 måneder"), mail=MailChoice.DAILY, order=20
)


def remind(progress: JobProgress) -> dict[str, int]:
    """Tell every municipality's coordinators how many of its projects have grown stale. Gives how many were told."""
    counts: Counter[int] = Counter(stale_everywhere().values_list("municipality_id", flat=True))
    people = list(coordinators_of(counts))
    told = 0
    for user, municipality in people:
        count = counts[municipality.pk]
        about = ngettext(
            "Ét projekt i %(name)s er ikke bekræftet i 12 måneder. Passer det stadig?",
            "%(count)s projekter i %(name)s er ikke bekræftet i 12 måneder. Passer de stadig?",
            count,
        ) % {"count": count, "name": municipality.full_name}
        notify(STALE_NOTICE.key, to=user, about=about, url=reverse("projects:confirm_list"))
        told += 1
        progress.report(told, len(people))
    return {"told": told}


def due_of(project: Project) -> date:
    """The day on which a project's confirmation ran out."""
    return months_before(project.confirmed_on, -STALE_AFTER_MONTHS)


REMIND = JobKind(
    key="projects.remind", label=_("Påmindelse om projekter, der skal bekræftes"), run=remind, idempotent=True
)

REMIND_MONTHLY = Schedule(key="projects.remind", kind="projects.remind", every=timedelta(days=30), at_hour=6)
