"""The decorator that makes a function an action, and the three ways in which an action writes."""

from collections.abc import Callable, Iterable
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import wraps
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models, transaction

from tovholder.foundation.audit.models import AuditEntry
from tovholder.foundation.audit.records import Record, VersionedRecord
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor

P = ParamSpec("P")
T = TypeVar("T")
R = TypeVar("R", bound=Record)

Changes = dict[str, list[Any] | None]

current_request_id: ContextVar[UUID | None] = ContextVar("current_request_id", default=None)


class ConflictError(Exception):
    """Somebody else changed the record since it was read. ``current`` is the record as it is now."""

    def __init__(self, current: VersionedRecord) -> None:
        super().__init__(f"version {current.version} is newer than the one that was edited")
        self.current = current


@dataclass(slots=True)
class _Recording:
    """What one running action has written so far."""

    name: str
    by: Actor
    subject: Record | None = None
    changes: Changes = field(default_factory=dict)
    count: int = 0

    def note(self, record: Record, changes: Changes) -> None:
        self.count += 1
        if self.subject is None:
            self.subject = record
        if record is self.subject:
            self.changes |= changes


_running: ContextVar[_Recording | None] = ContextVar("running_action", default=None)


def action(name: str) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Make a function an action called ``name`` (``room.verb_object``).

    It runs in one transaction, takes ``by: Actor`` by keyword, and leaves one audit entry there. The entry is about the
    first record that the action wrote. Raises ``TypeError`` when called without ``by``.
    """

    def decorate(function: Callable[P, T]) -> Callable[P, T]:
        @wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> T:
            by = kwargs.get("by")
            if not isinstance(by, Actor):
                raise TypeError(f"{name} needs by=<Actor>")
            with transaction.atomic():
                recording = _Recording(name, by)
                token = _running.set(recording)
                try:
                    result = function(*args, **kwargs)
                finally:
                    _running.reset(token)
                _write(recording)
            return result

        run.action_name = name  # type: ignore[attr-defined]  # read by the test that walks all actions
        return run

    return decorate


def _recording() -> _Recording:
    recording = _running.get()
    if recording is None:
        raise RuntimeError("records are written by actions only")
    return recording


def _plain(value: Any) -> Any:
    """A value as JSON keeps it."""
    if isinstance(value, models.Model):
        # A code is known by its code, so that the log can be read when the code list has changed.
        return str(getattr(value, "public_id", getattr(value, "code", value.pk)))
    if isinstance(value, date | datetime | Decimal | UUID):
        return str(value)
    return value


def created(record: R) -> R:
    """Validate and insert ``record``, and note it. Raises ``ValidationError`` with what is wrong, by field."""
    record.full_clean()
    record.save(force_insert=True)
    kept = {name: [None, _plain(getattr(record, name))] for name in sorted(record.audit_values)}
    _recording().note(record, dict(kept))
    return record


def created_many(records: Iterable[R], batch_size: int = 500) -> list[R]:
    """Insert records that the caller has validated, and note how many. The subject of the entry is the first one."""
    made = list(records)
    if made:
        type(made[0])._default_manager.bulk_create(made, batch_size=batch_size)
        recording = _recording()
        recording.note(made[0], {})
        recording.count += len(made) - 1
    return made


def change(record: R, *, expected_version: int | None = None, **values: Any) -> R:
    """Set ``values`` on ``record``, validate and save, and note what changed.

    Nothing is written when nothing differs. On a versioned record with ``expected_version`` raises
    :class:`ConflictError` when somebody else was first; raises ``ValidationError`` with what is wrong, by field.
    """
    before = {name: getattr(record, name) for name in values}
    changed = [name for name, value in values.items() if before[name] != value]
    known_version = getattr(record, "version", None)
    if isinstance(record, VersionedRecord):
        _claim_version(record, expected_version, bump=bool(changed))
    if not changed:
        return record
    for name in changed:
        setattr(record, name, values[name])
    try:
        record.full_clean()
    except ValidationError:
        # The transaction takes the claim back; a form that shows the record again must not send a version of its own.
        if isinstance(record, VersionedRecord) and known_version is not None:
            record.version = known_version
        raise
    record.save(update_fields=_update_fields(record, changed))
    keeps = record.audit_values
    _recording().note(
        record,
        {name: [_plain(before[name]), _plain(values[name])] if name in keeps else None for name in changed},
    )
    return record


def changed_set(record: Record, name: str, manager_values: Iterable[models.Model]) -> None:
    """Set the many-to-many field ``name`` of ``record`` and note it, if it differs."""
    manager = getattr(record, name)
    wanted = {item.pk for item in manager_values}
    if wanted != set(manager.values_list("pk", flat=True)):
        manager.set(wanted)
        _recording().note(record, {name: None})


def removed(record: Record) -> None:
    """Delete ``record`` and note it."""
    _recording().note(record, {})
    pk, public_id = record.pk, record.public_id
    record.delete()
    record.pk, record.public_id = pk, public_id


def noted(record: Record, fields: Iterable[str] = ()) -> None:
    """Note a write that the action made by other means, naming the fields that changed."""
    _recording().note(record, dict.fromkeys(fields))


def claimed(record: VersionedRecord, *, expected_version: int) -> None:
    """Take the next version of a record whose parts an action writes. Raises :class:`ConflictError`.

    What hangs on a record has versions of its own; two who write the same decision of it meet at the record's.
    """
    _claim_version(record, expected_version, bump=True)


def _update_fields(record: Record, changed: list[str]) -> list[str]:
    derived = [name for name in ("sort_key", "search_text") if hasattr(record, name)]
    return [*changed, *derived]


def _claim_version(record: VersionedRecord, expected: int | None, *, bump: bool) -> None:
    """Take the next version of ``record`` under its row lock, or raise :class:`ConflictError`."""
    manager = type(record)._default_manager
    wanted = record.version if expected is None else expected
    claimed = manager.filter(pk=record.pk, version=wanted).update(version=wanted + (1 if bump else 0))
    if not claimed:
        raise ConflictError(manager.get(pk=record.pk))
    record.version = wanted + (1 if bump else 0)


def _write(recording: _Recording) -> None:
    subject, by = recording.subject, recording.by
    at = clock.now()
    if by.is_anonymous:
        at = _week_of(at)
    AuditEntry.objects.create(
        at=at,
        action=recording.name,
        actor_kind=by.kind.value,
        actor_id=by.user_id,
        actor_name=by.name,
        actor_role=by.role or "",
        municipality_id=getattr(subject, "municipality_id", None) or by.municipality_id,
        object_type=subject._meta.label_lower if subject is not None else "",
        object_id=subject.public_id if subject is not None else None,
        changes=recording.changes,
        count=max(recording.count, 1),
        request_id=None if by.is_anonymous else current_request_id.get(),
    )


def _week_of(at: datetime) -> datetime:
    """The midnight in which the week of ``at`` began."""
    day = at.astimezone(clock.COPENHAGEN).date()
    return datetime.combine(day - timedelta(days=day.weekday()), time(), clock.COPENHAGEN)
