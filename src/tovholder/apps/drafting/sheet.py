"""Drafts as columns: what is downloaded."""

from django.utils.translation import gettext_lazy as _

from tovholder.apps.drafting.models import Draft
from tovholder.foundation.tables.public import Column, Table

DRAFTS: Table[Draft] = Table(
    "kladder",
    _("Kladder"),
    (
        Column("id", _("Id"), lambda one: str(one.public_id)),
        Column("key", _("Teknisk navn"), lambda one: one.key),
        Column("title", _("Titel"), lambda one: one.title),
        Column("state", _("Tilstand"), lambda one: one.get_state_display()),
        Column("questions", _("Spørgsmål"), lambda one: len(one.content.questions), "whole"),
        Column("based_on", _("Bygger på udgave"), lambda one: one.based_on.number if one.based_on else None, "whole"),
        Column("edition", _("Åbnet som udgave"), lambda one: one.edition.number if one.edition else None, "whole"),
        Column("discarded_why", _("Begrundelse"), lambda one: one.discarded_why),
    ),
)
