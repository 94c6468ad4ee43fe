"""What other rooms, and the demo, may use of this one."""

from tovholder.apps.focusareas.actions import AreaFacts, AreaStep, change_area, propose_area, speak, step_area
from tovholder.apps.focusareas.group_actions import SeatFacts, add_member, change_member
from tovholder.apps.focusareas.models import (
    AreaState,
    FocusArea,
    Group,
    GroupMember,
    QuestionApproval,
    QuestionProposal,
    QuestionState,
)
from tovholder.apps.focusareas.question_actions import (
    ApprovalFacts,
    QuestionFacts,
    approve_questions,
    propose_question,
    step_question,
)
from tovholder.apps.focusareas.selectors import approvals, approved_areas, members, took_part

__all__ = [
    "ApprovalFacts",
    "AreaFacts",
    "AreaState",
    "AreaStep",
    "FocusArea",
    "Group",
    "GroupMember",
    "QuestionApproval",
    "QuestionFacts",
    "QuestionProposal",
    "QuestionState",
    "SeatFacts",
    "add_member",
    "approvals",
    "approve_questions",
    "approved_areas",
    "change_area",
    "change_member",
    "members",
    "propose_area",
    "propose_question",
    "speak",
    "step_area",
    "step_question",
    "took_part",
]
