"""What every page shows of the notices: how many are new."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from tovholder.foundation.notices.rules import has_inbox
from tovholder.foundation.notices.selectors import unread_count
from tovholder.kernel.actor import ANONYMOUS, Actor


def inbox(request: HttpRequest) -> dict[str, Any]:
    """``has_inbox`` and ``unread_notices``, the number of new ones: one query, and only on pages that show it."""
    actor: Actor = getattr(request, "actor", ANONYMOUS)
    if not has_inbox.allows(actor):
        return {"has_inbox": False}
    return {"has_inbox": True, "unread_notices": SimpleLazyObject(lambda: unread_count(actor))}
