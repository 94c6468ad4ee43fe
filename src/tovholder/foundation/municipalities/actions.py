"""Writing the organisation: administrations, units and partners."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django_stubs_ext import StrPromise

from tovholder.foundation.audit.action import action, change, changed_set, created
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.lifecycle import LIFECYCLES
from tovholder.foundation.municipalities.models import Administration, Municipality, Partner, Unit
from tovholder.foundation.municipalities.selectors import open_units
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Moved:
    """What a merger moves from one unit to the other: so many of a kind. ``key`` is the key of the lifecycle plug."""

    key: str
    label: StrPromise | str
    count: int


@action("municipalities.create_administration")
def create_administration(*, municipality: Municipality, name: str, by: Actor) -> Administration:
    """A new administration. Raises ``ValidationError`` when the municipality has one of that name."""
    return created(Administration(municipality=municipality, name=name))


@action("municipalities.change_administration")
def change_administration(
    administration: Administration, *, name: str, by: Actor, expected_version: int | None = None
) -> Administration:
    """Rename an administration."""
    return change(administration, expected_version=expected_version, name=name)


@action("municipalities.close_administration")
def close_administration(
    administration: Administration, *, by: Actor, on: date | None = None, expected_version: int | None = None
) -> Administration:
    """Close an administration from the day ``on`` (today). Raises ``ValidationError`` while open units belong to it."""
    if open_units(administration.municipality_id).filter(administration=administration).exists():
        raise ValidationError(_("Forvaltningen har stadig enheder. Flyt eller nedlæg dem først."))
    return change(administration, expected_version=expected_version, closed_on=on or clock.today())


@action("municipalities.reopen_administration")
def reopen_administration(
    administration: Administration, *, by: Actor, expected_version: int | None = None
) -> Administration:
    """Take back that an administration was closed."""
    return change(administration, expected_version=expected_version, closed_on=None)


@action("municipalities.create_unit")
def create_unit(
    *,
    municipality: Municipality,
    name: str,
    type: Code,  # noqa: A002  # the field's own name, so that a form's values fit
    by: Actor,
    administration: Administration | None = None,
    target_groups: Iterable[Code] = (),
    address: str = "",
) -> Unit:
    """A new unit. Raises ``ValidationError`` when its name is taken or its administration belongs to somebody else."""
    _same_municipality(municipality.pk, administration)
    unit = created(
        Unit(municipality=municipality, name=name, type=type, administration=administration, address=address)
    )
    unit.target_groups.set(target_groups)
    return unit


@action("municipalities.change_unit")
def change_unit(
    unit: Unit,
    *,
    name: str,
    type: Code,  # noqa: A002  # the field's own name, so that a form's values fit
    administration: Administration | None,
    target_groups: Iterable[Code],
    address: str,
    by: Actor,
    expected_version: int | None = None,
) -> Unit:
    """Change what is known of a unit. Raises ``ValidationError`` as :func:`create_unit` does."""
    _same_municipality(unit.municipality_id, administration)
    change(
        unit,
        expected_version=expected_version,
        name=name,
        type=type,
        administration=administration,
        address=address,
    )
    wanted = list(target_groups)
    if {code.pk for code in wanted} != set(unit.target_groups.values_list("pk", flat=True)):
        # The groups live in a table of their own: the row's version must still tell the next editor that they changed.
        Unit.objects.filter(pk=unit.pk).update(version=F("version") + 1)
        unit.version += 1
        changed_set(unit, "target_groups", wanted)
    return unit


def _same_municipality(municipality_id: int, administration: Administration | None) -> None:
    if administration is not None and administration.municipality_id != municipality_id:
        raise ValidationError({"administration": _("Vælg en forvaltning i samme kommune.")})


@action("municipalities.close_unit")
def close_unit(unit: Unit, *, by: Actor, on: date | None = None, expected_version: int | None = None) -> Unit:
    """Close a unit from the day ``on`` (today); what it did stays readable."""
    return change(unit, expected_version=expected_version, closed_on=on or clock.today())


@action("municipalities.reopen_unit")
def reopen_unit(unit: Unit, *, by: Actor, expected_version: int | None = None) -> Unit:
    """Take back that a unit was closed. Raises ``ValidationError`` for a unit that was merged into another."""
    if unit.merged_into_id is not None:
        raise ValidationError(_("Enheden er lagt sammen med en anden og kan ikke åbnes igen. Opret en ny i stedet."))
    return change(unit, expected_version=expected_version, closed_on=None)


@action("municipalities.merge_units")
def merge_units(unit: Unit, *, into: Unit, by: Actor, expected_version: int | None = None) -> tuple[Moved, ...]:
    """Close ``unit`` and let all rooms move what belongs to it to ``into``. Gives what was moved, by room.

    Raises ``ValidationError`` unless both are open and of the same municipality.
    """
    today = clock.today()
    if unit.pk == into.pk or unit.municipality_id != into.municipality_id:
        raise ValidationError(_("Vælg en anden enhed i samme kommune."))
    if not (unit.is_open_on(today) and into.is_open_on(today)):
        raise ValidationError(_("Kun enheder, der ikke er nedlagt, kan lægges sammen."))
    change(unit, expected_version=expected_version, closed_on=today, merged_into=into)
    return tuple(
        Moved(plug.key, plug.moved_label, plug.unit_merged(unit, into, by))
        for plug in LIFECYCLES
        if plug.unit_merged is not None
    )


def merge_preview(unit: Unit, *, into: Unit, by: Actor) -> tuple[Moved, ...]:
    """What :func:`merge_units` would move: the merger is made and rolled back, so that the answer is exact."""
    with transaction.atomic():
        fresh = Unit.objects.get(pk=unit.pk)
        moved = merge_units(fresh, into=into, by=by)
        transaction.set_rollback(True)
    return moved


@action("municipalities.create_partner")
def create_partner(
    *,
    municipality: Municipality | None,
    name: str,
    kind: Code,
    by: Actor,
    website: str = "",
    experience: str = "",
) -> Partner:
    """A new partner of one municipality, or with None a shared one."""
    return created(Partner(municipality=municipality, name=name, kind=kind, website=website, experience=experience))


@action("municipalities.change_partner")
def change_partner(
    partner: Partner,
    *,
    name: str,
    kind: Code,
    website: str,
    experience: str,
    by: Actor,
    expected_version: int | None = None,
) -> Partner:
    """Change what is known of a partner."""
    return change(
        partner,
        expected_version=expected_version,
        name=name,
        kind=kind,
        website=website,
        experience=experience,
    )
