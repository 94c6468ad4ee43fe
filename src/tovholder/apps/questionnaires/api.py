"""The questionnaires in the API: what is asked, never what was answered."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from tovholder.apps.questionnaires.models import Edition
from tovholder.apps.questionnaires.rules import may_read
from tovholder.apps.questionnaires.selectors import edition_for, editions
from tovholder.foundation.visibility.access import declare
from tovholder.kernel.actor import ANONYMOUS

router = Router()


class EditionLine(Schema):
    """An edition of a questionnaire in the list."""

    key: str
    number: int
    title: str
    title_en: str
    questions: int
    opened_on: date
    content_hash: str = Field(description="SHA-256 of the canonical JSON of the schema.")


class EditionOut(EditionLine):
    """An edition with all its questions."""

    content: dict[str, Any] = Field(description="Sections, questions, options and conditions; see the documentation.")


def _line(edition: Edition) -> dict[str, Any]:
    schema = edition.content
    return {
        "key": edition.key,
        "number": edition.number,
        "title": schema.title.da,
        "title_en": schema.title.en,
        "questions": len(schema.questions),
        "opened_on": edition.opened_on,
        "content_hash": edition.content_hash,
    }


@router.get("", response=list[EditionLine], summary="All editions of all questionnaires")
def list_questionnaires(request: HttpRequest) -> list[dict[str, Any]]:
    """Open to all. By key, the newest edition first."""
    return [_line(edition) for edition in editions()]


@router.get("/{questionnaire_key}/{edition_number}", response=EditionOut, summary="One edition, with its questions")
def one_questionnaire(request: HttpRequest, questionnaire_key: str, edition_number: int) -> dict[str, Any]:
    """Open to all."""
    edition = edition_for(ANONYMOUS, questionnaire_key, edition_number)
    return _line(edition) | {"content": edition.schema}


declare(may_read, list_questionnaires, one_questionnaire)
