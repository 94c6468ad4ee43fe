"""The demo's work tasks and organisational changes."""

import pytest

from tovholder.apps.process.public import OrganisationalChange
from tovholder.apps.rethinking.models import FieldProgramme, Trial, WorkTask
from tovholder.apps.rethinking.public import the_list
from tovholder.foundation.accounts.models import RoleHolding
from tovholder.foundation.accounts.seats import actor_of

pytestmark = pytest.mark.django_db


def test_syddjurs_has_gone_through_one_field_and_maps_another() -> None:
    """Every lane has tasks, one trial failed and told why, and what was changed takes fewer hours than before."""
    coordinator = RoleHolding.objects.get(user__email="mette.krogh@syddjurs.example")
    found = the_list(actor_of(coordinator))
    assert [row.task.title for row in found.first()[:3]] == [
        "Medicinbestilling pr. telefon",
        "Vagtplan flyttes mellem to systemer",
        "Dagbogsnotater skrives om aftenen",
    ]
    assert [count > 0 for count in found.count_by_lane().values()] == [True] * 5
    tasks = WorkTask.objects.filter(municipality=coordinator.municipality)
    assert (tasks.count(), tasks.filter(state="proposed").count()) == (23, 1)
    assert sorted(FieldProgramme.objects.values_list("field__code", "state")) == [
        ("health_elderly", "changing"),
        ("social", "mapping"),
    ]
    assert sorted(Trial.objects.values_list("outcome", flat=True)) == ["failed", "running", "worked"]
    assert [task.hours > (task.hours_after or 0) for task in found.changed()] == [True] * 3
    changes = OrganisationalChange.objects.filter(municipality=coordinator.municipality)
    assert sorted(changes.values_list("tier", flat=True)) == [
        "municipalities",
        "municipalities",
        "municipality",
    ]
