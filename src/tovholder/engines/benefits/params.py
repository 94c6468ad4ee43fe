"""The limits of a business case. Where a number has a source, it stands in the README."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Params:
    """Limits within which a case is computed, and how a simulation is summed up."""

    longest: int = 40
    """The longest horizon in years."""
    first_year: int = 1990
    last_year: int = 2100
    most_draws: int = 1_000_000
    bins: int = 20
    """Columns of the histogram of a simulation."""
    pert_weight: float = 4.0
    """How much the likely value weighs against the two ends in a PERT distribution."""


DEFAULTS = Params()
