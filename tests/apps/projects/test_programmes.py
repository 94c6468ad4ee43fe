"""Programmes and initiatives: kept by the national editors, pointed to by projects, and found by."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.landkort import project, refusal
from tests.people import actor, client_of, holding
from tovholder.apps.projects.browse import find_projects
from tovholder.apps.projects.filters import Filters, choices
from tovholder.apps.projects.models import Programme
from tovholder.apps.projects.programme_actions import ProgrammeFacts, change_programme, create_programme
from tovholder.apps.projects.programmes import counts_of, load_rows, programme_rows, programme_tree
from tovholder.foundation.audit.action import ConflictError
from tovholder.kernel.actor import SYSTEM, Actor

pytestmark = pytest.mark.django_db

ROW = {
    "key": "",
    "parent": "",
    "number": "",
    "name_da": "",
    "name_en": "",
    "owner": "KL",
    "starts_on": "",
    "ends_on": "",
    "description_da": "",
    "description_en": "",
    "publication": "",
}


def _programme(key: str, name: str, **values: object) -> Programme:
    facts = ProgrammeFacts(name=name, owner="KL", **values)  # type: ignore[arg-type]  # names of its fields
    return create_programme(by=SYSTEM, key=key, facts=facts)


def _found(actor: Actor, *keys: str) -> list[str]:
    found = find_projects(actor, Filters(chosen={"program": keys}), choices())
    return sorted(item.title for item in found.projects)


@pytest.mark.requirement("MAP-12")
def test_a_project_is_found_by_its_initiative_and_by_the_programme_above_it() -> None:
    """The initiative's number is part of its name; its projects count once in the programme."""
    above = _programme("strategi", "En strategi")
    part = _programme("strategi-3-3", "Medicin", parent=above, number="3.3")
    project("Med initiativ", programmes=[part], tier="public")
    project("Med begge", programmes=[above, part], tier="municipalities")
    project("Uden")
    reader = actor("reader")
    assert part.label == "3.3 Medicin"
    assert _found(reader, "strategi-3-3") == ["Med begge", "Med initiativ"]
    assert _found(reader, "strategi") == ["Med begge", "Med initiativ"]
    assert (counts_of()[above.pk], counts_of()[part.pk]) == (2, 2)
    page = Client().get(part.get_absolute_url()).content.decode()
    assert "Med initiativ" in page
    assert "Med begge" not in page
    listed = Client().get(f"{reverse('projects:list')}?program=strategi-3-3").content.decode()
    assert "Med initiativ" in listed


def test_an_editor_makes_and_changes_a_programme_and_everybody_reads_it() -> None:
    """A new initiative moves the projects it holds into its programme at once."""
    editor = client_of(holding("national_editor"))
    editor.post(reverse("projects:new_programme"), {"name": "Et program", "key": "et-program", "owner": "KL"})
    above = Programme.objects.get(key="et-program")
    part = _programme("et-initiativ", "Et initiativ")
    project("Et projekt", programmes=[part], tier="public")
    assert counts_of()[above.pk] == 0
    edit = reverse("projects:edit_programme", args=["et-initiativ"])
    sent = {"name": "Et initiativ", "owner": "KL", "number": "1.2", "parent": above.pk, "version": part.version}
    assert editor.post(edit, sent).status_code == 302
    assert counts_of()[above.pk] == 1
    page = Client().get(reverse("projects:programmes")).content.decode()
    assert "1.2 Et initiativ" in page


def test_two_editors_at_once_are_told() -> None:
    """The second one's version is old."""
    one = _programme("et", "Et")
    facts = ProgrammeFacts(name="Nyt", owner="KL")
    change_programme(by=SYSTEM, programme=one, facts=facts, expected_version=1)
    with pytest.raises(ConflictError):
        change_programme(by=SYSTEM, programme=Programme.objects.get(pk=one.pk), facts=facts, expected_version=1)


def test_programmes_have_two_levels_and_no_circles() -> None:
    """An initiative is no programme, and a programme with initiatives belongs to none."""
    above = _programme("over", "Over")
    part = _programme("under", "Under", parent=above)
    said = {"parent": ["Vælg et program, der ikke selv er en del af et andet."]}
    assert refusal(lambda: _programme("tredje", "Tredje", parent=part)) == said
    own = ProgrammeFacts(name="Over", owner="KL", parent=above)
    assert refusal(lambda: change_programme(by=SYSTEM, programme=above, facts=own)) == said
    other = _programme("andet", "Andet")
    moved = ProgrammeFacts(name="Over", owner="KL", parent=other)
    assert refusal(lambda: change_programme(by=SYSTEM, programme=above, facts=moved)) == {
        "parent": ["Programmet har selv initiativer og kan ikke være en del af et andet."]
    }


def test_a_programme_does_not_end_before_it_begins() -> None:
    """Told in words."""
    days = {"starts_on": date(2020, 1, 1), "ends_on": date(2019, 1, 1)}
    assert refusal(lambda: _programme("x", "X", **days)) == {
        "__all__": ["Programmet kan ikke slutte, før det begynder."]
    }


def test_loading_adds_what_is_missing_and_leaves_what_editors_wrote() -> None:
    """A child may stand before its parent in the file; a second load changes nothing."""
    rows = [
        ROW | {"key": "barn", "parent": "forælder", "number": "2", "name_da": "Barn", "starts_on": "2017-01-01"},
        ROW | {"key": "foraelder", "name_da": "Forælder"},
    ]
    rows[0]["parent"] = "foraelder"
    before = Programme.objects.count()
    assert load_rows(rows) == before + 2
    child = Programme.objects.get(key="barn")
    assert (child.parent and child.parent.key, child.starts_on) == ("foraelder", date(2017, 1, 1))
    Programme.objects.filter(pk=child.pk).update(name="Rettet")
    assert load_rows(rows) == before + 2
    assert Programme.objects.get(key="barn").name == "Rettet"


def test_the_package_ships_the_programmes_of_its_sources() -> None:
    """Every row is loaded, in both languages and with who stands behind it; initiatives stand below their programme."""
    rows = programme_rows()
    assert {row["key"] for row in rows} <= set(Programme.objects.values_list("key", flat=True))
    assert all(row["name_da"] and row["name_en"] and row["owner"] for row in rows)
    tree = [item.key for item in programme_tree()]
    assert tree.index("medicinhaandtering-3-3") == tree.index("faellesoffentlig-digitalisering-2016-2020") + 1
