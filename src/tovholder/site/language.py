"""The language of a page: Danish, until the reader chooses another."""

from django.http import HttpRequest
from django.middleware.locale import LocaleMiddleware


class ChosenLanguageMiddleware(LocaleMiddleware):
    """Only the reader's own choice decides, not what the browser was set up with.

    Many work computers in Denmark ask for English though the person before them reads Danish; the button at the foot
    of every page and the profile are there for those who do not.
    """

    def process_request(self, request: HttpRequest) -> None:
        """Look at the cookie alone."""
        request.META.pop("HTTP_ACCEPT_LANGUAGE", None)
        super().process_request(request)
