"""Answers of the API that need not be sent twice."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.http import ConditionalGetMiddleware
from django.utils.cache import patch_vary_headers

ROOT = "/api/v1/"


class ApiCacheMiddleware(ConditionalGetMiddleware):
    """Gives every answer of the API an ETag, and answers 304 to those who have it already.

    An answer depends on the key and on the language, and may be kept only where it is asked about again each time.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """The answer, or 304 without a body."""
        if not request.path.startswith(ROOT):
            return response
        patch_vary_headers(response, ("Authorization", "Accept-Language"))
        keyed = "Authorization" in request.headers
        response.setdefault("Cache-Control", "private, no-cache" if keyed else "no-cache")
        answered: HttpResponseBase = super().process_response(request, response)
        return answered
