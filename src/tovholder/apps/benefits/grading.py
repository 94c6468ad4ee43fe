"""How much the numbers of a benefit can bear: a grade from A to D by rules that anybody can read. A pure function."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from tovholder.apps.benefits.choices import Design, Grade, Method

FEW_PERIODS: Final = 3
LONG_BEFORE: Final = 3
LONG_AFTER: Final = 6
FEW_UNITS: Final = 3
SMALL_N: Final = 10
MOST_SPOILED: Final = 4
"""One in so many measurements may be spoiled."""


class Reason(StrEnum):
    """Why the grade is no better."""

    NO_AFTER = "no_after"
    ESTIMATES = "estimates"
    ONE_PERIOD = "one_period"
    NO_BEFORE = "no_before"
    FEW_PERIODS = "few_periods"
    SPOILED = "spoiled"
    SOME_ESTIMATES = "some_estimates"
    SMALL_N = "small_n"
    NO_COMPARISON = "no_comparison"
    FEW_UNITS = "few_units"
    SHORT = "short"
    N_UNKNOWN = "n_unknown"


REASONS: Final[dict[Reason, StrPromise]] = {
    Reason.NO_AFTER: _("Der er ingen måling, efter at gevinsten begyndte."),
    Reason.ESTIMATES: _("Alle tal er skøn."),
    Reason.ONE_PERIOD: _("Der er kun målt i én periode."),
    Reason.NO_BEFORE: _("Udgangspunktet er ikke målt."),
    Reason.FEW_PERIODS: _("Der er målt i færre end tre perioder."),
    Reason.SPOILED: _("Mere end hver fjerde måling er ødelagt."),
    Reason.SOME_ESTIMATES: _("Nogle af tallene er skøn."),
    Reason.SMALL_N: _("Tallene bygger på færre end ti."),
    Reason.NO_COMPARISON: _("Der er ingen enheder at sammenligne med."),
    Reason.FEW_UNITS: _("Der er målt i færre end tre enheder."),
    Reason.SHORT: _("Der er målt i færre end tre perioder før eller seks efter."),
    Reason.N_UNKNOWN: _("Der står ikke, hvor mange tallene bygger på."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What a grade stands on. ``before`` and ``after`` are periods, ``units`` how many measured after the start.

    ``n`` is the smallest that was told, None when it was not told everywhere. ``sound`` and ``spoiled`` count
    measurements after the start.
    """

    design: str
    methods: frozenset[str]
    n: int | None
    units: int
    before: int
    after: int
    sound: int
    spoiled: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """The grade, and what keeps it from the next better one."""

    grade: Grade
    reasons: tuple[Reason, ...]

    @property
    def told(self) -> list[StrPromise]:
        """The reasons in words."""
        return [REASONS[reason] for reason in self.reasons]


def propose(basis: Basis) -> Proposal:
    """The best grade that every rule allows, and the rules that allow no better."""
    caps = {reason: grade for reason, grade, holds in _rules(basis) if holds}
    if not caps:
        return Proposal(Grade.A, ())
    worst = max(caps.values(), key=lambda grade: grade.value)
    return Proposal(worst, tuple(reason for reason, grade in caps.items() if grade == worst))


def _rules(basis: Basis) -> tuple[tuple[Reason, Grade, bool], ...]:
    """Each rule: why, the best grade it still allows, and whether it applies."""
    only_estimates = basis.methods == {Method.ESTIMATE}
    return (
        (Reason.NO_AFTER, Grade.D, basis.after == 0),
        (Reason.ESTIMATES, Grade.D, only_estimates),
        (Reason.ONE_PERIOD, Grade.D, basis.after == 1),
        (Reason.NO_BEFORE, Grade.C, basis.before == 0 or basis.design == Design.NONE),
        (Reason.FEW_PERIODS, Grade.C, basis.after < FEW_PERIODS),
        (Reason.SPOILED, Grade.C, basis.spoiled * MOST_SPOILED > basis.spoiled + basis.sound),
        (Reason.SOME_ESTIMATES, Grade.C, Method.ESTIMATE in basis.methods),
        (Reason.SMALL_N, Grade.C, basis.n is not None and basis.n < SMALL_N),
        (Reason.NO_COMPARISON, Grade.B, basis.design != Design.COMPARISON),
        (Reason.FEW_UNITS, Grade.B, basis.units < FEW_UNITS),
        (Reason.SHORT, Grade.B, basis.before < LONG_BEFORE or basis.after < LONG_AFTER),
        (Reason.N_UNKNOWN, Grade.B, basis.n is None),
    )
