"""Administrations, units and partners are written by actions that keep tenants, names and versions apart."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from tests.people import actor, code, municipality, supplier_partner, unit
from tovholder.foundation.audit.action import ConflictError
from tovholder.foundation.audit.models import AuditEntry
from tovholder.foundation.municipalities.lifecycle import LIFECYCLES, Lifecycle
from tovholder.foundation.municipalities.public import (
    Administration,
    Moved,
    Partner,
    Unit,
    change_partner,
    change_unit,
    close_administration,
    close_unit,
    create_administration,
    create_partner,
    create_unit,
    merge_preview,
    merge_units,
    organisation,
    reopen_unit,
)
from tovholder.kernel.actor import Actor

pytestmark = pytest.mark.django_db


def _move_addresses(old: Unit, new: Unit, by: Actor) -> int:
    """A room's answer to a merger: the address moves along."""
    return Unit.objects.filter(pk=new.pk).update(address=old.address)


@pytest.fixture
def moving_room() -> Iterator[None]:
    """A room that has something to move when units are merged."""
    LIFECYCLES.register(Lifecycle(key="tests.addresses", unit_merged=_move_addresses, moved_label="adresser"))
    yield
    del LIFECYCLES._plugs["tests.addresses"]


@pytest.mark.requirement("ORG-03")
def test_a_municipality_has_two_levels() -> None:
    """Units stand under their administration, and those without one by themselves, both in Danish order."""
    by, owner = actor(), municipality()
    social = create_administration(municipality=owner, name="Social", by=by)
    elder = create_administration(municipality=owner, name="Ældre", by=by)
    housing = code("unit_type", "housing")
    island = create_unit(municipality=owner, name="Øen", type=housing, administration=social, by=by)
    acorn = create_unit(municipality=owner, name="Agernet", type=housing, administration=social, by=by)
    loose = create_unit(municipality=owner, name="Bakken", type=housing, by=by)
    branches = organisation(owner.pk).branches
    assert [(branch.administration, branch.units) for branch in branches] == [
        (social, (acorn, island)),
        (elder, ()),
        (None, (loose,)),
    ]


def test_a_unit_cannot_stand_under_another_municipalitys_administration() -> None:
    """The administration must be the own municipality's."""
    foreign = Administration.objects.create(municipality=municipality("Randers"), name="Omsorg")
    with pytest.raises(ValidationError) as refused:
        create_unit(
            municipality=municipality(),
            name="Øen",
            type=code("unit_type", "housing"),
            administration=foreign,
            by=actor(),
        )
    assert refused.value.message_dict == {"administration": ["Vælg en forvaltning i samme kommune."]}


@pytest.mark.requirement("ORG-05")
def test_a_unit_has_target_groups_and_changing_them_counts_as_an_edit() -> None:
    """Who read the unit before the groups changed is told of the conflict."""
    by = actor()
    groups = [code("target_group", "autism"), code("target_group", "vulnerable_young")]
    made = create_unit(
        municipality=municipality(), name="Øen", type=code("unit_type", "housing"), target_groups=groups, by=by
    )
    assert set(made.target_groups.all()) == set(groups)
    same: dict[str, Any] = {"name": made.name, "type": made.type, "administration": None, "address": ""}
    change_unit(made, target_groups=groups[:1], by=by, expected_version=1, **same)
    assert (made.version, list(made.target_groups.all())) == (2, groups[:1])
    with pytest.raises(ConflictError):
        change_unit(Unit.objects.get(pk=made.pk), target_groups=groups, by=by, expected_version=1, **same)


def test_an_administration_with_open_units_is_not_closed() -> None:
    """First the units, then the administration: nothing is left hanging."""
    by, owner = actor(), municipality()
    social = create_administration(municipality=owner, name="Social", by=by)
    made = create_unit(municipality=owner, name="Øen", type=code("unit_type", "housing"), administration=social, by=by)
    with pytest.raises(ValidationError) as refused:
        close_administration(social, by=by)
    assert refused.value.messages == ["Forvaltningen har stadig enheder. Flyt eller nedlæg dem først."]
    close_unit(made, by=by)
    assert close_administration(social, by=by).closed_on == date(2026, 11, 21)


def test_a_unit_closed_by_mistake_is_opened_again() -> None:
    """Closing loses nothing."""
    made = unit()
    close_unit(made, on=date(2026, 11, 1), by=actor())
    assert [item.name for item in organisation(made.municipality_id).closed_units] == [made.name]
    assert reopen_unit(made, by=actor()).closed_on is None


@pytest.mark.usefixtures("moving_room")
def test_merging_moves_what_rooms_own_and_leaves_the_old_unit_closed_with_its_successor() -> None:
    """The old unit stays, closed and pointing to the new one; the rooms' hooks ran in the same transaction."""
    by, old, new = actor(), unit("Øen"), unit("Fyret")
    Unit.objects.filter(pk=old.pk).update(address="Havnen 1")
    old.refresh_from_db()
    moved = merge_units(old, into=new, by=by)
    assert Moved("tests.addresses", "adresser", 1) in moved
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.closed_on, old.merged_into, new.address) == (date(2026, 11, 21), new, "Havnen 1")
    entry = AuditEntry.objects.get(action="municipalities.merge_units")
    assert (entry.object_id, entry.changes) == (old.public_id, {"closed_on": [None, "2026-11-21"], "merged_into": None})


@pytest.mark.usefixtures("moving_room")
def test_the_preview_of_a_merger_tells_exactly_what_moves_and_changes_nothing() -> None:
    """What is shown is what will happen, and nothing has happened yet."""
    by, old, new = actor(), unit("Øen"), unit("Fyret")
    assert Moved("tests.addresses", "adresser", 1) in merge_preview(old, into=new, by=by)
    old.refresh_from_db()
    assert (old.closed_on, old.merged_into, old.version) == (None, None, 1)
    assert not AuditEntry.objects.filter(action="municipalities.merge_units").exists()


def test_units_of_two_municipalities_are_never_merged() -> None:
    """A tenant's records stay with the tenant."""
    with pytest.raises(ValidationError) as refused:
        merge_units(unit("Øen"), into=unit("Fyret", municipality("Randers")), by=actor())
    assert refused.value.messages == ["Vælg en anden enhed i samme kommune."]


def test_a_merged_unit_is_neither_merged_again_nor_opened() -> None:
    """What moved cannot be called back by opening the empty shell."""
    by, old, new = actor(), unit("Øen"), unit("Fyret")
    merge_units(old, into=new, by=by)
    with pytest.raises(ValidationError):
        merge_units(old, into=new, by=by)
    with pytest.raises(ValidationError):
        reopen_unit(old, by=by)


@pytest.mark.requirement("ORG-22")
@pytest.mark.parametrize(
    "kind",
    ["it_supplier", "volunteer_centre", "local_company", "communication_centre", "researcher", "education"],
)
def test_partners_of_every_kind_can_be_named(kind: str) -> None:
    """Suppliers, volunteer centres, companies, communication centres, researchers and schools."""
    made = create_partner(municipality=municipality(), name="Broen", kind=code("partner_kind", kind), by=actor())
    assert Partner.objects.get(pk=made.pk).kind.code == kind


def test_the_second_of_two_editors_of_a_partner_is_told() -> None:
    """A partner carries a version."""
    by, partner = actor("national_editor"), supplier_partner()
    values: dict[str, Any] = {"name": partner.name, "kind": partner.kind, "website": ""}
    change_partner(partner, experience="God til skærme", by=by, expected_version=1, **values)
    with pytest.raises(ConflictError):
        change_partner(Partner.objects.get(pk=partner.pk), experience="Dyr", by=by, expected_version=1, **values)


@pytest.mark.requirement("ORG-02")
def test_a_region_has_units_and_a_coordinator_as_a_municipality_has() -> None:
    """A region is a tenant: its own coordinator makes its administrations and units."""
    region = municipality("Region Midtjylland")
    by = actor("region", at=region)
    social = create_administration(municipality=region, name="Socialområdet", by=by)
    made = create_unit(
        municipality=region, name="Specialområde Øst", type=code("unit_type", "housing"), administration=social, by=by
    )
    assert by.municipality_id == region.pk
    assert organisation(region.pk).branches[0].units == (made,)
