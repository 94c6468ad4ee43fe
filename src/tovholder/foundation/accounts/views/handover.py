"""What a coordinator hands over, and who takes it over."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tovholder.foundation.accounts import rules, selectors
from tovholder.foundation.accounts.actions import take_over_item
from tovholder.foundation.accounts.models import HandOverItem, RoleHolding
from tovholder.foundation.visibility.access import allow_on, may
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.kernel.actor import Actor


def load_handover(actor: Actor, public_id: UUID) -> RoleHolding:
    """A role whose hand-over ``actor`` may see, or 404."""
    return get_object_or_404(selectors.handovers(actor), public_id=public_id)


def load_item(actor: Actor, public_id: UUID) -> HandOverItem:
    """One thing of a hand-over that ``actor`` may see, or 404."""
    return get_object_or_404(selectors.handover_items(actor), public_id=public_id)


@allow_on(load_handover, rules.hands_over)
def handover(request: TovholderRequest, holding: RoleHolding) -> HttpResponse:
    """The list of what is handed over, with a button on each."""
    items = list(holding.handover_items.select_related("done_by"))
    context = {
        "holding": holding,
        "items": items,
        "left": sum(item.done_at is None for item in items),
        "may_take": may(request.actor, rules.takes_over, holding),
    }
    return render(request, "accounts/handover.html", context)


@require_POST
@allow_on(load_item, rules.takes_over_item)
def taken_over(request: TovholderRequest, item: HandOverItem) -> HttpResponse:
    """Somebody has taken this over."""
    take_over_item(by=request.actor, item=item)
    messages.success(request, _("Overtaget: %(item)s") % {"item": item.text})
    return redirect("accounts:handover", item.holding.public_id)
