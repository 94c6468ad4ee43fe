"""What happened to a record of the organisation, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from tovholder.foundation.audit.models import AuditEntry

_WORDS: dict[str, StrPromise] = {
    "municipalities.create_unit": _("Oprettet"),
    "municipalities.change_unit": _("Rettet"),
    "municipalities.close_unit": _("Nedlagt"),
    "municipalities.reopen_unit": _("Åbnet igen"),
    "municipalities.merge_units": _("Lagt sammen med en anden enhed"),
    "municipalities.create_partner": _("Oprettet"),
    "municipalities.change_partner": _("Rettet"),
}


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of a history: what, when and by whom."""

    what: StrPromise | str
    at: datetime
    who: str


def told(entries: Iterable[AuditEntry]) -> tuple[Happening, ...]:
    """Audit entries as lines of a history."""
    return tuple(Happening(_WORDS.get(entry.action, _("Ændret")), entry.at, entry.actor_name) for entry in entries)
