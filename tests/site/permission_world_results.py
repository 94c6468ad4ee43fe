"""One of everything that the figures of surveys have an address for: see ``permission_world``."""

from datetime import date
from uuid import UUID

from tests.resulting import counted, handed_in, names, opened
from tovholder.apps.results.public import (
    BreakFacts,
    HighlightFacts,
    Quote,
    SurveyFigure,
    add_break,
    add_highlight,
)
from tovholder.kernel.actor import SYSTEM


def result_addresses() -> dict[str, dict[str, str | UUID]]:
    """A closed survey with figures that are not published, a quote of Syddjurs, a sentence and a break."""
    survey = opened()
    answers: dict[str, dict[str, object]] = {name: {"does": ["training"]} for name in names(20, survey=survey)}
    answers["Syddjurs"] = {"does": ["screen"], "voice": {"text": "Det virker.", "consent": "named"}}
    handed_in(survey, answers)
    counted(survey)
    figure = SurveyFigure.objects.select_related("item").get(
        item__question="does", option="training", domain_kind="country"
    )
    facts = HighlightFacts(statement_da="De fleste har det.", statement_en="", figure=figure)
    highlight = add_highlight(by=SYSTEM, survey=survey, facts=facts)
    reason = BreakFacts(concept="does", breaks_on=date(2026, 1, 1), reason_da="Vi spørger anderledes.")
    concept_break = add_break(by=SYSTEM, facts=reason)
    quote: dict[str, str | UUID] = {"public_id": Quote.objects.get().public_id}
    of_survey: dict[str, str | UUID] = {"key": survey.key}
    of_question: dict[str, str | UUID] = {"key": survey.key, "question": "does"}
    return {
        "results:explorer_file": {"kind": "csv"},
        "results:break_file": {"kind": "csv"},
        "results:edit_break": {"public_id": concept_break.public_id},
        "results:remove_break": {"public_id": concept_break.public_id},
        "results:quote": quote,
        "results:refuse_quote": quote,
        "results:withdraw_quote": quote,
        "results:edit_highlight": {"public_id": highlight.public_id},
        "results:remove_highlight": {"public_id": highlight.public_id},
        **{f"results:{name}": of_survey for name in ("publishing", "compute", "publish", "moderation", "quotes")},
        "results:quote_file": {**of_survey, "kind": "csv"},
        "results:question": of_question,
        "results:question_file": {**of_question, "kind": "csv"},
        "results:new_highlight": of_question,
    }
