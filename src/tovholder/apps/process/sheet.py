"""Rounds and learnings as columns: what is downloaded."""

from django.utils.translation import gettext_lazy as _

from tovholder.apps.process.models import Learning, Round
from tovholder.apps.process.phases import PHASES
from tovholder.foundation.tables.public import Column, Table

PHASE_TITLES = {phase.key: phase.title for phase in PHASES}

ROUNDS: Table[Round] = Table(
    "rounds",
    _("Runder"),
    (
        Column("id", _("Id"), lambda found: str(found.public_id)),
        Column("place", _("Sted"), lambda found: found.place_name),
        Column("number", _("Nummer"), lambda found: found.number, "whole"),
        Column("title", _("Titel"), lambda found: found.title),
        Column("purpose", _("Hvorfor nu"), lambda found: found.purpose),
        Column("fields", _("Fagområder"), lambda found: [code.label for code in found.fields.all()], "list"),
        Column(
            "kinds", _("Slags teknologi"), lambda found: [code.label for code in found.technology_kinds.all()], "list"
        ),
        Column("targets", _("Målgrupper"), lambda found: [code.label for code in found.target_groups.all()], "list"),
        Column("starts_on", _("Begynder"), lambda found: found.starts_on, "date"),
        Column("closed_on", _("Afsluttet"), lambda found: found.closed_on, "date"),
        Column("tier", _("Synlighed"), lambda found: found.get_tier_display()),
    ),
)

LEARNINGS: Table[Learning] = Table(
    "learnings",
    _("Læring"),
    (
        Column("round", _("Runde"), lambda item: str(item.round)),
        Column("place", _("Sted"), lambda item: item.round.place_name),
        Column("phase", _("Fase"), lambda item: str(PHASE_TITLES.get(item.phase, ""))),
        Column("kind", _("Slags"), lambda item: item.get_kind_display()),
        Column("text", _("Hvad lærte vi"), lambda item: item.text),
        Column("answer", _("Hvad gjorde vi ved det"), lambda item: item.answer),
        Column("learnt_on", _("Skrevet"), lambda item: item.learnt_on, "date"),
        Column("answered_on", _("Taget op"), lambda item: item.answered_on, "date"),
    ),
)
