"""Surveys and who takes part, in the words of the pages."""

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tovholder.apps.surveys.models import Contact, Participant, ParticipantState, Survey, SurveyState
from tovholder.apps.surveys.selectors import ResponseRate
from tovholder.foundation.ui.formats import date_text, number_text, share_text
from tovholder.foundation.ui.values import Fact, Status, Tone
from tovholder.kernel import clock

SURVEY_TONES: Final[dict[str, Tone]] = {
    SurveyState.DRAFT: "neutral",
    SurveyState.OPEN: "progress",
    SurveyState.CLOSED: "muted",
    SurveyState.PUBLISHED: "success",
}
PARTICIPANT_TONES: Final[dict[str, Tone]] = {
    ParticipantState.NOT_STARTED: "neutral",
    ParticipantState.STARTED: "progress",
    ParticipantState.SUBMITTED: "success",
}


def survey_status(survey: Survey) -> Status:
    """The state of a survey as a tag."""
    return Status(survey.get_state_display(), SURVEY_TONES[survey.state])


def participant_status(participant: Participant) -> Status:
    """How far a municipality is, as a tag."""
    state = participant.state
    return Status(state.label, PARTICIPANT_TONES[state])


def period_text(survey: Survey) -> str:
    """From when until when it is open."""
    return f"{date_text(survey.opens_on)} – {date_text(survey.closes_on)}"


def days_left(survey: Survey) -> str:
    """How long it is open still; empty for one that is not."""
    if not survey.is_open:
        return ""
    days = (survey.closes_on - clock.today()).days
    if days < 0:
        return _("lukker i nat")
    if days == 0:
        return _("sidste dag i dag")
    return ngettext("%(days)d dag tilbage", "%(days)d dage tilbage", days) % {"days": days}


def survey_facts(survey: Survey) -> list[Fact]:
    """What stands in the column of facts."""
    edition = survey.questionnaire
    rows = [
        Fact(_("År"), str(survey.year)),
        Fact(_("Hvem spørges"), survey.get_audience_display()),
        Fact(_("Åben"), period_text(survey)),
        Fact(_("Kommunerne som de var"), date_text(survey.frame_on)),
    ]
    if edition is not None:
        rows.append(Fact(_("Spørgeskema"), _("udgave %(n)d") % {"n": edition.number}, edition.get_absolute_url()))
    return rows


def rate_facts(rate: ResponseRate) -> list[Fact]:
    """The shares of municipalities and inhabitants, each with count and base (SUR-05)."""
    rows = [
        Fact(_("Kommuner, der har svaret"), share_text(rate.municipalities)),
        Fact(_("Indbyggere i de kommuner"), share_text(rate.population)),
    ]
    if rate.without_population:
        unknown = ngettext("%(n)d kommune", "%(n)d kommuner", rate.without_population)
        rows.append(Fact(_("Uden indbyggertal"), unknown % {"n": rate.without_population}))
    return rows


def inhabitants(participant: Participant) -> str:
    """How many lived there, and when they were counted."""
    if participant.population is None or participant.population_on is None:
        return _("ikke oplyst")
    return _("%(persons)s (%(day)s)") % {
        "persons": number_text(participant.population),
        "day": date_text(participant.population_on),
    }


def contact_period(contact: Contact) -> str:
    """From when until when somebody is a contact."""
    if contact.to_on is None:
        return _("fra %(day)s") % {"day": date_text(contact.from_on)}
    return f"{date_text(contact.from_on)} – {date_text(contact.to_on)}"
