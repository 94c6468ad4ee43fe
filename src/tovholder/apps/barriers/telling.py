"""Telling people about barriers, each in their own language."""

from collections.abc import Callable
from datetime import date

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from tovholder.apps.projects.public import coordinators_of
from tovholder.foundation.accounts.models import User
from tovholder.foundation.notices.public import MailChoice, NoticeKind, notify

OWNER_NOTICE = NoticeKind(
    key="barriers.owner", label=_("barrierer, du er ansvarlig for"), mail=MailChoice.DAILY, order=50
)
UNOWNED_NOTICE = NoticeKind(
    key="barriers.unowned", label=_("barrierer, der mangler en ansvarlig"), mail=MailChoice.DAILY, order=51
)


def tell(kind: NoticeKind, user: User, about: Callable[[], str], url: str, due: date | None = None) -> None:
    """A notice to ``user``; ``about`` is asked in that person's language."""
    with translation.override(user.language):
        said = about()
    notify(kind.key, to=user, about=said, url=url, due=due)


def tell_coordinators(kind: NoticeKind, municipality_id: int, about: Callable[[], str], url: str) -> None:
    """A notice to everybody who acts for a municipality."""
    for user, _place in coordinators_of([municipality_id]):
        tell(kind, user, about, url)
