"""Who is told what: notices to coordinators, to councils and to those who speak for a unit."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Final

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from tovholder.apps.visions.rules import UNIT_VOICES
from tovholder.foundation.accounts.models import RoleHolding, User
from tovholder.foundation.notices.public import NoticeKind, notify
from tovholder.foundation.visibility import roles
from tovholder.kernel import clock

HEARD: Final = NoticeKind("visions.heard", _("visioner, jeres råd bliver hørt om"), order=40)
ANSWERED: Final = NoticeKind("visions.answered", _("høringssvar og kommentarer til visioner"), order=41)
MAIL_FAILED: Final = NoticeKind("visions.mail_failed", _("høringsbreve, der ikke nåede frem"), order=42)
DEADLINE: Final = NoticeKind("visions.deadline", _("svarfrister i høringer om visioner"), order=43)
RECEIPT: Final = NoticeKind("visions.receipt", _("visioner, enheden skal læse og tale om"), order=44)
KINDS: Final = (HEARD, ANSWERED, MAIL_FAILED, DEADLINE, RECEIPT)


def coordinators_of(municipality_id: int) -> list[User]:
    """Those who act for a municipality today, each once."""
    return _people(roles.COORDINATORS, municipality_id)


def council_members(municipality_id: int, council: str) -> list[User]:
    """The members of a council with a login."""
    return _people({roles.COUNCIL_MEMBER}, municipality_id, kind__code=council)


def voices_of(municipality_id: int) -> dict[int, list[User]]:
    """The leaders of each unit, and where a unit has none its key staff, by the unit's key. One query."""
    held = (
        RoleHolding.objects.current_on(clock.today())
        .filter(role__code__in=sorted(UNIT_VOICES), municipality_id=municipality_id, unit__isnull=False)
        .select_related("user", "role")
        .order_by("pk")
    )
    leaders: dict[int, list[User]] = {}
    others: dict[int, list[User]] = {}
    for holding in held:
        assert holding.unit_id is not None  # noqa: S101  # the query asked for it
        into = leaders if holding.role.code == roles.UNIT_LEADER else others
        into.setdefault(holding.unit_id, []).append(holding.user)
    return others | leaders


def tell(kind: NoticeKind, people: Iterable[User], about: Callable[[], str], url: str, due: date | None = None) -> int:
    """A notice to each, in their own language: ``about`` is asked in it. Gives how many were told."""
    told = 0
    for user in people:
        with translation.override(user.language):
            said = about()
        notify(kind.key, to=user, about=said, url=url, due=due)
        told += 1
    return told


def _people(codes: Iterable[str], municipality_id: int, **more: str) -> list[User]:
    held = RoleHolding.objects.current_on(clock.today()).filter(
        role__code__in=sorted(codes), municipality_id=municipality_id, **more
    )
    return list({holding.user_id: holding.user for holding in held.select_related("user").order_by("pk")}.values())
