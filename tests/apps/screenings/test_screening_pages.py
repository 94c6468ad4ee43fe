"""The pages of the room: what they show, to whom, and what they take."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.pages import assert_clean_html, text_of
from tests.people import actor, client_of, holding, municipality, unit
from tests.screening import filled, held, screening, screening_addresses
from tovholder.apps.questionnaires.public import answer
from tovholder.apps.screenings.actions import hold_screening
from tovholder.apps.screenings.answer_views import easy_charts
from tovholder.apps.screenings.asking import asked
from tovholder.apps.screenings.models import NeedItem, Screening, ScreeningFinding
from tovholder.foundation.accounts.public import make_token
from tovholder.kernel.actor import ANONYMOUS, SYSTEM

pytestmark = pytest.mark.django_db

KINDS = ("behov", "udstyr", "net", "kompetencer", "formaal", "deltagere", "fund")


def test_every_page_of_a_held_screening_is_whole() -> None:
    """Overview, parts, answers, comparison, forms: one heading, no inline script, ids once."""
    made = held()
    client = client_of(holding())
    pages = [
        reverse(f"screenings:{name}", args=[made.public_id]) for name in ("screening", "compare", "answers", "edit")
    ]
    pages += [reverse("screenings:part", args=[made.public_id, kind]) for kind in KINDS]
    pages += [reverse("screenings:new_part", args=[made.public_id, kind]) for kind in KINDS]
    pages += [reverse("screenings:list"), reverse("screenings:units"), reverse("screenings:new")]
    pages += [reverse("screenings:section", args=[made.public_id, "needs"])]
    for path in pages:
        response = client.get(path)
        assert (path, response.status_code) == (path, 200)
        assert_clean_html(response)


def test_a_screening_is_planned_and_filled_in_through_the_pages() -> None:
    """From the plan to a need and to the findings, without a script."""
    here = unit("Fyret")
    client = client_of(holding("unit_leader", in_unit=here))
    sent = {"unit": here.pk, "title": "Efterår", "planned_on": "2026-11-02", "tier": "municipality"}
    planned = client.post(reverse("screenings:new"), sent)
    made = Screening.objects.get()
    assert planned["Location"] == reverse("screenings:part", args=[made.public_id, "behov"])
    need = {"words": "Ro om aftenen", "concerns": "citizens", "strength": 3}
    client.post(reverse("screenings:new_part", args=[made.public_id, "behov"]), need)
    section = reverse("screenings:section", args=[made.public_id, "needs"])
    answered = client.post(section, {"need_support": ["safety"], "need_words": "Ro", "seen_need_words": "0"})
    assert answered["Location"] == reverse("screenings:section", args=[made.public_id, "staff"])
    client.post(reverse("screenings:hold", args=[made.public_id]), {"held_on": "2026-11-02", "version": made.version})
    made.refresh_from_db()
    client.post(reverse("screenings:approve", args=[made.public_id]), {"version": made.version})
    made.refresh_from_db()
    assert (made.state, made.held_on) == ("approved", date(2026, 11, 2))
    assert list(NeedItem.objects.values_list("words", flat=True)) == ["Ro om aftenen"]
    rules = ScreeningFinding.objects.filter(screening=made).order_by("rule").values_list("rule", flat=True)
    assert list(rules) == ["need_unmet", "no_citizens"]
    assert asked(made).answers["need_words"] == "Ro"


def test_somebody_elses_change_is_not_overwritten() -> None:
    """The second to save a need gets the page that shows both."""
    made = filled()
    need = made.needitems.all()[0]
    client = client_of(holding())
    path = reverse("screenings:edit_part", args=[made.public_id, "behov", need.public_id])
    values = {"concerns": "citizens", "strength": 1}
    assert client.post(path, values | {"words": "Først", "version": 1}).status_code == 302
    assert client.post(path, values | {"words": "Sidst", "version": 1}).status_code == 409
    need.refresh_from_db()
    assert need.words == "Først"


def test_what_a_unit_keeps_to_itself_is_not_there_for_others() -> None:
    """Colleagues of another unit get 404; the coordinator and the own staff see it."""
    made = screening(tier="unit")
    path = made.get_absolute_url()
    who = {
        "reader": holding("reader"),
        "other": holding("staff", in_unit=unit("Havnen")),
        "elsewhere": holding(at="Randers"),
        "coordinator": holding(),
        "leader": holding("unit_leader", in_unit=unit("Fyret")),
    }
    found = {name: client_of(one).get(path).status_code for name, one in who.items()}
    assert found == {"reader": 404, "other": 404, "elsewhere": 404, "coordinator": 200, "leader": 200}


def test_a_citizen_answers_by_the_link_without_a_login() -> None:
    """One question a page in easy words; what is skipped stays open; at the end there is a thank you."""
    places = screening_addresses()
    client = Client()
    secret = places["screenings:linked"]["secret"]
    welcome = client.get(reverse("screenings:linked", args=[secret]))
    assert_clean_html(welcome)
    assert "Du skal ikke skrive dit navn." in text_of(welcome)
    first = client.post(reverse("screenings:linked", args=[secret]))["Location"]
    page = client.get(first)
    assert_clean_html(page)
    assert "no-store" in page["Cache-Control"]  # the next citizen may hold the same tablet
    assert ("Hvad vil du gerne have hjælp til?" in text_of(page), "Spørgsmål 1 af" in text_of(page)) == (True, True)
    following = client.post(first, {"need_support": ["contact"], "seen_need_support": "0"})["Location"]
    assert following == f"{first.removesuffix('1/')}2/"
    last = f"{first.removesuffix('1/')}99/"
    thanks = client.get(last)
    assert_clean_html(thanks)
    assert "Tak for dine svar" in text_of(thanks)
    again = client.post(last)["Location"]
    assert "Du kan give skærmen til den næste." in text_of(client.get(again))
    assert client.get(first).status_code == 404  # whoever holds the tablet next does not see what was chosen
    made = Screening.objects.get()
    assert [one.answers.get().value for one in asked(made).easy] == [["contact"]]
    assert client.get(reverse("screenings:linked", args=["forkert"])).status_code == 404


def _answered_on_the_tablet(client: Client, made: Screening, citizens: int) -> None:
    for _citizen in range(citizens):
        begun = client.post(reverse("screenings:tablet", args=[made.public_id]))["Location"]
        client.post(begun, {"need_support": ["contact"], "seen_need_support": "0"})


@pytest.mark.parametrize(("citizens", "shown"), [(2, []), (3, ["Hvad vil du gerne have hjælp til?"])])
def test_few_citizens_answers_are_not_shown(citizens: int, shown: list[str]) -> None:
    """Of one or two everybody would know whose they are; that holds for every question by itself."""
    made = screening()
    client = client_of(holding())
    _answered_on_the_tablet(client, made, citizens)
    answer(asked(made).easy[0], {"interest_citizens": "no"}, seen={}, by=ANONYMOUS)
    hold_screening(by=SYSTEM, screening=made, held_on=date(2026, 11, 2))
    assert [chart.title for chart in easy_charts(asked(made))] == shown
    page = text_of(client.get(reverse("screenings:answers", args=[made.public_id])))
    assert ("Hvad borgerne har svaret" in page) == bool(shown)


def test_answers_are_not_shown_while_they_come_in() -> None:
    """Who looks before and after a citizen had the tablet would see that citizen's answers as the difference."""
    made = screening()
    client = client_of(holding())
    _answered_on_the_tablet(client, made, 4)
    page = text_of(client.get(reverse("screenings:answers", args=[made.public_id])))
    assert ("4 borgere har svaret" in page, "Hvad borgerne har svaret" in page) == (True, False)


def test_the_report_is_a_pdf() -> None:
    """With everything in it."""
    response = client_of(holding()).get(reverse("screenings:pdf", args=[held().public_id]))
    assert (response["Content-Type"], response.content[:5]) == ("application/pdf", b"%PDF-")


def test_the_list_costs_the_same_however_long(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    """Ten screenings ask as much as one."""
    for n in range(10):
        screening(unit(f"Enhed {n}"))
    client = client_of(holding())
    client.get(reverse("screenings:list"))
    with django_assert_max_num_queries(14):
        shown = text_of(client.get(reverse("screenings:list")))
    assert "10 screeninger" in shown
    filtered = client.get(reverse("screenings:list"), {"status": "held"})
    assert "Ingen screeninger passer" in text_of(filtered)
    file = client.get(reverse("screenings:list_file", args=["json"]))
    assert file.getvalue().count(b'"title": "IT-screening"') == 10


def test_the_api_gives_the_own_municipalitys_screenings() -> None:
    """With a key of the municipality; without one there are none."""
    held()
    _token, secret = make_token(by=actor(), name="Regneark", expires_on=date(2027, 1, 1))
    own = Client().get("/api/v1/screenings", HTTP_AUTHORIZATION=f"Bearer {secret}").json()
    assert own["count"] == 1
    assert (own["items"][0]["needs_met"], own["items"][0]["state"]) == ({"count": 1, "base": 2}, "held")
    assert own["items"][0]["municipality"] == municipality().code
    assert Client().get("/api/v1/screenings").json() == {"items": [], "count": 0}


def test_the_api_refuses_a_state_that_does_not_exist() -> None:
    """Told as such; a zero byte, which PostgreSQL would stumble over, comes no further than the address."""
    answers = [Client().get("/api/v1/screenings", {"state": state}).status_code for state in ("hold", "held\x00")]
    assert answers == [422, 400]
