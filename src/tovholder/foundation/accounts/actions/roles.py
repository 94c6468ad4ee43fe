"""Giving roles, ending them, and handing over what they held."""

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from tovholder.foundation.accounts.actions.leaving import come_back, day_after, leave_if_last
from tovholder.foundation.accounts.models import HandOverItem, RoleHolding, User
from tovholder.foundation.accounts.roles import Place, check_place
from tovholder.foundation.accounts.rules import appoints, ends, takes_over
from tovholder.foundation.audit.action import action, change, created, removed
from tovholder.foundation.municipalities.models import Municipality
from tovholder.foundation.visibility import roles
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor
from tovholder.kernel.period import Period


class HandoverRequired(ValidationError):  # noqa: N818  # reads as the rule that it states
    """A coordinator's role ends only when somebody or something takes over (ORG-07)."""


@action("accounts.give_role")
def give_role(
    *, by: Actor, user: User, place: Place, starts_on: date | None = None, ends_on: date | None = None
) -> RoleHolding:
    """Give ``user`` the role of ``place`` from ``starts_on`` (today without one) to ``ends_on``, both included.

    Raises ``PermissionDenied`` when ``by`` may not give it, and ``ValidationError`` by field when it does not fit.
    """
    if not appoints.allows(by, place):
        raise PermissionDenied
    return hold(user, place, starts_on or clock.today(), ends_on)


def hold(user: User, place: Place, starts_on: date, ends_on: date | None = None) -> RoleHolding:
    """Let ``user`` hold a role, for actions that have asked who may. Raises ``ValidationError`` by field."""
    if ends_on is not None and ends_on < starts_on:
        raise ValidationError({"ends_on": _("Rollen kan ikke slutte, før den begynder.")})
    check_place(place, starts_on)
    user = User.objects.select_for_update().get(pk=user.pk)
    _refuse_twice(user, place, Period(starts_on, ends_on))
    holding = created(
        RoleHolding(
            user=user,
            role=place.role,
            kind=place.kind,
            municipality=place.municipality,
            unit=place.unit,
            partner=place.partner,
            starts_on=starts_on,
            ends_on=ends_on,
        )
    )
    come_back(user)
    return holding


def _refuse_twice(user: User, place: Place, period: Period) -> None:
    same = RoleHolding.objects.filter(
        user=user,
        role=place.role,
        kind=place.kind,
        municipality=place.municipality,
        unit=place.unit,
        partner=place.partner,
    )
    if any(period.overlaps(Period(held.starts_on, held.ends_on)) for held in same):
        raise ValidationError({"role": _("%(name)s har allerede rollen i den tid.") % {"name": user.name}})


@action("accounts.end_role")
def end_role(
    *,
    by: Actor,
    holding: RoleHolding,
    ends_on: date,
    deputy: User | None = None,
    handover: Sequence[str] = (),
    expected_version: int | None = None,
) -> RoleHolding:
    """Let a role end; ``ends_on`` is its last day.

    A coordinator's, programme manager's or region's role ends only with a deputy or with what is to be handed over,
    else :class:`HandoverRequired`. The last who acts for a municipality needs a deputy, who holds the role from the
    day after. Raises ``PermissionDenied`` when ``by`` may not end it and ``ConflictError`` when it was changed since.
    """
    if not ends.allows(by, holding):
        raise PermissionDenied
    if ends_on < holding.starts_on:
        raise ValidationError({"ends_on": _("Rollen kan ikke slutte, før den begynder.")})
    texts = [text.strip() for text in handover if text.strip()]
    successor = _successor(holding, ends_on, deputy, texts) if holding.role.code in roles.COORDINATORS else None
    change(holding, expected_version=expected_version, ends_on=ends_on, deputy=deputy)
    _list_handover(holding, texts)
    if successor is not None:
        hold(successor, Place.of(holding), day_after(ends_on))
    if ends_on <= clock.today():
        leave_if_last(holding.user, by)
    return holding


def _successor(holding: RoleHolding, ends_on: date, deputy: User | None, texts: Sequence[str]) -> User | None:
    """The deputy when nobody else acts for the municipality after ``ends_on``; raises unless somebody takes over."""
    if deputy is not None and not _works_here(deputy, holding, day_after(ends_on)):
        raise ValidationError({"deputy": _("Stedfortræderen skal have en anden rolle hos jer, når denne slutter.")})
    if _others_act(holding, day_after(ends_on)):
        if deputy is None and not texts:
            raise HandoverRequired(
                {"deputy": _("Vælg en stedfortræder, eller skriv mindst ét punkt, som skal overdrages.")}
            )
        return None
    if deputy is None:
        raise HandoverRequired(
            {
                "deputy": _(
                    "Ingen andre er tovholder hos jer derefter. Vælg en stedfortræder, som får rollen dagen efter."
                )
            }
        )
    return deputy


def _works_here(deputy: User, holding: RoleHolding, day: date) -> bool:
    if deputy.pk == holding.user_id:
        return False
    held = RoleHolding.objects.filter(user=deputy, municipality=holding.municipality)
    return held.current_on(day).exists()


def _others_act(holding: RoleHolding, day: date) -> bool:
    """Whether somebody else acts for the municipality as a whole on ``day``. Locks it, so that two cannot both go."""
    if holding.municipality is None:
        return True
    Municipality.objects.select_for_update().get(pk=holding.municipality.pk)
    acting = RoleHolding.objects.filter(municipality=holding.municipality, role__code__in=roles.COORDINATORS)
    return acting.current_on(day).exclude(user_id=holding.user_id).exists()


def _list_handover(holding: RoleHolding, texts: Sequence[str]) -> None:
    if not texts or holding.municipality is None:
        return
    known = holding.handover_items.count()
    for position, text in enumerate(texts, start=known + 1):
        created(HandOverItem(holding=holding, municipality=holding.municipality, text=text, position=position))


@action("accounts.withdraw_role")
def withdraw_role(*, by: Actor, holding: RoleHolding) -> RoleHolding:
    """Take back a role that begins today or later, as if it had not been given: for mistakes.

    Raises ``ValidationError`` when the role has been held before today, or when nobody would act for the municipality.
    """
    if not ends.allows(by, holding):
        raise PermissionDenied
    if holding.starts_on < clock.today():
        raise ValidationError(_("Rollen er begyndt. Lad den slutte i stedet."))
    if holding.role.code in roles.COORDINATORS and not _others_act(holding, holding.starts_on):
        raise HandoverRequired(_("Ingen andre er tovholder hos jer. Giv først en anden rollen."))
    removed(holding)
    return holding


@action("accounts.take_over_item")
def take_over_item(*, by: Actor, item: HandOverItem) -> HandOverItem:
    """Say that one thing is taken over. Saying it twice changes nothing."""
    if by.user_id is None or not takes_over.allows(by, item.holding):
        raise PermissionDenied
    if item.done_at is not None:
        return item
    return change(item, done_at=clock.now(), done_by=User.objects.get(public_id=by.user_id))
