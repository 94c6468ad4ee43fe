"""Telling those who act for a municipality about a project."""

from collections.abc import Callable, Iterable, Iterator

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from tovholder.foundation.accounts.models import RoleHolding, User
from tovholder.foundation.municipalities.models import Municipality
from tovholder.foundation.notices.public import MailChoice, NoticeKind, notify
from tovholder.foundation.visibility import roles
from tovholder.kernel import clock

JOINT_NOTICE = NoticeKind(
    key="projects.joint", label=_("fælles projekter med andre kommuner"), mail=MailChoice.DAILY, order=21
)


def coordinators_of(municipalities: Iterable[int]) -> Iterator[tuple[User, Municipality]]:
    """Those who act for each municipality today, each once. One query."""
    holdings = (
        RoleHolding.objects.current_on(clock.today())
        .filter(role__code__in=sorted(roles.COORDINATORS), municipality_id__in=list(municipalities))
        .select_related("user", "municipality")
    )
    told: set[tuple[int, int]] = set()
    for holding in holdings:
        if holding.municipality is not None and (holding.user_id, holding.municipality.pk) not in told:
            told.add((holding.user_id, holding.municipality.pk))
            yield holding.user, holding.municipality


def tell_coordinators(municipality_id: int, about: Callable[[], str], url: str) -> None:
    """A notice to those who act for a municipality, each in their own language; ``about`` is asked in it."""
    for user, _place in coordinators_of([municipality_id]):
        with translation.override(user.language):
            said = about()
        notify(JOINT_NOTICE.key, to=user, about=said, url=url)
