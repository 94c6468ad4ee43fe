"""The explorer: who sees what, what a page says of a figure, and that its queries do not grow."""

import pytest
from django.test import Client

from tests.people import client_of, holding, municipality
from tests.resulting import handed_in, opened
from tovholder.apps.results.models import Results
from tovholder.apps.surveys.models import Participant

pytestmark = pytest.mark.django_db

LIST = "/dataindsamling/tal/"


def page(client: Client, address: str) -> str:
    """The page as text; it is there."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def question(key: str, query: str = "") -> str:
    """The address of a question's figures."""
    return f"{LIST}lille-2026/spoergsmaal/{key}/{query}"


def test_figures_are_nobodys_but_the_editors_until_they_are_published(results: Results) -> None:
    """A coordinator and somebody unknown find nothing; a national editor reads them."""
    for client in (Client(), client_of(holding("coordinator"))):
        assert "Ingen tal endnu" in page(client, LIST)
        assert client.get(question("does")).status_code == 404
        assert client.get("/dataindsamling/tal/lille-2026/spoergsmaal/does.csv").status_code == 404
        assert client.get("/api/v1/survey-figures").json()["count"] == 0
    editor = client_of(holding("national_editor"))
    assert "<strong>8</strong> af 8 spørgsmål" in page(editor, LIST)
    assert "12 af 20" in page(editor, question("does"))


def test_published_figures_are_open_to_all_with_n_base_interval_and_bounds(published: Results) -> None:
    """Everything that a figure stands on is on its page."""
    read = page(Client(), question("does"))
    assert "60 pct. (12 af 20)" in read
    assert "n = 20: kommuner, der har besvaret spørgsmålet." in read
    assert "39,8–77,6 pct." in read
    assert "12,2–91,8 pct." in read
    assert "Kommuner, der ikke svarede" in read
    economy = page(Client(), question("economy"))
    assert "blandt dem, hvor svaret på ”Hvad har I?” er Digital træning" in economy
    assert "30 pct. (3 af 10)" in economy
    assert "Derfor er der intet interval" in economy


@pytest.mark.requirement("SUR-11")
def test_a_share_never_stands_without_its_count_and_n(published: Results) -> None:
    """On the page, in the file and in the API."""
    assert "(3 af 10)" in page(Client(), question("economy"))
    file = b"".join(Client().get("/dataindsamling/tal/lille-2026/spoergsmaal/economy.json")).decode()
    assert '"numerator": 3, "denominator": 10' in file
    found = Client().get("/api/v1/survey-figures?concept=training.economy&group_kind=country").json()["items"]
    assert [(one["option"], one["numerator"], one["denominator"]) for one in found] == [
        ("yes", 3, 10),
        ("no", 0, 10),
        ("early", 7, 10),
    ]


@pytest.mark.requirement("LAW-06")
def test_the_status_of_a_paragraph_is_told_by_degree(published: Results) -> None:
    """A matrix shows all its rows, and one of them when it is asked for."""
    read = page(Client(), question("status"))
    assert "SUL § 140 (n = 20)" in read
    assert "SUL § 119 (n = 15)" in read
    row = page(Client(), question("status", "?raekke=sul119"))
    assert "100 pct. (15 af 15)" in row


def test_what_an_address_does_not_know_is_refused_in_words(published: Results) -> None:
    """Rows, answers, groups and surveys that are none."""
    for query in ("?raekke=sel999", "?svar=maaske", "?opdelt=alder"):
        assert Client().get(question("status", query)).status_code == 400
    assert Client().get(f"{LIST}?undersoegelse=findes-ikke").status_code == 400
    assert Client().get(question("findes_ikke")).status_code == 404


def test_the_list_is_narrowed_by_words_and_facets(published: Results) -> None:
    """Words, who was asked, and topics; a topic of another survey finds nothing and is no error."""
    assert "<strong>1</strong> af 8" in page(Client(), f"{LIST}?q=%C3%B8konomiske")
    assert "<strong>2</strong> af 8" in page(Client(), f"{LIST}?grundlag=nogle")
    assert "<strong>4</strong> af 8" in page(Client(), f"{LIST}?emne=training")
    assert "Ingen spørgsmål passer" in page(Client(), f"{LIST}?emne=fra-en-anden")


def test_a_municipality_sees_its_own_answer_and_nobody_else_does(published: Results) -> None:
    """Its number stands on its page; another's page holds the other's, and a stranger's none."""
    own = Participant.objects.filter(survey=published.survey, submitted_at__isnull=False).order_by("sort_key")
    first, second = own[0], own[1]
    here = page(client_of(holding("coordinator", at=first.municipality)), question("staff"))
    assert f"{first.name} og de andre" in here
    assert 'data-title="Jeres svar">1<' in here
    there = page(client_of(holding("coordinator", at=second.municipality)), question("staff"))
    assert 'data-title="Jeres svar">2<' in there
    assert 'data-title="Jeres svar">1<' not in there
    assert "og de andre" not in page(Client(), question("staff"))
    assert "og de andre" not in page(client_of(holding("national_editor")), question("staff"))


def test_nothing_is_told_of_those_alike_where_the_question_is_sensitive(published: Results) -> None:
    """Groups that are made when asked for could be taken from one another."""
    who = Participant.objects.filter(survey=published.survey, submitted_at__isnull=False).first()
    assert who is not None
    sensitive = page(client_of(holding("coordinator", at=who.municipality)), question("harm"))
    assert "Spørgsmålet er følsomt" in sensitive


def test_the_queries_of_a_page_are_few(published: Results, django_assert_max_num_queries: object) -> None:
    """The page of a question reads rows, as many as there are of that question."""
    client = client_of(holding("coordinator", at=municipality("Syddjurs")))
    client.get(question("status"))
    with django_assert_max_num_queries(20):  # type: ignore[operator]  # pytest-django's own type is not exported
        client.get(question("status", "?raekke=sul140&opdelt=region"))
    with django_assert_max_num_queries(10):  # type: ignore[operator]  # as above
        client.get(LIST)


def test_an_open_survey_has_no_figures(db: None) -> None:
    """Nothing is counted before it is closed."""
    survey = opened("aaben-2026")
    handed_in(survey, {"Aabenraa": {"grows": True}})
    editor = client_of(holding("national_editor"))
    assert "Tallene er ikke gjort op endnu" in page(editor, f"{LIST}aaben-2026/udgiv/")
