"""From what was measured to what can be used: what is left out, and why nothing can be said of the rest."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tovholder.engines.followup.model import Because, Panel, Reason, Series
from tovholder.engines.followup.params import Params

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Ready:
    """Units by months, in an order that depends on what was measured and not on names.

    ``starts[unit]`` is the first month with the technology, ``months`` where the unit has not started.
    """

    series: tuple[Series, ...]
    values: Floats
    observed: NDArray[np.bool_]
    starts: NDArray[np.intp]
    left_out: tuple[str, ...]
    reasons: tuple[Reason, ...]

    @property
    def months(self) -> int:
        """How many months were looked at."""
        return int(self.values.shape[1])

    @property
    def started(self) -> NDArray[np.bool_]:
        """Which units have started."""
        return self.starts < self.months

    def before(self) -> NDArray[np.bool_]:
        """The observed months before the start."""
        return self.observed & (np.arange(self.months) < self.starts[:, None])

    def after(self) -> NDArray[np.bool_]:
        """The observed months from the start."""
        return self.observed & (np.arange(self.months) >= self.starts[:, None])

    def baseline(self) -> float | None:
        """The mean over the started units of their means before; ``None`` without any month before."""
        means = [
            row[mask].mean() for row, mask in zip(self.values[self.started], self.before()[self.started], strict=True)
        ]
        return float(np.mean(means)) if means else None


def measured(one: Series) -> NDArray[np.bool_]:
    """The months in which the unit was measured, and nothing spoils it."""
    given = np.array([value is not None for value in one.values], dtype=bool)
    for month, count in enumerate(one.n):
        given[month] &= count != 0
    for month in one.spoiled:
        if 0 <= month < len(given):
            given[month] = False
    return given


def refuse(panel: Panel, params: Params) -> tuple[Because, ...]:
    """Why nothing can be said before anything is computed."""
    because = []
    given = sum(value is not None for one in panel.series for value in one.values)
    spoiled = sum(
        0 <= month < panel.months and one.values[month] is not None for one in panel.series for month in one.spoiled
    )
    if not given:
        return (Because.NO_MEASUREMENTS,)
    if len({one.measure.strip().casefold() for one in panel.series if any(v is not None for v in one.values)}) > 1:
        because.append(Because.MIXED_MEASURES)
    if any(not one.start_known for one in panel.series):
        because.append(Because.START_UNKNOWN)
    if spoiled > params.spoiled_limit * given:
        because.append(Because.SPOILED)
    return tuple(because)


def prepare(panel: Panel) -> Ready:
    """What can be used. Units without a month measured, or that had started before the first month, are left out."""
    months = panel.months
    usable: list[tuple[Series, int, NDArray[np.bool_]]] = []
    left_out = []
    for one in panel.series:
        start = months if one.start is None else min(one.start, months)
        given = measured(one)
        if start <= 0 or not given[:start].any():
            left_out.append(one.key)
        else:
            usable.append((one, start, given))
    usable.sort(key=lambda row: (row[1], tuple((value is None, value or 0.0) for value in row[0].values)))
    values = np.array([[value or 0.0 for value in one.values] for one, _start, _given in usable], dtype=float)
    observed = np.array([given for _one, _start, given in usable], dtype=bool)
    return Ready(
        series=tuple(one for one, _start, _given in usable),
        values=values.reshape(len(usable), months),
        observed=observed.reshape(len(usable), months),
        starts=np.array([start for _one, start, _given in usable], dtype=np.intp),
        left_out=tuple(left_out),
        reasons=_notes(panel, bool(left_out), observed),
    )


def _notes(panel: Panel, left_out: bool, observed: NDArray[np.bool_]) -> tuple[Reason, ...]:
    notes = []
    if any(one.spoiled for one in panel.series):
        notes.append(Reason.SPOILED_LEFT_OUT)
    if observed.size and not observed.all():
        notes.append(Reason.CELLS_MISSING)
    if left_out:
        notes.append(Reason.UNITS_LEFT_OUT)
    return tuple(notes)
