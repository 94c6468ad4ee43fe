"""What other rooms, and the demo, may use of this one."""

from tovholder.apps.decisions.actions import (
    DomainSaid,
    ProblemFacts,
    ProcedureFacts,
    add_procedure_step,
    change_problem,
    log_problem,
    rate_complexity,
)
from tovholder.apps.decisions.choices import (
    Cause,
    Complexity,
    Direction,
    Domain,
    Outcome,
    ProblemState,
    Result,
    RiskClass,
    Severity,
)
from tovholder.apps.decisions.conditions import said_of
from tovholder.apps.decisions.helping import ask_for_help, assign_help, finish_help
from tovholder.apps.decisions.models import ComplexityRating, Criterion, Problem, Review, Statement
from tovholder.apps.decisions.papers import PAPER_BLOCKS, Block, PaperBlock
from tovholder.apps.decisions.reviewing import (
    CriterionFacts,
    CriterionResult,
    Decided,
    add_criterion,
    change_criterion,
    hold_review,
    plan_review,
    suggested,
)
from tovholder.apps.decisions.selectors import criteria_of, open_problems, problems_of, reviews_of
from tovholder.apps.decisions.sharing import share_review
from tovholder.apps.decisions.stating import StatementFacts, answer_condition
from tovholder.apps.decisions.unit_reports import send_unit_report

__all__ = [
    "PAPER_BLOCKS",
    "Block",
    "Cause",
    "Complexity",
    "ComplexityRating",
    "Criterion",
    "CriterionFacts",
    "CriterionResult",
    "Decided",
    "Direction",
    "Domain",
    "DomainSaid",
    "Outcome",
    "PaperBlock",
    "Problem",
    "ProblemFacts",
    "ProblemState",
    "ProcedureFacts",
    "Result",
    "Review",
    "RiskClass",
    "Severity",
    "Statement",
    "StatementFacts",
    "add_criterion",
    "add_procedure_step",
    "answer_condition",
    "ask_for_help",
    "assign_help",
    "change_criterion",
    "change_problem",
    "criteria_of",
    "finish_help",
    "hold_review",
    "log_problem",
    "open_problems",
    "plan_review",
    "problems_of",
    "rate_complexity",
    "reviews_of",
    "said_of",
    "send_unit_report",
    "share_review",
    "suggested",
]
