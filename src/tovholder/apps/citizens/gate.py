"""The door of all rooms that hold citizens' data: closed where the login asks for no second factor."""

from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from tovholder.foundation.visibility.access import View


def room_is_open() -> bool:
    """Whether this installation may hold citizens' data at all."""
    return bool(settings.CITIZEN_ROOMS_OPEN)


def in_open_room(view: View) -> View:
    """The view while the room is open; else, whoever asks and for what, a page that says why it is closed."""

    @wraps(view)
    def guarded(request: HttpRequest, **url_arguments: Any) -> HttpResponseBase:
        if not room_is_open():
            return render(request, "citizens/closed.html", status=404)
        return view(request, **url_arguments)

    return guarded
