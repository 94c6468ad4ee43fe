"""The API's root: keys, throttling, errors, and the rooms' routers under ``/api/v1/``."""

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, BadRequest, PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, Throttled
from ninja.openapi.schema import OpenAPISchema
from ninja.security import HttpBearer
from ninja.throttling import SimpleRateThrottle

from tovholder.apps.barriers.api import router as barriers
from tovholder.apps.benefits.api import router as benefits
from tovholder.apps.businesscases.api import router as business_cases
from tovholder.apps.cases.api import router as cases
from tovholder.apps.decisions.api import router as decisions
from tovholder.apps.drafting.api import router as drafting
from tovholder.apps.figures.api import router as figures
from tovholder.apps.focusareas.api import router as focus_areas
from tovholder.apps.followups.api import router as analyses
from tovholder.apps.funding.api import router as funding
from tovholder.apps.goals.api import router as goals
from tovholder.apps.packages.api import router as packages
from tovholder.apps.process.api import router as rounds
from tovholder.apps.products.api import router as products
from tovholder.apps.projects.api import peers
from tovholder.apps.projects.api import router as projects
from tovholder.apps.questionnaires.api import router as questionnaires
from tovholder.apps.results.api import router as survey_figures
from tovholder.apps.rethinking.api import router as work_tasks
from tovholder.apps.screenings.api import router as screenings
from tovholder.apps.spread.api import router as spread
from tovholder.apps.surveys.api import router as surveys
from tovholder.apps.technologies.api import router as technologies
from tovholder.apps.visions.api import router as visions
from tovholder.foundation.accounts.tokens import actor_of_token
from tovholder.foundation.audit.action import ConflictError
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


class DescribedAPI(NinjaAPI):
    """An API whose description also tells which errors to expect."""

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        """The description, with the errors that every operation may answer."""
        schema = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        for methods in schema["paths"].values():
            for method, operation in methods.items():
                operation["responses"] |= {
                    status: said for status, said in _ERRORS.items() if method != "get" or status not in _OF_WRITING
                }
        return schema


def _described(text: str, detail: dict[str, Any], headers: dict[str, Any] | None = None) -> dict[str, Any]:
    content = {"type": "object", "properties": {"detail": detail}, "required": ["detail"]}
    return {
        "description": text,
        "headers": headers or {},
        "content": {"application/json": {"schema": content}},
    }


_SENTENCE = {"type": "string"}
_PROBLEMS = {"type": "array", "items": {"type": "object", "required": ["loc", "msg", "type"]}}
_ERRORS = {
    400: _described("A value means nothing; the sentence names it.", _SENTENCE),
    401: _described("The key does not work, or no longer. Without a key, public data are open.", _SENTENCE),
    403: _described("The key only reads, or its role may not.", _SENTENCE),
    404: _described("Not there, or not for this key.", _SENTENCE),
    409: _described("Somebody else was first; read again.", _SENTENCE),
    412: _described("Somebody else changed it since the ETag in If-Match.", _SENTENCE),
    422: _described("A parameter or a field is of the wrong kind, beyond its limits, or refused.", _PROBLEMS),
    428: _described("A change needs If-Match.", _SENTENCE),
    429: _described(
        "Too many requests in a minute.",
        _SENTENCE,
        {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}}},
    ),
}

_OF_WRITING = {403, 409, 412, 428}

api = DescribedAPI(
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
api.add_router("/products", products, tags=["products"])
api.add_router("/figures", figures, tags=["figures"])
api.add_router("", projects, tags=["projects"])
api.add_router("", peers, tags=["municipalities"])
api.add_router("/cases", cases, tags=["cases"])
api.add_router("/packages", packages, tags=["packages"])
api.add_router("", goals, tags=["goals"])
api.add_router("", benefits, tags=["benefits"])
api.add_router("", focus_areas, tags=["collection"])
api.add_router("", decisions, tags=["decisions"])
api.add_router("/business-cases", business_cases, tags=["business-cases"])
api.add_router("/funding", funding, tags=["funding"])
api.add_router("/analyses", analyses, tags=["benefits"])
api.add_router("/rounds", rounds, tags=["process"])
api.add_router("/visions", visions, tags=["visions"])
api.add_router("/screenings", screenings, tags=["screenings"])
api.add_router("/work-tasks", work_tasks, tags=["work-tasks"])
api.add_router("/questionnaires", questionnaires, tags=["questionnaires"])
api.add_router("/questionnaire-files", drafting, tags=["questionnaires"])
api.add_router("", barriers, tags=["barriers"])
api.add_router("", spread, tags=["spread"])
api.add_router("", survey_figures, tags=["survey-figures"])
api.add_router("", surveys, tags=["surveys"])


def _said(request: HttpRequest, text: str, status: int) -> HttpResponse:
    return api.create_response(request, {"detail": text}, status=status)


@api.exception_handler(BadRequest)
def bad_request(request: HttpRequest, error: BadRequest) -> HttpResponse:
    """A filter that means nothing."""
    return _said(request, str(error), 400)


@api.exception_handler(ValidationError)
def refused(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """What an action refuses, by field, in the form in which wrong fields are told."""
    by_field = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
    problems = [
        {"type": "value_error", "loc": ["body", *([name] if name != NON_FIELD_ERRORS else [])], "msg": message}
        for name, messages in by_field.items()
        for message in messages
    ]
    return api.create_response(request, {"detail": problems}, status=422)


@api.exception_handler(PermissionDenied)
def not_allowed(request: HttpRequest, error: PermissionDenied) -> HttpResponse:
    """Known, and may not."""
    return _said(request, _("Det må nøglens rolle ikke."), 403)


@api.exception_handler(ConflictError)
def changed_meanwhile(request: HttpRequest, error: ConflictError) -> HttpResponse:
    """Somebody else was first. 412 when the caller told what it had read, else 409."""
    told = "If-Match" in request.headers
    return _said(request, _("En anden har ændret det imens. Læs det igen, og prøv så."), 412 if told else 409)


@api.exception_handler(Http404)
def not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    """Nothing there, or nothing that the caller may know of."""
    return _said(request, _("Det findes ikke, eller din nøgle giver ikke adgang til det."), 404)


@api.exception_handler(AuthenticationError)
def key_refused(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    """There is a key, and it does not work."""
    return _said(request, _("Nøglen virker ikke. Den kan være udløbet, spærret eller skrevet forkert."), 401)


@api.exception_handler(Throttled)
def too_often(request: HttpRequest, error: Throttled) -> HttpResponse:
    """More requests than the limit: when to come back."""
    response = _said(request, _("Der er for mange forespørgsler. Vent lidt, og prøv igen."), 429)
    response["Retry-After"] = str(max(1, error.wait or 1))
    return response
