"""What other rooms may use of this one. ``docs/ui.md`` shows how a room renders a questionnaire."""

from tovholder.apps.questionnaires.actions import (
    Kept,
    adopt_edition,
    answer,
    assign,
    close_response,
    delete_responses,
    followed_up,
    open_response,
    reopen_response,
)
from tovholder.apps.questionnaires.conditions_text import condition_text
from tovholder.apps.questionnaires.distribution import Distribution, NumberSummary, distribution
from tovholder.apps.questionnaires.easy import DONT_KNOW, EasyChoice, EasyStep, easy_questions, easy_step
from tovholder.apps.questionnaires.editions import PACKAGED, Packaged
from tovholder.apps.questionnaires.hosts import HOSTS, Host, response_url
from tovholder.apps.questionnaires.keeping import is_keeping, keeping_answer
from tovholder.apps.questionnaires.models import Answer, AnswerVersion, Edition, Response
from tovholder.apps.questionnaires.prefill import PREFILLS, Prefill, PrefillSource
from tovholder.apps.questionnaires.reading import Reading, reading_of
from tovholder.apps.questionnaires.schema import content_hash, plain_schema, stored_schema
from tovholder.apps.questionnaires.section_form import (
    SectionForm,
    kept_text,
    next_section,
    section_form,
    section_links,
    section_of,
)
from tovholder.apps.questionnaires.selectors import (
    Given,
    answer_of,
    answers_by_question,
    current_edition,
    evaluation_of,
    history_of_answer,
    responses_about,
    schema_of,
    standing_answers,
)
from tovholder.apps.questionnaires.wording import answer_text, option_text, words

__all__ = [
    "DONT_KNOW",
    "HOSTS",
    "PACKAGED",
    "PREFILLS",
    "Answer",
    "AnswerVersion",
    "Distribution",
    "EasyChoice",
    "EasyStep",
    "Edition",
    "Given",
    "Host",
    "Kept",
    "NumberSummary",
    "Packaged",
    "Prefill",
    "PrefillSource",
    "Reading",
    "Response",
    "SectionForm",
    "adopt_edition",
    "answer",
    "answer_of",
    "answer_text",
    "answers_by_question",
    "assign",
    "close_response",
    "condition_text",
    "content_hash",
    "current_edition",
    "delete_responses",
    "distribution",
    "easy_questions",
    "easy_step",
    "evaluation_of",
    "followed_up",
    "history_of_answer",
    "is_keeping",
    "keeping_answer",
    "kept_text",
    "next_section",
    "open_response",
    "option_text",
    "plain_schema",
    "reading_of",
    "reopen_response",
    "response_url",
    "responses_about",
    "schema_of",
    "section_form",
    "section_links",
    "section_of",
    "standing_answers",
    "stored_schema",
    "words",
]
