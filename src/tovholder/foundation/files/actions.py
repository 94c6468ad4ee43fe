"""Taking files in, and forgetting those that nothing points at."""

from datetime import timedelta
from typing import Final, Protocol

from django.conf import settings
from django.db.models import ProtectedError, Q
from django.utils.translation import gettext as _

from tovholder.foundation.audit.action import action, created, removed
from tovholder.foundation.files import folder
from tovholder.foundation.files.documents import MEDIA_TYPES, recognised
from tovholder.foundation.files.models import StoredFile
from tovholder.foundation.files.naming import tidy_name
from tovholder.foundation.files.pictures import MEDIA_TYPE, remade
from tovholder.foundation.files.refusing import refused
from tovholder.foundation.files.selectors import unused_files
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor

GRACE: Final = timedelta(days=1)
"""How long a file may lie unused: a form that came back with an error, an import on its way."""


class Upload(Protocol):
    """A file on its way in: an upload of a request, or a Django ``File`` with a name."""

    name: str | None

    def read(self, size: int = -1, /) -> bytes:
        """At most ``size`` bytes from where the file stands."""
        ...

    def seek(self, offset: int, whence: int = 0, /) -> object:
        """Go to a place in the file."""
        ...


@action("files.store_document")
def store_document(upload: Upload, *, by: Actor) -> StoredFile:
    """Keep a document: PDF, Office or OpenDocument without macros, or plain text.

    Raises ``ValidationError`` with a Danish sentence when it is too large or not what may be kept.
    """
    name = upload.name or ""
    known = recognised(_whole(upload), name)
    return created(
        StoredFile(
            sha256=folder.keep(known.content),
            name=tidy_name(name, known.kind),
            media_type=MEDIA_TYPES[known.kind],
            bytes=len(known.content),
            stored_at=clock.now(),
            stored_by=by.user_id,
            stored_by_name=by.name,
        )
    )


@action("files.store_picture")
def store_picture(upload: Upload, *, by: Actor) -> StoredFile:
    """Keep a picture, made anew in two sizes and without what was hidden in it (place, names, comments).

    Raises ``ValidationError`` with a Danish sentence when it is no picture, broken, or absurd in size.
    """
    large, small = remade(_whole(upload))
    return created(
        StoredFile(
            sha256=folder.keep(large.content),
            name=tidy_name(upload.name or "", "webp"),
            media_type=MEDIA_TYPE,
            bytes=len(large.content),
            width=large.width,
            height=large.height,
            small_sha256=folder.keep(small.content),
            small_width=small.width,
            small_height=small.height,
            small_bytes=len(small.content),
            stored_at=clock.now(),
            stored_by=by.user_id,
            stored_by_name=by.name,
        )
    )


@action("files.remove_unused")
def remove_unused(*, by: Actor) -> int:
    """Forget the files that nothing points at since a day, and their contents; gives how many were forgotten."""
    before = clock.now() - GRACE
    forgotten = 0
    for stored in unused_files(before):
        try:
            removed(stored)
        except ProtectedError:  # taken into use since it was found
            continue
        forgotten += 1
    for sha256 in folder.contents():
        if not StoredFile.objects.filter(Q(sha256=sha256) | Q(small_sha256=sha256)).exists():
            folder.discard(sha256, before)
    folder.discard_unfinished(before)
    return forgotten


def _whole(upload: Upload) -> bytes:
    upload.seek(0)
    content = upload.read(settings.FILE_MAX_BYTES + 1)
    if len(content) > settings.FILE_MAX_BYTES:
        raise refused(
            _("Filen er større end %(limit)s MB. Gør den mindre, eller del den, og prøv igen.")
            % {"limit": settings.FILE_MAX_BYTES // (1024 * 1024)}
        )
    if not content.strip(b"\x00\r\n\t \xef\xbb\xbf"):
        raise refused(_("Filen er tom. Vælg en fil med indhold."))
    return content
