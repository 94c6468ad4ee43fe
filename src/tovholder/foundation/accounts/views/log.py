"""The log: who did what, when."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from tovholder.foundation.accounts import rules
from tovholder.foundation.accounts.filters import LogFilterForm
from tovholder.foundation.accounts.log import filtered_log, told
from tovholder.foundation.accounts.views.roles import PAGE
from tovholder.foundation.accounts.views.sections import sections
from tovholder.foundation.visibility.access import allow
from tovholder.foundation.visibility.requests import TovholderRequest


@allow(rules.reads_log)
def log(request: TovholderRequest) -> HttpResponse:
    """The entries of the own municipality, or for an operator of the installation."""
    form = LogFilterForm(request.actor, request.GET)
    page = Paginator(filtered_log(request.actor, form.wanted()), PAGE).get_page(request.GET.get("side"))
    context = {
        "sections": sections(request.actor, "accounts:log"),
        "form": form,
        "page_obj": page,
        "lines": told(page),
        "installation": request.actor.municipality_id is None,
    }
    return render(request, "accounts/log.html", context)
