"""Reviews as columns: what is downloaded."""

from django.utils.translation import gettext_lazy as _

from tovholder.apps.decisions.models import Review
from tovholder.apps.decisions.presenting import review_status
from tovholder.foundation.tables.public import Column, Table

REVIEWS: Table[Review] = Table(
    "beslutninger",
    _("Beslutninger"),
    (
        Column("id", _("Id"), lambda one: str(one.public_id)),
        Column("project", _("Projekt"), lambda one: one.project.title),
        Column("technology", _("Teknologi"), lambda one: one.project.technology.label),
        Column("state", _("Beslutning"), lambda one: str(review_status(one).text)),
        Column("due_on", _("Skal holdes"), lambda one: one.due_on, "date"),
        Column("held_on", _("Holdt"), lambda one: one.held_on, "date"),
        Column("status_at", _("Projektets status"), lambda one: one.get_status_at_display()),
        Column("reason", _("Begrundelse"), lambda one: one.reason),
        Column("learning", _("Læring"), lambda one: one.learning),
        Column("participants", _("Hvem var med"), lambda one: one.participants),
    ),
)
