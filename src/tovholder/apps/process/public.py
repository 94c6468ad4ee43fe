"""What other rooms, and the demo, may use of this one."""

from tovholder.apps.process.actions import (
    RoundFacts,
    change_round,
    close_round,
    keep_beginning,
    open_round,
    reopen_round,
)
from tovholder.apps.process.adviser import situation_of
from tovholder.apps.process.change_log_actions import ChangeFacts, log_change
from tovholder.apps.process.change_models import OrganisationalChange
from tovholder.apps.process.checking import PointFacts, set_point
from tovholder.apps.process.contracts import (
    NATIONAL_FIGURES,
    ROUND_FIGURES,
    STAGE_SOURCES,
    STEP_SOURCES,
    DigitalStage,
    NationalFigure,
    RoundFigure,
    StageSource,
    StepSource,
)
from tovholder.apps.process.learning import LearningFacts, add_learning, take_up
from tovholder.apps.process.models import Learning, LearningKind, Round, StepState, StepStatus
from tovholder.apps.process.packaged import points
from tovholder.apps.process.phases import PHASE_OF, PHASES, STEPS, Phase, ProcessStep
from tovholder.apps.process.reflection import begin_reflection, response_of
from tovholder.apps.process.selectors import current_round, open_rounds, own_rounds, round_for
from tovholder.apps.process.stepping import StepFacts, change_step, set_step

__all__ = [
    "NATIONAL_FIGURES",
    "PHASES",
    "PHASE_OF",
    "ROUND_FIGURES",
    "STAGE_SOURCES",
    "STEPS",
    "STEP_SOURCES",
    "ChangeFacts",
    "DigitalStage",
    "Learning",
    "LearningFacts",
    "LearningKind",
    "NationalFigure",
    "OrganisationalChange",
    "Phase",
    "PointFacts",
    "ProcessStep",
    "Round",
    "RoundFacts",
    "RoundFigure",
    "StageSource",
    "StepFacts",
    "StepSource",
    "StepState",
    "StepStatus",
    "add_learning",
    "begin_reflection",
    "change_round",
    "change_step",
    "close_round",
    "current_round",
    "keep_beginning",
    "log_change",
    "open_round",
    "open_rounds",
    "own_rounds",
    "points",
    "reopen_round",
    "response_of",
    "round_for",
    "set_point",
    "set_step",
    "situation_of",
    "take_up",
]
