"""Telling people about a survey, each in their own language."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Final

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from tovholder.apps.projects.public import coordinators_of
from tovholder.foundation.accounts.models import User
from tovholder.foundation.notices.public import MailChoice, NoticeKind, notify

SURVEY_NOTICE: Final = NoticeKind(
    key="surveys.survey",
    label=_("dataindsamlinger, som jeres kommune skal svare på"),
    mail=MailChoice.AT_ONCE,
    order=75,
)
SECTION_NOTICE: Final = NoticeKind(
    key="surveys.section", label=_("dele af en dataindsamling, som du skal svare på"), mail=MailChoice.AT_ONCE, order=76
)


def tell(kind: NoticeKind, user: User, about: Callable[[], str], url: str, due: date | None = None) -> None:
    """A notice to ``user``; ``about`` is asked in that person's language."""
    with translation.override(user.language):
        said = about()
    notify(kind.key, to=user, about=said, url=url, due=due)


def tell_coordinators(
    kind: NoticeKind, municipalities: Iterable[int], about: Callable[[], str], url: str, due: date | None = None
) -> list[User]:
    """A notice to everybody who acts for one of the municipalities, each person once. Gives who was told."""
    told = {user.pk: user for user, _place in coordinators_of(list(municipalities))}
    for user in told.values():
        tell(kind, user, about, url, due)
    return list(told.values())
