"""Calibration: weights that give known totals of the frame, as near to the old ones as they can be.

Used to see how much a figure depends on who answered: is it another when those who answered are weighted so that they
hold the country's inhabitants, and its regions?
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike

from tovholder.engines.figures.estimates import Design, Floats

MOST_ROUNDS = 100
NEAR = 1e-10


class Distance(StrEnum):
    """What near means: linear may give negative weights, raking never does."""

    LINEAR = "linear"
    RAKING = "raking"


def calibrate(
    design: Design, known: ArrayLike, totals: Sequence[float], distance: Distance = Distance.LINEAR
) -> Design:
    """The design with weights by which each column of ``known`` sums to its total of the frame.

    A column of ones with the size of the frame belongs to ``known`` like any other. Raises ``ValueError`` when columns
    say the same, and when no weights give the totals.
    """
    columns = np.asarray(known, dtype=np.float64)
    wanted = np.asarray(totals, dtype=np.float64)
    if columns.shape != (len(design.weights), len(wanted)) or np.linalg.matrix_rank(columns) < len(wanted):
        raise ValueError("known values must be a column for each total, and no column may follow from the others")
    change = {Distance.LINEAR: _linear, Distance.RAKING: _raking}[distance](design.weights, columns, wanted)
    half = np.sqrt(design.weights)
    basis, _rest = np.linalg.qr(columns * half[:, None])

    def explain(scores: Floats) -> Floats:
        """What is left of scores when what the known columns explain is taken out."""
        return scores - basis @ (basis.T @ (scores * half)) / half

    return replace(design, weights=design.weights * change, explain=explain)


def _linear(weights: Floats, columns: Floats, totals: Floats) -> Floats:
    """1 + x'λ, solved at once."""
    moved = np.linalg.solve((columns * weights[:, None]).T @ columns, totals - columns.T @ weights)
    return np.asarray(1 + columns @ moved, dtype=np.float64)


def _raking(weights: Floats, columns: Floats, totals: Floats) -> Floats:
    """exp(x'λ), by Newton's steps, each halved until it comes nearer."""
    at = np.zeros(len(totals))
    scale = np.maximum(1.0, np.abs(totals))

    def missed(point: Floats) -> Floats:
        """How far the totals of a point are from the wanted ones."""
        with np.errstate(over="ignore", invalid="ignore"):
            return np.asarray((totals - columns.T @ (weights * np.exp(columns @ point))) / scale, dtype=np.float64)

    gap = missed(at)
    for _round in range(MOST_ROUNDS):
        if np.abs(gap).max() < NEAR:
            return np.asarray(np.exp(columns @ at), dtype=np.float64)
        now = weights * np.exp(columns @ at)
        try:
            step: Floats = np.asarray(np.linalg.solve((columns * now[:, None]).T @ columns, gap * scale), np.float64)
        except np.linalg.LinAlgError:
            break
        at, gap = _nearer(at, step, gap, missed)
    raise ValueError("no positive weights give these totals")


def _nearer(at: Floats, step: Floats, gap: Floats, missed: Callable[[Floats], Floats]) -> tuple[Floats, Floats]:
    """The first of the whole step, its half, its quarter and so on that comes nearer; the last one when none does."""
    for halved in range(30):
        there = at + step / 2**halved
        left = missed(there)
        if np.isfinite(left).all() and np.linalg.norm(left) < np.linalg.norm(gap):
            return there, left
    return at, gap
