"""The columns say what the database says, before and after every write."""

from collections import Counter

import pytest

from tests.deciding import answered
from tests.landkort import project, registration, technology
from tests.people import actor, code, municipality, unit
from tovholder.apps.projects.columns import current_columns, forget_columns
from tovholder.apps.projects.public import (
    Project,
    Status,
    national_figures,
    register_projects,
    share_project,
    step_project,
    undo_import,
)
from tovholder.foundation.visibility.tiers import audience_of
from tovholder.kernel.actor import ANONYMOUS, SYSTEM
from tovholder.kernel.ids import new_id

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def _several() -> list[Project]:
    """Projects of three municipalities over all tiers, states and sizes."""
    own = unit()
    return [
        project("A", tier="public", status="in_operation"),
        project("B", tier="municipalities", status="pilot", technology=technology("vasketoilet")),
        project("C", tier="municipality", participants=[municipality("Norddjurs")]),
        project("D", tier="unit", unit=own),
        project("E", tier="unit", unit=unit("Plejecenter Ådalen"), units=[own]),
        project("F", owner="Norddjurs", tier="municipalities", participants=[municipality("Syddjurs")]),
        project("G", owner="Aarhus", tier="municipality"),
        project("H", owner="Aarhus", tier="public", scale=code("project_scale", "experiment")),
        project("I", owner="Region Midtjylland", tier="public"),
    ]


def _titles(keys: list[int]) -> list[str]:
    return sorted(Project.objects.filter(pk__in=keys).values_list("title", flat=True))


@pytest.mark.parametrize(
    ("role", "place", "in_unit", "expected"),
    [
        ("anonymous", None, False, "AHI"),
        ("supplier", None, False, "AHI"),
        ("national_editor", None, False, "ABFHI"),
        ("reader", "Syddjurs", False, "ABCFHI"),
        ("coordinator", "Syddjurs", False, "ABCDEFHI"),
        ("staff", "Syddjurs", True, "ABCDEFHI"),
        ("council_member", "Syddjurs", False, "ABCFHI"),
        ("coordinator", "Norddjurs", False, "ABCFHI"),
        ("coordinator", "Aarhus", False, "ABFGHI"),
        ("reader", "Skanderborg", False, "ABFHI"),
    ],
)
def test_an_audience_sees_the_same_rows_in_columns_and_in_the_database(
    role: str, place: str | None, in_unit: bool, expected: str
) -> None:
    """One rule, three readings (columns, SQL, rows): all give exactly the expected projects."""
    _several()
    who = ANONYMOUS if role == "anonymous" else actor(role, at=place, in_unit=unit() if in_unit else None)
    columns = current_columns()
    from_columns = columns.keys[columns.seen_by(audience_of(who))].tolist()
    assert "".join(_titles(from_columns)) == expected
    assert "".join(sorted(Project.objects.visible_to(who).values_list("title", flat=True))) == expected
    on_rows = [item.title for item in Project.objects.with_facts() if item.is_seen_by(audience_of(who))]
    assert "".join(sorted(on_rows)) == expected


def test_columns_that_followed_every_write_equal_columns_loaded_anew() -> None:
    """Registering, changing, sharing, importing and undoing: caught up and freshly loaded are the same."""
    made = _several()
    current_columns()
    step_project(by=SYSTEM, project=made[1], to_status=Status.DECISION)
    share_project(by=SYSTEM, project=made[2], tier="public")
    current_columns()
    batch = new_id()
    register_projects(
        by=SYSTEM,
        registrations=[
            registration(f"Import {number}", paragraphs=[code("paragraph", "SEL-85")]) for number in range(3)
        ],
        import_batch=batch,
    )
    current_columns()
    undo_import(by=SYSTEM, municipality_id=municipality().pk, import_batch=batch)
    followed = _as_rows()
    forget_columns()
    assert followed == _as_rows()
    assert len(followed) == 9


def _as_rows() -> list[tuple[object, ...]]:
    columns = current_columns()
    groups: dict[int, list[int]] = {}
    for row, place in zip(
        columns.table.many["municipality"].rows, columns.table.many["municipality"].codes, strict=True
    ):
        groups.setdefault(int(row), []).append(int(place))
    inside = Counter(int(row) for row in columns.units[0])
    return sorted(
        (
            int(key),
            tuple(int(column.codes[row]) for _name, column in sorted(columns.table.one.items())),
            tuple(sorted(groups[row])),
            inside[row],
            int(columns.changed_at[row]),
            int(columns.confirmed[row]),
            bytes(columns.sort_keys[row]),
        )
        for row, key in enumerate(columns.keys)
    )


@pytest.mark.requirement("MAP-06")
def test_the_national_figures_count_what_is_shared_and_no_experiment() -> None:
    """A, B and F are shared projects of municipalities; the experiment, the region's and the internal ones are not."""
    _several()
    figures = national_figures()
    assert figures.projects == 3
    assert [count.municipality.name for count in figures.with_projects] == ["Norddjurs", "Syddjurs"]
    assert {count.municipality.name: count.projects for count in figures.with_projects} == {
        "Norddjurs": 1,
        "Syddjurs": 3,
    }
    assert len(figures.without_projects) == 96
    assert figures.by_status["in_operation"] == 1
    assert sum(category.total for category in figures.by_category) == 3
    assert figures.registered_by_year[2026] == 3


def test_undoing_an_import_leaves_what_was_worked_on() -> None:
    """Nothing is lost: the project that somebody has changed stays, and is named; the other one goes."""
    batch = new_id()
    made = register_projects(by=SYSTEM, registrations=[registration("Rørt"), registration("Urørt")], import_batch=batch)
    step_project(by=SYSTEM, project=answered(Project.objects.get(pk=made[0].pk)), to_status=Status.PILOT)
    removed, kept = undo_import(by=SYSTEM, municipality_id=municipality().pk, import_batch=batch)
    assert (removed, [project.title for project in kept]) == (1, ["Rørt"])
    assert list(Project.objects.values_list("title", flat=True)) == ["Rørt"]
