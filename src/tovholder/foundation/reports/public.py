"""What other rooms may use of the reports."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from tovholder.foundation.reports.paper import (
    REPORTS,
    KeyNumber,
    OnPaper,
    Paper,
    PaperFact,
    PaperTable,
    Report,
)
from tovholder.foundation.reports.rendering import render_pdf

__all__ = [
    "REPORTS",
    "KeyNumber",
    "OnPaper",
    "Paper",
    "PaperFact",
    "PaperTable",
    "Report",
    "pdf_response",
    "render_pdf",
]


def pdf_response(report: Report, data: OnPaper, name: str) -> HttpResponse:
    """The PDF of ``data`` as a file to keep, called ``name`` (without its ending)."""
    answer = HttpResponse(render_pdf(report, data), content_type="application/pdf")
    answer["Content-Disposition"] = content_disposition_header(True, f"{name}.pdf") or "attachment"
    return answer
