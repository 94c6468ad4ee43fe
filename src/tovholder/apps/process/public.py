"""What other rooms, and the demo, may use of this one."""

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
from tovholder.apps.process.models import Learning, LearningKind, Round, StepState, StepStatus
from tovholder.apps.process.phases import PHASE_OF, PHASES, STEPS, Phase, ProcessStep

__all__ = [
    "NATIONAL_FIGURES",
    "PHASES",
    "PHASE_OF",
    "ROUND_FIGURES",
    "STAGE_SOURCES",
    "STEPS",
    "STEP_SOURCES",
    "DigitalStage",
    "Learning",
    "LearningKind",
    "NationalFigure",
    "Phase",
    "ProcessStep",
    "Round",
    "RoundFigure",
    "StageSource",
    "StepSource",
    "StepState",
    "StepStatus",
]
