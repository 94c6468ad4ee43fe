"""Figures, quotes and breaks as columns: what is downloaded."""

from django.utils.translation import gettext_lazy as _

from tovholder.apps.results import presenting
from tovholder.apps.results.models import ConceptBreak, Quote, SurveyFigure
from tovholder.foundation.tables.public import Column, Table

FIGURE_TABLE: Table[SurveyFigure] = Table(
    "tal-fra-dataindsamlingen",
    _("Tal fra dataindsamlingen"),
    (
        Column("survey", _("Dataindsamling"), lambda one: one.item.results.survey.key),
        Column("year", _("År"), lambda one: one.item.results.survey.year, "whole"),
        Column("frame_on", _("Kommunerne som de var"), lambda one: one.item.results.survey.frame_on, "date"),
        Column("topic", _("Emne"), lambda one: one.item.topic),
        Column("concept", _("Begreb"), lambda one: one.item.concept),
        Column("question", _("Spørgsmål"), lambda one: one.item.text),
        Column("row", _("Række"), lambda one: one.item.row_text),
        Column("option", _("Svar"), presenting.label_of),
        Column("measure", _("Mål"), lambda one: one.get_measure_display()),
        Column("group_kind", _("Slags gruppe"), lambda one: one.get_domain_kind_display()),
        Column("group", _("Gruppe"), lambda one: one.domain),
        Column("numerator", _("Tæller"), lambda one: one.numerator, "whole"),
        Column("denominator", _("Nævner (n)"), lambda one: one.denominator, "whole"),
        Column("frame", _("Kommuner i gruppen"), lambda one: one.frame, "whole"),
        Column("amount", _("Værdi"), lambda one: one.amount, "decimal"),
        Column("unit", _("Enhed"), lambda one: one.item.unit),
        Column("low", _("Interval fra"), lambda one: one.low, "decimal"),
        Column("high", _("Interval til"), lambda one: one.high, "decimal"),
        Column("logical_low", _("Mindst"), lambda one: one.logical_low, "decimal"),
        Column("logical_high", _("Højst"), lambda one: one.logical_high, "decimal"),
        Column("places", _("Pladser"), lambda one: [str(count) for count in one.places], "list"),
        Column("suppressed", _("Holdt tilbage"), lambda one: one.suppressed, "yes_no"),
        Column("base", _("Grundlag"), lambda one: one.item.base),
        Column("asked", _("Spurgt i landet"), lambda one: one.item.asked, "whole"),
        Column("not_asked", _("Ikke spurgt i landet"), lambda one: one.item.not_asked, "whole"),
    ),
)
QUOTE_TABLE: Table[Quote] = Table(
    "citater",
    _("Citater"),
    (
        Column("survey", _("Dataindsamling"), lambda one: one.survey.key),
        Column("question", _("Spørgsmål"), lambda one: one.question_text),
        Column("text", _("Citat"), lambda one: one.text),
        Column("source", _("Hvem"), presenting.quote_source),
    ),
)
BREAK_TABLE: Table[ConceptBreak] = Table(
    "brud",
    _("Brud i sammenligninger"),
    (
        Column("concept", _("Begreb"), lambda one: one.concept),
        Column("paragraph", _("Paragraf"), lambda one: one.paragraph),
        Column("breaks_on", _("Brud fra"), lambda one: one.breaks_on, "date"),
        Column("reason", _("Hvorfor"), lambda one: one.reason),
        Column("source", _("Kilde"), lambda one: one.source),
    ),
)
