"""Public identifiers: random UUIDs, or a repeatable row of them while the demo is built."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID, uuid4

_seeded: random.Random | None = None


def new_id() -> UUID:
    """A fresh version-4 UUID."""
    if _seeded is None:
        return uuid4()
    return UUID(int=_seeded.getrandbits(128), version=4)


@contextmanager
def repeatable_ids(seed: int) -> Iterator[None]:
    """Inside the block ``new_id`` gives the same row of ids for the same seed. Never for secrets."""
    global _seeded  # noqa: PLW0603  # one source of ids in a process by design
    before, _seeded = _seeded, random.Random(seed)  # noqa: S311  # repeatable on purpose; ids are not secrets
    try:
        yield
    finally:
        _seeded = before
