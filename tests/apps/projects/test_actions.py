"""What can be done with one project."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest

from tests.deciding import answered
from tests.landkort import facts, project, refusal, registration
from tests.people import actor, code, municipality, unit
from tovholder.apps.projects.models import Removal, Revision
from tovholder.apps.projects.public import (
    EarlierStep,
    Project,
    ProjectRegistered,
    ProjectsChanged,
    ProjectStepped,
    Status,
    Step,
    change_project,
    confirm_project,
    register_projects,
    share_project,
    step_project,
    undo_import,
)
from tovholder.apps.projects.status import NEEDS_REASON, is_active
from tovholder.foundation.audit.action import ConflictError
from tovholder.foundation.audit.models import AuditEntry
from tovholder.foundation.events import bus
from tovholder.kernel.actor import SYSTEM
from tovholder.kernel.ids import new_id

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 21)

FOLLOWS = {
    "idea": {"pilot", "paused", "stopped"},
    "pilot": {"decision", "paused", "stopped"},
    "decision": {"implementing", "pilot", "paused", "stopped"},
    "implementing": {"in_operation", "pilot", "paused", "stopped"},
    "in_operation": {"ended", "implementing", "paused", "stopped"},
    "paused": {"idea", "stopped"},  # it was an idea when it was paused
    "stopped": {"idea", "pilot"},
    "ended": set(),
}


def _at(status: str, **values: Any) -> Project:
    """A project in a state, with a reason where one is asked for, and with everything that binds in place."""
    return answered(project(status=status, reason="Fordi." if status in NEEDS_REASON else "", **values))


@pytest.mark.parametrize("before", list(Status))
def test_a_project_goes_where_it_may_and_nowhere_else(before: str) -> None:
    """All eight targets from each state; a refused step leaves state, history and version as they were."""
    for after in Status:
        item = _at(before)
        expected = (before, 1, 1)
        if after in FOLLOWS[before]:
            step_project(by=SYSTEM, project=item, to_status=after, reason="Fordi.")
            expected = (after, 2, 2)
        else:
            said = refusal(lambda item=item, to=after: step_project(by=SYSTEM, project=item, to_status=to, reason="x"))  # type: ignore[misc]  # bound now
            assert list(said) == ["to_status"]
        item.refresh_from_db()
        assert (item.status, item.version, item.steps.count()) == expected


def test_a_state_that_does_not_exist_is_refused_by_its_name() -> None:
    """The sentence names both ends."""
    item = _at("idea")
    assert refusal(lambda: step_project(by=SYSTEM, project=item, to_status="fantasi")) == {
        "to_status": ["Et projekt med status Idé kan ikke gå direkte til fantasi."]
    }


@pytest.mark.parametrize("before", ["idea", "pilot", "decision", "implementing", "in_operation"])
def test_after_a_pause_a_project_goes_on_where_it_was(before: str) -> None:
    """Only back to that state, or stopped; on the way the project remembers."""
    item = _at(before)
    step_project(by=SYSTEM, project=item, to_status="paused", reason="Vi mangler folk.")
    assert item.before_pause == before
    for other in set(Status) - {Status(before), Status.STOPPED}:
        assert list(refusal(lambda other=other: step_project(by=SYSTEM, project=item, to_status=other))) == [  # type: ignore[misc]  # bound now
            "to_status"
        ]
    step_project(by=SYSTEM, project=item, to_status=before)
    item.refresh_from_db()
    assert (item.status, item.before_pause) == (before, "")


def test_a_project_registered_on_pause_knows_where_it_was() -> None:
    """The last state of its history before the pause; an idea when there is none."""
    told = _at(
        "paused", earlier_steps=[EarlierStep("pilot", date(2025, 1, 1)), EarlierStep("decision", date(2026, 1, 1))]
    )
    assert (told.before_pause, _at("paused").before_pause) == ("decision", "idea")
    assert [(step.from_status, step.to_status) for step in told.steps.all()] == [
        ("", "pilot"),
        ("pilot", "decision"),
        ("decision", "paused"),
    ]


@pytest.mark.parametrize(
    ("before", "after"), [("pilot", "paused"), ("pilot", "stopped"), ("in_operation", "ended"), ("idea", "paused")]
)
@pytest.mark.parametrize("reason", ["", "  \n "])
def test_a_pause_a_stop_and_an_end_tell_why(before: str, after: str, reason: str) -> None:
    """Without a reason, or with blanks, the step and the registration are refused at the field."""
    item = _at(before)
    said = {"reason": ["Skriv hvorfor. Det er det, andre kan lære af."]}
    assert refusal(lambda: step_project(by=SYSTEM, project=item, to_status=after, reason=reason)) == said
    assert refusal(lambda: project("Ny", status=after, reason=reason)) == said
    assert Project.objects.count() == 1


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2026, 11, 22), "Datoen ligger i fremtiden. Skriv den dag, det skete."),
        (date(2026, 3, 31), "Projektet fik sin nuværende status 01.04.2026. Det næste trin kan ikke ligge før."),
        (date(1, 1, 1), "Projektet fik sin nuværende status 01.04.2026. Det næste trin kan ikke ligge før."),
    ],
)
def test_a_step_lies_between_the_last_one_and_today(on: date, said: str) -> None:
    """Both ends are told at the date."""
    item = _at("idea", status_since=date(2026, 4, 1))
    assert refusal(lambda: step_project(by=SYSTEM, project=item, to_status="pilot", on=on)) == {"on": [said]}


@pytest.mark.parametrize("on", [date(2026, 4, 1), TODAY, None])
def test_both_ends_of_the_time_are_in_it(on: date | None) -> None:
    """The day of the last step, today, and today when no day is given."""
    item = _at("idea", status_since=date(2026, 4, 1))
    step_project(by=SYSTEM, project=item, to_status="pilot", on=on)
    item.refresh_from_db()
    assert (item.status_since, item.steps.last().on) == (on or TODAY, on or TODAY)  # type: ignore[union-attr]  # it has steps


def test_a_step_sets_the_dates_that_follow_from_it() -> None:
    """Stopped and ended on the day; begun with operation if nobody said when; taken up again it has no end."""
    item = _at("implementing", status_since=date(2026, 1, 1))
    step_project(by=SYSTEM, project=item, to_status="in_operation", on=date(2026, 2, 1))
    assert (item.started_on, item.ended_on) == (date(2026, 2, 1), None)
    step_project(by=SYSTEM, project=item, to_status="stopped", on=date(2026, 3, 1), reason="Fordi.")
    assert item.ended_on == date(2026, 3, 1)
    step_project(by=SYSTEM, project=item, to_status="pilot", on=date(2026, 4, 1))
    again = Project.objects.get(pk=item.pk)
    assert (again.started_on, again.ended_on, again.confirmed_on) == (date(2026, 2, 1), None, TODAY)
    begun = _at("implementing", started_on=date(2020, 1, 1))
    step_project(by=SYSTEM, project=begun, to_status="in_operation")
    assert begun.started_on == date(2020, 1, 1)


def test_a_step_before_the_stated_start_is_refused_in_words() -> None:
    """A project that begins next year cannot be stopped today: the sentence says so, and nothing is stored."""
    item = _at("idea", started_on=date(2027, 1, 1))
    said = refusal(lambda: step_project(by=SYSTEM, project=item, to_status="stopped", reason="Fordi."))
    assert said == {"__all__": ["Projektet kan ikke slutte, før det begynder."]}
    assert Project.objects.get().status == "idea"
    assert Step.objects.count() == 1


def test_learning_is_replaced_only_when_it_is_told() -> None:
    """A step without a word about it leaves it."""
    item = _at("idea", learning="Begynd småt.")
    step_project(by=SYSTEM, project=item, to_status="pilot")
    assert item.learning == "Begynd småt."
    step_project(by=SYSTEM, project=item, to_status="stopped", reason="Fordi.", learning="Mål først.")
    item.refresh_from_db()
    assert item.learning == "Mål først."


def test_a_project_keeps_who_took_its_steps() -> None:
    """Name and role as they were then."""
    by = actor()
    item = project(by=by)
    step = item.steps.get()
    assert (step.by_name, step.by_role, step.from_status, step.to_status) == (by.name, "coordinator", "", "idea")


def test_a_registration_is_as_old_as_it_says_and_never_younger_than_today() -> None:
    """The day of the state, else the start, else today; a start that lies ahead is no day of a state."""
    assert [
        project("a", status_since=date(2025, 5, 5), started_on=date(2024, 4, 4)).status_since,
        project("b", started_on=date(2024, 4, 4)).status_since,
        project("c").status_since,
        project("d", started_on=date(2030, 1, 1)).status_since,
    ] == [date(2025, 5, 5), date(2024, 4, 4), TODAY, TODAY]


def test_working_with_a_project_confirms_it() -> None:
    """Edited, taken a step or confirmed: today. Shared: as before."""
    old = date(2025, 1, 1)
    items = [answered(project(name, confirmed_on=old)) for name in "abcd"]
    change_project(by=SYSTEM, project=items[0], facts=facts("Ny titel"))
    step_project(by=SYSTEM, project=items[1], to_status="pilot")
    confirm_project(by=SYSTEM, project=items[2])
    share_project(by=SYSTEM, project=items[3], tier="public")
    assert [item.confirmed_on for item in items] == [TODAY, TODAY, TODAY, old]


@pytest.mark.parametrize(
    "write",
    [
        lambda item: change_project(by=SYSTEM, project=item, facts=facts("Ny"), expected_version=1),
        lambda item: step_project(by=SYSTEM, project=item, to_status="pilot", expected_version=1),
        lambda item: share_project(by=SYSTEM, project=item, tier="public", expected_version=1),
    ],
    ids=["change", "step", "share"],
)
def test_the_second_of_two_is_told_and_changes_nothing(write: Callable[[Project], object]) -> None:
    """The version that was read is no longer the newest."""
    item = answered(project())
    confirm_project(by=SYSTEM, project=Project.objects.get(pk=item.pk))
    with pytest.raises(ConflictError) as told:
        write(Project.objects.get(pk=item.pk))
    now = Project.objects.get(pk=item.pk)
    assert told.value.current == now
    assert (now.title, now.status, now.tier, now.version, now.steps.count()) == (
        "Skærmbesøg i bostøtten",
        "idea",
        "municipalities",
        2,
        1,
    )


def test_the_log_keeps_states_and_days_and_of_free_text_the_name_alone() -> None:
    """One entry for each act; what people wrote is not in it."""
    by = actor()
    item = project("Titel", by=by, need="HEMMELIGT behov")
    change_project(
        by=by, project=item, facts=facts("Titel", need="HEMMELIG ret", target_groups=[code("target_group", "dementia")])
    )
    step_project(by=by, project=item, to_status="stopped", reason="HEMMELIG grund", learning="HEMMELIG læring")
    share_project(by=by, project=item, tier="public")
    entries = list(AuditEntry.objects.filter(object_id=item.public_id).order_by("id"))
    assert [entry.action for entry in entries] == [
        "projects.register_project",
        "projects.change_project",
        "projects.step_project",
        "projects.share_project",
    ]
    assert all((entry.actor_name, entry.municipality_id) == (by.name, by.municipality_id) for entry in entries)
    assert "HEMMELIG" not in str([entry.changes for entry in entries])
    assert entries[1].changes == {"need": None, "revision": None, "target_groups": None}
    assert entries[2].changes == {
        "status": ["idea", "stopped"],
        "ended_on": [None, "2026-11-21"],
        "learning": None,
        "revision": None,
    }
    assert entries[3].changes == {"tier": ["municipalities", "public"], "revision": None}


@contextmanager
def _listening(kind: type[bus.Event], handler: Callable[[Any], None]) -> Iterator[None]:
    bus.handles(kind)(handler)
    try:
        yield
    finally:
        bus._handlers[kind].remove(handler)


def test_news_of_a_project_is_told_with_what_is_needed_to_find_it() -> None:
    """Registered, stepped, changed: in that order, each once."""
    told: list[bus.Event] = []
    with (
        _listening(ProjectRegistered, told.append),
        _listening(ProjectStepped, told.append),
        _listening(ProjectsChanged, told.append),
    ):
        item = answered(project())
        step_project(by=SYSTEM, project=item, to_status="pilot")
    assert told == [
        ProjectRegistered(project=item.public_id, municipality_id=item.municipality_id),
        ProjectsChanged(revision=1),
        ProjectStepped(project=item.public_id, from_status="idea", to_status="pilot"),
        ProjectsChanged(revision=2),
    ]


@pytest.mark.parametrize("how", ["register", "change", "step", "confirm", "share", "bulk", "undo"])
def test_what_fails_at_the_end_leaves_nothing(how: str) -> None:
    """A handler that fails undoes the project, its steps, the log and the counter."""
    batch = new_id()
    item = register_projects(by=SYSTEM, registrations=[registration("Før")], import_batch=batch)[0]
    if how == "step":
        answered(item)
    before = _everything()

    def fail(event: ProjectsChanged) -> None:
        raise RuntimeError("the room next door is on fire")

    act: dict[str, Callable[[], object]] = {
        "register": project,
        "change": lambda: change_project(by=SYSTEM, project=item, facts=facts("Ny", units=[unit()])),
        "step": lambda: step_project(by=SYSTEM, project=item, to_status="pilot"),
        "confirm": lambda: confirm_project(by=SYSTEM, project=item),
        "share": lambda: share_project(by=SYSTEM, project=item, tier="public"),
        "bulk": lambda: register_projects(by=SYSTEM, registrations=[registration("A"), registration("B")]),
        "undo": lambda: undo_import(by=SYSTEM, municipality_id=municipality().pk, import_batch=batch),
    }
    with _listening(ProjectsChanged, fail), pytest.raises(RuntimeError):
        act[how]()
    assert _everything() == before


def _everything() -> list[object]:
    return [
        list(Project.objects.values().order_by("pk")),
        list(Step.objects.values().order_by("pk")),
        list(Project.units.through.objects.values_list()),
        list(Removal.objects.values()),
        list(Revision.objects.values()),
        AuditEntry.objects.count(),
    ]


def test_active_is_what_somebody_works_with() -> None:
    """Five of eight states."""
    assert [status.value for status in Status if is_active(status)] == [
        "idea",
        "pilot",
        "decision",
        "implementing",
        "in_operation",
    ]
