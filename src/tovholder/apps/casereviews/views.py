"""The pages of reviews as a whole: the list, the worklist, its paper, and how it begins and ends."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tovholder.apps.casereviews import actions, presenting, selectors
from tovholder.apps.casereviews.counting import SMALLEST_BASE
from tovholder.apps.casereviews.forms import CitizensForm, CloseForm, ConfirmForm, HandForm, ReviewForm
from tovholder.apps.casereviews.models import Review, ReviewState
from tovholder.apps.casereviews.opening import about_review
from tovholder.apps.casereviews.questions import question, questions
from tovholder.apps.casereviews.rules import works_here
from tovholder.apps.citizens.public import ReadPurpose, in_open_room, read_aliases
from tovholder.foundation.codes.selectors import labels
from tovholder.foundation.municipalities.public import Unit, own_units
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.ui.values import Link
from tovholder.foundation.visibility.access import allow
from tovholder.foundation.visibility.requests import TovholderRequest


def href(review: Review) -> str:
    """The address of a review's page."""
    return review.get_absolute_url()


def _unit(request: TovholderRequest) -> Unit:
    units = own_units(request.actor).select_related("municipality")
    return get_object_or_404(units, pk=request.actor.unit_id)


@in_open_room
@allow(works_here)
def review_list(request: TovholderRequest) -> HttpResponse:
    """The unit's reviews with how far they are, and the questions that one may begin with. Nothing of a citizen."""
    found = list(selectors.counted_reviews(request.actor))
    context = {
        "unit": _unit(request),
        "rows": [(one, presenting.review_status(one)) for one in found],
        "questions": questions(),
    }
    return render(request, "casereviews/list.html", context)


@in_open_room
@allow(works_here)
def new_review(request: TovholderRequest) -> HttpResponse:
    """Plan a review, perhaps with the question that the address names."""
    unit, asks = _unit(request), question(request.GET.get("spoergsmaal", ""))
    form = ReviewForm(request.POST or None, unit=unit, asks=asks)
    return form_page(
        request,
        form,
        lambda: actions.begin_review(by=request.actor, unit=unit, **form.cleaned_data),
        template="casereviews/review_form.html",
        context={"review": None, "asks": asks, "back_href": reverse("casereviews:list")},
        saved=lambda made: reverse("casereviews:add_citizens", args=[made.public_id]),
        message=lambda made: _("%(title)s er planlagt. Sæt nu borgere på listen.") % {"title": made.title},
    )


@about_review
def review_page(request: TovholderRequest, review: Review) -> HttpResponse:
    """The worklist with what is missing, and the sum with how many it rests on."""
    every = selectors.rows_of(review)
    chosen = request.GET.get("vis", "")
    rows = presenting.filtered(every, chosen)
    read_aliases([row.citizen for row in rows], purpose=ReadPurpose.REVIEW, by=request.actor)
    total = selectors.total(review, every)
    asks = review.asks
    kinds = labels("benefit_economy") if asks is not None else {}
    context = {
        "review": review,
        "status": presenting.review_status(review),
        "asks": asks,
        "kinds": [kinds[code] for code in asks.benefits if code in kinds] if asks is not None else [],
        "total": total,
        "sentences": presenting.sentences(total) if total is not None else [],
        "freed": presenting.hours(total.freed) if total is not None and total.measured else "",
        "facts": presenting.review_facts(review),
        "filters": [
            Link(str(label), f"?vis={key}" if key else "?", current=key == chosen, count=sum(map(fits, every)))
            for key, (label, fits) in presenting.FILTERS.items()
        ],
        "rows": [
            (
                row,
                presenting.row_status(row),
                presenting.row_mark(row),
                presenting.effort_text(row.before),
                presenting.effort_text(row.after),
            )
            for row in rows
        ],
        "empty": not every,
        "may_start": review.state == ReviewState.PLANNED and bool(every),
        "may_hand": not review.is_open
        and review.handed_on is None
        and total is not None
        and total.measured >= SMALLEST_BASE,
    }
    return render(request, "casereviews/review.html", context)


@about_review
def review_paper(request: TovholderRequest, review: Review) -> HttpResponse:
    """The worklist to print and take along: aliases, the help today, and room to write."""
    rows = selectors.rows_of(review)
    read_aliases([row.citizen for row in rows], purpose=ReadPurpose.REVIEW_PAPER, by=request.actor)
    context = {
        "review": review,
        "asks": review.asks,
        "back_href": href(review),
        "rows": [
            (
                row,
                presenting.effort_text(row.before),
                row.outcome.label if row.outcome else "",
                presenting.effort_text(row.after),
            )
            for row in rows
        ],
    }
    return render(request, "casereviews/paper.html", context)


@about_review
def edit_review(request: TovholderRequest, review: Review) -> HttpResponse:
    """Change title, reason, owner and weeks."""
    form = ReviewForm(request.POST or None, unit=review.unit, review=review)
    return form_page(
        request,
        form,
        lambda: actions.change_review(
            by=request.actor, review=review, expected_version=version_of(request), **form.cleaned_data
        ),
        template="casereviews/review_form.html",
        context={"review": review, "asks": review.asks, "back_href": href(review)},
        saved=href,
        message=lambda made: _("%(title)s er gemt.") % {"title": made.title},
        current=lambda record: ReviewForm(unit=record.unit, review=record),
    )


def _small(review: Review, title: str, save: str, lead: str = "", **more: Any) -> dict[str, Any]:
    return {"review": review, "page_title": title, "save_label": save, "lead": lead, "back_href": href(review)} | more


@about_review
def add_citizens(request: TovholderRequest, review: Review) -> HttpResponse:
    """Put citizens of the unit on the list, by alias."""
    form = CitizensForm(request.POST or None, actor=request.actor, review=review)
    lead = _("Mangler der nogen? Opret først et alias under Borgere.")
    return form_page(
        request,
        form,
        lambda: actions.add_citizens(by=request.actor, review=review, **form.cleaned_data),
        template="casereviews/small_form.html",
        context=_small(review, _("Sæt borgere på listen"), _("Sæt på listen"), lead),
        saved=lambda _made: href(review),
        message=lambda made: _("%(n)d er sat på listen.") % {"n": len(made)},
    )


@require_POST
@about_review
def start_review(request: TovholderRequest, review: Review) -> HttpResponse:
    """Start today."""
    try:
        actions.start_review(by=request.actor, review=review)
        messages.success(request, _("Gennemgangen er i gang."))
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    return redirect(href(review))


@about_review
def close_review(request: TovholderRequest, review: Review) -> HttpResponse:
    """Close it with what was learnt; the page then tells the summary."""
    form = CloseForm(request.POST or None)
    found = selectors.total(review, selectors.rows_of(review))
    lead = " ".join(presenting.sentences(found)) if found is not None else ""
    return form_page(
        request,
        form,
        lambda: actions.close_review(
            by=request.actor, review=review, expected_version=version_of(request), **form.cleaned_data
        ),
        template="casereviews/small_form.html",
        context=_small(review, _("Afslut gennemgangen"), _("Afslut"), lead, version=review.version),
        saved=href,
        message=lambda made: _("%(title)s er afsluttet.") % {"title": made.title},
        current=lambda record: CloseForm(),
    )


@about_review
def hand_over(request: TovholderRequest, review: Review) -> HttpResponse:
    """Hand the sum to a benefit."""
    form = HandForm(request.POST or None, actor=request.actor, review=review)
    lead = _("Kun timerne og antallet af borgere bliver givet videre, aldrig et alias.")
    return form_page(
        request,
        form,
        lambda: actions.hand_over(by=request.actor, review=review, **form.cleaned_data),
        template="casereviews/small_form.html",
        context=_small(review, _("Giv tallet videre til en gevinst"), _("Giv videre"), lead),
        saved=lambda _made: href(review),
        message=lambda made: _("Tallet står nu ved gevinsten %(title)s.") % {"title": made.benefit.title},
    )


@about_review
def delete_review(request: TovholderRequest, review: Review) -> HttpResponse:
    """Delete it with all that was written down of citizens, after asking."""
    form = ConfirmForm(request.POST or None)
    lead = _("Alt, hvad der er skrevet om borgerne i gennemgangen, bliver slettet. Aliasserne bliver stående.")
    return form_page(
        request,
        form,
        lambda: _deleted(request, review),
        template="casereviews/small_form.html",
        context=_small(review, _("Slet gennemgangen"), _("Slet"), lead),
        saved=lambda _title: reverse("casereviews:list"),
        message=lambda title: _("%(title)s er slettet.") % {"title": title},
    )


def _deleted(request: TovholderRequest, review: Review) -> str:
    title = review.title
    actions.delete_review(by=request.actor, review=review)
    return title
