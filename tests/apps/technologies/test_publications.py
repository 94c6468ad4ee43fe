"""Publications: the list of sources, and which points lean on one."""

import csv
import io
import json

import pytest
from django.test import Client

from tests.apps.technologies.catalogue_made import WHY, entry, rows_of, told
from tests.pages import assert_clean_html, text_of
from tests.people import client_of, holding
from tovholder.apps.technologies.actions import add_point
from tovholder.apps.technologies.models import Publication
from tovholder.foundation.ui.panels import PANELS, Panel
from tovholder.foundation.visibility.rules import everyone
from tovholder.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db

SHIPPED = rows_of("tovholder.apps.technologies", "publications.csv")
NEW = {"key": "proeve-2026", "title": "Prøven", "publisher": "KL", "year": "2026", "kind": "report"}


def test_all_sources_are_listed_narrowed_and_taken_along() -> None:
    """By text and kind; the file holds what the list shows."""
    page = Client().get("/kilder/")
    assert_clean_html(page)
    assert page.context["page"].paginator.count == len(SHIPPED)
    laws = {row["key"] for row in SHIPPED if row["kind"] == "law"}
    page = Client().get("/kilder/?slags=law")
    assert {item.key for item in page.context["page"].paginator.object_list} == laws
    found = Client().get("/kilder/?q=RÅDERUM").context["page"].paginator.object_list
    assert "raaderum-2022" in {item.key for item in found}
    rows = json.loads(Client().get("/kilder.json?slags=law").getvalue())
    records = rows if isinstance(rows, list) else next(value for value in rows.values() if isinstance(value, list))
    assert {record["key"] for record in records} == laws
    text = Client().get("/kilder.csv").getvalue().decode("utf-8-sig")
    assert len(list(csv.DictReader(io.StringIO(text), delimiter=";"))) == len(SHIPPED)
    assert_clean_html(Client().get("/kilder/?q=xyzzyplugh"))


def test_a_source_tells_which_points_cite_it() -> None:
    """By technology, with the point's words; the list counts them; other rooms add their part."""
    source = Publication.objects.create(key="ny-kilde", title="Ny kilde", publisher="KL", year=2026, kind="report")
    address = source.get_absolute_url()
    assert "Ingen punkter nævner kilden endnu." in text_of(Client().get(address))
    point = told(text="Borgeren får ro.", publication=source)
    add_point(by=SYSTEM, technology=entry(), point=point, why=WHY)
    panel = Panel(
        key="tests.publication",
        slot="publication",
        rule=everyone,
        load=lambda subject, actor: {"jobs": [], "subject": subject} if subject == source else None,
        template="technologies/parts/points.html",
    )
    PANELS.register(panel)
    try:
        page = Client().get(address)
    finally:
        PANELS._plugs.pop("tests.publication")  # a registry takes nothing back; the next test must not see it
    assert_clean_html(page)
    assert "Skærmbesøg Gavn for borgeren: Borgeren får ro." in text_of(page)
    listed = Client().get("/kilder/?q=ny kilde").context["table"].rows
    assert [row[-1] for row in listed] == [1]
    assert Client().get("/kilder/findes-ikke/").status_code == 404


def test_an_editor_adds_and_changes_a_source() -> None:
    """By forms; the second of two editors gets both texts."""
    client = client_of(holding("national_editor"))
    assert client.post("/kilder/ny/", NEW)["Location"] == "/kilder/proeve-2026/"
    changed = {**NEW, "title": "Prøven, 2. oplag", "version": "1"}
    assert client.post("/kilder/proeve-2026/ret/", changed).status_code == 302
    assert Publication.objects.get(key="proeve-2026").title == "Prøven, 2. oplag"
    late = client.post("/kilder/proeve-2026/ret/", {**changed, "title": "For sent"})
    assert late.status_code == 409
    assert "For sent" in text_of(late)
    assert_clean_html(late)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"key": "ny"}, "Nøglen er optaget af en side. Vælg en anden."),
        ({"key": "raaderum-2022"}, "Nøgle"),
        ({"url": "javascript:alert(1)"}, "Adresse på nettet"),
        ({"url": "ftp://kl.dk/fil"}, "Adressen skal begynde med https:// eller http://"),
        ({"year": "20260"}, "År"),
        ({"note": "x" * 2001}, "Note"),
    ],
)
def test_a_source_that_cannot_be_is_refused(wrong: dict[str, str], said: str) -> None:
    """At its field, and nothing is stored."""
    client = client_of(holding("national_editor"))
    page = client.post("/kilder/ny/", NEW | wrong)
    assert page.status_code == 200
    assert_clean_html(page)
    assert said in text_of(page)
    assert not Publication.objects.filter(title="Prøven").exists()
