"""Products from a file: read, checked, taken in and taken back; hostile files do no harm."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.catalogue import product, product_facts
from tests.landkort import technology
from tests.people import actor, client_of, holding, municipality, supplier_partner
from tovholder.apps.products.actions import change_product
from tovholder.apps.products.importing import execute, prepare, undo
from tovholder.apps.products.models import Product, Proposal, Removal
from tovholder.apps.products.sheet import PRODUCTS
from tovholder.foundation.tables.public import Checked, ImportBatch, read_sheet
from tovholder.kernel import clock

pytestmark = pytest.mark.django_db

HEADER = (
    "Navn;Leverandør;Teknologier;Beskrivelse;HMI-nummer;Pris pr. måned uden moms;Prisen gjaldt den;ISO 9999-klasser"
)
GOOD = "Skærm 3;Skærmfirmaet A/S;Skærmbesøg; En skærm.;4711;1.077,50;2026-11-01;22-24"


def _checked(*lines: str, header: str = HEADER) -> Checked:
    content = "\n".join([header, *lines]).encode()
    sheet = read_sheet(SimpleUploadedFile("produkter.csv", content))
    mapping = {column.key: str(column.label) for column in PRODUCTS.importable if str(column.label) in sheet.header}
    return prepare(actor("national_editor"), sheet, mapping)


def _batch() -> ImportBatch:
    return ImportBatch.objects.create(
        importer="produkter", file_name="liste.csv", created_at=clock.now(), changed_at=clock.now()
    )


def _problems(checked: Checked) -> list[list[tuple[str, str]]]:
    return [[(error.column, error.text) for error in row.errors] for row in checked.rows]


def _quiet(done: int, total: int) -> None:
    """Take the progress."""


def test_a_row_becomes_a_product() -> None:
    """Danish numbers and names; what the file leaves out is unknown, not guessed."""
    supplier_partner()
    checked = _checked(GOOD)
    batch = _batch()
    assert execute(actor("national_editor"), checked.rows, batch, _quiet) == {"imported": 1}
    made = Product.objects.get()
    assert (made.name, made.price_per_month, made.hmi_number) == ("Skærm 3", Decimal("1077.50"), "4711")
    assert (made.mdr_class.code, made.price_model.code, made.processor_agreement) == ("unknown",) * 3
    assert [code.code for code in made.iso9999.all()] == ["22-24"]
    assert made.import_batch == batch.public_id


@pytest.mark.parametrize(
    ("row", "column", "sentence"),
    [
        (
            "X;Ukendt firma;Skærmbesøg;T;;;;",
            "supplier",
            "”Ukendt firma” findes ikke her. Ret cellen til et af de navne, Tovholder kender.",
        ),
        (
            "X;Skærmfirmaet A/S;Tryllestav;T;;;;",
            "technologies",
            "”Tryllestav” findes ikke her. Ret cellen til et af de navne, Tovholder kender.",
        ),
        ("X;Skærmfirmaet A/S;Skærmbesøg;;;;;", "description_da", "Cellen er tom, og den skal udfyldes."),
        (
            "X;Skærmfirmaet A/S;Skærmbesøg;T;;-5;2026-11-01;",
            "price_per_month",
            "En pris er et tal mellem 0 og 99.999.999,99.",
        ),
        (
            "X;Skærmfirmaet A/S;Skærmbesøg;T;;999999999;2026-11-01;",
            "price_per_month",
            "En pris er et tal mellem 0 og 99.999.999,99.",
        ),
        (
            "X;Skærmfirmaet A/S;Skærmbesøg;T;;12;;",
            "priced_on",
            "Skriv, hvornår prisen gjaldt. En pris uden dato kan ikke sammenlignes.",
        ),
        ("X;Skærmfirmaet A/S;Skærmbesøg;T;=1+1;;;", "hmi_number", "Et HMI-nummer er højst otte cifre og intet andet."),
        (
            "X;Skærmfirmaet A/S;Skærmbesøg;T;;;;99-99",
            "iso9999",
            "”99-99” findes ikke her. Ret cellen til et af de navne, Tovholder kender.",
        ),
        (f"{'x' * 161};Skærmfirmaet A/S;Skærmbesøg;T;;;;", "name", "Teksten er for lang: højst 160 tegn."),
    ],
)
def test_what_is_wrong_with_a_row_is_told(row: str, column: str, sentence: str) -> None:
    """By column, with what to do."""
    supplier_partner()
    assert _problems(_checked(row)) == [[(column, sentence)]]


def test_the_same_product_is_not_taken_in_twice() -> None:
    """Neither beside the one in the catalogue nor twice from one file, by name or by number."""
    product("Skærm 3", hmi_number="4711")
    assert _problems(_checked(GOOD)) == [[("hmi_number", "Et produkt i kataloget har allerede det HMI-nummer.")]]
    other = "Ny;Skærmfirmaet A/S;Skærmbesøg;T;;;;"
    assert _problems(_checked(GOOD.replace("4711", ""), other, other.replace("Ny", "NY"))) == [
        [("name", "Leverandøren har allerede et produkt med det navn i kataloget.")],
        [],
        [("name", "Det samme produkt står på linje 3.")],
    ]
    same = "HMI-nummeret står på flere linjer i filen."
    numbers = [f"{name};Skærmfirmaet A/S;Skærmbesøg;T;55;;;" for name in ("A", "B")]
    assert _problems(_checked(*numbers)) == [[("hmi_number", same)], [("hmi_number", same)]]


def test_an_import_is_taken_back_but_for_what_was_changed() -> None:
    """What an editor has worked on since stays, with the reason; the search is told what is gone."""
    supplier_partner()
    editor, batch = actor("national_editor"), _batch()
    rows = _checked(GOOD, GOOD.replace("Skærm 3", "Skærm 4").replace("4711", "")).rows
    execute(editor, rows, batch, _quiet)
    kept = Product.objects.get(name="Skærm 4")
    change_product(by=editor, product=kept, facts=product_facts("Skærm 4"))
    done = undo(editor, batch, _quiet)
    assert (done.removed, [(item.label, item.reason) for item in done.kept]) == (
        1,
        [("Skærm 4", "Produktet er ændret siden importen.")],
    )
    assert (list(Product.objects.all()), Removal.objects.count()) == ([kept], 1)


def test_an_import_is_not_taken_back_from_under_those_who_use_it() -> None:
    """What something else points at stays, and says so."""
    supplier_partner()
    editor, batch = actor("national_editor"), _batch()
    execute(editor, _checked(GOOD).rows, batch, _quiet)
    used = Product.objects.get()
    Proposal.objects.create(
        municipality=municipality(),
        name="Skærm 3",
        supplier_name="Skærmfirmaet A/S",
        technology=technology(),
        proposed_on=clock.today(),
        state="accepted",
        decided_on=clock.today(),
        product=used,
    )
    done = undo(editor, batch, _quiet)
    assert (done.removed, [item.reason for item in done.kept]) == (
        0,
        ["Et projekt eller noget andet bruger produktet."],
    )
    assert Product.objects.get() == used


def _upload(role: str, content: bytes, name: str = "liste.csv") -> Any:
    file = SimpleUploadedFile(name, content)
    return client_of(holding(role)).post(reverse("tables:choose", args=["produkter"]), {"file": file})


def test_an_editor_uploads_without_a_municipality() -> None:
    """The file belongs to no municipality, and no coordinator can see it or bring one."""
    answer = _upload("national_editor", f"{HEADER}\n{GOOD}".encode())
    batch = ImportBatch.objects.get()
    assert (answer.status_code, batch.municipality, batch.row_count) == (302, None, 1)
    coordinator = client_of(holding("coordinator"))
    for name, key in (("choose", ["produkter"]), ("batch", ["produkter", batch.public_id])):
        assert coordinator.get(reverse(f"tables:{name}", args=key)).status_code in {403, 404}
    assert list(ImportBatch.objects.visible_to(actor("coordinator", at="Randers"))) == []


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"PK\x03\x04 not a workbook", "liste.xlsx"), (b"\x00\xff\xfe\x00" * 50, "liste.csv"), (b"", "tom.csv")],
)
def test_a_hostile_file_is_refused(content: bytes, name: str) -> None:
    """The same reader as for projects: the form comes back with a sentence, nothing is kept."""
    answer = _upload("national_editor", content, name)
    assert (answer.status_code, ImportBatch.objects.count()) == (200, 0)


def test_formulas_stay_text_in_what_is_taken_along() -> None:
    """A name that opens a formula is made harmless in the file."""
    values: Mapping[str, Any] = {"description_da": "=1+1"}
    product("@SUM(A1)", **values)
    client = client_of(holding("reader"))
    content = b"".join(client.get("/produkter.csv").streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]  # streaming
    assert ("'@SUM(A1)" in content, "'=1+1" in content) == (True, True)
