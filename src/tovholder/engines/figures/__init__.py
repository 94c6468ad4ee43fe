"""Figures of a survey: counts with base and interval, rounding, small groups, estimates. See README.md."""

from tovholder.engines.figures.calibration import Distance, calibrate
from tovholder.engines.figures.disclosure import Cell, Group, Hidden, disclose, may_tell
from tovholder.engines.figures.estimates import Design, Estimate, domain, mean, ratio, simple, strata
from tovholder.engines.figures.figure import Figure, figure
from tovholder.engines.figures.params import MOST_DECIMALS, Params
from tovholder.engines.figures.rounding import RoundingCheck, check_rounding, smallest_base
from tovholder.engines.figures.rows import GroupCheck, Guess, Hypothesis, Row, RowCheck, check_row, check_rows

__all__ = [
    "MOST_DECIMALS",
    "Cell",
    "Design",
    "Distance",
    "Estimate",
    "Figure",
    "Group",
    "GroupCheck",
    "Guess",
    "Hidden",
    "Hypothesis",
    "Params",
    "RoundingCheck",
    "Row",
    "RowCheck",
    "calibrate",
    "check_rounding",
    "check_row",
    "check_rows",
    "disclose",
    "domain",
    "figure",
    "may_tell",
    "mean",
    "ratio",
    "simple",
    "smallest_base",
    "strata",
]
