"""Telling people about benefits, each in their own language."""

from collections.abc import Callable

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tovholder.apps.benefits.models import Benefit
from tovholder.apps.projects.public import coordinators_of
from tovholder.foundation.accounts.models import User
from tovholder.foundation.notices.public import MailChoice, NoticeKind, notify
from tovholder.kernel.actor import Actor

OWNER_NOTICE = NoticeKind(
    key="benefits.owner", label=gettext_lazy("gevinster, du er ansvarlig for"), mail=MailChoice.DAILY, order=40
)
UNOWNED_NOTICE = NoticeKind(
    key="benefits.unowned", label=gettext_lazy("gevinster, der mangler en ansvarlig"), mail=MailChoice.DAILY, order=41
)


def tell(kind: NoticeKind, user: User, about: Callable[[], str], url: str) -> None:
    """A notice to ``user``; ``about`` is asked in that person's language."""
    with translation.override(user.language):
        said = about()
    notify(kind.key, to=user, about=said, url=url)


def tell_owner(benefit: Benefit, by: Actor) -> None:
    """Tell the one who now answers for a benefit, unless they took it themselves."""
    owner = benefit.owner
    if owner is None or owner.public_id == by.user_id:
        return

    def said() -> str:
        return _("Du er ansvarlig for gevinsten %(title)s.") % {"title": benefit.title}

    tell(OWNER_NOTICE, owner, said, benefit.get_absolute_url())


def tell_coordinators(municipality_id: int, about: Callable[[], str], url: str) -> None:
    """Tell everybody who acts for a municipality that benefits are without an owner."""
    for user, _place in coordinators_of([municipality_id]):
        tell(UNOWNED_NOTICE, user, about, url)
