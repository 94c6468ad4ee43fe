"""How every page about a citizen of a review is opened: while the room is open, by those who may, with a trace."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse

from tovholder.apps.casereviews.models import CaseRow, Review
from tovholder.apps.casereviews.rules import reviews
from tovholder.apps.casereviews.selectors import review_for, row_for
from tovholder.apps.citizens.public import ReadPurpose, in_open_room, read_alias
from tovholder.foundation.visibility.access import View, allow_on
from tovholder.foundation.visibility.requests import TovholderRequest

LEADS_ON = range(300, 400)
"""The states of answers that show nothing of a citizen."""


def about_row(view: Callable[[TovholderRequest, CaseRow], HttpResponse]) -> View:
    """A page about one citizen of a review: read before it is shown, or after a POST that shows it again."""

    @wraps(view)
    def noted(request: TovholderRequest, row: CaseRow) -> HttpResponse:
        if request.method != "POST":
            read_alias(row.citizen, purpose=ReadPurpose.REVIEW, by=request.actor)
        response = view(request, row)
        if request.method == "POST" and response.status_code not in LEADS_ON:
            read_alias(row.citizen, purpose=ReadPurpose.REVIEW, by=request.actor)
        return response

    guarded: Any = allow_on(row_for, reviews)(noted)
    return in_open_room(guarded)


def about_review(view: Callable[[TovholderRequest, Review], HttpResponse]) -> View:
    """A page about a review as a whole. One that shows citizens notes itself whom it showed."""
    guarded: Any = allow_on(review_for, reviews)(view)
    return in_open_room(guarded)
