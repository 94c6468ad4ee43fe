"""A municipality that becomes part of another: everything moves, the history stays, nothing is lost."""

from datetime import date
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import Client

from tests.landkort import project
from tests.pages import text_of
from tests.people import actor, holding, municipality, unit
from tovholder.apps.projects.columns import current_columns
from tovholder.apps.projects.figures import national_figures
from tovholder.apps.projects.filters import choices
from tovholder.apps.projects.models import Participation, Project
from tovholder.foundation.accounts.models import RoleHolding
from tovholder.foundation.accounts.seats import actor_of
from tovholder.foundation.municipalities.merging import merge_municipality
from tovholder.foundation.municipalities.models import Municipality, Population, Unit
from tovholder.foundation.municipalities.selectors import municipalities
from tovholder.foundation.visibility.tiers import audience_of
from tovholder.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 21)


def _merged(on: date | None = None) -> None:
    merge_municipality(municipality("Norddjurs"), into=municipality(), by=SYSTEM, on=on)


def test_projects_move_and_remember_where_they_began() -> None:
    """Owner, columns and figures follow; the page tells the old name."""
    item = project("Gammelt", owner="Norddjurs", tier="public", status="in_operation")
    project("Eget", tier="public")
    assert [count.projects for count in national_figures().with_projects] == [1, 1]
    _merged()
    item = Project.objects.get(pk=item.pk)
    assert (item.municipality, item.former_municipality) == (municipality(), municipality("Norddjurs"))
    assert [(count.municipality.name, count.projects) for count in national_figures().with_projects] == [
        ("Syddjurs", 2)
    ]
    assert current_columns().seen_by(audience_of(actor())).sum() == 2
    assert "Norddjurs Kommune" in text_of(Client().get(item.get_absolute_url()))


def test_nobody_takes_part_twice() -> None:
    """What both were part of has one row open; what one led and the other joined is one municipality's alone."""
    led = project("Ledet", participants=[municipality("Norddjurs")])
    joined = project("Med", owner="Norddjurs", participants=[municipality(), municipality("Favrskov")])
    third = project("Tredjes", owner="Aarhus", participants=[municipality(), municipality("Norddjurs")])
    rows = Participation.objects.count()
    _merged()
    open_rows = {
        item.title: sorted(row.municipality.name for row in item.participations.all() if row.is_open)
        for item in (led, joined, third)
    }
    assert open_rows == {"Ledet": [], "Med": ["Favrskov"], "Tredjes": ["Syddjurs"]}
    assert sorted(place.name for place in Project.objects.get(title="Med").participants.all()) == ["Favrskov"]
    assert Participation.objects.count() == rows
    assert set(Participation.objects.filter(state="left").values_list("reason", flat=True)) == {
        "Norddjurs Kommune blev en del af Syddjurs Kommune."
    }


def test_units_move_and_two_of_one_name_stay_apart() -> None:
    """The old place is added where the name is taken."""
    unit("Fyret"), unit("Fyret", municipality("Norddjurs")), unit("Åen", municipality("Norddjurs"))
    _merged()
    assert sorted(Unit.objects.filter(municipality=municipality()).values_list("name", flat=True)) == [
        "Fyret",
        "Fyret (Norddjurs)",
        "Åen",
    ]


def test_people_keep_their_roles_in_the_new_municipality() -> None:
    """The running one moves and sees what it saw; the ended one stays where it was held."""
    fyret = unit("Fyret", municipality("Norddjurs"))
    item = project("Enhedens", owner="Norddjurs", tier="unit", unit=fyret)
    running = holding("unit_leader", at="Norddjurs", in_unit=fyret)
    ended = holding(at="Norddjurs", ends_on=date(2025, 1, 1))
    _merged()
    assert [RoleHolding.objects.get(pk=held.pk).municipality for held in (running, ended)] == [
        municipality(),
        municipality("Norddjurs"),
    ]
    seen = Project.objects.visible_to(actor_of(RoleHolding.objects.get(pk=running.pk)))
    assert list(seen) == [item]


def test_the_old_municipality_is_history_and_leads_to_the_new() -> None:
    """It is offered nowhere, its inhabitants stay counted, and its page sends on with a word."""
    counted = Population.objects.count()
    assert "norddjurs" in {choice.value for choice in choices()["kommune"]}
    project("Et", owner="Norddjurs")
    _merged(on=date(2026, 11, 1))
    old = municipality("Norddjurs")
    assert (old.closed_on, old.merged_into) == (date(2026, 11, 1), municipality())
    assert (municipalities().count(), Population.objects.count()) == (97, counted)
    assert "norddjurs" not in {choice.value for choice in choices()["kommune"]}
    answer = Client().get("/kommuner/norddjurs/", follow=True)
    assert answer.redirect_chain == [("/kommuner/syddjurs/", 302)]
    assert "Norddjurs Kommune er nu en del af Syddjurs Kommune." in text_of(answer)


def test_loading_the_reference_data_again_keeps_the_merger() -> None:
    """An upgrade does not bring a closed municipality back."""
    _merged()
    call_command("load_reference", verbosity=0)
    assert municipality("Norddjurs").merged_into == municipality()
    assert Municipality.objects.municipalities().count() == 97


@pytest.mark.parametrize(
    ("old", "into", "on"),
    [
        ("Syddjurs", "Syddjurs", None),
        ("Syddjurs", "Region Midtjylland", None),
        ("Norddjurs", "Syddjurs", date(2026, 11, 22)),
    ],
)
def test_what_cannot_be_merged_is_refused(old: str, into: str, on: date | None) -> None:
    """With itself, with a region, or on a day that lies ahead; nothing changes."""
    with pytest.raises(ValidationError):
        merge_municipality(municipality(old), into=municipality(into), by=SYSTEM, on=on)
    assert not Municipality.objects.filter(closed_on__isnull=False).exists()


def test_a_municipality_is_merged_once_and_old_ways_lead_to_the_newest() -> None:
    """A closed one cannot be merged again; who was merged into it follows."""
    _merged()
    with pytest.raises(ValidationError):
        _merged()
    merge_municipality(municipality(), into=municipality("Randers"), by=SYSTEM)
    assert municipality("Norddjurs").merged_into == municipality("Randers")


def test_the_command_says_what_it_moved() -> None:
    """By codes; an unknown one and a merger that cannot be are told."""
    project("Et", owner="Norddjurs")
    said = StringIO()
    call_command("merge_municipality", "0707", "0706", "--on", "2026-11-01", stdout=said)
    assert "Norddjurs Kommune er nu en del af Syddjurs Kommune." in said.getvalue()
    assert "1 projekter" in said.getvalue()
    with pytest.raises(CommandError):
        call_command("merge_municipality", "9999", "0706")
    with pytest.raises(CommandError):
        call_command("merge_municipality", "0707", "0706")
