"""Telling people about goals and the plan, each in their own language."""

from collections.abc import Callable
from datetime import date

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from tovholder.apps.projects.public import coordinators_of
from tovholder.foundation.accounts.models import User
from tovholder.foundation.notices.public import MailChoice, NoticeKind, notify

DUE_NOTICE = NoticeKind(
    key="goals.due", label=_("handlinger, hvis frist nærmer sig eller er overskredet"), mail=MailChoice.DAILY, order=30
)
OWNER_NOTICE = NoticeKind(
    key="goals.owner", label=_("mål og handlinger, du er ansvarlig for eller er med i"), mail=MailChoice.DAILY, order=31
)
PLAN_NOTICE = NoticeKind(
    key="goals.plan", label=_("mål og handlinger, der mangler en ansvarlig"), mail=MailChoice.DAILY, order=32
)


def tell(kind: NoticeKind, user: User, about: Callable[[], str], url: str, due: date | None = None) -> None:
    """A notice to ``user``; ``about`` is asked in that person's language."""
    with translation.override(user.language):
        said = about()
    notify(kind.key, to=user, about=said, url=url, due=due)


def tell_coordinators(
    kind: NoticeKind, municipality_id: int, about: Callable[[], str], url: str, due: date | None = None
) -> None:
    """A notice to everybody who acts for a municipality."""
    for user, _place in coordinators_of([municipality_id]):
        tell(kind, user, about, url, due)
