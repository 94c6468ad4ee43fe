"""A streamed answer that is read bit by bit under WSGI and ASGI alike."""

from collections.abc import AsyncIterator, Iterable, Iterator

from asgiref.sync import sync_to_async
from django.http import StreamingHttpResponse

CHUNK = 64 * 1024  # one hop between threads under ASGI carries this much


class DownloadResponse(StreamingHttpResponse):
    """A file made while it is sent.

    Django reads an ordinary iterator to its end before it answers under ASGI; here the thread that may touch the
    database is asked for one chunk at a time.
    """

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """The chunks, for an ASGI server."""
        chunks: Iterator[bytes] = iter(self)
        following = sync_to_async(lambda: next(chunks, b""), thread_sensitive=True)
        while chunk := await following():
            yield chunk


def in_chunks(texts: Iterable[str]) -> Iterator[bytes]:
    """The texts in UTF-8, gathered to chunks worth sending."""
    held: list[str] = []
    size = 0
    for text in texts:
        held.append(text)
        size += len(text)
        if size >= CHUNK:
            yield "".join(held).encode("utf-8", "replace")
            held, size = [], 0
    if held:
        yield "".join(held).encode("utf-8", "replace")
