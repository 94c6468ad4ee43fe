"""Checks counts, and finds where most are lost."""

from collections.abc import Iterable

from tovholder.engines.funnel.model import Counts, Fault, Funnel, Passed, Step, Why

FIELDS = ("target", "assessed", "offered", "in_use", "stopped")


def faults_of(counts: Counts) -> list[Fault]:
    """What cannot be, by field: negative numbers first; then a step that has more than the one before it."""
    negative = [Fault(name, Why.NEGATIVE) for name in FIELDS if getattr(counts, name) < 0]
    if negative:
        return negative
    pairs = (
        (counts.assessed, counts.target, "assessed", "target"),
        (counts.offered, counts.assessed, "offered", "assessed"),
        (counts.started, counts.offered, "in_use", "offered"),
    )
    return [Fault(name, Why.MORE_THAN_BEFORE, above) for count, base, name, above in pairs if count > base]


def evaluate(counts: Counts) -> Funnel:
    """The steps with what is lost at each; of equal losses the earliest is the stall, since all later ones wait for it.

    Raises ``ValueError`` for counts that cannot be.
    """
    faults = faults_of(counts)
    if faults:
        raise ValueError(f"no funnel: {faults[0].field} is {faults[0].why.value}")
    steps = (
        Passed(Step.ASSESSED, counts.assessed, counts.target),
        Passed(Step.OFFERED, counts.offered, counts.assessed),
        Passed(Step.STARTED, counts.started, counts.offered),
        Passed(Step.KEPT, counts.in_use, counts.started),
    )
    worst = max(steps, key=lambda passed: passed.lost)  # the first of equals
    return Funnel(counts, steps, worst if worst.lost else None)


def summed(counts: Iterable[Counts]) -> Counts:
    """Several places as one. What fits in each fits in the sum."""
    total = Counts(0, 0, 0, 0, 0)
    for one in counts:
        total = total + one
    return total
