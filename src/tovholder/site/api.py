"""The API's root: keys, throttling, errors, and the rooms' routers under ``/api/v1/``."""

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.security import HttpBearer
from ninja.throttling import SimpleRateThrottle

from tovholder.apps.projects.api import router as projects
from tovholder.apps.technologies.api import router as technologies
from tovholder.foundation.accounts.tokens import actor_of_token
from tovholder.kernel.actor import ANONYMOUS, Actor
from tovholder.site.public_api import municipalities

RATES = {"open": "300/min", "key": "1200/min"}


class KeyOrNobody(HttpBearer):
    """An API key makes its seat the actor; without a key the caller is nobody known and reads what is public."""

    def __call__(self, request: HttpRequest) -> Actor | None:
        """The actor; None, which answers 401, when there is a key that does not work."""
        header = request.headers.get("Authorization")
        if header is None:
            actor: Actor | None = ANONYMOUS
        else:
            word, _space, secret = header.partition(" ")
            actor = actor_of_token(secret.strip()) if word.lower() == "bearer" and secret.strip() else None
        request.actor = actor or ANONYMOUS  # type: ignore[attr-defined]  # TovholderRequest
        return actor

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        """Not used: ``__call__`` decides, since a missing key is allowed."""
        return actor_of_token(token)


class Throttle(SimpleRateThrottle):
    """So many requests a minute for each key, or for each address without one."""

    def get_cache_key(self, request: HttpRequest) -> str | None:
        """What is counted: the seat of the key, or the caller's address."""
        actor: Actor = getattr(request, "actor", ANONYMOUS)
        who = str(actor.seat_id) if actor.seat_id else self.get_ident(request)
        return self.cache_format % {"scope": self.scope, "ident": who}

    def allow_request(self, request: HttpRequest) -> bool:
        """Whether the caller has requests left in this minute."""
        actor: Actor = getattr(request, "actor", ANONYMOUS)
        scope = "key" if actor.seat_id else "open"
        self.scope = scope
        self.num_requests, self.duration = self.parse_rate(RATES[scope])
        return bool(super().allow_request(request))


api = NinjaAPI(
    title="Tovholder",
    version="1",
    description="Velfærdsteknologi i de danske kommuner: kommuner, teknologier, projekter og landets tal.",
    auth=KeyOrNobody(),
    throttle=[Throttle("300/min")],
    docs_url=None,
    urls_namespace="api",
)
api.add_router("/municipalities", municipalities, tags=["municipalities"])
api.add_router("/technologies", technologies, tags=["technologies"])
api.add_router("", projects, tags=["projects"])


def _said(request: HttpRequest, text: str, status: int) -> HttpResponse:
    return api.create_response(request, {"detail": text}, status=status)


@api.exception_handler(BadRequest)
def bad_request(request: HttpRequest, error: BadRequest) -> HttpResponse:
    """A filter that means nothing."""
    return _said(request, str(error), 400)


@api.exception_handler(Http404)
def not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    """Nothing there, or nothing that the caller may know of."""
    return _said(request, _("Det findes ikke, eller din nøgle giver ikke adgang til det."), 404)
