"""Telling people about pools, applications and joint purchases, each in their own language."""

from collections.abc import Callable
from datetime import date

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from tovholder.apps.projects.public import coordinators_of
from tovholder.foundation.accounts.models import RoleHolding, User
from tovholder.foundation.municipalities.models import Unit
from tovholder.foundation.notices.public import MailChoice, NoticeKind, notify
from tovholder.foundation.visibility import roles
from tovholder.kernel import clock

POOL_NOTICE = NoticeKind(
    key="funding.pool",
    label=_("puljer, hvis frist nærmer sig, og puljer, I får videre"),
    mail=MailChoice.DAILY,
    order=70,
)
APPLICATION_NOTICE = NoticeKind(
    key="funding.application", label=_("ansøgninger, du er ansvarlig for"), mail=MailChoice.DAILY, order=71
)
JOINT_NOTICE = NoticeKind(
    key="funding.joint", label=_("fælles indkøb og søgninger med andre kommuner"), mail=MailChoice.DAILY, order=72
)


def tell(kind: NoticeKind, user: User, about: Callable[[], str], url: str, due: date | None = None) -> None:
    """A notice to ``user``; ``about`` is asked in that person's language."""
    with translation.override(user.language):
        said = about()
    notify(kind.key, to=user, about=said, url=url, due=due)


def tell_coordinators(
    kind: NoticeKind, municipalities: list[int], about: Callable[[], str], url: str, due: date | None = None
) -> None:
    """A notice to everybody who acts for one of the municipalities, each person once."""
    told = {}
    for user, _place in coordinators_of(municipalities):
        told[user.pk] = user
    for user in told.values():
        tell(kind, user, about, url, due)


def leaders_of(unit: Unit) -> list[User]:
    """Those who lead a unit or are its key staff today. One query."""
    held = RoleHolding.objects.current_on(clock.today()).filter(
        unit=unit, role__code__in=[roles.UNIT_LEADER, roles.KEY_STAFF]
    )
    return list({holding.user_id: holding.user for holding in held.select_related("user")}.values())
