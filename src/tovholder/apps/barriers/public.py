"""What other rooms, and the demo, may use of this one."""

from tovholder.apps.barriers.actions import (
    BarrierFacts,
    MeasureFacts,
    add_barrier,
    add_measure,
    change_barrier,
    change_measure,
    step_barrier,
)
from tovholder.apps.barriers.models import Helped, Measure, ProjectBarrier, Severity, State
from tovholder.apps.barriers.register import Barrier, Nature
from tovholder.apps.barriers.selectors import barriers_of, current_register, measures_of, whole_register

__all__ = [
    "Barrier",
    "BarrierFacts",
    "Helped",
    "Measure",
    "MeasureFacts",
    "Nature",
    "ProjectBarrier",
    "Severity",
    "State",
    "add_barrier",
    "add_measure",
    "barriers_of",
    "change_barrier",
    "change_measure",
    "current_register",
    "measures_of",
    "step_barrier",
    "whole_register",
]
