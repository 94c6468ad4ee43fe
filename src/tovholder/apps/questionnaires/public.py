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
from tovholder.apps.questionnaires.faults import fault_text
from tovholder.apps.questionnaires.hosts import HOSTS, Host, response_url
from tovholder.apps.questionnaires.keeping import is_keeping, keeping_answer
from tovholder.apps.questionnaires.models import Answer, AnswerVersion, Edition, Response
from tovholder.apps.questionnaires.opening import is_fixed, open_edition
from tovholder.apps.questionnaires.paper import PaperSection, paper_of, paper_of_response
from tovholder.apps.questionnaires.pictograms import PICTOGRAMS
from tovholder.apps.questionnaires.prefill import PREFILLS, Prefill, PrefillSource
from tovholder.apps.questionnaires.presenting import ShownComparison, comparability_status, comparison
from tovholder.apps.questionnaires.reading import Reading, reading_of
from tovholder.apps.questionnaires.refusing import sensitive_text
from tovholder.apps.questionnaires.schema import (
    canonical_json,
    content_hash,
    plain_schema,
    read_unchecked,
    stored_schema,
)
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
    edition_for,
    editions,
    evaluation_of,
    history_of_answer,
    responses_about,
    schema_of,
    standing_answers,
)
from tovholder.apps.questionnaires.taking_in import TakenIn, take_in
from tovholder.apps.questionnaires.wording import answer_text, option_text, words

__all__ = [
    "DONT_KNOW",
    "HOSTS",
    "PACKAGED",
    "PICTOGRAMS",
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
    "PaperSection",
    "Prefill",
    "PrefillSource",
    "Reading",
    "Response",
    "SectionForm",
    "ShownComparison",
    "TakenIn",
    "adopt_edition",
    "answer",
    "answer_of",
    "answer_text",
    "answers_by_question",
    "assign",
    "canonical_json",
    "close_response",
    "comparability_status",
    "comparison",
    "condition_text",
    "content_hash",
    "current_edition",
    "delete_responses",
    "distribution",
    "easy_questions",
    "easy_step",
    "edition_for",
    "editions",
    "evaluation_of",
    "fault_text",
    "followed_up",
    "history_of_answer",
    "is_fixed",
    "is_keeping",
    "keeping_answer",
    "kept_text",
    "next_section",
    "open_edition",
    "open_response",
    "option_text",
    "paper_of",
    "paper_of_response",
    "plain_schema",
    "read_unchecked",
    "reading_of",
    "reopen_response",
    "response_url",
    "responses_about",
    "schema_of",
    "section_form",
    "section_links",
    "section_of",
    "sensitive_text",
    "standing_answers",
    "stored_schema",
    "take_in",
    "words",
]
