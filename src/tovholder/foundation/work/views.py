"""The pages of *Min uge*, and the calendar."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST, require_safe

from tovholder.foundation.visibility.access import allow
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.foundation.visibility.rules import everyone
from tovholder.foundation.work.actions import close_calendar_link, make_calendar_link
from tovholder.foundation.work.icalendar import calendar
from tovholder.foundation.work.rules import has_seat, has_week
from tovholder.foundation.work.selectors import AHEAD, actor_of_link, calendar_link_of, week_of, work_of
from tovholder.foundation.work.sources import WorkItem
from tovholder.kernel import clock


@dataclass(frozen=True, slots=True)
class Group:
    """A part of the week as the page shows it: each item with how late it is, in words."""

    key: str
    title: str
    items: Sequence[tuple[WorkItem, str]]


def _group(key: str, title: str, items: Sequence[WorkItem]) -> Group:
    return Group(key, title, [(item, _lateness(item)) for item in items])


def _lateness(item: WorkItem) -> str:
    """How many days the item is past its own; empty for one that is in time."""
    today = clock.today()
    if item.due is None or not item.is_overdue(today):
        return ""
    days = (today - item.due).days
    return ngettext("%(days)d dag for sent", "%(days)d dage for sent", days) % {"days": days}


@never_cache
@require_GET
@allow(has_week)
def week(request: TovholderRequest) -> HttpResponse:
    """What waits for the reader: overdue, this week, later, without a day."""
    found = week_of(request.actor)
    groups = [
        _group("overskredet", _("Overskredet"), found.overdue),
        _group("denne-uge", _("Denne uge"), found.this_week),
        _group("senere", _("Senere"), found.later),
        _group("uden-dato", _("Uden dato"), found.undated),
    ]
    context = {"week": found, "groups": groups, "may_have_calendar": has_seat.allows(request.actor)}
    return render(request, "work/week.html", context)


@never_cache
@require_GET
@allow(has_seat)
def calendar_page(request: TovholderRequest) -> HttpResponse:
    """Whether the reader has a calendar link, and what to do with it."""
    return render(request, "work/calendar.html", {"link": calendar_link_of(request.actor)})


@never_cache
@require_POST
@allow(has_seat)
def make_calendar(request: TovholderRequest) -> HttpResponse:
    """Make or renew the link and show it, this once."""
    secret = make_calendar_link(by=request.actor)
    address = settings.BASE_URL + reverse("work:feed", args=[secret])
    return render(request, "work/calendar.html", {"link": calendar_link_of(request.actor), "address": address})


@require_POST
@allow(has_seat)
def close_calendar(request: TovholderRequest) -> HttpResponse:
    """Close the link."""
    link = calendar_link_of(request.actor)
    if link is not None:
        close_calendar_link(link, by=request.actor)
        messages.success(request, _("Linket er lukket. Kalendere, der kender det, får ikke mere at vide."))
    return redirect("work:calendar")


@never_cache
@require_safe
@allow(everyone)
def feed(request: TovholderRequest, secret: str) -> HttpResponse:
    """The calendar of the seat whose secret the address holds. Calendar programs log in with nothing else."""
    actor = actor_of_link(secret)
    if actor is None:
        raise Http404
    name = _("Min uge i Tovholder")
    if settings.DEMO_MODE:
        name = _("%(name)s (opfundne data)") % {"name": name}
    items = work_of(actor, clock.today() + AHEAD + timedelta(days=275))
    content = calendar(items, name=name, base_url=settings.BASE_URL, now=clock.now())
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="min-uge.ics"'
    return answer
