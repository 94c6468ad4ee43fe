"""What the room shows on pages of others: a municipality's own answers beside the country, and what a survey found."""

from collections.abc import Mapping

from django.urls import reverse

from tovholder.apps.results.kinds import DomainKind, Measure
from tovholder.apps.results.models import ItemAnswers, SurveyFigure
from tovholder.apps.results.peering import Own
from tovholder.apps.results.presenting import count_text, question_href, survey_href
from tovholder.apps.results.rules import may_publish
from tovholder.apps.results.selectors import highlights_of, results_seen_by
from tovholder.apps.surveys.public import Participant, Survey, SurveyState
from tovholder.foundation.municipalities.models import Municipality
from tovholder.kernel.actor import Actor

SHOWN = 5


def municipality_panel(municipality: Municipality, actor: Actor) -> Mapping[str, object] | None:
    """On the own municipality's page: some of what it answered last, beside the country. Four queries at most.

    Nothing on the page of another: what it answered is its own.
    """
    if actor.municipality_id != municipality.pk:
        return None
    results = results_seen_by(actor).first()
    if results is None:
        return None
    mine = Participant.objects.filter(survey=results.survey, municipality=municipality).first()
    if mine is None or mine.submitted_at is None:
        return None
    told = (
        SurveyFigure.objects.filter(
            item__results=results,
            domain_kind=DomainKind.COUNTRY,
            measure=Measure.SHARE,
            suppressed=False,
            item__sensitive=False,
        )
        .select_related("item")
        .order_by("item__position", "position")
    )
    first: dict[int, list[SurveyFigure]] = {}
    for one in told[: SHOWN * 12]:
        first.setdefault(one.item_id, []).append(one)
    shown = dict(list(first.items())[:SHOWN])
    answers = {one.item_id: one for one in ItemAnswers.objects.filter(item__in=shown)}
    rows = []
    for pk, figures in shown.items():
        own = Own(mine, mine.pk in set(answers[pk].asked), answers[pk].given().get(mine.pk))
        figure = next((one for one in figures if one.option in own.chosen), figures[0])
        said = ", ".join(one.option_text for one in figures if one.option in own.chosen)
        item = figure.item
        rows.append(
            (
                f"{item.text} {item.row_text}".strip(),
                question_href(results, item.question, raekke=item.row),
                said,
                f"{figure.option_text} {count_text(figure)}",
            )
        )
    return {"results": results, "rows": rows, "list_href": reverse("results:explorer")} if rows else None


def survey_panel(survey: Survey, actor: Actor) -> Mapping[str, object] | None:
    """On the page of a survey: what was found, where the reader may see it, and the editors' way to it. Two queries."""
    results = results_seen_by(actor).filter(survey=survey).first()
    edits = may_publish.allows(actor) and survey.state in (SurveyState.CLOSED, SurveyState.PUBLISHED)
    if results is None and not edits:
        return None
    found = highlights_of(survey) if results is not None else []
    return {
        "survey": survey,
        "results": results,
        "edits": edits,
        "highlights": [
            (one.statement, question_href(results, one.question, raekke=one.row))
            for one in found
            if results is not None
        ],
        "list_href": survey_href(survey) if results is not None else "",
    }
