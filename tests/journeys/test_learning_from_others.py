"""A coordinator wonders about screen visits, and leaves something for the next one who does."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.landkort import project, technology
from tests.pages import assert_clean_html, text_of
from tests.people import actor, client_of, code, holding, municipality
from tovholder.apps.packages.public import (
    Package,
    PackageFacts,
    Paper,
    PaperText,
    create_package,
    finish_package,
    share_package,
    write_paper,
)
from tovholder.apps.projects.public import Project
from tovholder.foundation.search.build import update
from tovholder.kernel.actor import SYSTEM
from tovholder.kernel.clock import clock_at

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 21)


def _read(client: Client, address: str) -> str:
    """The words of a page that is shown, and is well-formed."""
    page = client.get(address)
    assert page.status_code == 200, address
    assert_clean_html(page)
    return text_of(page)


def _sent(client: Client, address: str, data: dict[str, object]) -> str:
    """Send a form; the words of the page to which it leads."""
    answer = client.post(address, data)
    assert answer.status_code == 302, text_of(answer)
    return _read(client, answer["Location"])


def _lent() -> Package:
    """Norddjurs stopped its screen visits and shares its risk assessment."""
    project(
        "Skærmbesøg i aftenvagten",
        owner="Norddjurs",
        status="stopped",
        reason="Nettet kunne ikke bære det.",
        learning="Prøv nettet hos hver borger først.",
        would_change="Begynd i byen og ikke på landet.",
        stop_causes=[code("barrier_theme", "technical")],
    )
    package = create_package(
        by=SYSTEM,
        municipality=municipality("Norddjurs"),
        facts=PackageFacts(title="Papirer til skærmbesøg", technology=technology()),
    )
    text = PaperText(title="Risikovurdering", body="# Risici\n\nNettet falder ud.", finished=True)
    write_paper(by=SYSTEM, package=package, kind=code("paper_kind", "risk_assessment"), text=text)
    finish_package(by=SYSTEM, package=package)
    return share_package(by=actor("coordinator", at="Norddjurs"), package=package, confirmed=True)


@pytest.mark.database
@pytest.mark.requirement("MAP-01", "MAP-07")
def test_what_one_municipality_learnt_saves_the_next_one_the_trouble() -> None:
    """Find, compare, copy, register, confirm, stop and share; then another one finds it."""
    package = _lent()
    update()
    reader = client_of(holding("coordinator"))

    # Find: the word that people use leads to the technology, and its page to those who stopped and their papers.
    assert "Skærmbesøg" in _read(reader, f"{reverse('search:search')}?q=videobesøg")
    page = _read(reader, technology().get_absolute_url())
    for said in ("Hvad giver det?", "Hvad kræver det?", "Begynd i byen og ikke på landet.", "Papirer til skærmbesøg"):
        assert said in page
    assert "Nettet kunne ikke bære det." in _read(reader, f"{reverse('projects:learning')}?teknologi=skaermbesoeg")

    # Compare with something simpler.
    compared = _read(reader, f"{reverse('technologies:compare')}?t=skaermbesoeg&t=videoloesninger")
    assert ("Skærmbesøg" in compared, "Videoløsninger" in compared) == (True, True)

    # Copy the paperwork, and say thanks.
    theirs = Paper.objects.get(package=package)
    told = _sent(reader, reverse("packages:copy", args=[package.public_id]), {"papers": [theirs.pk]})
    assert "Kopien er jeres egen kladde." in told
    own = Package.objects.get(municipality=municipality())
    assert (own.tier, Paper.objects.get(package=own).body) == ("municipality", theirs.body)
    assert "givet videre til Norddjurs" in _sent(
        reader, reverse("packages:thank", args=[package.public_id]), {"sentence": "Det sparede os en uge."}
    )

    # Register, in one sending of the whole guide.
    given = {
        "need": "Borgerne venter på et besøg, der kan klares på skærm.",
        "title": "Skærmbesøg om morgenen",
        "technology": technology().pk,
        "scale": code("project_scale", "pilot").pk,
        "status": "pilot",
        "tier": "municipalities",
    }
    assert "Skærmbesøg om morgenen er oprettet." in _sent(reader, reverse("projects:new_project"), given)
    made = Project.objects.get(municipality=municipality())

    # A year later: confirmed with one button.
    later = TODAY + timedelta(days=400)
    with clock_at(later):
        assert "Skærmbesøg om morgenen" in _read(reader, reverse("projects:confirm_list"))
        assert "Ét projekt er bekræftet i dag." in _sent(
            reader, reverse("projects:confirm_list"), {"kun": str(made.public_id)}
        )
        made.refresh_from_db()
        assert made.confirmed_on == later

        # Stopped, and the learning shared.
        stop = {
            "version": made.version,
            "to_status": "stopped",
            "on_day": later.day,
            "on_month": later.month,
            "on_year": later.year,
            "on": later.isoformat(),
            "reason": "Leverandøren gik konkurs.",
            "learning": "Borgerne blev glade for de korte samtaler.",
            "would_change": "Skriv en exit-plan ind i aftalen.",
            "stop_causes": [code("barrier_theme", "organisation").pk],
        }
        _sent(reader, reverse("projects:step_project", args=[made.public_id]), stop)

        # Another municipality finds it: by the cause, by the words, and on the technology's page.
        update()
        other = client_of(holding("coordinator", at="Aarhus"))
        learnt = _read(other, f"{reverse('projects:learning')}?aarsag=organisation")
        assert ("Skriv en exit-plan ind i aftalen." in learnt, "Begynd i byen" in learnt) == (True, False)
        assert "Skærmbesøg om morgenen" in _read(other, f"{reverse('search:search')}?q=konkurs exit-plan")
        assert "Skriv en exit-plan ind i aftalen." in _read(other, technology().get_absolute_url())

    # What is nobody else's stays so.
    assert other.get(reverse("packages:package", args=[own.public_id])).status_code == 404
    assert Client().get(made.get_absolute_url()).status_code == 404
