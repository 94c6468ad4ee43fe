"""How every edit of an entry is done: claim the version, write, and keep what it now says as a new edition."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tovholder.apps.technologies.content import check_lengths, snapshot_of
from tovholder.apps.technologies.models import Edition, Technology
from tovholder.foundation.audit.action import change
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor

WHY_MAX = 300


@contextmanager
def new_edition(
    technology: Technology, *, by: Actor, why: str, expected_version: int | None, **values: Any
) -> Iterator[Technology]:
    """Inside an action: set ``values``, run the block, and store what the entry then says.

    The first edit also keeps what the package delivered, as edition 1 by nobody. Raises ``ValidationError`` by field
    and ``ConflictError``, before the block is run.
    """
    reason = checked_reason(why)
    first = technology.edition == 0
    delivered = snapshot_of(Technology.objects.get(pk=technology.pk)) if first else None
    number = max(technology.edition, 1) + 1
    change(technology, expected_version=expected_version, edition=number, **values)
    check_lengths(technology)
    if delivered is not None:
        Edition.objects.create(technology=technology, number=1, at=clock.now(), snapshot=delivered)
    yield technology
    keep_edition(technology, by=by, why=reason)


def keep_edition(technology: Technology, *, by: Actor, why: str) -> Edition:
    """Store what an entry says now under its current number."""
    return Edition.objects.create(
        technology=technology,
        number=technology.edition,
        at=clock.now(),
        by_name=by.name,
        why=why,
        snapshot=snapshot_of(technology),
    )


def checked_reason(why: str) -> str:
    """The reason of an edit, trimmed. Raises ``ValidationError`` for one that is empty or too long."""
    reason = why.strip()
    if not reason:
        raise ValidationError({"why": _("Skriv kort, hvad du har ændret og hvorfor. Det står i historikken.")})
    if len(reason) > WHY_MAX:
        raise ValidationError({"why": _("Skriv det kortere: der er plads til %(most)s tegn.") % {"most": WHY_MAX}})
    return reason
