"""API keys: making, listing and stopping them."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from tovholder.foundation.accounts import actions, rules, selectors
from tovholder.foundation.accounts.forms import TokenForm
from tovholder.foundation.accounts.models import ApiToken
from tovholder.foundation.accounts.views.roles import PAGE
from tovholder.foundation.accounts.views.sections import sections
from tovholder.foundation.ui.saving import try_saving
from tovholder.foundation.ui.values import Status
from tovholder.foundation.visibility.access import allow, allow_on, may
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


def load_token(actor: Actor, public_id: UUID) -> ApiToken:
    """A key that ``actor`` may see, or 404."""
    return get_object_or_404(selectors.tokens(actor), public_id=public_id)


def shown_state(token: ApiToken) -> Status:
    """Whether a key works, as a tag."""
    today = clock.today()
    if token.revoked_at is not None:
        return Status(_("Spærret"), "muted")
    if token.expires_on < today:
        return Status(_("Udløbet"), "muted")
    if not token.holding.is_current_on(today):
        return Status(_("Rollen er slut"), "muted")
    return Status(_("Virker"), "success")


@allow(rules.makes_tokens)
def token_list(request: TovholderRequest) -> HttpResponse:
    """The keys, with their state; secrets are shown once, when they are made."""
    page = Paginator(selectors.tokens(request.actor), PAGE).get_page(request.GET.get("side"))
    rows = [
        (token, shown_state(token), token.revoked_at is None and may(request.actor, rules.revokes_token, token))
        for token in page
    ]
    context = {"sections": sections(request.actor, "accounts:tokens"), "page_obj": page, "rows": rows}
    return render(request, "accounts/tokens.html", context)


@never_cache
@allow(rules.makes_tokens)
def new(request: TovholderRequest) -> HttpResponse:
    """Make a key. The answer shows its secret, once: therefore no redirect."""
    form = TokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = try_saving(
            form,
            lambda: actions.make_token(
                by=request.actor,
                name=form.cleaned_data["name"],
                expires_on=form.expires_on(),
                writes=form.cleaned_data["may"] == "write",
            ),
        )
        if made is not None:
            token, secret = made
            return render(request, "accounts/token_made.html", {"token": token, "secret": secret})
    return render(request, "accounts/token_new.html", {"form": form, "seat": request.seat})


@require_POST
@allow_on(load_token, rules.revokes_token)
def revoke(request: TovholderRequest, token: ApiToken) -> HttpResponse:
    """Stop a key."""
    actions.revoke_token(by=request.actor, token=token)
    messages.success(request, _("Nøglen %(name)s er spærret.") % {"name": token.name})
    return redirect("accounts:tokens")
