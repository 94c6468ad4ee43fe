"""Two to four technologies side by side, as a page and as a file."""

import csv
import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.apps.technologies.catalogue_made import entry
from tests.pages import assert_clean_html, text_of

pytestmark = pytest.mark.django_db

PAGE = "/teknologier/sammenlign/"
FOUR = "t=skaermbesoeg&t=telemedicin&t=gps_ur&t=loftlift"


def test_all_topics_stand_side_by_side() -> None:
    """In the order of the address; each row has a cell for each; twice the same is once."""
    page = Client().get(f"{PAGE}?{FOUR}&t=loftlift")
    assert_clean_html(page)
    comparison = page.context["comparison"]
    assert [item.slug for item in comparison.chosen] == ["skaermbesoeg", "telemedicin", "gps_ur", "loftlift"]
    assert {len(row.cells) for row in comparison.rows} == {4}
    labels = [row.label for row in comparison.rows]
    wanted = {"Hvad er det?", "Målgrupper", "Gavn for borgeren", "Krav til stedet", "Kendt barriere", "Paragraffer"}
    assert wanted - set(labels) == set()
    assert len(labels) == len(set(labels))
    described = next(row for row in comparison.rows if row.label == "Hvad er det?")
    assert described.cells[3] == (entry("loftlift").description_da,)
    text = text_of(page)
    assert "KL 2022" in text or "Redaktionens egen vurdering" in text


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("", 200, "Vælg to til fire teknologier at sammenligne."),
        ("t=", 200, "Vælg to til fire teknologier at sammenligne."),
        ("t=skaermbesoeg", 200, "Vælg mindst én teknologi mere at sammenligne med."),
        (f"{FOUR}&t=vasketoilet", 400, "Du har valgt 5 teknologier. Der er plads til 4 side om side: tag nogle fra."),
        (
            "t=loftlift&t=fantasi",
            400,
            "Kataloget har ingen teknologi med adressen fantasi. Vælg fra listen i stedet.",
        ),
        (f"t={'x' * 500}", 400, f"Kataloget har ingen teknologi med adressen {'x' * 60}. Vælg fra listen i stedet."),
    ],
)
def test_a_choice_that_cannot_be_compared_says_what_to_do(query: str, status: int, said: str) -> None:
    """On a page of its own with a way on; the file is a 400 with the same words."""
    page = Client().get(f"{PAGE}?{query}")
    assert page.status_code == status
    assert_clean_html(page)
    assert said in text_of(page)
    file = Client().get(f"/teknologier/sammenlign.csv?{query}")
    assert file.status_code == 400
    assert said in text_of(file)


def test_one_can_be_taken_off_and_another_put_in() -> None:
    """Each has a link without it; the form holds those that are chosen; the fourth fills the table."""
    page = Client().get(f"{PAGE}?t=skaermbesoeg&t=telemedicin")
    html = page.content.decode()
    assert 'href="?t=telemedicin"' in html
    assert '<input type="hidden" name="t" value="telemedicin">' in html
    assert entry("loftlift") in page.context["addable"]
    assert entry("telemedicin") not in page.context["addable"]
    assert 'id="tilfoej"' not in Client().get(f"{PAGE}?{FOUR}").content.decode()


def test_the_file_holds_what_the_page_shows() -> None:
    """A row for each topic and a column for each technology; also as a workbook."""
    comparison = Client().get(f"{PAGE}?{FOUR}").context["comparison"]
    answer = Client().get(f"/teknologier/sammenlign.csv?{FOUR}")
    rows = list(csv.DictReader(io.StringIO(answer.getvalue().decode("utf-8-sig")), delimiter=";"))
    assert [row["Emne"] for row in rows] == [row.label for row in comparison.rows]
    assert set(rows[0]) >= {item.name for item in comparison.chosen}
    assert rows[0][entry("loftlift").name] == entry("loftlift").description_da
    assert Client().get(f"/teknologier/sammenlign.xlsx?{FOUR}").getvalue().startswith(b"PK")


def test_the_list_offers_the_choice_without_a_script() -> None:
    """A form that goes to the comparison, with a box for each technology shown."""
    page = Client().get("/teknologier/")
    html = page.content.decode()
    assert f'action="{PAGE}"' in html
    assert html.count('name="t"') == len(page.context["rows"]) == 25


def test_the_comparison_asks_a_constant_number_of_queries() -> None:
    """Of two or of four, once the process has read the catalogue."""
    Client().get(f"{PAGE}?{FOUR}")
    counts = []
    for query in ("t=skaermbesoeg&t=telemedicin", FOUR):
        with CaptureQueriesContext(connection) as captured:
            Client().get(f"{PAGE}?{query}")
        counts.append(len(captured))
    # With four there is nothing to add, and the list of the others is not read.
    assert counts[0] - counts[1] in {0, 1}
