"""A body that is too large is refused before it is read; more requests than a process works on wait for their turn."""

import asyncio
import threading
from collections.abc import Iterable

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from tovholder.site.limits import AT_ONCE, AtOnce, BodyLimit, Message, Receive, Scope, Send


async def _reads_all(scope: Scope, receive: Receive, send: Send) -> None:
    """An application that reads its body and says how long it was."""
    length, more = 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return
        length += len(message.get("body", b""))
        more = message.get("more_body", False)
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": str(length).encode()})


def _ask(parts: Iterable[bytes], announced: int | None = None) -> tuple[int, bytes, int]:
    """Status and body of the answer, and how many parts of the request were taken."""
    waiting, sent = list(parts), []
    count = len(waiting)

    async def receive() -> Message:
        part = waiting.pop(0)
        return {"type": "http.request", "body": part, "more_body": bool(waiting)}

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [] if announced is None else [(b"content-length", str(announced).encode())]
    application = BodyLimit(_reads_all, 10, lambda: "Filen er for stor")
    asyncio.run(application({"type": "http", "headers": headers}, receive, send))
    return sent[0]["status"], sent[1]["body"], count - len(waiting)


def test_a_body_within_the_limit_is_handed_on() -> None:
    """Exactly the limit is still within it."""
    assert _ask([b"01234", b"56789"], 10) == (200, b"10", 2)


def test_an_announced_length_over_the_limit_is_refused_unread() -> None:
    """Not one byte is taken."""
    assert _ask([b"0" * 11], 11) == (413, b"Filen er for stor", 0)


def test_a_body_without_a_length_is_counted_while_it_comes() -> None:
    """Reading ends with the part that is too much."""
    assert _ask([b"01234", b"56789", b"X", b"never taken"]) == (413, b"Filen er for stor", 3)


def test_a_false_length_does_not_help() -> None:
    """Who announces little and sends much is counted too."""
    assert _ask([b"0" * 11], 3)[0] == 413


@pytest.mark.django_db
def test_the_application_has_the_limit_of_the_settings_and_answers_in_danish() -> None:
    """The largest file and a little for the form around it."""
    from tovholder.site.asgi import FORM_FIELDS, application  # noqa: PLC0415  # starts the application

    assert application.limit == settings.IMPORT_MAX_BYTES + FORM_FIELDS
    assert "Filen er for stor" in application.page()


def test_no_more_requests_than_that_are_worked_on_at_once() -> None:
    """Three times as many come; all are answered, and never more than ``AT_ONCE`` at the same time."""
    inside, most, gate = 0, 0, threading.Lock()
    full = threading.Event()

    def slow(request: HttpRequest) -> HttpResponse:
        nonlocal inside, most
        with gate:
            inside += 1
            most = max(most, inside)
            if inside == AT_ONCE:
                full.set()
        assert full.wait(10)
        with gate:
            inside -= 1
        return HttpResponse("svar")

    application, answers = AtOnce(slow), []
    people = [
        threading.Thread(target=lambda: answers.append(application(HttpRequest()).content)) for _ in range(3 * AT_ONCE)
    ]
    for one in people:
        one.start()
    for one in people:
        one.join()
    assert (answers, most) == ([b"svar"] * (3 * AT_ONCE), AT_ONCE)


def test_a_request_that_fails_leaves_its_place() -> None:
    """Otherwise nobody would be answered after a few of them."""

    def fails(request: HttpRequest) -> HttpResponse:
        raise ValueError("gik galt")

    application = AtOnce(fails)
    for _time in range(2 * AT_ONCE):
        with pytest.raises(ValueError, match="gik galt"):
            application(HttpRequest())
