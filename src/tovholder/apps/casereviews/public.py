"""What the demo and higher rooms may use of this one."""

from tovholder.apps.casereviews.actions import (
    add_citizens,
    assess,
    assign,
    begin_review,
    close_review,
    equip,
    hand_over,
    measure_after,
    measure_before,
    start_review,
)
from tovholder.apps.casereviews.counting import SMALLEST_BASE, Total
from tovholder.apps.casereviews.models import CaseRow, Review, ReviewState
from tovholder.apps.casereviews.selectors import reviews_of

__all__ = [
    "SMALLEST_BASE",
    "CaseRow",
    "Review",
    "ReviewState",
    "Total",
    "add_citizens",
    "assess",
    "assign",
    "begin_review",
    "close_review",
    "equip",
    "hand_over",
    "measure_after",
    "measure_before",
    "reviews_of",
    "start_review",
]
