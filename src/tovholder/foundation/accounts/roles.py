"""Which scope each role is held in, and whether a place for a role fits it."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.models import Municipality, Partner, TenantKind, Unit
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


class Placed(Protocol):
    """Anything that says which role is held where: a holding, an invitation, a place."""

    @property
    def role(self) -> Code: ...
    @property
    def municipality(self) -> Municipality | None: ...
    @property
    def unit(self) -> Unit | None: ...
    @property
    def partner(self) -> Partner | None: ...
    @property
    def kind(self) -> Code | None: ...


@dataclass(frozen=True, slots=True)
class Place:
    """A role and where it is to be held."""

    role: Code
    municipality: Municipality | None = None
    unit: Unit | None = None
    partner: Partner | None = None
    kind: Code | None = None

    @classmethod
    def of(cls, placed: Placed) -> "Place":
        """The place of a holding or an invitation."""
        return cls(placed.role, placed.municipality, placed.unit, placed.partner, placed.kind)


def check_place(place: Place, day: date) -> None:
    """Raise ``ValidationError``, by field, unless the role of ``place`` may be held there on ``day``."""
    problems: dict[str, str] = {}
    for found in (_role_problem(place, day), _tenant_problem(place), _unit_problem(place, day), _other_problem(place)):
        problems |= found
    if problems:
        raise ValidationError(dict(problems))


def _role_problem(place: Place, day: date) -> dict[str, str]:
    if place.role.list != "role" or day not in place.role.period:
        return {"role": _t("Rollen findes ikke (længere).")}
    return {}


def _tenant_problem(place: Place) -> dict[str, str]:
    scope = scope_of(place.role.code)
    if scope.municipality != (place.municipality is not None):
        return {"municipality": str(scope.problem)}
    is_region = place.municipality is not None and place.municipality.kind == TenantKind.REGION
    if place.role.code == roles.REGION and not is_region:
        return {"municipality": _t("Rollen kan kun gives i en region.")}
    return {}


def _unit_problem(place: Place, day: date) -> dict[str, str]:
    scope = scope_of(place.role.code)
    if place.unit is None:
        return {"unit": str(scope.problem)} if scope.unit == "needed" else {}
    if scope.unit == "never":
        return {"unit": str(scope.problem)}
    if place.municipality is None or place.unit.municipality_id != place.municipality.pk:
        return {"unit": _t("Enheden hører til en anden kommune.")}
    if not place.unit.is_open_on(day):
        return {"unit": _t("Enheden er nedlagt.")}
    return {}


def _other_problem(place: Place) -> dict[str, str]:
    """A supplier has a partner, a council member a council, and nobody else has either."""
    problems = {}
    if scope_of(place.role.code).partner != (place.partner is not None):
        problems["partner"] = str(OUTSIDE.problem) if place.partner is None else _t("Kun leverandører har en partner.")
    if (place.role.code == roles.COUNCIL_MEMBER) != (place.kind is not None):
        problems["kind"] = _t("Vælg rådet.") if place.kind is None else _t("Kun rådsmedlemmer har et råd.")
    return problems
