"""Logging in and out, and a forgotten password."""

from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth import login as begin_session
from django.contrib.auth import logout as end_session
from django.contrib.auth.views import PasswordResetConfirmView
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse_lazy
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from tovholder.foundation.accounts.demo_logins import DEMO_LOGINS
from tovholder.foundation.accounts.forms import ForgottenForm, LoginForm, ResetPasswordForm
from tovholder.foundation.accounts.hashing import secret_hash
from tovholder.foundation.accounts.models import User
from tovholder.foundation.accounts.seats import SESSION_KEY, current_holdings
from tovholder.foundation.accounts.tasks import send_password_link
from tovholder.foundation.visibility.access import EVERYONE, allow
from tovholder.foundation.visibility.requests import TovholderRequest

R = TypeVar("R", bound=HttpResponse)
LINKS_AN_HOUR = 3
LINK_SECONDS = 3600
LOCK_MINUTES = round(settings.AXES_COOLOFF_TIME * 60)


def safe_next(request: HttpRequest, otherwise: str) -> str:
    """Where the reader wanted to go, when that is a page of ours; else ``otherwise``."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours else resolve_url(otherwise)


def begin(request: HttpRequest, user: User) -> None:
    """Log ``user`` in, in their widest seat."""
    begin_session(request, user, backend="django.contrib.auth.backends.ModelBackend")
    request.session.pop(SESSION_KEY, None)


def in_language_of(user: User, response: R) -> R:
    """``response``, after which pages are read in the language of ``user``."""
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, user.language, samesite="Lax", secure=settings.PRODUCTION)
    return response


@sensitive_post_parameters("password")
@never_cache
@allow(EVERYONE)
def login(request: TovholderRequest) -> HttpResponse:
    """Mail address and password; five wrong tries close the login for a quarter of an hour."""
    target = safe_next(request, settings.LOGIN_REDIRECT_URL)
    if request.method == "GET" and not request.actor.is_anonymous:
        return redirect(target)
    form = LoginForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid() and form.user is not None:
        seated = form.user.is_operator or current_holdings(form.user)
        begin(request, form.user)
        return in_language_of(form.user, redirect(target if seated else "accounts:switch"))
    context = {
        "form": form,
        "next": target if request.GET.get("next") or request.POST.get("next") else "",
        "demo_logins": list(DEMO_LOGINS) if settings.DEMO_MODE else [],
    }
    return render(request, "accounts/login.html", context)


def locked_out(request: HttpRequest, credentials: Any = None, *rest: Any) -> HttpResponse:
    """The page after too many wrong tries."""
    return render(request, "accounts/locked_out.html", {"minutes": LOCK_MINUTES}, status=429)


@require_POST
@allow(EVERYONE)
def logout(request: TovholderRequest) -> HttpResponse:
    """End the session."""
    end_session(request)
    return redirect(safe_next(request, settings.LOGOUT_REDIRECT_URL or "/"))


@allow(EVERYONE)
def password_forgotten(request: TovholderRequest) -> HttpResponse:
    """Ask for a link. The answer is the same whether the mail address has a login or not."""
    form = ForgottenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"].strip().lower()
        if _may_be_mailed(email):
            send_password_link.enqueue(email)
        return redirect("accounts:password_sent")
    return render(request, "accounts/password_forgotten.html", {"form": form})


def _may_be_mailed(email: str) -> bool:
    """Whether an address has been mailed a link few times enough this hour: nobody fills another's mailbox.

    Each web process counts on its own. The page answers the same either way.
    """
    key = f"password-link:{secret_hash(email)}"
    cache.add(key, 0, LINK_SECONDS)
    return cache.incr(key) <= LINKS_AN_HOUR


@allow(EVERYONE)
def password_sent(request: TovholderRequest) -> HttpResponse:
    """Tells what to do now."""
    return render(request, "accounts/password_sent.html")


class _ChoosePassword(PasswordResetConfirmView):
    """Django's view keeps the token in the session, so that it is not in the address when the page is left."""

    form_class = ResetPasswordForm  # type: ignore[assignment]  # has what the view asks of a form: user and save
    template_name = "accounts/password_choose.html"
    success_url = reverse_lazy("accounts:password_chosen")


_choose = _ChoosePassword.as_view()


@allow(EVERYONE)
def password_choose(request: TovholderRequest, uidb64: str, token: str) -> HttpResponseBase:
    """A new password for whoever has the link."""
    return _choose(request, uidb64=uidb64, token=token)


@allow(EVERYONE)
def password_chosen(request: TovholderRequest) -> HttpResponse:
    """The new password stands."""
    return render(request, "accounts/password_chosen.html")
