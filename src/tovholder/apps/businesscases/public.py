"""What other rooms, and the demo, may use of this one."""

from tovholder.apps.businesscases.actions import (
    CaseFacts,
    answer_questions,
    begin_case,
    change_case,
    freeze_case,
    record_actual,
)
from tovholder.apps.businesscases.documents import Computed, computed
from tovholder.apps.businesscases.models import Assumption, BusinessCase, Frozen, Line
from tovholder.apps.businesscases.papers import CaseOnPaper, case_on_paper
from tovholder.apps.businesscases.part_actions import (
    AssumptionFacts,
    LineFacts,
    add_assumption,
    add_line,
    change_assumption,
    change_line,
    sign_line,
)
from tovholder.apps.businesscases.presenting import Shown, shown
from tovholder.apps.businesscases.selectors import business_case_of, cases_of, own_cases

__all__ = [
    "Assumption",
    "AssumptionFacts",
    "BusinessCase",
    "CaseFacts",
    "CaseOnPaper",
    "Computed",
    "Frozen",
    "Line",
    "LineFacts",
    "Shown",
    "add_assumption",
    "add_line",
    "answer_questions",
    "begin_case",
    "business_case_of",
    "case_on_paper",
    "cases_of",
    "change_assumption",
    "change_case",
    "change_line",
    "computed",
    "freeze_case",
    "own_cases",
    "record_actual",
    "shown",
    "sign_line",
]
