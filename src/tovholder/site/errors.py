"""Pages for what went wrong, in plain Danish."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from tovholder.foundation.audit.action import ConflictError
from tovholder.foundation.audit.selectors import history_of
from tovholder.kernel.actor import ANONYMOUS

API = "/api/"
TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Something in the address or the form that no page understands. Only our own words are shown."""
    if isinstance(exception, TOO_LARGE):
        return render(request, "ui/errors/413.html", status=413)
    reason = str(exception) if isinstance(exception, BadRequest) else ""
    if request.path.startswith(API):
        return JsonResponse({"detail": reason}, status=400)
    return render(request, "ui/errors/400.html", {"reason": reason}, status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Somebody known who may not."""
    return render(request, "ui/errors/403.html", {"reason": str(exception)}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Nothing there, or nothing that the reader may know of; the two must look the same.

    A stranger is offered the login, for they may have followed a link to something of theirs.
    """
    return render(request, "site/not_found.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault of ours. Shown without asking the database who is reading: it may be what failed."""
    return HttpResponse(_without_reader("ui/errors/500.html"), status=500)


def too_large() -> str:
    """The page for a body that was too large to be read at all."""
    return _without_reader("ui/errors/413.html")


def _without_reader(template: str) -> str:
    return render_to_string(template, {"actor": ANONYMOUS, "nav_items": (), "demo_mode": settings.DEMO_MODE})


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose page was too old, or that another site sent."""
    return render(request, "site/form_too_old.html", status=403)


class AddressMiddleware:
    """Refuses an address with the letter zero: nobody typed it, and PostgreSQL takes no text that holds it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Hand the request on. Raises ``BadRequest``, which becomes the page of 400."""
        if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest(_("Adressen har tegn, der ikke er bogstaver. Fjern dem, eller begynd forfra."))
        return self.get_response(request)


class ConflictMiddleware:
    """A press on a button that somebody else was quicker with: told as a conflict, not as a fault.

    Pages with a form show both versions themselves; this is for buttons without one.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Hand the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page that says who was first."""
        if not isinstance(exception, ConflictError):
            return None
        last = history_of(exception.current).first()
        return render(request, "site/too_late.html", {"last": last}, status=409)
