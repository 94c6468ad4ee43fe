"""Areas, seats and proposed questions as columns: what is downloaded."""

from django.utils.translation import gettext_lazy as _

from tovholder.apps.focusareas.models import FocusArea, GroupMember, QuestionProposal
from tovholder.apps.focusareas.presenting import proposer_text
from tovholder.foundation.tables.public import Column, Table

AREAS: Table[FocusArea] = Table(
    "fokusomraader",
    _("Fælleskommunale fokusområder"),
    (
        Column("id", _("Id"), lambda one: str(one.public_id)),
        Column("year", _("År"), lambda one: one.year, "whole"),
        Column("title", _("Navn"), lambda one: one.title),
        Column("description", _("Hvad det handler om"), lambda one: one.description),
        Column("state", _("Tilstand"), lambda one: one.get_state_display()),
        Column("state_since", _("Tilstand siden"), lambda one: one.state_since, "date"),
        Column("proposed_by", _("Foreslået af"), proposer_text),
        Column("technologies", _("Teknologier"), lambda one: "; ".join(tech.label for tech in one.technologies.all())),
        Column("categories", _("Kategorier"), lambda one: "; ".join(code.label for code in one.categories.all())),
        Column("source", _("Kilde"), lambda one: str(one.publication) if one.publication else ""),
        Column("place", _("Sted i kilden"), lambda one: one.place),
    ),
)
QUESTIONS: Table[QuestionProposal] = Table(
    "spoergsmaalsforslag",
    _("Forslag til spørgsmål"),
    (
        Column("id", _("Id"), lambda one: str(one.public_id)),
        Column("year", _("Dataindsamlingens år"), lambda one: one.year, "whole"),
        Column("text", _("Spørgsmålet"), lambda one: one.text),
        Column("why", _("Hvorfor"), lambda one: one.why),
        Column("section", _("Afsnit"), lambda one: one.section),
        Column("concept", _("Begreb"), lambda one: one.concept),
        Column("state", _("Tilstand"), lambda one: one.get_state_display()),
        Column("state_since", _("Tilstand siden"), lambda one: one.state_since, "date"),
        Column("proposed_by", _("Foreslået af"), proposer_text),
        Column("proposed_on", _("Foreslået den"), lambda one: one.proposed_on, "date"),
    ),
)
SEATS: Table[GroupMember] = Table(
    "grupper",
    _("Kommunegruppen og styregruppen"),
    (
        Column("year", _("Dataindsamlingens år"), lambda one: one.year, "whole"),
        Column("group", _("Gruppe"), lambda one: one.get_group_display()),
        Column("of", _("Fra"), lambda one: one.of),
        Column("seat", _("Rolle eller titel"), lambda one: one.seat),
        Column("starts_on", _("Med fra"), lambda one: one.starts_on, "date"),
        Column("ends_on", _("Med til og med"), lambda one: one.ends_on, "date"),
        Column("source", _("Kilde"), lambda one: str(one.publication) if one.publication else ""),
        Column("place", _("Sted i kilden"), lambda one: one.place),
    ),
)
