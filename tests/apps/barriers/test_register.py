"""The register: six themes, 22 slots of which only those stand filled that a source names, and what others name."""

import json
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from tests.blocking import blocked, entry, tried
from tests.landkort import project, refusal
from tests.pages import assert_clean_html, text_of
from tests.people import client_of, code, holding
from tovholder.apps.barriers.models import SLOTS, Barrier
from tovholder.apps.barriers.reference import load_register
from tovholder.apps.barriers.register_actions import EntryFacts, add_entry, change_entry
from tovholder.apps.barriers.selectors import current_register
from tovholder.apps.technologies.public import BadDataError, Publication
from tovholder.foundation.audit.action import ConflictError
from tovholder.foundation.audit.models import AuditEntry
from tovholder.foundation.codes.models import Code
from tovholder.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db


def _facts(**values: Any) -> EntryFacts:
    given: dict[str, Any] = {
        "name_da": "For lidt tid til oplæring",
        "meaning_da": "Der er ikke sat tid af til at lære det.",
        "theme": code("barrier_theme", "staff"),
        "nature": "practical",
        "publication": Publication.objects.get(key="ikt-rapport-2016"),
        "place": "Tema 2",
        "number": 6,
        "theme_by_source": True,
        "valid_from": date(2016, 2, 19),
    }
    return EntryFacts(**(given | values))


@pytest.mark.requirement("BAR-01")
def test_every_named_barrier_belongs_to_one_of_the_six_themes() -> None:
    """The themes are the source's six, in its order, and none is left out."""
    themes = list(Code.objects.of("barrier_theme"))
    assert [theme.label_da for theme in themes] == [
        "Den kommunale organisering",
        "Medarbejdergruppen",
        "Borgergruppen",
        "Eksisterende viden og videndeling",
        "Tekniske udfordringer",
        "Barrierer i og fortolkning af lovgivning",
    ]
    named = Barrier.objects.exclude(name_da="")
    assert [one.key for one in named if one.theme is None or one.theme.list != "barrier_theme"] == []
    assert {one.theme for one in named} == set(themes)


@pytest.mark.requirement("BAR-02")
def test_the_22_slots_are_dated_and_only_those_that_a_source_names_are_filled() -> None:
    """Five stand in the public extract, three more in the news; the others wait for the report."""
    slots = list(Barrier.objects.filter(slot__isnull=False).order_by("slot"))
    assert [one.slot for one in slots] == list(range(1, SLOTS + 1))
    assert {one.valid_from for one in slots} == {date(2016, 2, 19)}
    assert [(one.slot, one.name_da, one.number) for one in slots if one.is_filled] == [
        (1, "Manglende strategisk fokus", 1),
        (2, "Leverandører, der går konkurs, og et umodent marked", 2),
        (3, "Løsningen hænger ikke sammen med resten af indsatsen", 3),
        (4, "Løsninger, der ikke passer til kommunens udstyr og systemer", 4),
        (5, "Licenser", 5),
        (6, "At finde det rette match mellem borger og løsning", None),
        (7, "Ingen adgang til andres erfaringer", None),
        (8, "For lidt teknisk kunnen og support", None),
    ]
    empty = [one for one in slots if not one.is_filled]
    assert {(one.meaning_da, one.theme_id, one.publication_id, one.nature) for one in empty} == {("", None, None, "")}
    shown = text_of(client_of(holding("reader")).get(empty[0].get_absolute_url()))
    assert "Ikke udfyldt: kilden er ikke offentlig" in shown


@pytest.mark.requirement("BAR-03")
def test_every_named_barrier_is_structural_or_practical() -> None:
    """It is our own sorting, and the page says so; both kinds occur."""
    natures = set(Barrier.objects.exclude(name_da="").values_list("nature", flat=True))
    assert natures == {"structural", "practical"}
    page = text_of(client_of(holding("reader")).get(entry("netdaekning").get_absolute_url()))
    assert ("Strukturel barriere" in page, "Slags, vores inddeling" in page) == (True, True)
    assert refusal(lambda: add_entry(by=SYSTEM, facts=_facts(nature="", number=None))) == {
        "nature": ["Vælg, om den er strukturel eller praktisk."]
    }


@pytest.mark.parametrize(
    ("key", "theme", "source"),
    [
        pytest.param("arbejdsgange", "organisation", "ikt-2016", marks=pytest.mark.requirement("BAR-04")),
        pytest.param(
            "fra-pilot-til-drift", "organisation", "statusrapport-2017", marks=pytest.mark.requirement("BAR-05")
        ),
        pytest.param("umodent-produkt", "technical", "statusrapport-2017", marks=pytest.mark.requirement("BAR-06")),
        pytest.param(
            "dyrt-for-gevinsten", "organisation", "statusrapport-2017", marks=pytest.mark.requirement("BAR-07")
        ),
        pytest.param("netdaekning", "technical", "statusrapport-2017", marks=pytest.mark.requirement("BAR-08")),
        pytest.param("ikke-alle-borgere", "citizens", "statusrapport-2017", marks=pytest.mark.requirement("BAR-09")),
        pytest.param("tekniske-problemer", "technical", "statusrapport-2017", marks=pytest.mark.requirement("BAR-10")),
        pytest.param(
            "uden-direkte-besparelse", "knowledge", "statusrapport-2017", marks=pytest.mark.requirement("BAR-11")
        ),
        pytest.param("kulturaendring", "staff", "statusrapport-2017", marks=pytest.mark.requirement("BAR-12")),
        pytest.param("frygt-for-nedskaering", "staff", "sus-2016", marks=pytest.mark.requirement("BAR-13")),
        pytest.param("it-restriktioner", "technical", "sus-2016", marks=pytest.mark.requirement("BAR-14")),
        pytest.param("tovholder-skifter-job", "organisation", "sus-2016", marks=pytest.mark.requirement("BAR-15")),
        pytest.param("ildsjaele-alene", "organisation", "sus-2016", marks=pytest.mark.requirement("BAR-16")),
        pytest.param("viden-paa-begge-niveauer", "knowledge", "sus-2016", marks=pytest.mark.requirement("BAR-17")),
        pytest.param("deling-og-dokumentation", "knowledge", "sus-2016", marks=pytest.mark.requirement("BAR-18")),
        pytest.param("lovens-fortolkning", "law", "ikt-2016", marks=pytest.mark.requirement("LAW-09")),
    ],
)
def test_what_other_sources_name_is_chosen_told_with_source_and_linked_to_what_helped(
    key: str, theme: str, source: str
) -> None:
    """Apart from the 22, with theme and source; written on a project it stands with what others tried against it."""
    found = current_register().get(key=key)
    assert (found.slot, found.theme and found.theme.code, found.publication and found.publication.key) == (
        None,
        theme,
        source,
    )
    tried(blocked(key, tier="public"))
    page = text_of(client_of(holding("reader", at="Randers")).get(found.get_absolute_url()))
    assert "Prøvet i 1 projekt i 1 kommune. Hjalp i 1 af 1." in page
    assert found.publication is not None
    assert str(found.publication) in page


def test_an_editor_fills_a_slot_from_the_report_and_what_it_was_is_kept() -> None:
    """With source, number and reason; the log tells it, and loading the package again leaves it alone."""
    slot = entry("ikt-2016-09")
    change_entry(by=SYSTEM, entry=slot, facts=_facts(), why="Rapporten er fundet.", expected_version=1)
    slot.refresh_from_db()
    assert (slot.name_da, slot.number, slot.slot, slot.version) == ("For lidt tid til oplæring", 6, 9, 2)
    assert [(one.number, one.name, one.why) for one in slot.editions.all()] == [(1, "", "Rapporten er fundet.")]
    assert AuditEntry.objects.filter(action="barriers.change_entry").count() == 1
    load_register()
    slot.refresh_from_db()
    assert slot.name_da == "For lidt tid til oplæring"
    page = client_of(holding("reader")).get(slot.get_absolute_url())
    assert_clean_html(page)
    assert "Pladsen var ikke udfyldt." in text_of(page)


def test_two_editors_do_not_overwrite_each_other_and_nothing_is_kept_of_nothing() -> None:
    """A stale version is a conflict; saving the same again makes no edition."""
    slot = entry("ikt-2016-09")
    change_entry(by=SYSTEM, entry=slot, facts=_facts(), why="Fundet.")
    with pytest.raises(ConflictError):
        change_entry(by=SYSTEM, entry=entry("ikt-2016-09"), facts=_facts(place="S. 30"), why="x", expected_version=1)
    change_entry(by=SYSTEM, entry=slot, facts=_facts(), why="Igen.")
    assert slot.editions.count() == 1


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"publication": None}, {"publication": ["Vælg kilden. En barriere uden kilde hører ikke til i registret."]}),
        ({"theme": None}, {"theme": ["Vælg et af de seks temaer."]}),
        ({"name_da": " "}, {"name_da": ["Skriv et kort navn."]}),
        ({"meaning_da": ""}, {"meaning_da": ["Skriv, hvad den betyder, med jeres egne ord."]}),
        ({"number": 1}, {"number": ["En anden plads har allerede det nummer."]}),
    ],
)
def test_a_slot_is_not_filled_without_name_meaning_theme_and_source(
    changed: dict[str, Any], said: dict[str, list[str]]
) -> None:
    """Each in words, at its field."""
    facts = _facts(**changed)
    assert refusal(lambda: change_entry(by=SYSTEM, entry=entry("ikt-2016-09"), facts=facts, why="Fundet.")) == said


def test_a_change_needs_its_reason_and_only_the_22_have_a_number() -> None:
    """Both are said at the field."""
    assert refusal(lambda: change_entry(by=SYSTEM, entry=entry("netdaekning"), facts=_facts(), why="x")) == {
        "number": ["Kun rapportens 22 barrierer har et nummer."]
    }
    told = refusal(lambda: change_entry(by=SYSTEM, entry=entry("ikt-2016-09"), facts=_facts(), why=" "))
    assert told == {"why": ["Skriv, hvorfor du retter. Andre kan have brugt den gamle tekst."]}


def test_an_entry_that_has_ended_is_read_and_no_longer_chosen() -> None:
    """It is dated data: nothing is deleted."""
    made = add_entry(by=SYSTEM, facts=_facts(number=None, valid_to=date(2026, 11, 20)))
    assert current_register().filter(pk=made.pk).exists() is False
    assert "Gælder ikke mere" in text_of(client_of(holding("reader")).get(made.get_absolute_url()))
    with pytest.raises(ValidationError) as told:
        blocked(made.key)
    assert told.value.message_dict == {"barrier": ["Vælg en barriere, der gælder i dag."]}


def test_editors_fill_and_add_on_the_pages() -> None:
    """The form asks for the number of a slot alone; others have no button."""
    editor = client_of(holding("national_editor"))
    address = reverse("barriers:edit_entry", args=["ikt-2016-10"])
    form = editor.get(address).context["form"]
    assert ("number" in form.fields, "why" in form.fields) == (True, True)
    sent = {
        "name_da": "Ny barriere",
        "meaning_da": "Det betyder noget.",
        "theme": code("barrier_theme", "law").pk,
        "nature": "structural",
        "publication": Publication.objects.get(key="ikt-rapport-2016").pk,
        "valid_from": "2016-02-19",
        "number": "20",
        "why": "Rapporten er fundet.",
        "version": "1",
    }
    assert editor.post(address, sent).status_code == 302
    assert entry("ikt-2016-10").number == 20
    assert editor.post(address, sent).status_code == 409
    assert editor.post(reverse("barriers:new_entry"), sent).status_code == 302
    assert Barrier.objects.filter(name_da="Ny barriere", slot__isnull=True).count() == 1
    assert reverse("barriers:new_entry") not in client_of(holding()).get(reverse("barriers:overview")).content.decode()


def test_the_register_is_a_file_with_the_empty_slots() -> None:
    """All may take it along."""
    file = client_of(holding("reader")).get(reverse("barriers:register_file", args=["json"]))
    rows = json.loads(file.getvalue())["rows"]
    assert len(rows) == Barrier.objects.count()


def test_stopped_projects_are_counted_apart() -> None:
    """The themes that projects named when they stopped stand in a chart of their own."""
    project(
        "Stoppet",
        tier="public",
        status="stopped",
        reason="Nettet",
        stop_causes=[code("barrier_theme", "technical")],
    )
    page = client_of(holding("reader")).get(reverse("barriers:overview"))
    points = {str(point.label): point.value for point in page.context["stops"].points}
    assert (points["Tekniske udfordringer"], page.context["counts"].projects) == (1, 0)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("x,,,organisation,,structural,nowhere,,2016-02-19,Navn,,Betyder,,,,,", "nowhere"),
        ("x,,,weather,,structural,ikt-2016,,2016-02-19,Navn,,Betyder,,,,,", "weather"),
        ("x,,,law,,bad,ikt-2016,,2016-02-19,Navn,,Betyder,,,,,", "bad"),
        ("x,,,,,structural,ikt-2016,,2016-02-19,Navn,,Betyder,,,,,", "a theme and a source"),
        ("x,one,,law,,structural,ikt-2016,,2016-02-19,Navn,,Betyder,,,,,", "one"),
    ],
)
def test_a_row_of_the_package_that_cannot_be_is_told(tmp_path: Any, row: str, said: str) -> None:
    """With what is wrong in it."""
    header = (
        "key,slot,number,theme,theme_by_source,nature,publication,place,valid_from,name_da,name_en,meaning_da,"
        "meaning_en,helps_da,helps_en,note_da,note_en"
    )
    (tmp_path / "register.csv").write_text(f"{header}\n{row}\n", encoding="utf-8")
    with pytest.raises(BadDataError, match=said):
        load_register(tmp_path)
