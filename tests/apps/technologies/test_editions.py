"""Editions: each edit keeps what the entry said, tells what changed, and can be taken back."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.apps.technologies.catalogue_made import WHY, entry, told
from tests.landkort import refusal
from tests.pages import assert_clean_html, text_of
from tests.people import actor, client_of, code, holding
from tovholder.apps.technologies.actions import (
    add_part,
    add_point,
    change_technology,
    create_technology,
    remove_part,
    remove_point,
    restore_edition,
    retire_technology,
)
from tovholder.apps.technologies.content import facts_in, snapshot_of
from tovholder.apps.technologies.differing import Names, differences
from tovholder.apps.technologies.models import Edition, Technology
from tovholder.kernel import clock
from tovholder.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db

HISTORY = "/teknologier/skaermbesoeg/historik/"


def _rewrite(**changed: object) -> Technology:
    new = facts_in(snapshot_of(entry()) | changed)
    return change_technology(by=actor("national_editor"), technology=entry(), facts=new, why=WHY)


def _edition(number: int) -> Edition:
    return Edition.objects.get(technology=entry(), number=number)


def test_the_first_edit_keeps_what_the_package_delivered_too() -> None:
    """Edition 1 is by nobody; edition 2 is the editor's, with name, reason and all that the entry now says."""
    before = snapshot_of(entry())
    _rewrite(description_da="Ny tekst.")
    first, second = _edition(1), _edition(2)
    assert (first.by_name, first.why, first.snapshot) == ("", "", before)
    assert (second.by_name, second.why, second.snapshot) == (
        "national_editor land",
        WHY,
        before | {"description_da": "Ny tekst."},
    )
    assert entry().edition == 2


def test_what_changed_is_told_field_by_field_and_word_by_word() -> None:
    """Words that came in and words that went out, of the fields that differ and of no other."""
    _rewrite(description_da="Borgeren ser en medarbejder på en skærm.")
    _rewrite(description_da="Borgeren ser sin medarbejder på skærmen.", target_groups=["older"])
    found = differences(_edition(2), _edition(3), Names())
    labels = [change.label for change in found]
    assert labels == ["Beskrivelse", "Målgrupper"]
    pieces = [(piece.op, piece.text.strip()) for piece in found[0].lines[0]]
    assert pieces == [
        ("same", "Borgeren ser"),
        ("out", "en"),
        ("in", "sin"),
        ("same", "medarbejder på"),
        ("out", "en skærm."),
        ("in", "skærmen."),
    ]


def test_a_removed_point_is_told_whole_with_topic_and_source() -> None:
    """As one line that went out."""
    theme = code("barrier_theme", "law")
    point = add_point(by=SYSTEM, technology=entry(), point=told("barrier", "Nej.", text_en="No.", code=theme), why=WHY)
    remove_point(by=SYSTEM, point=point)
    (changed,) = differences(_edition(2), _edition(3), Names())
    said = f"{theme.label}: Nej. / No. (Redaktionens egen vurdering)"
    assert (changed.label, [[(piece.op, piece.text) for piece in line] for line in changed.lines]) == (
        "Kendt barriere",
        [[("out", said)]],
    )


def test_the_page_marks_words_without_colour_and_says_them_aloud() -> None:
    """``ins`` and ``del``, each with a word for those who do not see; the editor's name is for those logged in."""
    _rewrite(description_da="Helt nyt.")
    page = Client().get(HISTORY)
    assert_clean_html(page)
    html = page.content.decode()
    assert re.search(r'<ins><span class="sr-only">Indsat: </span>Helt nyt.</ins>', html)
    assert '<del><span class="sr-only">Fjernet: </span>' in html
    assert "national_editor land" not in text_of(page)
    assert "national_editor land" in text_of(client_of(holding()).get(HISTORY))


def test_any_two_editions_can_be_compared() -> None:
    """Not only neighbours; the same twice says nothing changed, and one that is none is told."""
    first = entry().description_da
    _rewrite(description_da="Andet.")
    _rewrite(description_da=first, origin="KL 2026")
    page = Client().get(f"{HISTORY}?fra=1&til=3")
    assert [change.label for change in page.context["compared"]] == ["Nævnt i"]
    assert "De to udgaver siger det samme." in text_of(Client().get(f"{HISTORY}?fra=2&til=2"))
    for wrong in ("?fra=1&til=99", "?fra=x&til=1", f"?fra=1&til={'9' * 30}"):
        assert "Den udgave findes ikke" in text_of(Client().get(f"{HISTORY}{wrong}"))


def test_an_earlier_edition_comes_back_as_a_new_one() -> None:
    """Texts, codes, points, parts and retirement are as they were; what stood between stays in the history."""
    before = snapshot_of(entry())
    _rewrite(description_da="Andet.", target_groups=[], purposes=["prevent"])
    remove_point(by=SYSTEM, point=entry().points.all()[0])
    retire_technology(by=SYSTEM, technology=entry(), on=clock.today(), why=WHY, merged_into=entry("telemedicin"))
    assert snapshot_of(entry()) != before
    client = client_of(holding("national_editor"))
    answer = client.post(f"{HISTORY}1/gendan/", {"version": entry().version})
    assert (answer.status_code, answer["Location"]) == (302, HISTORY)
    assert snapshot_of(entry()) == before
    assert [edition.number for edition in Edition.objects.filter(technology=entry())] == [5, 4, 3, 2, 1]
    assert _edition(5).why == "Bragte udgave 1 tilbage"


def test_bringing_back_with_an_old_version_is_refused() -> None:
    """Somebody else saved since the history was shown: it says so, and nothing is brought back."""
    _rewrite(description_da="Andet.")
    shown = entry().version
    _rewrite(description_da="Tredje.")
    page = client_of(holding("national_editor")).post(f"{HISTORY}1/gendan/", {"version": shown}, follow=True)
    assert "En anden har gemt imens." in text_of(page)
    assert (entry().description_da, entry().edition) == ("Tredje.", 3)


def test_parts_that_would_close_a_circle_today_do_not_come_back() -> None:
    """The bundle was emptied and put into its former part: the earlier edition is refused, and nothing is half done."""
    bundles = facts_in(snapshot_of(entry()) | {"kind": "bundle", "name": "Ydre"})
    outer = create_technology(by=SYSTEM, facts=bundles, why=WHY)
    inner = create_technology(
        by=SYSTEM, facts=facts_in(snapshot_of(entry()) | {"kind": "bundle", "name": "Indre"}), why=WHY
    )
    part = add_part(by=SYSTEM, bundle=outer, part=inner)
    with_part = Edition.objects.get(technology=outer, number=entry(outer.slug).edition)
    remove_part(by=SYSTEM, part=part)
    add_part(by=SYSTEM, bundle=inner, part=entry(outer.slug))
    said = refusal(lambda: restore_edition(by=SYSTEM, technology=entry(outer.slug), edition=with_part))
    assert said == {"part": ["Indre kan ikke være en del af Ydre, for så gik pakkerne i ring: Indre → Ydre."]}
    assert (outer.parts.count(), entry(outer.slug).edition) == (0, 3)


def test_an_untouched_entry_has_a_history_page_that_says_so() -> None:
    """With nothing to compare."""
    page = Client().get("/teknologier/loftlift/historik/")
    assert_clean_html(page)
    assert "Ingen har rettet teksten endnu" in text_of(page)


def test_an_edition_that_is_none_is_a_404() -> None:
    """Also a number beyond every number that a database holds."""
    client = client_of(holding("national_editor"))
    assert [client.post(f"{HISTORY}{number}/gendan/").status_code for number in ("7", "9" * 30)] == [404, 404]


def test_the_history_asks_a_constant_number_of_queries() -> None:
    """Two editions or eight."""
    counts = []
    for text in ("Én.", "To.", "Tre.", "Fire.", "Fem.", "Seks."):
        _rewrite(description_da=text)
        with CaptureQueriesContext(connection) as captured:
            Client().get(HISTORY)
        counts.append(len(captured))
    assert len(set(counts[1:])) == 1
