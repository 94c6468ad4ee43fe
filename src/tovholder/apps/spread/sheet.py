"""Counts as columns: what is downloaded."""

from django.utils.translation import gettext_lazy as _

from tovholder.apps.spread.models import Lost, SpreadCount
from tovholder.apps.spread.periods import last_day, period_text
from tovholder.foundation.tables.public import Column, Table


def _reason(count: SpreadCount, lost: str) -> str:
    return next((f"{one.reason}: {one.words}".rstrip(": ") for one in count.reasons.all() if one.lost == lost), "")


COUNTS: Table[SpreadCount] = Table(
    "udbredelse",
    _("Udbredelse"),
    (
        Column("id", _("Id"), lambda one: str(one.public_id)),
        Column("technology", _("Teknologi"), lambda one: one.plan.technology.label),
        Column("unit", _("Enhed"), lambda one: one.unit.name if one.unit else ""),
        Column("period", _("Periode"), lambda one: period_text(one.period, one.plan.every)),
        Column("until", _("Periodens sidste dag"), lambda one: last_day(one.period, one.plan.every), "date"),
        Column("target", _("I målgruppen"), lambda one: one.target, "whole"),
        Column("assessed", _("Vurderet"), lambda one: one.assessed, "whole"),
        Column("offered", _("Har fået det tilbudt"), lambda one: one.offered, "whole"),
        Column("in_use", _("Bruger det nu"), lambda one: one.in_use, "whole"),
        Column("stopped", _("Er stoppet"), lambda one: one.stopped, "whole"),
        Column("not_offered", _("Hvorfor ikke tilbudt"), lambda one: _reason(one, Lost.NOT_OFFERED)),
        Column("declined", _("Hvorfor ikke begyndt"), lambda one: _reason(one, Lost.DECLINED)),
        Column("why_stopped", _("Hvorfor stoppet"), lambda one: _reason(one, Lost.STOPPED)),
        Column("counted_on", _("Talt den"), lambda one: one.counted_on, "date"),
    ),
)
