"""Which scope each role is held in."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from tovholder.foundation.visibility import roles


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a role is held: what it needs, and what it must not have."""

    municipality: bool
    unit: str  # "needed", "possible" or "never"
    partner: bool = False
    problem: StrPromise | str = ""


NATIONAL = Scope(municipality=False, unit="never", problem=_("Rollen er national og har hverken kommune eller enhed."))
OUTSIDE = Scope(municipality=False, unit="never", partner=True, problem=_("En leverandør skal høre til en partner."))
WHOLE = Scope(municipality=True, unit="never", problem=_("Rollen gælder en hel kommune eller region."))
IN_UNIT = Scope(municipality=True, unit="needed", problem=_("Rollen skal høre til en enhed i kommunen."))
EITHER = Scope(municipality=True, unit="possible", problem=_("Rollen skal høre til en kommune."))


def scope_of(role: str) -> Scope:
    """The scope in which ``role`` is held."""
    if role == roles.NATIONAL_EDITOR:
        return NATIONAL
    if role == roles.SUPPLIER:
        return OUTSIDE
    if role in roles.COORDINATORS or role in roles.REPRESENTATIVES:
        return WHOLE
    if role in roles.UNIT_ROLES:
        return IN_UNIT
    return EITHER
