"""The four tiers, and what an actor may see of them."""

from dataclasses import dataclass

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tovholder.foundation.visibility import roles
from tovholder.kernel.actor import Actor


class Tier(models.TextChoices):
    """How far a record is seen, from the narrowest to the widest."""

    UNIT = "unit", _("Kun enheden")
    MUNICIPALITY = "municipality", _("Hele kommunen")
    MUNICIPALITIES = "municipalities", _("Alle kommuner")
    PUBLIC = "public", _("Alle (offentlig)")


OPEN: frozenset[str] = frozenset({Tier.PUBLIC})
SHARED: frozenset[str] = frozenset({Tier.PUBLIC, Tier.MUNICIPALITIES})
WITHIN: frozenset[str] = frozenset({Tier.PUBLIC, Tier.MUNICIPALITIES, Tier.MUNICIPALITY})
ALL: frozenset[str] = frozenset(Tier.values)


@dataclass(frozen=True, slots=True)
class Audience:
    """Tiers seen ``everywhere`` (of all owners), ``at_home`` (own municipality) and ``in_unit`` (own unit)."""

    everywhere: frozenset[str]
    at_home: frozenset[str] = frozenset()
    in_unit: frozenset[str] = frozenset()
    municipality_id: int | None = None
    unit_id: int | None = None

    def includes(self, tier: str, municipality_id: int | None, unit_id: int | None) -> bool:
        """Whether a record of that tier and owner is seen."""
        if tier in self.everywhere:
            return True
        if municipality_id is None or municipality_id != self.municipality_id:
            return False
        return tier in self.at_home or (unit_id is not None and unit_id == self.unit_id and tier in self.in_unit)

    def condition(self) -> Q:
        """The same as a condition on a model with ``tier``, ``municipality`` and ``unit``."""
        seen = Q(tier__in=sorted(self.everywhere))
        if self.municipality_id is not None and self.at_home:
            seen |= Q(tier__in=sorted(self.at_home), municipality_id=self.municipality_id)
        if self.unit_id is not None and self.in_unit:
            seen |= Q(tier__in=sorted(self.in_unit), municipality_id=self.municipality_id, unit_id=self.unit_id)
        return seen


def audience_of(actor: Actor) -> Audience:
    """What ``actor`` sees.

    Suppliers and strangers see what is public. Representatives also follow their own municipality. Employees see what
    municipalities share, and their own municipality; what a unit keeps to itself is seen by the unit and by those who
    act for the municipality as a whole.
    """
    if actor.is_system:
        return Audience(everywhere=ALL)
    if actor.role == roles.NATIONAL_EDITOR:
        return Audience(everywhere=SHARED)
    if actor.municipality_id is None or actor.role is None:
        return Audience(everywhere=OPEN)
    if actor.role in roles.REPRESENTATIVES:
        return Audience(everywhere=OPEN, at_home=WITHIN, municipality_id=actor.municipality_id)
    if actor.role in roles.COORDINATORS:
        return Audience(everywhere=SHARED, at_home=ALL, municipality_id=actor.municipality_id)
    if actor.role in roles.EMPLOYEES:
        return Audience(
            everywhere=SHARED,
            at_home=WITHIN,
            in_unit=ALL,
            municipality_id=actor.municipality_id,
            unit_id=actor.unit_id,
        )
    return Audience(everywhere=OPEN)
