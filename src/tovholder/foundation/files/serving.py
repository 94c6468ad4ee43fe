"""Handing a stored file out. Whoever calls has asked for permission first."""

from collections.abc import AsyncIterator, Iterator

from asgiref.sync import sync_to_async
from django.http import Http404, StreamingHttpResponse
from django.utils.http import content_disposition_header

from tovholder.foundation.files import folder
from tovholder.foundation.files.models import StoredFile

_CHUNK = 64 * 1024
_SHOWN = frozenset({"image/webp"})  # what the product made itself; nothing that somebody else made is ever shown


class StoredResponse(StreamingHttpResponse):
    """A file sent bit by bit under WSGI and ASGI alike."""

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """The chunks, for an ASGI server: read in a thread."""
        chunks: Iterator[bytes] = iter(self)
        following = sync_to_async(lambda: next(chunks, b""), thread_sensitive=False)
        while chunk := await following():
            yield chunk


def file_response(stored: StoredFile, *, inline: bool = False, small: bool = False) -> StoredResponse:
    """The content of ``stored`` as a download; ``inline`` shows it on the page, which only pictures may be.

    ``small`` gives the small version of a picture. Raises ``Http404`` when the content is missing, as after a restore
    of the database without the folder.
    """
    smaller = small and stored.is_picture
    sha256 = stored.small_sha256 if smaller else stored.sha256
    if not folder.path_of(sha256).is_file():
        raise Http404
    shown = inline and stored.media_type in _SHOWN
    response = StoredResponse(_chunks(sha256), content_type=stored.media_type)
    size = stored.small_bytes if smaller else stored.bytes
    response["Content-Length"] = str(size)
    response["Content-Disposition"] = content_disposition_header(not shown, stored.name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, max-age=600" if shown else "private, no-store"
    return response


def _chunks(sha256: str) -> Iterator[bytes]:
    """The content bit by bit; opened with the first, so that an answer that nobody reads leaves no file open."""
    with folder.opened(sha256) as content:
        while chunk := content.read(_CHUNK):
            yield chunk
