"""Telling people about decisions, each in their own language."""

from collections.abc import Callable

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from tovholder.apps.projects.public import coordinators_of
from tovholder.foundation.accounts.models import User
from tovholder.foundation.notices.public import MailChoice, NoticeKind, notify

HELP_NOTICE = NoticeKind(
    key="decisions.help", label=_("hjælp fra en økonom: ønsket, givet og færdig"), mail=MailChoice.DAILY, order=60
)
REPORT_NOTICE = NoticeKind(key="decisions.report", label=_("rapporter fra enhederne"), mail=MailChoice.DAILY, order=61)


def tell(kind: NoticeKind, user: User, about: Callable[[], str], url: str) -> None:
    """A notice to ``user``; ``about`` is asked in that person's language."""
    with translation.override(user.language):
        said = about()
    notify(kind.key, to=user, about=said, url=url)


def tell_coordinators(kind: NoticeKind, municipality_id: int, about: Callable[[], str], url: str) -> int:
    """A notice to everybody who acts for a municipality; gives how many."""
    told = 0
    for user, _place in coordinators_of([municipality_id]):
        tell(kind, user, about, url)
        told += 1
    return told
