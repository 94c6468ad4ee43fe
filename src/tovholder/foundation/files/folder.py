"""The folder of contents: each lies once, under its own hash, and is whole from the moment it has its name."""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import IO

from django.conf import settings

from tovholder.kernel import clock

_HASH = 64
_GONE = ".gone"
_UNFINISHED = ".part"


def root() -> Path:
    """Where the contents lie."""
    return Path(settings.DATA_FOLDER) / "files"


def path_of(sha256: str) -> Path:
    """The place of the content with that hash."""
    return root() / sha256[:2] / sha256[2:]


def keep(content: bytes) -> str:
    """Store ``content``, unless it is there already, and give its hash."""
    sha256 = hashlib.sha256(content).hexdigest()
    place = path_of(sha256)
    if _is_taken(place):
        return sha256
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=place.parent, suffix=_UNFINISHED)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(place)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return sha256


def opened(sha256: str) -> IO[bytes]:
    """The content with that hash, open for reading. Raises ``FileNotFoundError`` when it is not there."""
    return path_of(sha256).open("rb")


def contents() -> Iterator[str]:
    """The hashes of all contents that lie in the folder, and nothing else that lies there."""
    if not root().is_dir():
        return
    for folder in sorted(root().iterdir()):
        if len(folder.name) == 2 and folder.is_dir():
            yield from (folder.name + file.name for file in sorted(folder.iterdir()) if _is_content(folder, file))


def discard(sha256: str, before: datetime) -> bool:
    """Delete a content that nobody has brought since ``before``; whether it was deleted.

    It is moved aside first and looked at again: somebody may bring the same content in this very moment.
    """
    place = path_of(sha256)
    if _age(place) >= before.timestamp():
        return False
    aside = place.with_name(place.name + _GONE)
    place.rename(aside)
    if _age(aside) >= before.timestamp():
        aside.replace(place)
        return False
    aside.unlink()
    return True


def discard_unfinished(before: datetime) -> None:
    """Delete what a process that was killed left half written."""
    for file in root().glob("??/*"):
        if file.suffix in {_UNFINISHED, _GONE} and _age(file) < before.timestamp():
            file.unlink(missing_ok=True)


def _is_taken(place: Path) -> bool:
    """Whether the content is there; from now on it counts as brought today."""
    moment = clock.now().timestamp()
    try:
        os.utime(place, (moment, moment))
    except FileNotFoundError:
        return False
    return place.exists()


def _is_content(folder: Path, file: Path) -> bool:
    return len(folder.name + file.name) == _HASH and not file.suffix


def _age(file: Path) -> float:
    return file.stat().st_mtime
