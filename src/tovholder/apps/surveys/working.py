"""What of surveys waits in somebody's week."""

from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tovholder.apps.questionnaires.public import words
from tovholder.apps.surveys.models import Delegation
from tovholder.apps.surveys.rules import works_in_a_municipality
from tovholder.apps.surveys.selectors import own_participants, waiting_sections
from tovholder.foundation.visibility.rules import coordinator
from tovholder.foundation.work.public import WorkItem
from tovholder.kernel.actor import Actor

KIND = _("Dataindsamling")


def survey_items(actor: Actor, until: date) -> list[WorkItem]:
    """The open surveys that the own municipality has not answered, for those who act for it. One query."""
    if not coordinator.allows(actor):
        return []
    return [
        WorkItem(
            title=gettext("Send svar ind på %(title)s") % {"title": one.survey.title},
            url=one.get_absolute_url(),
            kind=KIND,
            due=one.survey.closes_on,
            note=one.name,
        )
        for one in own_participants(actor)
        if one.survey.is_open and one.submitted_at is None and one.survey.closes_on <= until
    ]


def section_items(actor: Actor, until: date) -> list[WorkItem]:
    """The sections that were given to the actor. One query."""
    if not works_in_a_municipality.allows(actor):
        return []
    return [_item(one) for one in waiting_sections(actor) if (one.due_on or one.participant.survey.closes_on) <= until]


def _item(one: Delegation) -> WorkItem:
    survey = one.participant.survey
    return WorkItem(
        title=gettext("Svar på delen %(section)s") % {"section": section_title(one)},
        url=one.participant.get_absolute_url(),
        kind=KIND,
        due=one.due_on or survey.closes_on,
        note=survey.title,
    )


def section_title(one: Delegation) -> str:
    """What a section is called; its key where the questionnaire does not have it."""
    edition = one.participant.survey.questionnaire
    sections = edition.content.sections if edition is not None else ()
    return next((words(section.title) for section in sections if section.key == one.section), one.section)
