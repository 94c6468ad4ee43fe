"""Joint projects: each municipality says yes or no itself, tells how it goes, and may leave."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.landkort import facts, project, refusal, registration
from tests.pages import text_of
from tests.people import actor, client_of, holding, municipality
from tovholder.apps.projects.columns import current_columns
from tovholder.apps.projects.figures import national_figures
from tovholder.apps.projects.joint import (
    accept_invitation,
    decline_invitation,
    describe_participation,
    leave_project,
)
from tovholder.apps.projects.models import Participation, Project
from tovholder.apps.projects.public import change_project, register_projects
from tovholder.apps.projects.selectors import invitations
from tovholder.foundation.accounts.seats import actor_of
from tovholder.foundation.audit.action import ConflictError
from tovholder.foundation.notices.public import Notice
from tovholder.foundation.visibility.tiers import audience_of
from tovholder.foundation.work.public import WORK_SOURCES
from tovholder.kernel.actor import SYSTEM, Actor

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 21)


def _invited(tier: str = "municipality") -> tuple[Project, Participation, Actor, Actor]:
    """Syddjurs has invited Norddjurs: project, row, and who acts for each."""
    lead, other = actor(), actor(at="Norddjurs")
    item = project("Fælles", by=lead, tier=tier, participants=[municipality("Norddjurs")])
    return item, item.participations.get(), lead, other


def _counted() -> set[str]:
    return {count.municipality.name for count in national_figures().with_projects}


@pytest.mark.requirement("MAP-08")
def test_an_invited_municipality_takes_part_from_its_own_yes() -> None:
    """Until then it neither counts nor sees beyond the tier; after it the project counts once and at both."""
    item, row, _lead, other = _invited("municipalities")
    assert (row.state, list(item.participants.all())) == ("invited", [])
    assert _counted() == {"Syddjurs"}
    accept_invitation(by=other, participation=row, local_contact="vt@norddjurs.example", note="To teams.")
    item.refresh_from_db()
    assert list(item.participants.all()) == [municipality("Norddjurs")]
    assert (row.state, row.joined_on, item.version) == ("joined", TODAY, 2)
    assert _counted() == {"Syddjurs", "Norddjurs"}
    assert national_figures().projects == 1


def test_what_is_seen_changes_with_the_yes_and_the_good_bye() -> None:
    """In the database and in the columns alike; the one who left no longer sees what is internal."""
    item, row, _lead, other = _invited()

    def seen() -> tuple[bool, bool]:
        in_columns = current_columns().seen_by(audience_of(other))
        return Project.objects.visible_to(other).filter(pk=item.pk).exists(), bool(in_columns.any())

    assert seen() == (False, False)
    accept_invitation(by=other, participation=row)
    assert seen() == (True, True)
    leave_project(by=other, participation=row, reason="Vi mangler folk.")
    assert seen() == (False, False)
    assert (row.state, row.left_on, row.reason) == ("left", TODAY, "Vi mangler folk.")


def test_a_municipality_that_left_may_be_invited_anew_and_its_history_stands() -> None:
    """Two rows: the old one as it was, the new one open."""
    item, row, lead, other = _invited()
    accept_invitation(by=other, participation=row)
    leave_project(by=other, participation=row, reason="Pause.")
    change_project(
        by=lead, project=Project.objects.get(), facts=facts("Fælles", participants=[municipality("Norddjurs")])
    )
    assert sorted(item.participations.values_list("state", flat=True)) == ["invited", "left"]


def test_the_lead_may_take_an_invitation_back_and_let_a_municipality_go() -> None:
    """The invitation is withdrawn; the participation ends with a reason; the others stay."""
    lead = actor()
    third = municipality("Favrskov")
    item = project("Fælles", by=lead, participants=[municipality("Norddjurs"), third])
    accept_invitation(by=actor(at="Favrskov"), participation=item.participations.get(municipality=third))
    change_project(by=lead, project=Project.objects.get(), facts=facts("Fælles", participants=[third]))
    states = dict(item.participations.values_list("municipality__name", "state"))
    assert states == {"Norddjurs": "withdrawn", "Favrskov": "joined"}
    change_project(by=lead, project=Project.objects.get(), facts=facts("Fælles"))
    gone = item.participations.get(municipality=third)
    assert (gone.state, gone.left_on, gone.reason) == (
        "left",
        TODAY,
        "Den ansvarlige kommune tog jer ud af projektet.",
    )
    assert list(item.participants.all()) == []


def test_no_thank_you_is_told_to_those_who_asked() -> None:
    """With the reason on the project's page; it cannot be said twice."""
    item, row, _lead, other = _invited("municipalities")
    decline_invitation(by=other, participation=row, reason="Ikke i år.")
    assert (row.state, row.reason, list(item.participants.all())) == ("declined", "Ikke i år.", [])
    with pytest.raises(ValidationError, match="Sagde nej tak"):
        accept_invitation(by=other, participation=row)


def test_leaving_has_a_day_and_a_reason() -> None:
    """Neither in the future nor before it began, and never without why."""
    _item, row, _lead, other = _invited()
    accept_invitation(by=other, participation=row)

    def say(reason: str, on: date | None = None) -> dict[str, list[str]]:
        return refusal(lambda: leave_project(by=other, participation=row, reason=reason, on=on))

    assert say(reason="x", on=date(2026, 11, 22)) == {"on": ["Datoen ligger i fremtiden. Skriv den dag, det skete."]}
    assert say(reason="x", on=date(2026, 11, 20)) == {"on": ["I kan ikke forlade projektet, før I kom med."]}
    assert say(reason=" ") == {"reason": ["Skriv hvorfor. Det er det, andre kan lære af."]}


def test_a_persons_own_address_is_no_local_contact() -> None:
    """As with the project's own."""
    _item, row, _lead, other = _invited()
    held = holding(at="Norddjurs", role="reader")
    said = refusal(lambda: accept_invitation(by=other, participation=row, local_contact=held.user.email))
    assert list(said) == ["local_contact"]


def test_two_who_answer_at_once_are_told() -> None:
    """The second one's version is old; and whoever edits the project meanwhile is told, too."""
    item, row, lead, other = _invited()
    accept_invitation(by=other, participation=row, expected_version=1)
    with pytest.raises(ConflictError):
        describe_participation(
            by=other, participation=Participation.objects.get(), local_contact="", note="Nyt", expected_version=1
        )
    with pytest.raises(ConflictError):
        change_project(by=lead, project=Project.objects.get(pk=item.pk), facts=facts("Fælles"), expected_version=1)


def test_an_invitation_waits_in_the_week_and_answers_are_noticed() -> None:
    """The invited coordinator's week and notices, then the lead's notices."""
    lead_held, other_held = holding(), holding(at="Norddjurs")
    client = client_of(other_held)
    lead, other = actor_of(lead_held), actor_of(other_held)
    item = project("Fælles", by=lead, participants=[municipality("Norddjurs")])
    row = item.participations.get()
    waiting = WORK_SOURCES["projects.invitations"].items(other, TODAY)
    address = reverse("projects:participation", args=[row.public_id])
    assert [(found.title, found.url) for found in waiting] == [("Svar på invitationen til Fælles", address)]
    assert WORK_SOURCES["projects.invitations"].items(actor("reader", at="Norddjurs"), TODAY) == []
    assert Notice.objects.get(user=other_held.user).about == "Syddjurs Kommune inviterer jer med i Fælles."
    assert "Vil I være med?" in text_of(client.get(address))
    said = client.post(address, {"note": "To teams er i gang.", "version": row.version}, follow=True)
    assert "I er med i Fælles." in text_of(said)
    assert invitations(other) == []
    assert Notice.objects.get(user=lead_held.user).about == "Norddjurs Kommune er med i Fælles."
    page = text_of(client_of(holding("reader", at="Aarhus")).get(item.get_absolute_url()))
    assert "To teams er i gang." in page
    client.post(
        reverse("projects:leave_participation", args=[row.public_id]),
        {
            "version": row.version + 1,
            "reason": "Vi flytter.",
            "on_day": "21",
            "on_month": "11",
            "on_year": "2026",
        },
    )
    row.refresh_from_db()
    assert (row.state, row.left_on) == ("left", TODAY)


def test_an_invitation_is_told_to_the_two_it_concerns() -> None:
    """A third municipality reads nothing of it on the page."""
    item, _row, _lead, _other = _invited("municipalities")

    def told(place: str) -> bool:
        return "Norddjurs Kommune" in text_of(client_of(holding(at=place)).get(item.get_absolute_url()))

    assert (told("Aarhus"), told("Norddjurs")) == (False, True)
    lead_page = client_of(holding("programme_manager")).get(item.get_absolute_url())
    assert "Inviteret" in text_of(lead_page)
    assert "Norddjurs Kommune" not in text_of(Client().get(reverse("projects:list")))


def test_many_at_once_invite_as_one_does() -> None:
    """An import invites; what is known to be agreed has joined."""
    by = actor()
    invited = register_projects(by=by, registrations=[registration("A", participants=[municipality("Norddjurs")])])[0]
    joined = register_projects(
        by=by, registrations=[registration("B", participants=[municipality("Norddjurs")], joined=True)]
    )[0]
    assert [item.participations.get().state for item in (invited, joined)] == ["invited", "joined"]
    assert [list(item.participants.all()) for item in (invited, joined)] == [[], [municipality("Norddjurs")]]


def test_those_who_took_part_before_anybody_was_asked_have_joined() -> None:
    """The migration gives each of them a row since the project came to the map."""
    item = project("Gammelt", participants=[municipality("Norddjurs")], registered_on=date(2016, 5, 1))
    Participation.objects.all().delete()
    migration = import_module("tovholder.apps.projects.migrations.0002_records")
    migration.accept_participants(apps, connection.schema_editor())
    row = item.participations.get()
    assert (row.municipality, row.state, row.joined_on) == (municipality("Norddjurs"), "joined", date(2016, 5, 1))


def test_participants_are_those_whose_row_says_joined() -> None:
    """Registered by the product itself, nobody is asked."""
    item = project("Fælles", by=SYSTEM, participants=[municipality("Norddjurs")])
    assert item.participations.get().state == "joined"
    assert list(item.participants.all()) == [municipality("Norddjurs")]
