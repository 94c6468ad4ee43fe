"""Editions of questionnaires in the formats of other tools."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from tovholder.apps.drafting.file_views import edition_content
from tovholder.apps.drafting.rules import may_read_editions
from tovholder.apps.questionnaires.public import edition_for
from tovholder.foundation.visibility.access import declare
from tovholder.kernel.actor import ANONYMOUS

router = Router()


def _file(key: str, number: int, kind: str) -> HttpResponse:
    content, type_name = edition_content(edition_for(ANONYMOUS, key, number), kind)
    return HttpResponse(content, content_type=type_name)


@router.get("/{questionnaire_key}/{edition_number}/xlsform", summary="One edition as XLSForm")
def xlsform_file(request: HttpRequest, questionnaire_key: str, edition_number: int) -> HttpResponse:
    """Open to all. The columns beside those of the standard are told in the documentation."""
    return _file(questionnaire_key, edition_number, "xlsx")


@router.get("/{questionnaire_key}/{edition_number}/ddi", summary="One edition as DDI-Codebook 2.5")
def ddi_file(request: HttpRequest, questionnaire_key: str, edition_number: int) -> HttpResponse:
    """Open to all."""
    return _file(questionnaire_key, edition_number, "xml")


declare(may_read_editions, xlsform_file, ddi_file)
