"""From frozen data to a PDF that can be read aloud (PDF/UA-1) and archived (PDF/A-2a)."""

import json
import logging
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tovholder.foundation.reports.glyphs import printable
from tovholder.foundation.reports.paper import OnPaper, Paper, Report, plain
from tovholder.foundation.ui.formats import date_text
from tovholder.kernel.clock import moment_of

logger = logging.getLogger(__name__)

_ENDLESS = re.compile(r"\S{2000}(?=\S)")  # PDF/A-2a refuses strings of more than 32,767 letters

PACKAGE = Path(__file__).resolve().parents[2]
STANDARDS: "list[typst.PDFStandard]" = ["ua-1", "a-2a"]
REGIONS = {"da": "DK", "en": "GB"}


def render_pdf(report: Report, data: OnPaper) -> bytes:
    """The PDF of ``data``. The same data give the same bytes.

    Data reach the template as one JSON value: no field is ever read as markup or code.
    """
    with translation.override(data.paper.language):
        given = {**plain(data), "paper": _about(data.paper)}
    words = json.dumps(_printable(given), ensure_ascii=False, sort_keys=True)
    compiler = typst.Compiler(
        report.template.read_bytes(),
        root=PACKAGE,
        font_paths=_fonts(_font_folder()),
        ignore_system_fonts=True,
        sys_inputs={"data": words},
    )
    pdf, warnings = compiler.compile_with_warnings(
        format="pdf",
        pdf_standards=STANDARDS,
        timestamp=int(moment_of(data.paper.as_of).timestamp()),
    )
    for warning in warnings:
        logger.warning("The report %s: %s", report.key, warning.message)
    if not isinstance(pdf, bytes):
        raise TypeError(f"the report {report.key} gave no PDF")
    return pdf


def _about(paper: Paper) -> dict[str, Any]:
    """The paper as a whole, in the words of its language."""
    return {
        "title": str(paper.title),
        "lead": str(paper.lead),
        "place": str(paper.place),
        "date": date_text(paper.as_of),
        "language": paper.language,
        "region": REGIONS.get(paper.language, ""),
        "author": "Tovholder",
        "footer": "Tovholder",
        "notice": _("Opfundne data") if paper.invented else "",
        "page_words": [_("Side"), pgettext("side 1 af 3", "af")],
    }


def _printable(value: Any) -> Any:
    """All text in ``value`` with nothing in it that the typeface cannot show, and no word longer than a PDF takes."""
    if isinstance(value, str):
        return _ENDLESS.sub("\\g<0> ", printable(value, _font_folder()))
    if isinstance(value, list):
        return [_printable(entry) for entry in value]
    if isinstance(value, dict):
        return {key: _printable(entry) for key, entry in value.items()}
    return value


def _font_folder() -> Path:
    """The typeface as TrueType files, built beside the other assets."""
    return Path(settings.ASSETS).parent / "fonts"


@lru_cache(maxsize=4)
def _fonts(folder: Path) -> typst.Fonts:
    """Reading the typeface takes longer than setting a page, so it is read once."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[folder])
