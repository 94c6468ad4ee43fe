"""Figures of surveys in the API. Only what is told: a municipality's own answers are never here."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from tovholder.apps.results.kinds import DomainKind, Measure
from tovholder.apps.results.models import SurveyFigure
from tovholder.apps.results.rules import may_read
from tovholder.apps.results.selectors import results_seen_by
from tovholder.foundation.visibility.access import declare
from tovholder.foundation.visibility.requests import actor_of_request

router = Router()

MOST = 500


class SurveyFigureOut(Schema):
    """A figure with what it stands on. A share is its numerator and denominator."""

    survey: str = Field(description="Key of the survey.")
    year: int
    frame_on: str = Field(description="The day on which the municipalities were as they are counted.")
    concept: str = Field(description="What is measured, from survey to survey.")
    question: str
    question_en: str
    row: str
    option: str
    option_text: str
    option_text_en: str
    measure: str = Field(description="share, mention, mean or median.")
    group_kind: str = Field(description="country, region or size.")
    group: str = Field(description="Code of the region, or key of the size; empty for the country.")
    group_name: str
    numerator: int | None
    denominator: int | None = Field(description="n: the municipalities with a valid answer.")
    frame: int | None = Field(description="Municipalities in the group; null where only some were asked.")
    amount: float | None = Field(description="The mean or the median.")
    places: list[int] = Field(description="Of a ranking: how often first, second and so on.")
    low: float | None = Field(description="Exact 95 per cent interval of the share in the frame, from 0 to 1.")
    high: float | None
    logical_low: float | None = Field(description="The share if none of those who did not answer counted.")
    logical_high: float | None = Field(description="The share if all of them did.")
    suppressed: bool = Field(description="Kept back: too few answered, or it would give away another that is.")
    base: str
    base_en: str
    asked: int
    not_asked: int
    note: str = Field("", description="”Opfundne data” in a demo installation, else empty.")


class SurveyFiguresOut(Schema):
    """A page of figures and the count of all that fit."""

    items: list[SurveyFigureOut]
    count: int


class SurveyFigureQuery(Schema):
    """Which of them."""

    survey: str = Field("", max_length=60, description="Key of a survey.")
    year: int | None = Field(None, ge=2000, le=2100)
    concept: str = Field("", max_length=200, description="A concept, and those that lie within it.")
    question: str = Field("", max_length=60, description="Key of a question.")
    group_kind: DomainKind | None = Field(None, description="country, region or size.")
    group: str = Field("", max_length=20)
    measure: Measure | None = None
    limit: int = Field(100, ge=1, le=MOST)
    offset: int = Field(0, ge=0, le=10_000_000)


EXACT = {
    "survey": "item__results__survey__key",
    "year": "item__results__survey__year",
    "question": "item__question",
    "group_kind": "domain_kind",
    "group": "domain_key",
    "measure": "measure",
}
_NUMBERS = ("numerator", "denominator", "frame", "amount", "low", "high", "logical_low", "logical_high")


def _out(figure: SurveyFigure) -> dict[str, Any]:
    item, survey = figure.item, figure.item.results.survey
    return {name: getattr(figure, name) for name in (*_NUMBERS, "option", "measure", "places", "suppressed")} | {
        "survey": survey.key,
        "year": survey.year,
        "frame_on": survey.frame_on.isoformat(),
        "concept": item.concept,
        "question": item.text_da,
        "question_en": item.text_en,
        "row": item.row_da,
        "option_text": figure.option_da,
        "option_text_en": figure.option_en,
        "group_kind": figure.domain_kind,
        "group": figure.domain_key,
        "group_name": figure.domain_da,
        "base": item.base_da,
        "base_en": item.base_en,
        "asked": item.asked,
        "not_asked": item.not_asked,
        "note": _("Opfundne data") if settings.DEMO_MODE else "",
    }


@router.get("/survey-figures", response=SurveyFiguresOut, summary="Figures of surveys, with their bases")
def survey_figures(request: HttpRequest, query: Query[SurveyFigureQuery]) -> dict[str, Any]:
    """Open to all once a survey is published. In the order of the questionnaires, the newest survey first."""
    found = SurveyFigure.objects.filter(item__results__in=results_seen_by(actor_of_request(request)).values("pk"))
    for name, column in EXACT.items():
        wanted = getattr(query, name)
        if wanted not in ("", None):
            found = found.filter(**{column: wanted})
    if query.concept:
        found = found.filter(item__concept=query.concept) | found.filter(item__concept__startswith=f"{query.concept}.")
    ordered = found.select_related("item__results__survey").order_by(
        "-item__results__survey__year", "item__results", "item__position", "position"
    )
    page = ordered[query.offset : query.offset + query.limit]
    return {"items": [_out(figure) for figure in page], "count": found.count()}


declare(may_read, survey_figures)
