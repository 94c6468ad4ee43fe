"""The corners of the rooms' smaller functions: a leap day, a history that ends in the present, cells that clash."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.landkort import project, technology
from tests.people import actor, holding
from tovholder.apps.projects.filters import COLUMN_OF, Filters
from tovholder.apps.projects.importing import prepare
from tovholder.apps.projects.models import months_before
from tovholder.apps.projects.public import EarlierStep
from tovholder.apps.projects.selectors import similar_projects, waiting_for
from tovholder.apps.projects.showing import learning_from_others
from tovholder.foundation.tables.public import read_sheet
from tovholder.kernel.actor import ANONYMOUS

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2024, 2, 29), 12, date(2023, 2, 28)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2026, 1, 31), -1, date(2026, 2, 28)),
        (date(2026, 7, 31), 1, date(2026, 6, 30)),
        (date(2026, 11, 21), 12, date(2025, 11, 21)),
        (date(2026, 1, 1), 1, date(2025, 12, 1)),
    ],
)
def test_months_are_counted_to_the_last_day_there_is(day: date, months: int, expected: date) -> None:
    """Backwards, and forwards with a negative number."""
    assert months_before(day, months) == expected


def test_a_history_that_ends_in_the_present_state_gets_no_step_twice() -> None:
    """The last earlier step is the present one."""
    item = project(
        status="pilot", earlier_steps=[EarlierStep("idea", date(2025, 1, 1)), EarlierStep("pilot", date(2026, 1, 1))]
    )
    assert [step.to_status for step in item.steps.all()] == ["idea", "pilot"]


@pytest.mark.parametrize(
    ("cells", "column", "said"),
    [
        ("01-02-2026;01-01-2026;;", "ended_on", "Projektet kan ikke slutte, før det begynder."),
        (";;22-11-2026;", "status_since", "Datoen ligger i fremtiden."),
        (";;;ikke en adresse", "contact_mailbox", "Indtast en gyldig e-mail-adresse."),
        (
            ";;;READER@syddjurs.example",
            "contact_mailbox",
            "Adressen er en persons egen. Skriv en postkasse, som flere læser: den kan blive offentlig.",
        ),
    ],
)
def test_cells_that_cannot_be_are_told_at_their_column(cells: str, column: str, said: str) -> None:
    """Order of days, a day ahead, no address, and a person's own."""
    holding("reader")
    head = "title;need;technology;started_on;ended_on;status_since;contact_mailbox"
    sheet = read_sheet(SimpleUploadedFile("liste.csv", f"{head}\nSensor;Ro;sengesensor;{cells}\n".encode()))
    (row,) = prepare(actor(), sheet, {name: name for name in head.split(";")}).rows
    assert [(error.column, error.text) for error in row.errors] == [(column, said)]


def test_who_has_no_municipality_is_asked_to_confirm_nothing() -> None:
    """Strangers and suppliers have no week on Landkortet."""
    project("Gammelt", tier="public", confirmed_on=date(2020, 1, 1))
    assert waiting_for(ANONYMOUS, date(2026, 12, 1)) == []
    assert waiting_for(actor("supplier"), date(2026, 12, 1)) == []


def test_others_projects_with_the_same_technology_and_what_was_learnt_from_stopped_ones() -> None:
    """Not the own municipality's, not what is hidden; only stopped ones that tell something."""
    mine = project("Mit")
    project("Også mit")
    project("Deres", owner="Aarhus")
    project("Skjult", owner="Aarhus", tier="municipality")
    project("Andet", owner="Aarhus", technology=technology("loftlift"))
    project("Stoppet", owner="Odense", status="stopped", reason="Fordi", learning="Mål først.")
    project("Tavst", owner="Odense", status="stopped", reason="Fordi", technology=technology("loftlift"))
    by = actor()
    assert sorted(item.title for item in similar_projects(by, mine)) == ["Deres", "Stoppet"]
    assert [item.title for item in learning_from_others(by)] == ["Stoppet"]


def test_a_filter_is_taken_off_without_the_others() -> None:
    """The query of an address, page 1 again."""
    filters = Filters(chosen={"status": ("pilot", "idea"), "kommune": ("aarhus",)}, text="søg", sort="titel", page=3)
    assert filters.without("status", "pilot") == "status=idea&kommune=aarhus&q=s%C3%B8g&sorter=titel"
    assert filters.without("kommune", "aarhus") == "status=pilot&status=idea&q=s%C3%B8g&sorter=titel"
    assert filters.any_chosen
    assert not Filters().any_chosen
    assert (Filters().query(), Filters(stale_only=True).query()) == ("", "foraeldet=ja")
    assert set(COLUMN_OF) >= set(filters.chosen)
