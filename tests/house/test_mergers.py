"""A municipality that became part of another leaves nothing behind that somebody should work on."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import models

from tests.landkort import project
from tests.people import municipality
from tests.reuse import shared
from tests.site.permission_world import made
from tovholder.apps.cases.models import Case
from tovholder.apps.packages.models import Thank
from tovholder.apps.projects.models import Project
from tovholder.foundation.municipalities.merging import merge_municipality
from tovholder.foundation.municipalities.models import Municipality
from tovholder.foundation.tables.models import ColumnMemory
from tovholder.kernel import clock
from tovholder.kernel.actor import SYSTEM

# What stays with the old municipality, and why. Another relation moves, by a Lifecycle handler of its room.
STAYS = {
    "audit.AuditEntry.municipality_id": "the log tells what happened where it happened; the new municipality reads it",
    "municipalities.Boundary.municipality": "a border of the map that was valid until the merger",
    "municipalities.Municipality.merged_into": "the way from an old municipality to the one it became part of",
    "municipalities.Population.municipality": "how many lived there is a published figure of its time",
    "municipalities.RegionMembership.municipality": "which region it belonged to, from when until when",
    "packages.Thank.municipality": "the old municipality said thanks; nobody answers for it any more",
    "projects.Project.former_municipality": "where a project began",
    "rethinking.WeightEdition.municipality": "how the old municipality weighed its list; nobody ranks by it any more",
    "technologies.LocalDefinition.former_municipality": "who wrote a definition that stands beside the new one's",
}


def _relations() -> Iterator[tuple[str, type[models.Model], models.Field[object, object]]]:
    """Every field that points at a municipality, with the tables between: a many-to-many field is one of them."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields():
            if not isinstance(field, models.Field) or field.many_to_many:
                continue
            bare = field.name == "municipality_id"
            if field.related_model is Municipality or bare:
                yield f"{model._meta.label}.{field.name}", model, field


def _owning(place: Municipality) -> set[str]:
    """The relations by which ``place`` owns at least one row."""
    return {
        label
        for label, model, field in _relations()
        if model._default_manager.filter(**{field.name: place.pk if field.related_model is None else place}).exists()
    }


def _world_of(place: Municipality) -> None:
    """One of everything, and what the world of the permissions does not have."""
    made()
    joint = project("Fælles", owner="Aarhus", participants=[place])
    ColumnMemory.objects.create(municipality=place, importer="projekter", headings={"title": "Titel"})
    Case.objects.filter(key="haderslev-e-distrikt").update(keeper=place)
    Case.objects.get(key="haderslev-e-distrikt").municipalities.add(place)
    Thank.objects.create(package=shared(), municipality=place, on=clock.today())
    assert list(Project.objects.get(pk=joint.pk).participants.all()) == [place]


@pytest.mark.django_db
def test_nothing_stays_behind_when_a_municipality_becomes_part_of_another() -> None:
    """The old one owned something by every relation; afterwards only what is listed as staying."""
    old, new = municipality("Syddjurs"), municipality("Norddjurs")
    _world_of(old)
    labels = {label for label, _model, _field in _relations()}
    assert sorted(labels - _owning(old) - set(STAYS)) == []
    merge_municipality(old, into=new, by=SYSTEM)
    assert sorted(_owning(old) - set(STAYS)) == []
    assert sorted(labels - _owning(new) - set(STAYS)) == []


def test_every_reason_to_stay_belongs_to_a_relation() -> None:
    """A relation that is gone is taken off the list, and a reason is a sentence."""
    labels = {label for label, _model, _field in _relations()}
    assert sorted(set(STAYS) - labels) == []
    assert [label for label, reason in STAYS.items() if len(reason.split()) < 4] == []
