"""Stopping is learning: what a step asks, and the page on which others find it."""

import csv
import io
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.deciding import answered
from tests.landkort import project, technology
from tests.pages import text_of
from tests.people import actor, client_of, code, holding, municipality
from tovholder.apps.projects.filters import Filters, learning_choices
from tovholder.apps.projects.learning import cause_chart, find_learning
from tovholder.apps.projects.models import Project
from tovholder.apps.projects.public import step_project
from tovholder.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db

DAY = {"on_day": "1", "on_month": "10", "on_year": "2026"}


def _stopped(title: str, *causes: str, **values: object) -> Project:
    themes = [code("barrier_theme", cause) for cause in causes]
    given = {"status": "stopped", "reason": "Nettet faldt ud.", "tier": "public", "stop_causes": themes}
    return project(title, **(given | values))  # type: ignore[arg-type]  # names of its fields


@pytest.mark.requirement("MAP-07")
def test_a_stop_tells_what_stopped_it_and_what_would_be_done_differently() -> None:
    """All three are stored by the step, and another municipality finds them on one page before it begins."""
    item = project("Vasketoilet", status="pilot", status_since=date(2026, 1, 5), tier="municipalities")
    theme = code("barrier_theme", "technical")
    answer = client_of(holding()).post(
        reverse("projects:step_project", args=[item.public_id]),
        {
            "to_status": "stopped",
            "version": item.version,
            "reason": "Badeværelserne var for små.",
            "learning": "Mål rummene først.",
            "would_change": "Begynde på to steder.",
            "stop_causes": [theme.pk],
            **DAY,
        },
    )
    assert answer.status_code == 302
    item.refresh_from_db()
    assert (item.learning, item.would_change) == ("Mål rummene først.", "Begynde på to steder.")
    assert list(item.stop_causes.all()) == [theme]
    page = text_of(client_of(holding(at="Norddjurs")).get(reverse("projects:learning")))
    for told in ("Vasketoilet", "Badeværelserne var for små.", "Begynde på to steder.", theme.label):
        assert told in page
    assert "Vasketoilet" not in text_of(Client().get(reverse("projects:learning")))


def test_a_stop_without_learning_is_taken_with_a_word() -> None:
    """Warned, not refused; the project's own page asks again."""
    item = project("Tavs", status="pilot", status_since=date(2026, 1, 5))
    client = client_of(holding())
    sent = {"to_status": "stopped", "version": item.version, "reason": "Ingen penge.", **DAY}
    page = text_of(client.post(reverse("projects:step_project", args=[item.public_id]), sent, follow=True))
    assert "I har ikke skrevet, hvad I lærte." in page
    assert "Projektet er slut, men I har ikke skrevet, hvad I lærte." in page


def test_causes_are_told_at_a_stop_alone() -> None:
    """A pause keeps none; a project that is taken up again keeps what it learnt."""
    theme = code("barrier_theme", "law")
    item = answered(project(status="pilot"))
    step_project(by=SYSTEM, project=item, to_status="paused", reason="Venter.", stop_causes=[theme])
    assert list(item.stop_causes.all()) == []
    step_project(by=SYSTEM, project=item, to_status="stopped", reason="Slut.", stop_causes=[theme], would_change="Alt.")
    step_project(by=SYSTEM, project=item, to_status="pilot")
    item.refresh_from_db()
    assert (item.would_change, list(item.stop_causes.all())) == ("Alt.", [theme])


def test_causes_are_counted_over_those_that_tell_them() -> None:
    """Two of three tell; one tells two themes. Running projects do not count."""
    _stopped("A", "technical", "law")
    _stopped("B", "technical")
    _stopped("C")
    project("D", status="in_operation", tier="public")
    found = find_learning(actor(), Filters(), learning_choices())
    assert (found.found.total, found.told) == (3, 2)
    assert {cause.theme.code: cause.projects for cause in found.causes if cause.projects} == {
        "technical": 2,
        "law": 1,
    }
    chart = cause_chart(found, {})
    assert (chart.n, chart.points[0].value) == (2, 0)


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", {"Skærm", "Loft"}),
        ("aarsag=law", {"Loft"}),
        ("teknologi=skaermbesoeg", {"Skærm"}),
        ("kommune=norddjurs", {"Loft"}),
        ("aarsag=law&kommune=syddjurs", set()),
    ],
)
def test_what_was_stopped_is_narrowed(query: str, titles: set[str]) -> None:
    """By what stopped it, by technology, by place."""
    _stopped("Skærm", "technical")
    _stopped("Loft", "law", owner="Norddjurs", technology=technology("loftlift"))
    page = text_of(Client().get(f"{reverse('projects:learning')}?{query}"))
    assert {title for title in ("Skærm", "Loft") if f": {title}" in page} == titles


def test_a_filter_that_means_nothing_is_told_here_too() -> None:
    """400, in words."""
    assert Client().get(reverse("projects:learning") + "?aarsag=vejret").status_code == 400


def test_what_was_stopped_is_taken_along() -> None:
    """One row a project that the reader may see, with reason, causes and both texts."""
    _stopped("Åben", "technical", learning="Mål.", would_change="Begynde småt.")
    _stopped("Intern", tier="municipality")
    sent = Client().get(reverse("projects:learning_file", args=["csv"])).getvalue().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(sent), delimiter=";"))
    assert [(row["Titel"], row["Hvorfor"], row["Det ville vi gøre anderledes"]) for row in rows] == [
        ("Åben", "Nettet faldt ud.", "Begynde småt.")
    ]


def test_the_page_of_a_technology_tells_what_was_learnt_with_it() -> None:
    """Its own, and not another's."""
    _stopped("Skærm", would_change="Spørg først.")
    _stopped("Loft", technology=technology("loftlift"), would_change="Mål først.")
    page = text_of(Client().get(technology().get_absolute_url()))
    assert "Spørg først." in page
    assert "Mål først." not in page


def test_more_stopped_projects_ask_no_more_questions() -> None:
    """The page costs the same for three as for twenty."""
    client = client_of(holding())
    counts = []
    for number in (3, 17):
        for each in range(number):
            _stopped(f"Projekt {number} {each}", "technical", participants=[municipality("Norddjurs")])
        client.get(reverse("projects:learning"))
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("projects:learning"))
        counts.append(len(asked))
    assert counts[0] == counts[1]
