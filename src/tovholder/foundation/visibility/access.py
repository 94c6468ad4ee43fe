"""The permission of a page. A view without one fails the test that walks all URLs."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar
from urllib.parse import quote

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, resolve_url

from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.foundation.visibility.rules import Rule, everyone
from tovholder.kernel.actor import Actor

EVERYONE = everyone

P = ParamSpec("P")
S = TypeVar("S")

View = Callable[..., HttpResponseBase]


def _refused(request: TovholderRequest) -> HttpResponseBase:
    """A stranger is asked to log in; somebody known is told that they may not."""
    if request.actor.is_anonymous:
        return redirect(f"{resolve_url(settings.LOGIN_URL)}?next={quote(request.get_full_path())}")
    raise PermissionDenied


def declare(rule: Rule, *operations: Callable[..., Any]) -> None:
    """Say which rule functions of the API stand under.

    The API's library calls them itself, so they are told of the rule and not wrapped by it: each reads through its
    actor, and what it writes asks the rule there.
    """
    for operation in operations:
        operation.rule = rule  # type: ignore[attr-defined]  # read by the walk over all addresses and operations


def allow(rule: Rule) -> Callable[[Callable[Concatenate[TovholderRequest, P], HttpResponseBase]], View]:
    """A page without a record of its own: ``rule`` is asked about the actor alone."""

    def decorate(view: Callable[Concatenate[TovholderRequest, P], HttpResponseBase]) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            asked = _typed(request)
            if not rule.allows(asked.actor):
                return _refused(asked)
            return view(asked, *args, **kwargs)

        declare(rule, guarded)
        return guarded

    return decorate


def allow_on(load: Callable[..., S], rule: Rule) -> Callable[[Callable[[TovholderRequest, S], HttpResponseBase]], View]:
    """A page about one record.

    ``load(actor, **url_arguments)`` gives the record or raises ``Http404`` when the actor may not even see it; then
    ``rule`` is asked about actor and record. The view gets the record instead of the URL's arguments.
    """

    def decorate(view: Callable[[TovholderRequest, S], HttpResponseBase]) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, **url_arguments: Any) -> HttpResponseBase:
            asked = _typed(request)
            record = load(asked.actor, **url_arguments)
            if not rule.allows(asked.actor, record):
                return _refused(asked)
            return view(asked, record)

        declare(rule, guarded)
        return guarded

    return decorate


def _typed(request: HttpRequest) -> TovholderRequest:
    """The request with its actor, which the middleware has set."""
    return request  # type: ignore[return-value]  # ActorMiddleware has made it one


def may(actor: Actor, rule: Rule, record: Any = None) -> bool:
    """Whether ``actor`` may: for showing or hiding a button, never for guarding."""
    return rule.allows(actor, record)
