"""Screenings and units as rows of files."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from tovholder.apps.screenings.comparing import Told, UnitRow
from tovholder.foundation.tables.public import Column, Table

SCREENINGS: Table[Told] = Table(
    "it-screeninger",
    _("IT-screeninger"),
    (
        Column("id", _("Id"), lambda one: str(one.screening.public_id)),
        Column("title", _("Titel"), lambda one: one.screening.title),
        Column("unit", _("Enhed"), lambda one: one.screening.unit.name),
        Column("state", _("Status"), lambda one: one.screening.get_state_display()),
        Column("planned_on", _("Planlagt"), lambda one: one.screening.planned_on, kind="date"),
        Column("held_on", _("Holdt"), lambda one: one.screening.held_on, kind="date"),
        Column("approved_on", _("Godkendt"), lambda one: one.screening.approved_on, kind="date"),
        Column("stage", _("Digitalt stade"), lambda one: one.stage_text),
        Column("level", _("Sikkerhed (af 5)"), lambda one: one.summary.level, kind="decimal"),
        Column("interest", _("Lyst (af 5)"), lambda one: one.summary.interest, kind="decimal"),
        Column("needs", _("Behov"), lambda one: one.summary.needs_met.base, kind="whole"),
        Column("needs_met", _("Behov, der får hjælp"), lambda one: one.summary.needs_met.count, kind="whole"),
        Column("pieces", _("Stykker udstyr"), lambda one: one.summary.pieces, kind="whole"),
        Column("citizen_paid", _("Betalt af borgerne selv"), lambda one: one.summary.citizen_paid.count, kind="whole"),
    ),
)


def _of(read: Callable[[Told], object]) -> Callable[[UnitRow], object]:
    """The value of a unit's latest screening; nothing for a unit without one."""
    return lambda row: read(row.told) if row.told is not None else None


UNITS: Table[UnitRow] = Table(
    "enheders-it",
    _("Enhedernes IT side om side"),
    (
        Column("unit", _("Enhed"), lambda row: row.unit.name),
        Column("type", _("Type"), lambda row: row.unit.type.label),
        Column("held_on", _("Seneste screening"), _of(lambda one: one.screening.held_on), kind="date"),
        Column("fresh", _("Inden for 24 måneder"), lambda row: row.is_fresh, kind="yes_no"),
        Column("stage", _("Digitalt stade"), _of(lambda one: one.stage_text)),
        Column("places", _("Pladser til borgere"), _of(lambda one: one.screening.citizen_places), kind="whole"),
        Column("devices", _("Fælles apparater"), _of(lambda one: one.summary.devices), kind="whole"),
        Column(
            "per_place", _("Apparater for hver plads"), _of(lambda one: one.summary.devices_per_place), kind="decimal"
        ),
        Column("slowest", _("Laveste hastighed (Mbit/s)"), _of(lambda one: one.summary.slowest), kind="decimal"),
        Column("level", _("Sikkerhed (af 5)"), _of(lambda one: one.summary.level), kind="decimal"),
        Column("pieces", _("Stykker udstyr"), _of(lambda one: one.summary.pieces), kind="whole"),
        Column(
            "citizen_paid", _("Betalt af borgerne selv"), _of(lambda one: one.summary.citizen_paid.count), kind="whole"
        ),
    ),
)
