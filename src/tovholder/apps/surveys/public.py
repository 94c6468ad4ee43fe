"""What other rooms, and the demo, may use of this one."""

from tovholder.apps.surveys.answering import begin, keep_answers, submit
from tovholder.apps.surveys.contacting import ContactFacts, name_contact, set_mailbox
from tovholder.apps.surveys.delegating import DelegationFacts, delegate
from tovholder.apps.surveys.events import SurveyClosed
from tovholder.apps.surveys.models import (
    Audience,
    Contact,
    Delegation,
    Participant,
    ParticipantState,
    Prefilled,
    Survey,
    SurveyState,
)
from tovholder.apps.surveys.selectors import (
    ResponseRate,
    participants_of,
    rate_of,
    response_rate,
    response_values,
    survey_of,
)
from tovholder.apps.surveys.survey_actions import (
    SurveyFacts,
    change_survey,
    close_survey,
    create_survey,
    extend_survey,
    open_survey,
    publish_survey,
    reopen_survey,
)
from tovholder.apps.surveys.taking_in import ImportedAnswers, import_answers

__all__ = [
    "Audience",
    "Contact",
    "ContactFacts",
    "Delegation",
    "DelegationFacts",
    "ImportedAnswers",
    "Participant",
    "ParticipantState",
    "Prefilled",
    "ResponseRate",
    "Survey",
    "SurveyClosed",
    "SurveyFacts",
    "SurveyState",
    "begin",
    "change_survey",
    "close_survey",
    "create_survey",
    "delegate",
    "extend_survey",
    "import_answers",
    "keep_answers",
    "name_contact",
    "open_survey",
    "participants_of",
    "publish_survey",
    "rate_of",
    "reopen_survey",
    "response_rate",
    "response_values",
    "set_mailbox",
    "submit",
    "survey_of",
]
