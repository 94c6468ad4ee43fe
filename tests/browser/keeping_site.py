"""The site with one page more: a section that saves while somebody writes, for whoever knows its address."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path

from tovholder.apps.questionnaires.models import Response
from tovholder.apps.questionnaires.public import (
    answer,
    is_keeping,
    keeping_answer,
    kept_text,
    next_section,
    section_form,
)
from tovholder.foundation.ui.saving import try_saving
from tovholder.foundation.visibility.access import EVERYONE, allow
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.site.urls import urlpatterns as site


@allow(EVERYONE)
def section(request: TovholderRequest, about: UUID, key: str) -> HttpResponseBase:
    """A section of the response about a record."""
    response = Response.objects.select_related("edition").get(about=about)
    form = section_form(response, key, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        kept = None
        if form.is_valid():
            kept = try_saving(form, lambda: answer(response, form.values(), seen=form.seen(), by=request.actor))
        if is_keeping(request):
            return keeping_answer(response, form, kept)
        if kept is not None:
            messages.success(request, kept_text(response, kept))
            following = next_section(response, key, kept, form)
            return redirect("keeping", about, following) if following else HttpResponse("Færdig")
    context = {"response": response, "form": form, "keep_url": request.path, "keep_for": request.actor.user_id or ""}
    return render(request, "questionnaires/section.html", context)


urlpatterns = [path("proev/<uuid:about>/<slug:key>/", section, name="keeping"), *site]
