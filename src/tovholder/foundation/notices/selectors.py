"""Reading notices and preferences."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from tovholder.foundation.accounts.models import User
from tovholder.foundation.notices.kinds import NOTICE_KINDS, MailChoice
from tovholder.foundation.notices.models import MailPreference, Notice, NoticeQuerySet
from tovholder.kernel.actor import Actor


def notices_of(actor: Actor) -> NoticeQuerySet:
    """The notices to ``actor``, the newest first."""
    return Notice.objects.visible_to(actor)


def notice_of(actor: Actor, notice_id: UUID) -> Notice:
    """The notice with that public id. Raises ``Http404`` when it is not to the actor."""
    notice = notices_of(actor).filter(public_id=notice_id).first()
    if notice is None:
        raise Http404
    return notice


def unread_count(actor: Actor) -> int:
    """How many notices ``actor`` has not read. One query."""
    return notices_of(actor).unread().count()


def mail_choices(actor: Actor) -> dict[str, MailChoice]:
    """How ``actor`` gets each kind of notice by mail, by the kind's key."""
    own = MailPreference.objects.filter(user__public_id=actor.user_id) if actor.user_id is not None else []
    chosen = {preference.kind: preference.mail for preference in own}
    return {kind.key: MailChoice(chosen.get(kind.key, kind.mail)) for kind in NOTICE_KINDS}


def waiting_for_mail(choice: MailChoice) -> list[tuple[User, list[Notice]]]:
    """The unread notices that were not yet mailed, of people who want them as ``choice``. Two queries."""
    waiting: QuerySet[Notice] = (
        Notice.objects.unread()
        .filter(mailed_at__isnull=True, user__is_active=True)
        .select_related("user")
        .order_by("user_id", "created_at", "id")
    )
    preferences = {
        (user_id, kind): mail for user_id, kind, mail in MailPreference.objects.values_list("user_id", "kind", "mail")
    }
    by_user: dict[User, list[Notice]] = {}
    for notice in waiting:
        kind = NOTICE_KINDS.get(notice.kind)
        standard = kind.mail if kind is not None else MailChoice.NEVER
        if preferences.get((notice.user_id, notice.kind), standard) == choice:
            by_user.setdefault(notice.user, []).append(notice)
    return list(by_user.items())
