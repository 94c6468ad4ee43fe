"""Pages for what went wrong, in plain Danish."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose page was too old, or that another site sent."""
    return render(request, "ui/errors/403.html", {"form_too_old": True}, status=403)
