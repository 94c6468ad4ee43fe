"""The pages of the notices."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tovholder.foundation.notices.actions import choose_mail, mark_all_read, mark_read
from tovholder.foundation.notices.forms import MailChoicesForm
from tovholder.foundation.notices.models import Notice
from tovholder.foundation.notices.rules import has_inbox
from tovholder.foundation.notices.selectors import mail_choices, notice_of, notices_of, unread_count
from tovholder.foundation.ui.saving import form_page
from tovholder.foundation.ui.values import Link
from tovholder.foundation.visibility.access import allow, allow_on
from tovholder.foundation.visibility.requests import TovholderRequest

PAGE = 25


@never_cache
@require_GET
@allow(has_inbox)
def notices(request: TovholderRequest) -> HttpResponse:
    """The reader's notices, all or only the new ones, the newest first."""
    wanted = request.GET.get("vis", "")
    if wanted not in {"", "nye"}:
        raise BadRequest(_("Vis enten alle beskeder eller de nye."))
    found = notices_of(request.actor)
    new = unread_count(request.actor)
    page = Paginator(found.unread() if wanted else found, PAGE).get_page(request.GET.get("side"))
    context = {
        "page": page,
        "new": new,
        "only_new": bool(wanted),
        "parts": [
            Link(_("Alle"), reverse("notices:notices"), current=not wanted),
            Link(_("Nye"), reverse("notices:notices") + "?vis=nye", current=bool(wanted), count=new),
        ],
    }
    return render(request, "notices/notices.html", context)


@require_POST
@allow_on(notice_of, has_inbox)
def read_notice(request: TovholderRequest, notice: Notice) -> HttpResponse:
    """Mark the notice as read, and go back to the list."""
    mark_read(notice, by=request.actor)
    return redirect("notices:notices")


@require_POST
@allow(has_inbox)
def read_all(request: TovholderRequest) -> HttpResponse:
    """Mark all notices as read."""
    marked = mark_all_read(by=request.actor)
    told = ngettext("%(count)d besked er markeret som læst.", "%(count)d beskeder er markeret som læst.", marked)
    messages.success(request, told % {"count": marked})
    return redirect("notices:notices")


@never_cache
@require_http_methods(["GET", "POST"])
@allow(has_inbox)
def choices(request: TovholderRequest) -> HttpResponse:
    """Choose which notices come by mail, and when."""
    form = MailChoicesForm(request.POST or None, standing=mail_choices(request.actor))

    def save() -> bool:
        choose_mail(form.cleaned_data, by=request.actor)
        return True

    back = reverse("notices:notices")
    return form_page(
        request,
        form,
        save,
        template="notices/choices.html",
        context={"back_href": back},
        saved=lambda _saved: back,
        message=lambda _saved: _("Dine valg er gemt."),
    )
