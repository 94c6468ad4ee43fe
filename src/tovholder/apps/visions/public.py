"""What other rooms may use of this one."""

from tovholder.apps.visions.actions import (
    answer_comment,
    change_vision,
    comment,
    create_vision,
    delete_vision,
    revise_vision,
)
from tovholder.apps.visions.adopting import Decision, adopt, back_to_draft, publish, unpublish, withdraw
from tovholder.apps.visions.events import VisionRevised, VisionWithdrawn
from tovholder.apps.visions.hearing_actions import (
    Body,
    Said,
    add_body,
    close_hearing,
    extend_hearing,
    give_statement,
    open_hearing,
    record_failed_letter,
    record_letter,
    remove_body,
    reply,
    send_letter_again,
)
from tovholder.apps.visions.models import Hearing, HearingRound, Receipt, Statement, Vision
from tovholder.apps.visions.part_actions import (
    add_participant,
    add_responsible,
    add_strategy,
    answer_preconditions,
    remove_part,
)
from tovholder.apps.visions.presenting import shown_state
from tovholder.apps.visions.receipts import ask_new_units, give_receipt, remind_units
from tovholder.apps.visions.selectors import own_visions, public_visions, vision_for, visions_for_unit
from tovholder.apps.visions.states import State, Way
from tovholder.apps.visions.writing import VisionFacts, facts_of

__all__ = [
    "Body",
    "Decision",
    "Hearing",
    "HearingRound",
    "Receipt",
    "Said",
    "State",
    "Statement",
    "Vision",
    "VisionFacts",
    "VisionRevised",
    "VisionWithdrawn",
    "Way",
    "add_body",
    "add_participant",
    "add_responsible",
    "add_strategy",
    "adopt",
    "answer_comment",
    "answer_preconditions",
    "ask_new_units",
    "back_to_draft",
    "change_vision",
    "close_hearing",
    "comment",
    "create_vision",
    "delete_vision",
    "extend_hearing",
    "facts_of",
    "give_receipt",
    "give_statement",
    "open_hearing",
    "own_visions",
    "public_visions",
    "publish",
    "record_failed_letter",
    "record_letter",
    "remind_units",
    "remove_body",
    "remove_part",
    "reply",
    "revise_vision",
    "send_letter_again",
    "shown_state",
    "unpublish",
    "vision_for",
    "visions_for_unit",
    "withdraw",
]
