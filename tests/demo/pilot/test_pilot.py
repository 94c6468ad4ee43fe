"""The pilot municipality of the demo."""

import pytest

from tovholder.apps.projects.public import Project, Step, national_figures
from tovholder.demo.pilot import PILOT
from tovholder.foundation.municipalities.public import Unit

pytestmark = pytest.mark.django_db


def test_the_pilot_is_one_municipality_that_feels_real() -> None:
    """Six units, twelve projects on the map and three beside it, each with its history and its coordinator's name."""
    assert set(Project.objects.values_list("municipality__code", flat=True)) == {PILOT}
    assert (Project.objects.count(), Unit.objects.filter(municipality__code=PILOT).count()) == (15, 6)
    assert national_figures().projects == 12
    assert set(Step.objects.values_list("by_name", flat=True)) == {"Mette Krogh"}
    stopped = Project.objects.get(title="Stille nætter på Fyrreglimt")
    assert [step.to_status for step in stopped.steps.all()] == ["idea", "pilot", "stopped"]
