"""Saying that projects still hold: one by one with one button, or several at once."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tovholder.apps.projects import presenting, rules
from tovholder.apps.projects.actions import confirm_projects
from tovholder.apps.projects.selectors import own_projects, to_confirm
from tovholder.foundation.visibility.access import allow
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.kernel import clock

PAGE = 25
AHEAD = timedelta(days=30)
"""What grows stale within a month may be confirmed at the same time."""


@allow(rules.may_register)
def confirm_list(request: TovholderRequest) -> HttpResponse:
    """The reader's own projects that nobody has confirmed for long, the oldest first."""
    if request.method == "POST":
        return _confirmed(request)
    today = clock.today()
    waiting = to_confirm(request.actor, today + AHEAD).select_related("technology", "unit")
    page = Paginator(waiting, PAGE).get_page(request.GET.get("side"))
    context = {
        "page_obj": page,
        "rows": [(project, presenting.shown_status(project.status), project.is_stale_on(today)) for project in page],
    }
    return render(request, "projects/confirm.html", context)


def _confirmed(request: TovholderRequest) -> HttpResponse:
    one = request.POST.get("kun", "")
    wanted = [_key(text) for text in ([one] if one else request.POST.getlist("projekt")[:PAGE])]
    if not wanted:
        messages.warning(request, _("Sæt kryds ved de projekter, der stadig passer."))
        return redirect(request.get_full_path())
    # Own projects alone: what others look after is not found, whatever the form says.
    count = confirm_projects(by=request.actor, projects=own_projects(request.actor).filter(public_id__in=wanted))
    said = ngettext("Tak. Ét projekt er bekræftet i dag.", "Tak. %(count)s projekter er bekræftet i dag.", count) % {
        "count": count
    }
    messages.success(request, said)
    return redirect("projects:confirm_list")


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise BadRequest(_("Projektet i formularen findes ikke. Hent siden igen.")) from error
