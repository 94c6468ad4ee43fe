"""Writing local definitions: what a municipality or a unit itself counts as a technology in use."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tovholder.apps.technologies.content import check_lengths
from tovholder.apps.technologies.models import LocalDefinition, Technology
from tovholder.apps.technologies.rules import tiers_for
from tovholder.foundation.audit.action import action, change, created, noted, removed
from tovholder.foundation.municipalities.models import Municipality, Unit
from tovholder.foundation.visibility import roles
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


@action("technologies.define_locally")
def define_locally(
    *, by: Actor, technology: Technology, counts: str, tier: str, unit: Unit | None = None, excludes: str = ""
) -> LocalDefinition:
    """Write down what the actor's municipality (or one of its units) counts. Raises ``ValidationError`` by field."""
    place = _place(by, unit)
    _check_tier(by, tier, unit)
    definition = LocalDefinition(
        technology=technology,
        municipality_id=place,
        unit=unit,
        tier=tier,
        counts=counts,
        excludes=excludes,
        updated_on=clock.today(),
    )
    check_lengths(definition)
    return created(definition)


@action("technologies.change_definition")
def change_definition(
    *,
    by: Actor,
    definition: LocalDefinition,
    counts: str,
    tier: str,
    excludes: str = "",
    expected_version: int | None = None,
) -> LocalDefinition:
    """Change a local definition. Raises ``ValidationError`` by field, and ``ConflictError``."""
    if tier != definition.tier:
        _check_tier(by, tier, definition.unit)
    change(
        definition,
        expected_version=expected_version,
        counts=counts,
        excludes=excludes,
        tier=tier,
        updated_on=clock.today(),
    )
    check_lengths(definition)
    return definition


@action("technologies.withdraw_definition")
def withdraw_definition(*, by: Actor, definition: LocalDefinition) -> None:
    """Take a local definition away; the shared description holds again."""
    removed(definition)


@action("technologies.move_definitions")
def move_definitions(*, by: Actor, old: Unit, new: Unit) -> int:
    """A unit that was merged takes its definitions along, save where the new one already has its own."""
    has = LocalDefinition.objects.filter(unit=new).values("technology_id")
    moved = list(LocalDefinition.objects.filter(unit=old).exclude(technology_id__in=has))
    for definition in moved:
        definition.unit = new
        definition.version += 1
        definition.save()
        noted(definition, ("unit",))
    return len(moved)


@action("technologies.move_municipality")
def move_municipality(*, by: Actor, old: Municipality, into: Municipality) -> int:
    """The definitions of a municipality that became part of another go with it, as they are seen; gives how many.

    Where the new municipality has its own, both stand: the old one's with its name, until somebody withdraws it.
    """
    has = set(
        LocalDefinition.objects.filter(municipality=into, unit__isnull=True).values_list("technology_id", flat=True)
    )
    moved = list(LocalDefinition.objects.filter(municipality=old))
    for definition in moved:
        stands_beside = definition.unit_id is None and definition.technology_id in has
        definition.municipality = into
        definition.former_municipality = definition.former_municipality or (old if stands_beside else None)
        definition.version += 1
        definition.save()
        noted(definition, ("municipality",))
    return len(moved)


def _place(by: Actor, unit: Unit | None) -> int:
    """The municipality for which the actor writes. Raises ``ValidationError`` for a unit that is not theirs."""
    if by.municipality_id is None or (unit is not None and unit.municipality_id != by.municipality_id):
        raise ValidationError({"unit": _("Enheden hører ikke til jeres kommune. Vælg en af jeres egne.")})
    if by.role == roles.UNIT_LEADER and (unit is None or unit.pk != by.unit_id):
        raise ValidationError({"unit": _("Du kan kun skrive for din egen enhed.")})
    return by.municipality_id


def _check_tier(by: Actor, tier: str, unit: Unit | None) -> None:
    allowed = {value for value, _label in tiers_for(by)} | ({Tier.UNIT.value} if unit is not None else set())
    if tier not in allowed:
        said = _("Du kan ikke vælge den synlighed. Det er kommunens tovholder, der deler ud over kommunen.")
        raise ValidationError({"tier": said})
