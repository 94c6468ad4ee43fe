"""Telling people, and what they do with what they were told."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tovholder.foundation.accounts.models import User
from tovholder.foundation.audit.action import action, change, created, noted
from tovholder.foundation.jobs.public import enqueue_once
from tovholder.foundation.notices.kinds import NOTICE_KINDS, MailChoice
from tovholder.foundation.notices.models import MailPreference, Notice
from tovholder.foundation.notices.selectors import notices_of
from tovholder.kernel import clock
from tovholder.kernel.actor import SYSTEM, Actor

LONGEST = 300
MAIL_AT_ONCE = "notices.mail_at_once"


def notify(kind: str, *, to: User, about: str, url: str, due: date | None = None) -> Notice:
    """Tell ``to`` about something, in the transaction of the action that gives reason to.

    ``about`` is a short Danish text (longer ones are cut), ``url`` a path in this installation. The mail goes out by a
    job, as the person has chosen. Without an audit entry of its own: the action that tells has one.
    Raises ``KeyError`` for an unknown kind, ``ValidationError`` for an address elsewhere.
    """
    words = " ".join(about.split())
    shortened = words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"
    notice = Notice(user=to, kind=NOTICE_KINDS[kind].key, about=shortened, url=url, due=due, created_at=clock.now())
    notice.full_clean()
    with transaction.atomic():
        notice.save(force_insert=True)
        if _wants_at_once(notice):
            enqueue_once(MAIL_AT_ONCE, by=SYSTEM)
    return notice


def _wants_at_once(notice: Notice) -> bool:
    chosen = MailPreference.objects.filter(user_id=notice.user_id, kind=notice.kind).values_list("mail", flat=True)
    return (chosen.first() or NOTICE_KINDS[notice.kind].mail) == MailChoice.AT_ONCE


@action("notices.read")
def mark_read(notice: Notice, *, by: Actor) -> Notice:
    """The person has read the notice. A second time changes nothing."""
    return notice if notice.read_at is not None else change(notice, read_at=clock.now())


@action("notices.read_all")
def mark_all_read(*, by: Actor) -> int:
    """The person has read all their notices. Gives how many were new."""
    unread = notices_of(by).unread()
    first = unread.first()
    if first is None:
        return 0
    marked = unread.update(read_at=clock.now())
    noted(first, ["read_at"])
    return marked


@action("notices.choose_mail")
def choose_mail(choices: Mapping[str, str], *, by: Actor) -> None:
    """Set how the person gets each kind by mail; kinds that are not named stay as they are.

    Raises ``ValidationError`` for an unknown kind or choice.
    """
    user = User.objects.filter(public_id=by.user_id).first() if by.user_id is not None else None
    if user is None:
        raise ValidationError(_("Log ind for at vælge, hvordan du får besked."))
    standing = {preference.kind: preference for preference in MailPreference.objects.filter(user=user)}
    for kind, mail in choices.items():
        if NOTICE_KINDS.get(kind) is None:
            raise ValidationError(_("Den slags besked kender vi ikke."))
        if kind in standing:
            change(standing[kind], mail=mail)
        elif mail != NOTICE_KINDS[kind].mail:
            created(MailPreference(user=user, kind=kind, mail=mail))


@action("notices.forget_person")
def forget_person(user_id: UUID, *, by: Actor) -> int:
    """Delete the notices and preferences of a person who has left. Gives how many rows went."""
    notices = Notice.objects.filter(user__public_id=user_id)
    preferences = MailPreference.objects.filter(user__public_id=user_id)
    return notices.delete()[0] + preferences.delete()[0]
