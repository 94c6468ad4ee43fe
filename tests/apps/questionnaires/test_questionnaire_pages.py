"""What people see: forms of sections, easy-read pages, answers with their history, and the public pages."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.http import Http404, QueryDict
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.translation import override

from tests.people import actor, holding, municipality, person, unit
from tests.questionnaire import EVERYTHING, edition_of, response_to
from tovholder.apps.questionnaires.models import Response
from tovholder.apps.questionnaires.pictograms import PICTOGRAMS, pictogram_template
from tovholder.apps.questionnaires.public import (
    DONT_KNOW,
    HOSTS,
    EasyStep,
    Host,
    adopt_edition,
    answer,
    answer_of,
    assign,
    delete_responses,
    easy_step,
    evaluation_of,
    kept_text,
    next_section,
    reading_of,
    responses_about,
    section_form,
    section_links,
)
from tovholder.engines.questionnaires.model import Value
from tovholder.foundation.accounts.seats import actor_of
from tovholder.foundation.municipalities.lifecycle import LIFECYCLES
from tovholder.foundation.municipalities.merging import merge_municipality
from tovholder.foundation.notices.public import Notice
from tovholder.foundation.ui.values import Step
from tovholder.foundation.work.public import WORK_SOURCES
from tovholder.kernel import clock
from tovholder.kernel.actor import ANONYMOUS, SYSTEM
from tovholder.kernel.registry import Registry

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


@pytest.fixture
def response() -> Response:
    """A response of Syddjurs."""
    return response_to(municipality=municipality())


def rendered(template: str, response: Response, **context: Any) -> str:
    """A template as a hosting room renders it."""
    request: Any = RequestFactory().get("/her/")
    request.actor, request.seat, request.seats, request.session = ANONYMOUS, None, (), SessionStore()
    return render_to_string(f"questionnaires/{template}.html", {"response": response, **context}, request=request)


def sent(data: Mapping[str, str | list[str]]) -> QueryDict:
    """What a browser sends."""
    made = QueryDict(mutable=True)
    for name, value in data.items():
        made.setlist(name, [value] if isinstance(value, str) else value)
    return made


def test_a_form_gives_back_what_it_was_given(response: Response) -> None:
    """Values of every kind go through a section's form unchanged, with the versions that were seen."""
    given: dict[str, Value] = {
        "laver": ("musik", "spil"),
        "bedst": "aften",
        "glad": 4,
        "siden": "2026-03-05",
        "ord": "To\nlinjer",
    }
    answer(response, given, seen={}, by=SYSTEM)
    empty = section_form(response, "oensker")
    form = section_form(response, "oensker", {name: empty[name].value() for name in empty.fields})
    assert form.errors == {}
    assert form.values() == given
    assert form.seen() == dict.fromkeys(given, 1)


def test_a_browser_fills_in_a_section(response: Response) -> None:
    """Boxes of dates, several ticks, a comma in a number; an empty form is no answer."""
    data = sent({"laver": ["musik", "venner"], "glad": "5", "siden_day": "5", "siden_month": "3", "siden_year": "2026"})
    form = section_form(response, "oensker", data)
    assert form.errors == {}
    assert form.values() == {
        "laver": ("musik", "venner"),
        "bedst": None,
        "glad": 5,
        "siden": "2026-03-05",
        "ord": None,
    }
    answer(response, {"skaerm": True}, seen={}, by=SYSTEM)
    for typed, value in (("2,5", 2.5), ("3", 3), ("0", 0), ("", None)):
        form = section_form(response, "hverdag", sent({"skaerm": "ja", "timer": typed}))
        assert (form.is_valid(), form.values()) == (True, {"skaerm": True, "timer": value})


@pytest.mark.parametrize(
    ("section", "data", "wrong"),
    [
        ("hverdag", {"skaerm": "måske"}, "skaerm"),
        ("hverdag", {"timer": "25"}, "timer"),
        ("hverdag", {"timer": "mange"}, "timer"),
        ("oensker", {"laver": ["sove"]}, "laver"),
        ("oensker", {"siden_day": "31", "siden_month": "2", "siden_year": "2026"}, "siden"),
        ("oensker", {"ord": "Ring til 010190-1234"}, "ord"),
        ("oensker", {"ord": "x" * 10_001}, "ord"),
    ],
)
def test_what_cannot_be_saved_is_told_at_its_field(
    response: Response, section: str, data: dict[str, str | list[str]], wrong: str
) -> None:
    """Before anything is saved."""
    answer(response, {"skaerm": True}, seen={}, by=SYSTEM)
    assert list(section_form(response, section, sent(data)).errors) == [wrong]


def test_a_form_asks_what_applies(response: Response) -> None:
    """And after saving the same page again where an answer opened more of it, else the next section."""
    by = actor("staff")
    form = section_form(response, "hverdag")
    assert ([name for name in form.fields if not name.startswith("seen_")], form.may_open) == (["skaerm"], True)
    kept = answer(response, {"skaerm": True}, seen={"skaerm": 0}, by=by)
    assert next_section(response, "hverdag", kept) == "hverdag"
    kept = answer(response, {"timer": 3}, seen={}, by=by)
    assert (kept_text(response, kept), next_section(response, "hverdag", kept)) == ("Svarene er gemt.", "oensker")
    kept = answer(response, {"ord": "Nej"}, seen={}, by=by)
    assert next_section(response, "oensker", kept) is None
    kept = answer(response, {"laver": ("venner",)}, seen={}, by=by)
    assert next_section(response, "oensker", kept) == "sammen"
    assert kept_text(response, answer(response, {}, seen={}, by=by)) == "Alt er gemt. Der var intet nyt."
    with pytest.raises(Http404):
        section_form(response, "findes_ikke")


def test_a_form_keeps_what_it_showed(response: Response) -> None:
    """A question that ceased to apply while somebody answered it is saved all the same."""
    answer(response, {"skaerm": True}, seen={}, by=SYSTEM)
    data = sent({"skaerm": "ja", "seen_skaerm": "1", "timer": "7", "seen_timer": "0"})
    answer(response, {"skaerm": False}, seen={"skaerm": 1}, by=SYSTEM)
    form = section_form(response, "hverdag", data)
    assert form.is_valid()
    kept = answer(response, form.values(), seen=form.seen(), by=SYSTEM)
    assert kept.saved == ("timer",)


def test_steps_tell_how_far_it_is(response: Response) -> None:
    """Sections in which nothing applies are left out."""
    answer(response, {"skaerm": False, "glad": 1}, seen={}, by=SYSTEM)
    assert section_links(response, lambda key: f"/{key}/", current="oensker") == [
        Step("Hverdag", "/hverdag/", "done", "1 af 1 besvaret"),
        Step("Ønsker", "/oensker/", "current", "1 af 5 besvaret"),
    ]
    with override("en"):
        assert section_links(response)[0].title == "Everyday life"


def test_the_page_of_a_section(response: Response) -> None:
    """Labels, help before the field, ends of the scale, the way back; no question is optional or required in markup."""
    html = rendered(
        "section",
        response,
        form=section_form(response, "oensker"),
        steps=section_links(response, current="oensker"),
        back_href="/tilbage/",
        next_href="/frem/",
    )
    assert html.index("Sæt gerne flere kryds.") < html.index('value="musik"')
    assert [
        text for text in ("1 – Slet ikke", "5 – Meget", "Gem og gå videre", "/tilbage/", "/frem/") if text not in html
    ] == []
    assert "(frivilligt)" not in html
    assert "(skal besvares)" in rendered("section", response, form=section_form(response, "hverdag"))


def easy(response: Response, number: int, data: QueryDict | None = None) -> EasyStep:
    """A page of the easy-read variant."""
    return easy_step(response, number, data)


def test_easy_read_asks_one_question_a_page(response: Response) -> None:
    """In easy words where there are some, with pictures and progress in words."""
    first, third = easy(response, 1), easy(response, 2)
    assert (first.sentence, first.pictogram, first.progress) == ("Har du en skærm?", "tablet", "Spørgsmål 1 af 6")
    assert [(choice.text, choice.pictogram) for choice in first.choices] == [("Ja", "yes"), ("Nej", "no")]
    assert (third.several, [choice.pictogram for choice in third.choices]) == (True, ["music", "game", "friends"])
    assert (first.before, first.after, easy(response, 6).after) == (None, 2, None)
    for beyond in (0, 7):
        with pytest.raises(Http404):
            easy(response, beyond)


def test_easy_read_saves_and_shows_what_was_chosen(response: Response) -> None:
    """An answer opens the page after it; *Ved ikke* takes it back, whatever is ticked."""
    step = easy(response, 1, sent({"skaerm": "ja"}))
    assert step.form.is_valid()
    answer(response, step.form.values(), seen=step.form.seen(), by=ANONYMOUS)
    again = easy(response, 1)
    assert ([choice.chosen for choice in again.choices], again.total) == ([True, False], 7)
    assert easy(response, 2).question.key == "timer"
    unsure = easy(response, 1, sent({"skaerm": "ja", "seen_skaerm": "1", DONT_KNOW: "1"}))
    assert (unsure.form.is_valid(), unsure.form.values()) == (True, {"skaerm": None})
    answer(response, unsure.form.values(), seen=unsure.form.seen(), by=ANONYMOUS)
    assert evaluation_of(response).answered == 0


def test_the_easy_page(response: Response) -> None:
    """Big choices with words and pictures, and buttons to go on, back, past it, or to say that one does not know."""
    html = rendered("easy", response, step=easy(response, 2), back_href="/1/", skip_href="/3/", home_href="/")
    assert [
        text
        for text in ("Du kan vælge flere.", 'name="dont_know"', "/1/", "/3/", "Spørgsmål 2 af 6")
        if text not in html
    ] == []
    assert html.count('class="tv-pictogram"') == 3
    assert ' src="http' not in html
    wrong = easy(response, 5, sent({"siden_day": "40"}))
    assert "Den dato findes ikke" in rendered("easy", response, step=wrong)


def test_every_pictogram_is_drawn_alike() -> None:
    """64 by 64, lines of four in the colour of the text, hidden from screen readers."""
    unlike = [
        name
        for name in sorted(PICTOGRAMS)
        for drawn in [render_to_string(pictogram_template(name))]
        if not all(
            part in drawn
            for part in ('viewBox="0 0 64 64"', 'stroke="currentColor"', 'stroke-width="4"', 'aria-hidden="true"')
        )
        or "style=" in drawn
    ]
    assert unlike == []
    with pytest.raises(KeyError):
        pictogram_template("../../secret")


def test_answers_are_read_with_their_history(response: Response, django_assert_num_queries: Any) -> None:
    """Every answer with who gave it, what stood before, and who follows it up; in one query more than its answers."""
    by = actor("staff")
    answer(response, {"skaerm": True, "timer": 1, "laver": ("musik",)}, seen={}, by=by)
    answer(response, {"timer": 2.5, "laver": ("musik", "spil")}, seen={"timer": 1, "laver": 1}, by=by)
    read = responses_about([response.about]).get()
    with django_assert_num_queries(1):
        reading = reading_of(read, follow_up=lambda key: f"/{key}/")
    rows = {row.question.key: row for section in reading.sections for row in section.answers}
    assert (rows["timer"].text, [one.text for one in rows["timer"].earlier]) == ("2,5 timer", ["1 timer"])
    assert (rows["laver"].text, rows["skaerm"].text, rows["ord"].text) == ("Musik, Spil", "Ja", "")
    assert (rows["timer"].follow_up_href, rows["ord"].follow_up_href) == ("/timer/", "")
    assert (reading.answered, reading.applicable) == (3, 7)
    html = rendered("answers", read, reading=reading, edit_href="/ret/")
    assert [
        text for text in ("2,5 timer", "Ikke besvaret endnu", "1 tidligere svar", "/ret/") if text not in html
    ] == []


def test_answers_of_an_earlier_edition_are_shown(response: Response) -> None:
    """They do not count, and they are not lost."""
    answer(response, {"ord": "Vigtige ord"}, seen={}, by=SYSTEM)
    sections = tuple(
        replace(section, questions=tuple(one for one in section.questions if one.key != "ord"))
        for section in EVERYTHING.sections
    )
    edition_of(replace(EVERYTHING, sections=sections))
    adopt_edition(response, by=SYSTEM)
    html = rendered("answers", responses_about([response.about]).get())
    assert html.index("Svar fra en tidligere udgave") < html.index("Vigtige ord")


@pytest.fixture
def hosted(monkeypatch: pytest.MonkeyPatch) -> None:
    """A room that hosts the questionnaire of the tests, for one test."""
    monkeypatch.setattr(HOSTS, "_plugs", dict(HOSTS._plugs))
    HOSTS.register(Host("dagen", lambda response: f"/besvarelser/{response.public_id}/", "Dagen"))


@pytest.mark.usefixtures("hosted")
def test_a_follow_up_stands_in_the_week_of_whoever_is_responsible(
    response: Response, django_assert_max_num_queries: Any
) -> None:
    """They are told once, with a link to the answer; nobody else has it in their week."""
    held = holding("staff", user=person("ida@syddjurs.example", "Ida Dam"))
    ida, boss = actor_of(held), actor("coordinator")
    answer(response, {"ord": "Vi mangler wifi"}, seen={}, by=boss)
    given = answer_of(response, "ord")
    assert given is not None
    with clock.clock_at(TODAY):
        assign(given, responsible=held.user, follow_up_on=date(2026, 12, 1), by=boss)
        assign(given, responsible=held.user, follow_up_on=date(2026, 12, 2), by=boss)
    url = f"/besvarelser/{response.public_id}/#svar-ord"
    notice = Notice.objects.get(user=held.user)
    assert (notice.url, notice.due, notice.about) == (url, date(2026, 12, 1), "Du skal følge op på svaret: Ord?")
    source = WORK_SOURCES["questionnaires.follow_up"]
    with django_assert_max_num_queries(2):
        items = source.items(ida, date(2026, 12, 31))
    assert [(item.title, item.url, item.due) for item in items] == [("Følg op på svaret: Ord?", url, date(2026, 12, 2))]
    assert [list(source.items(who, day)) for who, day in ((boss, date(2026, 12, 31)), (ida, TODAY))] == [[], []]


@pytest.mark.usefixtures("hosted")
def test_nobody_is_told_of_what_they_took_themselves(response: Response) -> None:
    """Whoever makes themselves responsible knows it."""
    held = holding("staff", user=person("ida@syddjurs.example", "Ida Dam"))
    answer(response, {"ord": "Tekst"}, seen={}, by=actor_of(held))
    given = answer_of(response, "ord")
    assert given is not None
    assign(given, responsible=held.user, follow_up_on=None, by=actor_of(held))
    assert Notice.objects.count() == 0


def test_ends_of_things(response: Response) -> None:
    """A unit merges, a person leaves, an alias expires, a municipality becomes part of another."""
    lifecycle = LIFECYCLES["questionnaires"]
    assert lifecycle.unit_merged
    assert lifecycle.person_left
    assert lifecycle.alias_expired
    held = holding("staff", user=person("ida@syddjurs.example", "Ida Dam"))
    old, new = unit("Fyret"), unit()
    theirs = response_to(response.edition, municipality=municipality(), unit=old)
    answer(theirs, {"ord": "Tekst"}, seen={}, by=actor_of(held))
    given = answer_of(theirs, "ord")
    assert given is not None
    assign(given, responsible=held.user, follow_up_on=None, by=SYSTEM)
    assert lifecycle.unit_merged(old, new, SYSTEM) == 1
    assert lifecycle.person_left(held.user.public_id, SYSTEM) == 1
    given.refresh_from_db()
    assert (given.responsible, given.answered_by_name) == (None, "Ida Dam")
    assert lifecycle.alias_expired(response.about, SYSTEM) == 1
    assert lifecycle.alias_expired(UUID(int=1), SYSTEM) == 0
    merge_municipality(municipality(), into=municipality("Norddjurs"), by=SYSTEM)
    kept = Response.objects.get()
    assert (kept.unit, kept.municipality.name) == (new, "Norddjurs")
    assert delete_responses(kept.about, by=SYSTEM) == 1


def test_hosts_are_among_the_registries() -> None:
    """The test that walks all registries finds them."""
    assert {registry.contract for registry in Registry.all} >= {"questionnaire host", "packaged questionnaire"}
