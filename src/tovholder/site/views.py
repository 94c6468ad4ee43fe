"""Pages of the installation itself, not of any room."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST
from django.views.i18n import set_language as django_set_language

from tovholder.foundation.visibility.access import allow
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.foundation.visibility.rules import everyone
from tovholder.kernel import clock
from tovholder.site.health import state

CLOSED_TO_ROBOTS = ("/konto/", "/administration/", "/organisation/", "/borgere/", "/opgaver/", "/import/", "/soeg/")


@never_cache
@require_GET
@allow(everyone)
def healthz(request: TovholderRequest) -> HttpResponse:
    """200 when database, migrations and worker are as they should be, else 503. Says which, and no more."""
    checks = state()
    well = all(checks.values())
    return JsonResponse({"status": "ok" if well else "failing", **checks}, status=200 if well else 503)


@require_POST
@allow(everyone)
def set_language(request: TovholderRequest) -> HttpResponse:
    """Change the language of the pages and go back."""
    return django_set_language(request)


@require_GET
@allow(everyone)
def robots(request: TovholderRequest) -> HttpResponse:
    """What search engines may read: the public pages, and nothing of an installation with invented data."""
    closed = ("/",) if settings.DEMO_MODE else CLOSED_TO_ROBOTS
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_GET
@allow(everyone)
def security_txt(request: TovholderRequest) -> HttpResponse:
    """Where to report a weakness (RFC 9116); 404 where the operator has given no address."""
    contact = settings.SECURITY_CONTACT
    if not contact:
        raise Http404
    expires = (clock.now() + timedelta(days=180)).strftime("%Y-%m-%dT%H:%M:%SZ")
    text = f"Contact: {contact}\nExpires: {expires}\nPreferred-Languages: da, en\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
