"""Surveys, participants and contacts as columns: what is downloaded."""

from django.utils.translation import gettext_lazy as _

from tovholder.apps.surveys.models import Contact, Participant, Survey
from tovholder.foundation.tables.public import Column, Table

SURVEY_TABLE: Table[Survey] = Table(
    "dataindsamlinger",
    _("Dataindsamlinger"),
    (
        Column("key", _("Navn i adressen"), lambda one: one.key),
        Column("year", _("År"), lambda one: one.year, "whole"),
        Column("title", _("Titel"), lambda one: one.title),
        Column("audience", _("Hvem spørges"), lambda one: one.get_audience_display()),
        Column("state", _("Tilstand"), lambda one: one.get_state_display()),
        Column("opens_on", _("Åbner"), lambda one: one.opens_on, "date"),
        Column("closes_on", _("Sidste dag at svare"), lambda one: one.closes_on, "date"),
        Column("questionnaire", _("Spørgeskema"), lambda one: one.questionnaire_key),
        Column("edition", _("Udgave"), lambda one: one.questionnaire.number if one.questionnaire else None, "whole"),
        Column("purpose", _("Formål"), lambda one: one.purpose),
    ),
)
PARTICIPANT_TABLE: Table[Participant] = Table(
    "deltagelse",
    _("Deltagelse"),
    (
        Column("code", _("Kommunekode"), lambda one: one.code),
        Column("name", _("Kommune"), lambda one: one.name),
        Column("region", _("Region"), lambda one: one.region_name),
        Column("population", _("Indbyggere"), lambda one: one.population, "whole"),
        Column("population_on", _("Indbyggere opgjort"), lambda one: one.population_on, "date"),
        Column("state", _("Tilstand"), lambda one: one.state.label),
        Column(
            "submitted_on", _("Sendt ind"), lambda one: one.submitted_at.date() if one.submitted_at else None, "date"
        ),
        Column("mailbox", _("Hovedpostkasse"), lambda one: one.mailbox),
    ),
)
CONTACT_TABLE: Table[Contact] = Table(
    "kontaktpersoner",
    _("Kontaktpersoner"),
    (
        Column("municipality", _("Kommune"), lambda one: one.municipality.name),
        Column("name", _("Navn"), lambda one: one.name),
        Column("email", _("Mailadresse"), lambda one: one.email),
        Column("job_title", _("Stilling"), lambda one: one.job_title),
        Column("audience", _("Kontakt for"), lambda one: one.get_audience_display()),
        Column("network", _("Også kontakt for netværket"), lambda one: one.network, "yes_no"),
        Column("from_on", _("Fra"), lambda one: one.from_on, "date"),
        Column("to_on", _("Til og med"), lambda one: one.to_on, "date"),
    ),
)
