"""A report is frozen data on paper: the same bytes each time, readable aloud, and printed as it was typed."""

import re
import zlib
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings

from tovholder.foundation.charts.model import BarChart, Point
from tovholder.foundation.reports.glyphs import coverage, printable
from tovholder.foundation.reports.paper import plain
from tovholder.foundation.reports.public import (
    KeyNumber,
    Paper,
    PaperFact,
    PaperTable,
    Report,
    pdf_response,
    render_pdf,
)
from tovholder.kernel.share import Share

FONTS = Path(settings.ASSETS).parent / "fonts"


@dataclass(frozen=True, slots=True)
class Sample:
    """A report with one of everything."""

    paper: Paper
    numbers: tuple[KeyNumber, ...]
    facts: tuple[PaperFact, ...]
    text: str
    chart: BarChart
    table: PaperTable
    caveat: str


def sample(
    *, title: str = "Landkortet i Syddjurs", text: str = "Vi begyndte i det små.", invented: bool = True
) -> Sample:
    """The sample with other words."""
    return Sample(
        paper=Paper(
            title=title,
            as_of=date(2026, 11, 21),
            invented=invented,
            lead="Hvad I har i gang, og hvad I har lært.",
            place="Syddjurs Kommune",
        ),
        numbers=(
            KeyNumber(1077, "projekter", "17 nye i år"),
            KeyNumber(Share(71, 98, "kommuner"), "har registreret projekter"),
            KeyNumber(430, "i drift"),
        ),
        facts=(
            PaperFact("Behov", "Borgere vil klare bad selv"),
            PaperFact("Budget", Decimal("1250.5")),
            PaperFact("Bekræftet", date(2026, 5, 3)),
            PaperFact("Kontakt", None),
        ),
        text=text,
        chart=BarChart(
            title="Projekter efter teknologi",
            description="Skærmbesøg har flest projekter.",
            unit="projekter",
            n=206,
            base="projekter",
            source="Landkortet, 21. november 2026",
            points=(Point("Skærmbesøg", 142), Point("Medicinhusker", 64)),
        ),
        table=PaperTable(
            "Projekter i Syddjurs Kommune",
            ("Projekt", "Tilstand", "Enheder"),
            tuple((f"Skærmbesøg {number}", "I drift", number * 100) for number in range(1, 61)),
        ),
        caveat="Tallene er registreret af kommunen selv.",
    )


def _load() -> Sample:
    return sample()


REPORT = Report(key="tests.sample", title="Prøve", load=_load, template=Path(__file__).with_name("sample.typ"))


def _objects(pdf: bytes) -> str:
    """All that the file says about itself, with its compressed parts unpacked."""
    parts = [pdf.decode("latin-1")]
    for packed in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            parts.append(zlib.decompress(packed).decode("latin-1"))
        except zlib.error:
            continue  # a part that is not compressed
    return "\n".join(parts)


def test_the_same_data_give_the_same_bytes() -> None:
    """No clock, no chance: a report can be compared with the one that was filed."""
    first = render_pdf(REPORT, sample())
    assert first.startswith(b"%PDF-1.7")
    assert render_pdf(REPORT, sample()) == first
    assert render_pdf(REPORT, replace(sample(), caveat="Et andet forbehold.")) != first


def test_the_file_can_be_read_aloud_and_archived() -> None:
    """Tags, language, title and the two standards are in the file."""
    inside = _objects(render_pdf(REPORT, sample()))
    assert "/MarkInfo" in inside
    assert "/StructTreeRoot" in inside
    assert re.search(r"/Lang ?\(da-DK\)", inside) is not None
    assert "<pdfuaid:part>1</pdfuaid:part>" in inside
    assert "<pdfaid:part>2</pdfaid:part>" in inside
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in inside
    assert "Landkortet i Syddjurs" in _metadata(inside)
    assert {kind for kind in ("/H1", "/Table", "/TH", "/Figure") if kind in inside} == {
        "/H1",
        "/Table",
        "/TH",
        "/Figure",
    }


def _metadata(inside: str) -> str:
    found = re.search(r"<x:xmpmeta.*?</x:xmpmeta>", inside, re.DOTALL)
    assert found is not None
    return found.group().encode("latin-1").decode()


HOSTILE = """#panic() #read("/site/settings.py") *fed* $x$ `kode` = Overskrift @ref <mærke> \\ // --- "citat" """


def test_every_page_says_that_invented_data_are_invented() -> None:
    """The notice comes with the data: the same data without it give another file."""
    marked, unmarked = render_pdf(REPORT, sample()), render_pdf(REPORT, sample(invented=False))
    assert marked != unmarked
    assert len(marked) > len(unmarked)


def test_text_is_printed_and_never_obeyed() -> None:
    """What would be code or markup in a template is text when it comes as data."""
    inside = _objects(render_pdf(REPORT, sample(title=HOSTILE, text=HOSTILE)))
    assert '#panic() #read("/site/settings.py") *fed* $x$ `kode` = Overskrift @ref' in (
        _metadata(inside).replace("&quot;", '"').replace("&lt;", "<")
    )


def test_signs_that_the_typeface_lacks_do_not_cost_the_report() -> None:
    """Emoji, other scripts, control characters and turned reading directions are typed by people too."""
    text = "Godt 😀 gået 中文 سلام \x00\x01\x07 \u202eomvendt \ufeff \u2028 e\u0301 👩‍🦽"
    assert render_pdf(REPORT, sample(text=text)).startswith(b"%PDF-1.7")


def test_a_word_without_an_end_does_not_cost_the_report() -> None:
    """An archivable PDF holds no string of more than 32,767 letters."""
    assert render_pdf(REPORT, sample(text="x" * 59_900)).startswith(b"%PDF-")


def test_what_is_printable_stays_and_the_rest_leaves_a_mark() -> None:
    """Danish letters stay, an emoji becomes a lozenge, invisible signs are left out, line breaks stay."""
    assert printable("Ærø Ångström – “citat” …", FONTS) == "Ærø Ångström – “citat” …"
    assert printable("a😀b\u202ec\x00d\ne", FONTS) == "a◊bcd\ne"
    assert {ord(letter) for letter in "æøåÆØÅéü€–“”…◊≥→"} - coverage(FONTS) == set()
    assert {0x1F600, 0x4E2D, 0x0633} & coverage(FONTS) == set()


def test_without_its_typeface_the_paper_still_has_the_letters_of_europe(tmp_path: Path) -> None:
    """An installation that was built without the fonts prints in the PDF maker's own serif."""
    assert printable("Ærø – ◊ 中", tmp_path) == "Ærø – ? ?"


def test_data_are_shown_in_words() -> None:
    """Dates, shares, decimals and yes or no are read as on the pages."""
    assert plain((date(2026, 5, 3), Share(32, 84, "kommuner"), Decimal("1250.5"), True, None, 7)) == [
        "3. maj 2026",
        "38 pct. (32 af 84 kommuner)",
        "1.250,5",
        "Ja",
        None,
        7,
    ]


def test_a_share_among_the_key_numbers_keeps_its_base() -> None:
    """The per cent are large, count and base stand beside them."""
    assert plain(KeyNumber(Share(71, 98, "kommuner"), "med projekter", "17 nye")) == {
        "value": "72 pct.",
        "label": "med projekter",
        "note": "71 af 98 kommuner. 17 nye",
    }


def test_a_record_is_no_data() -> None:
    """A report is made of values that were read before; it does not read while it prints."""
    with pytest.raises(TypeError):
        plain(object())


def test_a_report_is_a_file_to_keep() -> None:
    """The name may hold Danish letters."""
    answer = pdf_response(REPORT, sample(), "Projekter på Ærø")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''Projekter%20p%C3%A5%20%C3%86r%C3%B8.pdf"
