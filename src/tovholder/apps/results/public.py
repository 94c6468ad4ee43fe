"""What the demo may use of this room."""

from tovholder.apps.results.breaking import BreakFacts, add_break
from tovholder.apps.results.computing import compute_results
from tovholder.apps.results.highlights import HighlightFacts, add_highlight
from tovholder.apps.results.models import ConceptBreak, Highlight, Quote, Results, SurveyFigure, SurveyItem
from tovholder.apps.results.publishing import print_check, publish_results
from tovholder.apps.results.quoting import refuse_quote, show_quote, withdraw_quote
from tovholder.apps.results.selectors import figure_at, question_told, quotes_to_moderate, results_seen_by

__all__ = [
    "BreakFacts",
    "ConceptBreak",
    "Highlight",
    "HighlightFacts",
    "Quote",
    "Results",
    "SurveyFigure",
    "SurveyItem",
    "add_break",
    "add_highlight",
    "compute_results",
    "figure_at",
    "print_check",
    "publish_results",
    "question_told",
    "quotes_to_moderate",
    "refuse_quote",
    "results_seen_by",
    "show_quote",
    "withdraw_quote",
]
