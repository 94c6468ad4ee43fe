"""What other rooms, and the demo, may use of this one."""

from tovholder.apps.rethinking.actions import (
    Afterwards,
    Idea,
    Measured,
    add_journey,
    add_task,
    decide,
    promise_measure,
    propose_task,
    tell_change,
    write_measure,
)
from tovholder.apps.rethinking.models import UserJourney, WorkTask
from tovholder.apps.rethinking.part_actions import (
    MeetingFacts,
    TrialFacts,
    add_meeting,
    add_trial,
    move_field,
    set_weights,
)
from tovholder.apps.rethinking.ranking import TheList, the_list
from tovholder.apps.rethinking.scales import Basis, FieldState, Meeting, Per, TaskState, TrialOutcome
from tovholder.apps.rethinking.writing import JourneyFacts, TaskFacts

__all__ = [
    "Afterwards",
    "Basis",
    "FieldState",
    "Idea",
    "JourneyFacts",
    "Measured",
    "Meeting",
    "MeetingFacts",
    "Per",
    "TaskFacts",
    "TaskState",
    "TheList",
    "TrialFacts",
    "TrialOutcome",
    "UserJourney",
    "WorkTask",
    "add_journey",
    "add_meeting",
    "add_task",
    "add_trial",
    "decide",
    "move_field",
    "promise_measure",
    "propose_task",
    "set_weights",
    "tell_change",
    "the_list",
    "write_measure",
]
