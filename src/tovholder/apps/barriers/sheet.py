"""Barriers as columns: what is downloaded."""

from django.utils.translation import gettext_lazy as _

from tovholder.apps.barriers.models import ProjectBarrier
from tovholder.apps.barriers.presenting import place_text
from tovholder.apps.barriers.register import Barrier
from tovholder.foundation.tables.public import Column, Table

BARRIERS: Table[ProjectBarrier] = Table(
    "barrierer",
    _("Barrierer"),
    (
        Column("id", _("Id"), lambda one: str(one.public_id)),
        Column("title", _("Barriere"), lambda one: one.title),
        Column("theme", _("Tema"), lambda one: one.shown_theme.label),
        Column("project", _("Projekt"), lambda one: one.project.title),
        Column("technology", _("Teknologi"), lambda one: one.project.technology.label),
        Column("severity", _("Hvor meget"), lambda one: one.get_severity_display()),
        Column("state", _("Tilstand"), lambda one: one.get_state_display()),
        Column("state_since", _("Tilstand siden"), lambda one: one.state_since, "date"),
        Column("owner", _("Ansvarlig"), lambda one: one.owner.name if one.owner else ""),
        Column("place", _("Hos"), place_text),
        Column("found_on", _("Opdaget"), lambda one: one.found_on, "date"),
        Column("look_on", _("Se på den igen"), lambda one: one.look_on, "date"),
        Column("description", _("Hvordan mærker I det"), lambda one: one.description),
        Column("tier", _("Synlighed"), lambda one: one.get_tier_display()),
    ),
)
REGISTER: Table[Barrier] = Table(
    "barriereregister",
    _("Registret over barrierer"),
    (
        Column("key", _("Navn i adresser"), lambda entry: entry.key),
        Column("slot", _("Plads af rapportens 22"), lambda entry: entry.slot, "whole"),
        Column("number", _("Nummer i rapporten"), lambda entry: entry.number, "whole"),
        Column("theme", _("Tema"), lambda entry: entry.theme.label if entry.theme else ""),
        Column("name", _("Kort navn"), lambda entry: entry.name if entry.is_filled else ""),
        Column("meaning", _("Hvad den betyder"), lambda entry: entry.meaning),
        Column("nature", _("Slags, vores inddeling"), lambda entry: entry.get_nature_display() if entry.nature else ""),
        Column("helps", _("Det peger kilden på"), lambda entry: entry.helps),
        Column("source", _("Kilde"), lambda entry: str(entry.publication) if entry.publication else ""),
        Column("place", _("Sted i kilden"), lambda entry: entry.place),
        Column("note", _("Forbehold"), lambda entry: entry.note),
        Column("valid_from", _("Gælder fra"), lambda entry: entry.valid_from, "date"),
        Column("valid_to", _("Gælder til og med"), lambda entry: entry.valid_to, "date"),
    ),
)
