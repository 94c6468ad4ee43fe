"""What other rooms may use of this one: matching begins from what an assessment found."""

from tovholder.apps.assessments.actions import (
    agree,
    answer_questions,
    begin_assessment,
    close_assessment,
    conclude,
    keep_agreement,
    talk_through,
)
from tovholder.apps.assessments.mapping import Coded, Filter, Level, Need, Needs
from tovholder.apps.assessments.models import Agreement, Assessment, Conclusion, Participation
from tovholder.apps.assessments.selectors import assessment_for, assessments, assessments_of, needs_of

__all__ = [
    "Agreement",
    "Assessment",
    "Coded",
    "Conclusion",
    "Filter",
    "Level",
    "Need",
    "Needs",
    "Participation",
    "agree",
    "answer_questions",
    "assessment_for",
    "assessments",
    "assessments_of",
    "begin_assessment",
    "close_assessment",
    "conclude",
    "keep_agreement",
    "needs_of",
    "talk_through",
]
