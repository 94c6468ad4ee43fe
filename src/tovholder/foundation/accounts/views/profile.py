"""The own profile, the own password, and from which seat one acts."""

from dataclasses import dataclass
from typing import cast

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from tovholder.foundation.accounts.actions import change_password, save_profile
from tovholder.foundation.accounts.forms import ChangePasswordForm, ProfileForm
from tovholder.foundation.accounts.models import RoleHolding, User
from tovholder.foundation.accounts.seats import OPERATOR_SEAT, choose_seat
from tovholder.foundation.accounts.views.login import in_language_of, safe_next
from tovholder.foundation.ui.formats import date_text
from tovholder.foundation.ui.saving import try_saving
from tovholder.foundation.visibility import roles
from tovholder.foundation.visibility.access import allow
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.foundation.visibility.rules import logged_in
from tovholder.kernel import clock


def _user(request: TovholderRequest) -> User:
    """The person who is logged in; the pages here are for them alone."""
    user = request.user
    assert isinstance(user, User)  # noqa: S101  # the rule of the page has seen to it; this tells the type checker
    return user


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat as it is offered: the value that chooses it, role, place, and what else to know."""

    value: str
    role: str
    place: str
    note: str = ""
    chosen: bool = False


def _seat_of(holding: RoleHolding, chosen: RoleHolding | None) -> Seat:
    where = holding.municipality.full_name if holding.municipality else str(holding.partner or _("Hele landet"))
    until = _("Til og med %(day)s") % {"day": date_text(holding.ends_on)} if holding.ends_on else ""
    return Seat(
        value=str(holding.public_id),
        role=holding.role_name,
        place=f"{holding.unit}, {where}" if holding.unit else where,
        note=until,
        chosen=chosen is not None and chosen.pk == holding.pk,
    )


def _seats(request: TovholderRequest, user: User) -> list[Seat]:
    """The seats of the person; an operator also has the one from which the installation is run."""
    holdings = cast("list[RoleHolding]", request.seats)
    seats = [_seat_of(holding, cast("RoleHolding | None", request.seat)) for holding in holdings]
    if user.is_operator:
        operating = request.actor.role == roles.OPERATOR
        seats.append(Seat(OPERATOR_SEAT, _("Drift"), _("Hele installationen"), chosen=operating))
    return seats


@never_cache
@allow(logged_in)
def switch(request: TovholderRequest) -> HttpResponse:
    """Choose the municipality and role to act from; without a current role, what to do about it."""
    if request.method == "POST":
        if choose_seat(request, request.POST.get("seat", "")):
            return redirect(safe_next(request, "/"))
        messages.error(request, _("Den rolle har du ikke længere. Vælg en af dem, der står her."))
        return redirect("accounts:switch")
    user = _user(request)
    seats = _seats(request, user)
    context = {
        "seats": seats,
        "coming": user.holdings.filter(starts_on__gt=clock.today()).select_related("role", "municipality", "unit"),
        "next": request.GET.get("next", ""),
    }
    template = "accounts/switch.html" if seats else "accounts/no_role.html"
    return render(request, template, context)


@allow(logged_in)
def profile(request: TovholderRequest) -> HttpResponse:
    """Name and language."""
    user = _user(request)
    form = ProfileForm(request.POST or None, initial={"name": user.name, "language": user.language})
    if request.method == "POST" and form.is_valid():
        saved = try_saving(form, lambda: save_profile(by=request.actor, user=user, **form.cleaned_data))
        if saved is not None:
            with translation.override(saved.language):
                messages.success(request, _("Din profil er gemt."))
            return in_language_of(saved, redirect("accounts:profile"))
    return render(request, "accounts/profile.html", {"form": form, "user": user})


@sensitive_post_parameters()
@never_cache
@allow(logged_in)
def password(request: TovholderRequest) -> HttpResponse:
    """A new password; all other sessions end."""
    user = _user(request)
    form = ChangePasswordForm(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        changed = try_saving(
            form, lambda: change_password(by=request.actor, user=user, password=form.cleaned_data["password"])
        )
        if changed is not None:
            update_session_auth_hash(request, changed)
            messages.success(request, _("Din adgangskode er ændret. Andre steder er du logget af."))
            return redirect("accounts:profile")
    return render(request, "accounts/password.html", {"form": form})
