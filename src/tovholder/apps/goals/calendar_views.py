"""The plan in a calendar: a file to fetch, and secret links that calendar programs follow."""

from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST, require_safe

from tovholder.apps.goals import rules, selectors
from tovholder.apps.goals.listing import sub_links
from tovholder.apps.goals.models import OPEN_ACTIONS, Action
from tovholder.apps.goals.plan_actions import close_calendar, make_calendar
from tovholder.foundation.municipalities.tenants import tenant_of
from tovholder.foundation.visibility.access import allow
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.foundation.visibility.rules import everyone
from tovholder.foundation.work.icalendar import calendar
from tovholder.foundation.work.public import WorkItem
from tovholder.kernel import clock


def _answer(actions: Iterable[Action], name: str, file_name: str) -> HttpResponse:
    """A calendar of actions. It names nobody: whoever has the link can read it."""
    shown = _("%(name)s (opfundne data)") % {"name": name} if settings.DEMO_MODE else name
    items = [
        WorkItem(
            title=one.title,
            url=one.get_absolute_url(),
            kind=_("Handlingsplan"),
            due=one.due_on,
            note=one.goal.title if one.goal is not None and one.goal.tier != "unit" else "",
        )
        for one in actions
    ]
    content = calendar(items, name=shown, base_url=settings.BASE_URL, now=clock.now())
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'inline; filename="{file_name}.ics"'
    return answer


@require_safe
@allow(rules.may_list)
def plan_calendar_file(request: TovholderRequest) -> HttpResponse:
    """The open actions with a day that the reader sees, as a calendar file."""
    dated = selectors.own_actions(request.actor).filter(state__in=OPEN_ACTIONS, due_on__isnull=False)
    name = _("Handlingsplan for %(place)s") % {"place": tenant_of(request).full_name}
    return _answer(dated.order_by("due_on", "sort_key"), name, "handlingsplan")


@never_cache
@require_GET
@allow(rules.may_list)
def calendar_page(request: TovholderRequest) -> HttpResponse:
    """The file, and the links that the reader keeps."""
    return _page(request)


def _page(request: TovholderRequest, address: str = "", made_for: str = "") -> HttpResponse:
    keeps = rules.may_add.allows(request.actor)
    context = {
        "scopes": selectors.calendar_scopes(request.actor) if keeps else [],
        "keeps": keeps,
        "address": address,
        "made_for": made_for,
        "sub_links": sub_links("goals:calendar"),
    }
    return render(request, "goals/calendar.html", context)


def _scope(request: TovholderRequest) -> selectors.Scope:
    """The plan that a button is about, of those whose links the reader keeps. Raises ``Http404``."""
    sent = request.POST.get("enhed", "")
    try:
        wanted = UUID(sent) if sent else None
    except ValueError:
        raise Http404 from None
    for scope in selectors.calendar_scopes(request.actor):
        if (scope.unit.public_id if scope.unit else None) == wanted:
            return scope
    raise Http404


@never_cache
@require_POST
@allow(rules.may_add)
def make_link(request: TovholderRequest) -> HttpResponse:
    """Make or renew a link and show it, this once."""
    scope, place = _scope(request), tenant_of(request)
    secret = make_calendar(by=request.actor, municipality=place, unit=scope.unit)
    made_for = scope.unit.name if scope.unit is not None else place.full_name
    return _page(request, settings.BASE_URL + reverse("goals:feed", args=[secret]), made_for)


@require_POST
@allow(rules.may_add)
def close_link(request: TovholderRequest) -> HttpResponse:
    """Close a link."""
    link = _scope(request).link
    if link is not None:
        close_calendar(by=request.actor, link=link)
        messages.success(request, _("Linket er lukket. Kalendere, der kender det, får ikke mere at vide."))
    return redirect("goals:calendar")


@never_cache
@require_safe
@allow(everyone)
def feed(request: TovholderRequest, secret: str) -> HttpResponse:
    """The plan whose secret the address holds. Calendar programs log in with nothing else."""
    link = selectors.calendar_of(secret)
    if link is None:
        raise Http404
    place = link.unit.name if link.unit is not None else link.municipality.full_name
    name = _("Handlingsplan for %(place)s") % {"place": place}
    return _answer(selectors.actions_in_calendar(link), name, "handlingsplan")
