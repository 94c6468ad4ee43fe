"""How much a request may carry, and how many are worked on at once."""

import threading
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from django.http import HttpRequest, HttpResponse

Scope = dict[str, Any]
Message = Mapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
AsgiApplication = Callable[[Scope, Receive, Send], Awaitable[None]]


AT_ONCE: Final = 8
"""So many requests a process works on at the same time. More would not be faster: they share one processor, and who
holds the database's write lock would wait for all the others."""


class AtOnce:
    """A middleware that lets ``AT_ONCE`` requests through; the others wait in line, in the order they came.

    The server starts a thread for every request. When hundreds of people save in the same minute, those threads would
    fight for the processor and each would want a connection to the database.
    """

    slots = threading.BoundedSemaphore(AT_ONCE)

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer one request, when it is its turn."""
        with self.slots:
            return self.get_response(request)


class BodyLimit:
    """An ASGI application that answers 413 to bodies of more than ``limit`` bytes and hands all else to ``app``.

    Django reads a whole body to disk before its first middleware runs; a gigabyte must be stopped before that.
    ``page`` gives the HTML of the answer.
    """

    def __init__(self, app: AsgiApplication, limit: int, page: Callable[[], str]) -> None:
        self.app, self.limit, self.page = app, limit, page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if _announced(scope) > self.limit:
            await self._refuse(send)
            return
        taken, started = 0, False

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            return {"type": "http.disconnect"} if taken > self.limit else message

        async def watched(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        await self.app(scope, counted, watched)
        if taken > self.limit and not started:
            await self._refuse(send)

    async def _refuse(self, send: Send) -> None:
        body = self.page().encode()
        headers = [
            (b"content-type", b"text/html; charset=utf-8"),
            (b"content-length", str(len(body)).encode()),
            (b"connection", b"close"),
        ]
        await send({"type": "http.response.start", "status": 413, "headers": headers})
        await send({"type": "http.response.body", "body": body})


def _announced(scope: Scope) -> int:
    """The length that the request says it has; 0 when it does not say."""
    length = dict(scope["headers"]).get(b"content-length", b"0")
    return int(length) if length.isdigit() else 0
