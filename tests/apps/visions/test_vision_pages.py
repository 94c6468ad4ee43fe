"""The pages of visions: who sees what, lists, files, search, API, my week, and the number of queries."""

import json
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.outlook import REASONS, adopted, body, decision, heard, published, vision
from tests.pages import assert_clean_html, text_of
from tests.people import actor, client_of, code, holding, municipality, person, unit
from tovholder.apps.process.public import NATIONAL_FIGURES, ROUND_FIGURES, STEP_SOURCES, Round
from tovholder.apps.visions.public import (
    Said,
    Vision,
    Way,
    add_body,
    add_responsible,
    adopt,
    comment,
    give_receipt,
    give_statement,
    publish,
    reply,
    revise_vision,
)
from tovholder.foundation.accounts.seats import actor_of
from tovholder.foundation.jobs.public import enqueue
from tovholder.foundation.search.public import SEARCH_SOURCES
from tovholder.foundation.ui.panels import panels_of
from tovholder.foundation.work.public import work_of
from tovholder.kernel import clock
from tovholder.kernel.actor import ANONYMOUS, SYSTEM, Actor
from tovholder.kernel.share import Share

pytestmark = pytest.mark.django_db

WRITTEN = {"title": "Vi vil det sammen", "text": "Teknologi skal give borgeren mere at skulle have sagt."}


def _full() -> Vision:
    """A published vision with everything on it."""
    made = heard(
        vision(communication="Et brev til alle pårørende."), body(), body("relatives", name="Pårørende")
    ).vision
    said = []
    for hearing, public in zip(made.hearing_rounds.get().hearings.all(), (True, False), strict=True):
        words = Said("Det er vi glade for." if public else "Kun til jer.", may_be_published=public)
        said.append(give_statement(by=SYSTEM, hearing=hearing, said=words, way=Way.RECORDED))
    reply(by=SYSTEM, statement=said[0], text="Tak.", led_to_change=True, change_note="Et nyt afsnit.")
    return made


def test_a_coordinator_writes_a_vision_and_everything_on_its_page() -> None:
    """From the empty list to the vision with strategy, people and preconditions, by the forms alone."""
    browser, fyret = client_of(holding("coordinator")), unit("Fyret")
    empty = browser.get(reverse("visions:list"))
    assert_clean_html(empty)
    assert "Ingen vision endnu" in text_of(empty)
    assert_clean_html(browser.get(reverse("visions:new")))
    assert browser.post(reverse("visions:new"), WRITTEN).status_code == 302
    made = Vision.objects.get()
    page = made.get_absolute_url()
    forms = {
        "tilfoej/strategi/": {"title": "Handicappolitik", "level": "municipal", "year": "2024"},
        "tilfoej/ansvarlig/": {"name": "Bo Lund", "task": "Samler op"},
        "tilfoej/deltager/": {"name": "Ida", "role": "leder", "unit": str(fyret.pk), "formulates": "on"},
        "forudsaetninger/": {"political": "yes", "note_political": "Vedtaget i udvalget"},
        "kommenter/": {"text": "Ser godt ud."},
    }
    for address, posted in forms.items():
        assert (address, browser.post(f"{page}{address}", posted).status_code) == (address, 302)
    seen = browser.get(page)
    assert_clean_html(seen)
    words = text_of(seen)
    told = ("Handicappolitik", "Bo Lund", "Ida", "Vedtaget i udvalget", "Ser godt ud.")
    assert [word for word in told if word not in words] == []
    row = made.participants.get()
    remove = reverse("visions:remove_part", args=["deltager", row.public_id])
    assert (browser.post(remove).status_code, made.participants.count()) == (302, 0)


@pytest.mark.requirement("VIS-18")
def test_the_page_advises_to_place_the_responsibility_in_the_administration() -> None:
    """A tip where all who are responsible sit in a unit, and none once somebody does not."""
    made, browser = vision(), client_of(holding("coordinator"))
    add_responsible(by=SYSTEM, vision=made, holding=holding("unit_leader", in_unit=unit("Fyret")), task="Holder fast")
    tip = "Læg ansvaret for processen i forvaltningen"
    assert tip in text_of(browser.get(made.get_absolute_url()))
    add_responsible(by=SYSTEM, vision=made, name="Bo Lund", task="Beslutter")
    assert tip not in text_of(browser.get(made.get_absolute_url()))


@pytest.mark.requirement("VIS-15")
def test_the_plan_for_making_the_vision_known_stands_on_the_page() -> None:
    """And its lack is told while the vision is written."""
    made, browser = vision(), client_of(holding("coordinator"))
    assert "Læg en plan for, hvordan visionen bliver kendt" in text_of(browser.get(made.get_absolute_url()))
    known = vision("En anden", communication="Nyhedsbrev og et møde i hver enhed.")
    assert "Nyhedsbrev og et møde i hver enhed." in text_of(browser.get(known.get_absolute_url()))


def test_two_who_edit_the_vision_at_once_meet_both_texts() -> None:
    """409 with what was typed and what stands."""
    made, browser = vision(), client_of(holding("coordinator"))
    address = f"{made.get_absolute_url()}ret/"
    assert browser.post(address, WRITTEN | {"version": "1"}).status_code == 302
    clash = browser.post(address, WRITTEN | {"title": "Min egen", "version": "1"})
    assert clash.status_code == 409
    assert_clean_html(clash)
    assert ("Min egen" in text_of(clash), "Vi vil det sammen" in text_of(clash)) == (True, True)


def test_a_vision_is_heard_by_the_form() -> None:
    """The bodies that the law demands are ticked from the start."""
    made, browser = vision(), client_of(holding("coordinator"))
    address = f"{made.get_absolute_url()}hoering/"
    page = browser.get(address)
    assert_clean_html(page)
    asked = re.findall(r'<input type="checkbox" name="ask_(\w+)"[^>]*checked', page.content.decode())
    assert asked == ["disability_council", "senior_council"]
    posted = {"deadline": "2026-12-20", "ask_disability_council": "on", "name_disability_council": "Handicaprådet"}
    assert browser.post(address, posted).status_code == 302
    made.refresh_from_db()
    assert (made.state, [hearing.name for hearing in made.hearing_rounds.get().hearings.all()]) == (
        "hearing", ["Handicaprådet"],
    )  # fmt: skip
    assert_clean_html(browser.get(made.get_absolute_url()))
    for name in ("add_body", "extend", "adopt", "withdraw", "back_to_draft"):
        assert_clean_html(browser.get(reverse(f"visions:{name}", args=[made.public_id])))


def test_councils_see_a_vision_from_its_hearing_on() -> None:
    """A draft is not there for them, nor are the comments of the units ever."""
    member = client_of(holding("council_member"))
    made = vision()
    comment(by=SYSTEM, vision=made, text="Intern snak")
    assert member.get(made.get_absolute_url()).status_code == 404
    heard(made)
    assert "Intern snak" not in text_of(member.get(made.get_absolute_url()))


def test_the_public_page_shows_what_was_agreed_and_nothing_internal() -> None:
    """Statements of those who agreed; not the others, not comments, not receipts."""
    made = _full()
    comment(by=SYSTEM, vision=made, text="Intern snak")
    adopt(by=SYSTEM, vision=made, decision=decision(), reasons=REASONS, law_known=True)
    assert Client().get(made.get_public_url()).status_code == 404
    publish(by=SYSTEM, vision=made)
    page = Client().get(made.get_public_url())
    assert_clean_html(page)
    words = text_of(page)
    shown = ("Det er vi glade for.", "Et nyt afsnit.", "Kun til jer.", "Intern snak", "Socialudvalget")
    assert [word in words for word in shown] == [True, True, False, False, True]
    paper = Client().get(reverse("visions:public_pdf", args=["syddjurs", made.slug]))
    assert (paper["Content-Type"], paper.content[:5]) == ("application/pdf", b"%PDF-")
    assert Client().get(made.get_absolute_url()).status_code == 404


def test_the_public_list_is_narrowed_and_downloaded() -> None:
    """By region, target group and text; drafts are not there."""
    published()
    published("Unge med autisme taler selv", owner="Roskilde", groups=["autism"])
    vision("En kladde")
    page = Client().get(reverse("visions:public_list"))
    assert_clean_html(page)
    assert "2 visioner" in text_of(page)
    wanted = {"maalgruppe=autism": 1, "q=frihed": 1, "region=1085": 1, "maalgruppe=faelles": 1, "region=x": 0}
    for query, count in wanted.items():
        found = json.loads(_file(Client(), f"{reverse('visions:public_file', args=['json'])}?{query}"))
        assert (query, len(_rows(found))) == (query, count)


def _file(browser: Client, address: str) -> bytes:
    answer = browser.get(address)
    return b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]  # Django's own


def _rows(found: object) -> list[object]:
    return found if isinstance(found, list) else next(v for v in found.values() if isinstance(v, list))  # type: ignore[attr-defined]  # a file of rows


def test_the_api_tells_what_is_published() -> None:
    """Open to all, without what the municipality keeps."""
    made = published(groups=["autism"])
    adopted("Kun vores")
    listed = Client().get("/api/v1/visions").json()
    assert (listed["count"], [item["title"] for item in listed["items"]]) == (1, [made.title])
    one = Client().get(f"/api/v1/visions/{made.public_id}").json()
    assert (one["target_groups"], one["values"], one["statements"]) == (["autism"], ["quality"], [])
    assert Client().get(f"/api/v1/visions/{uuid4()}").status_code == 404


def test_the_receipt_is_given_on_a_page_and_listed() -> None:
    """By the leader of the unit; the coordinator sees who has and downloads it."""
    fyret = unit("Fyret")
    made = adopted()
    leader = client_of(holding("unit_leader", in_unit=fyret))
    assert_clean_html(leader.get(f"{made.get_absolute_url()}kvitter/"))
    assert leader.post(f"{made.get_absolute_url()}kvitter/", {"how": "På et møde."}).status_code == 302
    coordinator = client_of(holding("coordinator"))
    page = coordinator.get(f"{made.get_absolute_url()}kvitteringer/")
    assert_clean_html(page)
    assert ("På et møde." in text_of(page), "1 af 1 enheder" in text_of(page)) == (True, True)
    assert "På et møde.".encode() in _file(coordinator, f"{made.get_absolute_url()}kvitteringer.csv")
    assert coordinator.get(f"{made.get_absolute_url()}kvitter/").status_code == 403


def test_my_week_tells_each_what_waits_for_them() -> None:
    """Replies for the coordinator, a statement for the council, a receipt for the leader."""
    made = _full()
    second = heard(vision("Nummer to"), body(), days=3).vision
    adopted("Nummer tre")
    leader = actor("unit_leader", in_unit=unit("Fyret"))
    enough = clock.today() + timedelta(days=30)
    enqueue("visions.daily", by=SYSTEM)
    held = holding("council_member", user=person("raad@syddjurs.example", "Rie"))
    held.kind = code("council_kind", "disability_council")
    held.save()

    def titles(who: Actor) -> list[str]:
        return [item.title for item in work_of(who, enough) if str(item.kind) == "Vision"]

    assert titles(actor_of(held)) == [f"Skriv jeres høringssvar om {second.title}"]
    assert titles(leader) == ["Læs Nummer tre, og tal om den i enheden"]
    assert sorted(titles(actor("coordinator"))) == sorted(
        [
            f"Saml op på høringen om {made.title}",
            f"Saml op på høringen om {second.title}",
            "Svar Pårørende på deres høringssvar",
        ]
    )


@pytest.mark.requirement("PRO-02")
def test_the_process_is_told_of_the_visions_of_a_round() -> None:
    """The step of the responsible shows them; figures compare rounds and speak of the country."""
    turn = Round.objects.create(
        municipality=municipality(), number=1, title="Første", starts_on=clock.today(), tier="municipality"
    )
    coordinator, fyret = actor(), unit("Fyret")
    unit("Havnen")
    made = adopted(round=turn)
    add_responsible(by=SYSTEM, vision=made, name="Bo Lund", task="Beslutter")
    give_receipt(by=SYSTEM, vision=made, unit=fyret, how="På et møde.")
    step = STEP_SOURCES["visions.visions"]
    (link,) = step.links(turn, coordinator)
    start = step.start(turn, coordinator)
    assert (step.step, link.label, link.note) == ("vision.responsible", made.title, "Vedtaget, 1 ansvarlig")
    assert start is not None
    assert start.href == f"{reverse('visions:new')}?runde={turn.public_id}"
    assert (step.links(turn, actor("coordinator", at="Randers")), step.start(turn, ANONYMOUS)) == ([], None)
    assert ROUND_FIGURES["visions.receipts"].values([turn], coordinator) == {turn.pk: Share(1, 2, "kvitteringer")}
    assert NATIONAL_FIGURES["visions.adopted"].municipalities() == frozenset({municipality().pk})


def test_panels_on_the_pages_of_others() -> None:
    """The round's and the dashboard's for those at home, the municipality's for everybody."""
    coordinator, made = actor(), published()
    own = dict(panels_of("process", municipality(), coordinator))["visions/panel_visions.html"]
    assert [row[0] for row in own["rows"]] == [made]
    public = dict(panels_of("municipality", municipality(), ANONYMOUS))["visions/panel_visions.html"]
    assert [row[3] for row in public["rows"]] == [made.get_public_url()]


def test_search_finds_what_the_reader_may_read() -> None:
    """At home by the inner page, elsewhere by the public one; a draft not at all."""
    made, draft = published(), vision("Kladden")
    keys = [made.pk, draft.pk]
    source = SEARCH_SOURCES["visions"]
    assert {document.title for document in source.documents(None)} == {made.title, draft.title}
    assert {key: hit.url for key, hit in source.visible(ANONYMOUS, keys).items()} == {made.pk: made.get_public_url()}
    assert {key: hit.url for key, hit in source.visible(actor(), keys).items()} == {
        made.pk: made.get_absolute_url(),
        draft.pk: draft.get_absolute_url(),
    }


def test_the_changes_of_a_new_edition_are_read_word_by_word() -> None:
    """The same, until something is changed."""
    new = revise_vision(by=SYSTEM, vision=adopted())
    page = client_of(holding("reader")).get(f"{new.get_absolute_url()}aendringer/")
    assert_clean_html(page)
    assert "De to udgaver siger det samme." in text_of(page)


def _queries(browser: Client, address: str) -> int:
    browser.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert browser.get(address).status_code == 200
    return len(seen)


def test_lists_and_the_page_cost_the_same_however_much_there_is() -> None:
    """One vision or many, one hearing or many."""
    browser = client_of(holding("coordinator"))
    made = _full()
    published("Nummer 0", groups=["autism"])
    addresses = [reverse("visions:list"), reverse("visions:public_list"), made.get_absolute_url()]
    few = [_queries(browser, address) for address in addresses]
    for at in range(1, 5):
        published(f"Nummer {at}", groups=["autism", "older"])
        comment(by=SYSTEM, vision=made, text=f"Nummer {at}")
        held = holding("reader", user=person(f"l{at}@s.example", f"Læser {at}"))
        add_responsible(by=SYSTEM, vision=made, holding=held, task="Ser med")
    opened = made.hearing_rounds.get()
    for at in range(4):
        asked = add_body(by=SYSTEM, opened=opened, body=body("residents_council", name=f"Råd {at}"))
        give_statement(by=SYSTEM, hearing=asked, said=Said("Fint"), way=Way.RECORDED)
    assert [_queries(browser, address) for address in addresses] == few
