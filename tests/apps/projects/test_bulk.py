"""Many projects at once: written like one, taken back, moved with their unit."""

from datetime import date

import pytest

from tests.landkort import facts, project, refusal, registration, technology
from tests.people import actor, code, holding, municipality, unit
from tovholder.apps.projects.bulk import move_unit
from tovholder.apps.projects.models import Removal
from tovholder.apps.projects.public import (
    EarlierStep,
    Project,
    Registration,
    change_project,
    register_project,
    register_projects,
    share_project,
    undo_import,
)
from tovholder.apps.projects.revisions import current_revision
from tovholder.kernel.actor import SYSTEM, Actor
from tovholder.kernel.ids import new_id

pytestmark = pytest.mark.django_db


def test_undoing_an_import_takes_what_nobody_worked_on_and_no_other() -> None:
    """Only that batch of that municipality; the columns are told who is gone; a second undo finds nothing."""
    batch = new_id()
    own = register_projects(by=SYSTEM, registrations=[registration(name) for name in "AB"], import_batch=batch)
    register_projects(by=SYSTEM, registrations=[registration("Fremmed", owner="Aarhus")], import_batch=batch)
    project("Egen")
    assert undo_import(by=SYSTEM, municipality_id=municipality().pk, import_batch=batch) == (2, [])
    assert sorted(Project.objects.values_list("title", flat=True)) == ["Egen", "Fremmed"]
    assert sorted(Removal.objects.values_list("project_key", flat=True)) == sorted(item.pk for item in own)
    assert set(Removal.objects.values_list("revision", flat=True)) == {current_revision()}
    assert undo_import(by=SYSTEM, municipality_id=municipality().pk, import_batch=batch) == (0, [])


def test_a_merged_unit_without_projects_changes_nothing() -> None:
    """No project, no new revision."""
    project()
    before = current_revision()
    assert move_unit(by=SYSTEM, old=unit("Tom"), new=unit("Ny")) == 0
    assert current_revision() == before


# --- many at once are treated like one --------------------------------------------------------------------------------


def _rich() -> Registration:
    return registration(
        "Ømt tæppe",
        unit=unit(),
        units=[unit("Plejecenter Ådalen")],
        participants=[municipality("Norddjurs")],
        target_groups=[code("target_group", "dementia")],
        paragraphs=[code("paragraph", "SEL-85")],
        summary="Vi prøver.",
        started_on=date(2024, 2, 29),
        ended_on=date(2025, 1, 1),
        contact_mailbox="velfaerd@syddjurs.example",
        results="Ro.",
        learning="Mål.",
        technology=technology("sengesensor"),
        scale=code("project_scale", "pilot"),
        status="stopped",
        status_since=date(2025, 1, 1),
        reason="For dyrt.",
        tier="unit",
        registered_on=date(2024, 3, 1),
        confirmed_on=date(2025, 2, 1),
        earlier_steps=[EarlierStep("idea", date(2023, 1, 1)), EarlierStep("pilot", date(2024, 2, 29))],
    )


def _as_stored(item: Project) -> dict[str, object]:
    item = Project.objects.get(pk=item.pk)
    own = {"id", "public_id", "revision"}
    plain = {field.name: getattr(item, field.attname) for field in Project._meta.fields if field.name not in own}
    many = {
        field.name: sorted(part.pk for part in getattr(item, field.name).all()) for field in Project._meta.many_to_many
    }
    steps = list(item.steps.values("from_status", "to_status", "on", "reason", "by_name", "by_role", "recorded_at"))
    return plain | many | {"steps": steps}


def test_a_project_of_many_is_stored_like_one_alone() -> None:
    """All fields, sets and steps are the same; only ids and revision are its own."""
    by = actor()
    alone = register_project(by=by, registration=_rich())
    (among,) = register_projects(by=by, registrations=[_rich()])
    assert _as_stored(alone) == _as_stored(among)


def _bad(name: str) -> Registration:
    return {
        "foreign unit": lambda: registration(unit=unit("Fremmed", municipality("Aarhus"))),
        "foreign units": lambda: registration(units=[unit("Fremmed", municipality("Aarhus"))]),
        "own participant": lambda: registration(participants=[municipality()]),
        "personal mailbox": lambda: registration(contact_mailbox=holding("reader").user.email.upper()),
        "no mailbox": lambda: registration(contact_mailbox="ikke en adresse"),
        "no reason": lambda: registration(status="stopped"),
        "no need": lambda: registration(need=""),
        "long title": lambda: registration("x" * 161),
        "ends before it begins": lambda: registration(started_on=date(2026, 1, 2), ended_on=date(2026, 1, 1)),
        "unit tier without unit": lambda: registration(tier="unit"),
        "unknown state": lambda: registration(status="fantasi"),
    }[name]()


@pytest.mark.parametrize(
    "name",
    [
        "foreign unit",
        "foreign units",
        "own participant",
        "personal mailbox",
        "no mailbox",
        "no reason",
        "no need",
        "long title",
        "ends before it begins",
        "unit tier without unit",
        "unknown state",
    ],
)
def test_what_is_refused_alone_is_refused_among_many_in_the_same_words(name: str) -> None:
    """The same fields and sentences; nothing of the others is stored either."""
    wrong, by = _bad(name), actor()
    alone = refusal(lambda: register_project(by=by, registration=wrong))
    among = refusal(lambda: register_projects(by=by, registrations=[registration("God"), wrong]))
    assert among == alone
    assert not Project.objects.exists()


def test_who_may_not_share_may_not_share_many_either() -> None:
    """A unit leader's tiers end at the municipality, one by one and together."""
    home = unit()
    by: Actor = actor("unit_leader", in_unit=home)
    wrong = registration(unit=home, tier="public")
    said = {"tier": ["Kun kommunens tovholder kan dele projektet med andre kommuner eller alle."]}
    assert refusal(lambda: register_project(by=by, registration=wrong)) == said
    assert refusal(lambda: register_projects(by=by, registrations=[wrong])) == said
    mine = project("Mit", by=by, unit=home, tier="unit")
    assert refusal(lambda: share_project(by=by, project=mine, tier="municipalities")) == said


def test_who_works_in_a_unit_registers_with_that_unit() -> None:
    """Else they could not change, and perhaps not see, what they have just made; beside others it is well."""
    home, other = unit(), unit("Plejecenter Ådalen")
    by = actor("unit_leader", in_unit=home)
    said = {"unit": ["Din egen enhed skal være med. Kommunens tovholder kan oprette projekter for andre."]}
    for wrong in (registration(tier="municipality"), registration(tier="unit", unit=other)):
        assert refusal(lambda wrong=wrong: register_project(by=by, registration=wrong)) == said  # type: ignore[misc]  # bound now
        assert refusal(lambda wrong=wrong: register_projects(by=by, registrations=[wrong])) == said  # type: ignore[misc]  # as above
    mine = project("Mit", by=by, unit=home, tier="municipality")
    assert refusal(lambda: change_project(by=by, project=mine, facts=facts("Væk", unit=other))) == said
    change_project(by=by, project=mine, facts=facts("Fælles", unit=other, units=[home]))
    assert Project.objects.get().title == "Fælles"
