"""Cases and their assumptions as columns: what is downloaded."""

from django.utils.translation import gettext_lazy as _

from tovholder.apps.businesscases.finding import Listed, pattern_title, state_of
from tovholder.apps.businesscases.models import Assumption
from tovholder.apps.businesscases.wording import break_even_text
from tovholder.foundation.tables.public import Column, Table


def _break_even(listed: Listed) -> str:
    main = listed.found.scenario()
    return "" if main is None else break_even_text(main["full"]["break_even"])


def _whole(value: float | None) -> int | None:
    return None if value is None else round(value)


CASES: Table[Listed] = Table(
    "business-cases",
    _("Business cases"),
    (
        Column("id", _("Id"), lambda one: str(one.case.public_id)),
        Column("title", _("Titel"), lambda one: one.case.title),
        Column("pattern", _("Hvad det handler om"), lambda one: pattern_title(one.case)),
        Column("state", _("Tilstand"), lambda one: state_of(one)[1]),
        Column("project", _("Projekt"), lambda one: one.case.project.title if one.case.project else ""),
        Column("unit", _("Hos"), lambda one: one.case.unit.name if one.case.unit else _("Hele kommunen")),
        Column("start_year", _("Begynder"), lambda one: one.case.start_year, "whole"),
        Column("price_year", _("Prisår"), lambda one: one.case.price_year, "whole"),
        Column("booked", _("Nutidsværdi, kun bogført, kr."), lambda one: _whole(one.booked), "whole"),
        Column("full", _("Nutidsværdi med frigjort tid, kr."), lambda one: _whole(one.npv), "whole"),
        Column("break_even", _("Går lige op"), _break_even),
    ),
)
ASSUMPTIONS: Table[Assumption] = Table(
    "antagelser",
    _("Antagelser"),
    (
        Column("key", _("Nøgle"), lambda one: one.key),
        Column("label", _("Antagelse"), lambda one: one.label),
        Column("unit", _("Enhed"), lambda one: one.get_unit_display()),
        Column("low", _("Lavt"), lambda one: one.low, "decimal"),
        Column("likely", _("Mest sandsynligt"), lambda one: one.likely, "decimal"),
        Column("high", _("Højt"), lambda one: one.high, "decimal"),
        Column("price_year", _("Prisår"), lambda one: one.price_year, "whole"),
        Column("source", _("Kilde"), lambda one: one.source),
        Column("owner", _("Hvem står inde for det"), lambda one: one.owner.name if one.owner else ""),
    ),
)
