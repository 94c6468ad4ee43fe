"""The log of a municipality, or of the installation: found, and told in words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from tovholder.foundation.accounts.models import User
from tovholder.foundation.audit.labels import action_label
from tovholder.foundation.audit.models import AuditEntry
from tovholder.foundation.codes.models import Code
from tovholder.foundation.codes.selectors import labels
from tovholder.foundation.municipalities.models import Municipality
from tovholder.foundation.ui.formats import date_text
from tovholder.foundation.visibility import roles
from tovholder.kernel.actor import Actor
from tovholder.kernel.clock import COPENHAGEN

DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


@dataclass(frozen=True, slots=True)
class LogFilter:
    """Which entries: of one action, by one person, from one day to another, both included."""

    action: str = ""
    person: UUID | None = None
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class LogLine:
    """One entry in words."""

    at: datetime
    who: str
    role: str
    what: str
    about: str
    changes: tuple[str, ...]
    count: int


def log_of(actor: Actor) -> QuerySet[AuditEntry]:
    """What ``actor`` may read: the own municipality's entries; an operator those that belong to no municipality.

    The entries of a municipality that became part of the own one are history that goes with it.
    """
    if actor.role == roles.OPERATOR:
        return AuditEntry.objects.filter(municipality_id__isnull=True)
    if actor.municipality_id is None:
        return AuditEntry.objects.none()
    return AuditEntry.objects.filter(municipality_id__in=_with_merged(actor.municipality_id))


def _with_merged(municipality_id: int) -> list[int]:
    """A municipality and those that became part of it."""
    merged = Municipality.objects.filter(merged_into_id=municipality_id).values_list("pk", flat=True)
    return [municipality_id, *merged]


def filtered_log(actor: Actor, wanted: LogFilter) -> QuerySet[AuditEntry]:
    """The entries that fit the filter, the newest first."""
    found = log_of(actor)
    if wanted.action:
        found = found.filter(action=wanted.action)
    if wanted.person is not None:
        found = found.filter(actor_id=wanted.person)
    if wanted.first is not None:
        found = found.filter(at__gte=_midnight(wanted.first))
    if wanted.last is not None:
        found = found.filter(at__lt=_midnight(wanted.last + timedelta(days=1)))
    return found


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), COPENHAGEN)


def logged_actions(actor: Actor) -> list[tuple[str, str]]:
    """The actions in the actor's log with their names, by name."""
    keys = log_of(actor).order_by("action").values_list("action", flat=True).distinct()
    return sorted(((key, action_label(key)) for key in keys), key=lambda pair: pair[1])


def people_in_log(actor: Actor) -> QuerySet[User]:
    """Who may be chosen in the filter: all who hold or held a role in the municipality; for an operator, operators."""
    if actor.municipality_id is None:
        return User.objects.filter(is_operator=True)
    places = _with_merged(actor.municipality_id)
    return User.objects.filter(holdings__municipality_id__in=places).distinct().order_by("sort_key")


def told(entries: Iterable[AuditEntry]) -> list[LogLine]:
    """Entries as lines that people can read; one query for the names of roles, one for each code list named."""
    role_names = labels("role") | {roles.OPERATOR: _("Drift")}
    told_lists: dict[str, dict[str, str]] = {"role": role_names}
    return [
        LogLine(
            at=entry.at,
            who=entry.actor_name or _("Ukendt"),
            role=role_names.get(entry.actor_role, entry.actor_role),
            what=action_label(entry.action),
            about=_about(entry.action, entry.object_type),
            changes=tuple(_change(entry, name, told_lists) for name in sorted(entry.changes)),
            count=entry.count,
        )
        for entry in entries
    ]


def _model(object_type: str) -> type[Model] | None:
    try:
        return apps.get_model(object_type)
    except (LookupError, ValueError):
        return None  # a model that a later version has taken out: the log outlives it


def _about(action: str, object_type: str) -> str:
    """The kind of record, unless the name of the action says it already."""
    model = _model(object_type)
    kind = str(model._meta.verbose_name) if model is not None else object_type
    return "" if kind.lower() in action_label(action).lower() else kind


def _change(entry: AuditEntry, name: str, told_lists: dict[str, dict[str, str]]) -> str:
    """A changed field by its name, with the values where the audit kept them: "rolle: Tovholder"."""
    model = _model(entry.object_type)
    code_list = ""
    label = name
    if model is not None:
        try:
            field = model._meta.get_field(name)
        except FieldDoesNotExist:
            return name
        label = str(getattr(field, "verbose_name", name))
        if field.related_model is Code:
            code_list = dict(getattr(field, "_limit_choices_to", {}) or {}).get("list", "")
    values = entry.changes[name]
    if values is None:
        return label
    if code_list and code_list not in told_lists:
        told_lists[code_list] = labels(code_list)
    names = told_lists.get(code_list, {})
    before, after = (_shown(value, names) for value in values)
    return f"{label}: {before} → {after}" if before != "–" else f"{label}: {after}"


def _shown(value: object, names: dict[str, str]) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return _("ja") if value else _("nej")
    if isinstance(value, str) and DAY.match(value):
        return date_text(date.fromisoformat(value))
    return names.get(str(value), str(value))
