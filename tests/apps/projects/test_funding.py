"""Who pays and until when, and the product that is used."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.catalogue import product
from tests.landkort import facts, project, refusal, registration, technology
from tests.pages import text_of
from tests.people import actor, client_of, holding
from tovholder.apps.projects.importing import prepare
from tovholder.apps.projects.public import Project, change_project, facts_of, register_projects
from tovholder.apps.projects.writing import MANY_FIELDS
from tovholder.foundation.tables.public import read_sheet
from tovholder.foundation.work.public import WORK_SOURCES
from tovholder.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 21)
MONEY: dict[str, Any] = {
    "funder": "En pulje",
    "funding_amount": Decimal(250000),
    "running_budget_note": "Drift fra 2028.",
}


@pytest.mark.parametrize(
    ("ends_on", "values", "waits"),
    [
        (date(2027, 1, 20), {}, True),
        (date(2027, 1, 21), {}, False),
        (date(2026, 1, 1), {}, True),
        (date(2026, 12, 31), {"running_budget_note": "Vi betaler selv."}, False),
        (date(2026, 12, 31), {"status": "stopped", "reason": "Slut."}, False),
        (None, {}, False),
    ],
)
def test_somebody_is_reminded_two_months_before_the_money_ends(
    ends_on: date | None, values: dict[str, Any], waits: bool
) -> None:
    """Sixty days before, while the project goes on and nobody has written who pays afterwards."""
    item = project("Et projekt", funding_ends_on=ends_on, **values)
    found = WORK_SOURCES["projects.funding"].items(actor(), TODAY)
    address = reverse("projects:edit_project", args=[item.public_id])
    assert [one.url for one in found] == ([address] if waits else [])


def test_amount_and_running_budget_are_told_inside_the_municipality_alone() -> None:
    """Who pays is told to all who see the project; no file and no other page tells the rest."""
    item = project("Et projekt", tier="public", **MONEY)
    inside, elsewhere = client_of(holding("reader")), client_of(holding(at="Norddjurs"))
    assert "250.000 kr." in text_of(inside.get(item.get_absolute_url()))
    for client in (elsewhere, Client(), client_of(holding("supplier"))):
        page = text_of(client.get(item.get_absolute_url()))
        assert "En pulje" in page
        assert "250.000" not in page
        assert "Drift fra 2028." not in page
        rows = client.get(reverse("projects:project_file", args=["json"])).getvalue().decode()
        assert "Drift fra 2028." not in rows
        assert "250000" not in rows


def test_a_product_belongs_to_the_technology() -> None:
    """Refused at its field, one by one and many at once."""
    other = product("Loft 1", technologies=[technology("loftlift")])
    said = {"product": ["Loft 1 hører ikke til Skærmbesøg. Vælg et produkt, der gør."]}
    assert refusal(lambda: project(product=other)) == said
    assert refusal(lambda: register_projects(by=SYSTEM, registrations=[registration(product=other)])) == said
    assert not Project.objects.exists()


def test_a_product_is_shown_chosen_and_taken_along() -> None:
    """On the page, in the form of its technology, in the file, and on the product's own page."""
    used = product("Skærm 2", technologies=[technology()])
    item = project("Et projekt", tier="public", product=used)
    assert "Skærm 2" in text_of(Client().get(item.get_absolute_url()))
    form = client_of(holding()).get(reverse("projects:edit_project", args=[item.public_id])).content.decode()
    assert f'<option value="{used.pk}" selected>' in form
    assert "Skærm 2" in Client().get(reverse("projects:project_file", args=["csv"])).getvalue().decode("utf-8-sig")
    project("Intern", tier="municipality", product=used)
    page = text_of(Client().get(used.get_absolute_url()))
    assert "Syddjurs: Et projekt" in page
    assert "Intern" not in page


def test_a_project_tells_all_it_says_about_itself() -> None:
    """What is read is what would be written: changing nothing changes nothing."""
    item = project("Et projekt", **MONEY, would_change="Alt.")
    before: dict[str, Any] = dict(Project.objects.values().get())
    change_project(by=SYSTEM, project=Project.objects.get(), facts=facts_of(item))
    after: dict[str, Any] = dict(Project.objects.values().get())
    assert {name for name in before if before[name] != after[name]} == {"revision", "version"}
    none: dict[str, list[object]] = {name: [] for name in (*MANY_FIELDS, "participants")}
    assert facts_of(item) == facts("Et projekt", **MONEY, would_change="Alt.", **none)


def test_an_import_knows_products_and_programmes_and_says_what_does_not_fit() -> None:
    """By name; a product of another technology is told at its cell."""
    product("Skærm 2", technologies=[technology()])
    text = (
        "Titel;Behov;Teknologi;Produkt;Programmer\n"
        "A;Ro;Skærmbesøg;skærm 2;3.3 Velfærdsteknologi til medicinhåndtering\n"
        "B;Ro;Loftlift;Skærm 2;\n"
    )
    sheet = read_sheet(SimpleUploadedFile("liste.csv", text.encode()))
    mapping = {"title": "Titel", "need": "Behov", "technology": "Teknologi", "product": "Produkt"}
    checked = prepare(actor(), sheet, mapping | {"programmes": "Programmer"})
    assert [row.is_fine for row in checked.rows] == [True, False]
    assert checked.rows[0].values["product"].name == "Skærm 2"
    assert [one.key for one in checked.rows[0].values["programmes"]] == ["medicinhaandtering-3-3"]
    assert checked.rows[1].errors[0].text == "Produktet hører ikke til teknologien. Ret et af dem."
