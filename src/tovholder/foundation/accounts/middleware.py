"""Who acts in a request."""

from collections.abc import Callable
from uuid import uuid4

from django.http import HttpRequest, HttpResponse

from tovholder.foundation.accounts.seats import seat_of_request
from tovholder.foundation.audit.action import current_request_id


class ActorMiddleware:
    """Gives every request its actor, and the audit its request id."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Find the seat, remember the request id while the request lasts."""
        actor, seat, seats = seat_of_request(request)
        request.actor, request.seat, request.seats = actor, seat, seats  # type: ignore[attr-defined]  # TovholderRequest
        token = current_request_id.set(uuid4())
        try:
            return self.get_response(request)
        finally:
            current_request_id.reset(token)
