"""The pages of the groups: who sits in them year by year, and a seat given or changed."""

from itertools import groupby

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tovholder.apps.focusareas import group_actions, presenting, question_actions, rules, selectors
from tovholder.apps.focusareas.forms import ApprovalForm, SeatForm
from tovholder.apps.focusareas.listing import sub_links
from tovholder.apps.focusareas.models import Group, GroupMember, QuestionApproval
from tovholder.apps.focusareas.sheet import SEATS
from tovholder.foundation.tables.public import export_response
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.visibility.access import allow, allow_on, may
from tovholder.foundation.visibility.requests import TovholderRequest

KINDS = ("csv", "xlsx", "json")
Shown = tuple[GroupMember, str, bool]


@allow(rules.may_read)
def groups(request: TovholderRequest) -> HttpResponse:
    """The seats of both groups by year, and the questions that the steering group approved."""
    inside = may(request.actor, rules.may_follow)
    approved = selectors.approvals()
    seats = list(selectors.members())
    by_year = {year: list(rows) for year, rows in groupby(seats, key=lambda seat: seat.year)}
    years = sorted({*by_year, *(one.year for one in approved)}, reverse=True)
    context = {
        "years": [
            (
                year,
                _shown(by_year.get(year, []), Group.MUNICIPALITIES, inside=inside),
                _shown(by_year.get(year, []), Group.STEERING, inside=inside),
                [one for one in approved if one.year == year],
                next((seat.publication for seat in by_year.get(year, []) if seat.publication is not None), None),
            )
            for year in years
        ],
        "downloads": {kind: reverse("focusareas:group_file", args=[kind]) for kind in KINDS},
        "may_keep": may(request.actor, rules.may_keep),
        "sub_links": sub_links(request),
    }
    return render(request, "focusareas/groups.html", context)


def _shown(seats: list[GroupMember], group: str, *, inside: bool) -> list[Shown]:
    here = [seat for seat in seats if seat.group == group]
    return [(seat, presenting.seat_text(seat, inside=inside), presenting.seat_ended(seat)) for seat in here]


@allow(rules.may_read)
def group_file(request: TovholderRequest, kind: str) -> HttpResponseBase:
    """The seats as a file to take along: csv, xlsx or json."""
    return export_response(SEATS, selectors.members(), kind, "grupper")


def _groups(_made: object) -> str:
    return reverse("focusareas:groups")


@allow(rules.may_keep)
def new_member(request: TovholderRequest) -> HttpResponse:
    """Give a seat in a group."""
    form = SeatForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: group_actions.add_member(by=request.actor, facts=form.facts()),
        template="focusareas/seat_form.html",
        context={"member": None, "page_title": _("Giv en plads i en gruppe"), "back_href": _groups(None)},
        saved=_groups,
        message=lambda made: _("%(of)s har fået en plads.") % {"of": made.of},
    )


@allow_on(selectors.member_for, rules.may_keep)
def edit_member(request: TovholderRequest, member: GroupMember) -> HttpResponse:
    """Change a seat, or end it by its date."""
    form = SeatForm(request.POST or None, member=member)
    return form_page(
        request,
        form,
        lambda: group_actions.change_member(
            by=request.actor, member=member, facts=form.facts(), expected_version=version_of(request)
        ),
        template="focusareas/seat_form.html",
        context={"member": member, "page_title": _("Ret pladsen"), "back_href": _groups(None)},
        saved=_groups,
        message=lambda made: _("Pladsen for %(of)s er gemt.") % {"of": made.of},
        current=lambda record: SeatForm(member=record),
    )


def _approved(made: QuestionApproval) -> str:
    return _("Godkendelsen af spørgsmålene for %(year)s er gemt.") % {"year": made.year}


@allow(rules.may_keep)
def approve_questions(request: TovholderRequest) -> HttpResponse:
    """Record that the steering group approved a year's questions."""
    form = ApprovalForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: question_actions.approve_questions(by=request.actor, facts=form.facts()),
        template="focusareas/seat_form.html",
        context={"member": None, "page_title": _("Styregruppen har godkendt spørgsmålene"), "back_href": _groups(None)},
        saved=_groups,
        message=_approved,
    )
