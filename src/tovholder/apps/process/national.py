"""How far the country is with the process: counts of municipalities, none of which is about fewer than five.

It reads the rounds of all municipalities and all tiers, and gives counts alone: no name, no round and no number that
could be worked out to be about fewer than five leaves this module. What may be told is decided by the engine
``small_cells``; here it is only counted.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tovholder.apps.process.contracts import NATIONAL_FIGURES
from tovholder.apps.process.models import Learning, LearningKind, Round, StepState, StepStatus
from tovholder.apps.process.phases import PHASE_OF, PHASES, Phase
from tovholder.apps.process.states import SETTLED
from tovholder.engines.small_cells import tell, tell_crossed
from tovholder.foundation.municipalities.models import Municipality
from tovholder.foundation.ui.values import Text
from tovholder.kernel import clock

BEGUN = frozenset({StepState.UNDER_WAY, StepState.DONE})


@dataclass(frozen=True, slots=True)
class PhaseInCountry:
    """A phase in open rounds: how many municipalities have begun it, how many of them are done with it.

    ``days`` is how long it took on average those who are done. None is kept back.
    """

    phase: Phase
    begun: int | None
    done: int | None
    days: int | None


@dataclass(frozen=True, slots=True)
class Shared:
    """How many municipalities have something: of all, and of those that use the process. None is kept back."""

    key: str
    label: Text
    of_all: int | None
    of_users: int | None


@dataclass(frozen=True, slots=True)
class InCountry:
    """The national view of a day. ``users`` are the municipalities that have had a round; None is kept back."""

    as_of: date
    municipalities: int
    users: int | None
    phases: tuple[PhaseInCountry, ...]
    learnings: tuple[Shared, ...]
    figures: tuple[Shared, ...]


def in_country() -> InCountry:
    """How far the country is today. A query for each national figure, and four more."""
    every = frozenset(Municipality.objects.municipalities().values_list("pk", flat=True))
    rounds = {
        key: (place, starts_on, closed_on is None)
        for key, place, starts_on, closed_on in Round.objects.filter(municipality__in=every).values_list(
            "pk", "municipality_id", "starts_on", "closed_on"
        )
    }
    users = frozenset(place for place, _starts_on, _is_open in rounds.values())
    told_users = tell(len(every), (len(users),))[0]
    work = _work(rounds)
    return InCountry(
        as_of=clock.today(),
        municipalities=len(every),
        users=told_users,
        phases=tuple(_phase(phase, len(every), len(users), work) for phase in PHASES),
        learnings=_learnings(len(every), users),
        figures=tuple(
            _crossed(figure.key, figure.label, figure.municipalities() & every, every, users, told_users)
            for figure in NATIONAL_FIGURES
        ),
    )


@dataclass(frozen=True, slots=True)
class _PhaseWork:
    """A phase in one round: whose it is, whether the round is open, whether it is begun or done, and its days."""

    place: int
    is_open: bool
    begun: bool
    days: int | None


Rounds = Mapping[int, tuple[int, date, bool]]
Work = Mapping[str, Sequence[_PhaseWork]]


def _work(rounds: Rounds) -> Work:
    """What was done of every phase, round by round."""
    steps: dict[tuple[str, int], list[StepStatus]] = defaultdict(list)
    for step in StepStatus.objects.filter(round__in=list(rounds)):
        if step.step in PHASE_OF:
            steps[PHASE_OF[step.step].key, step.round_id].append(step)
    found: dict[str, list[_PhaseWork]] = defaultdict(list)
    for (phase, round_key), rows in steps.items():
        place, starts_on, is_open = rounds[round_key]
        begun = any(row.state in BEGUN for row in rows)
        found[phase].append(_PhaseWork(place, is_open, begun, _days(phase, rows, starts_on)))
    return found


def _days(phase: str, rows: Sequence[StepStatus], starts_on: date) -> int | None:
    """How long the phase took, from its first step's beginning to its last step's end; None while it is not done.

    A step that is not for them is passed over. A beginning nobody wrote down is that of the round.
    """
    states = {row.step: row for row in rows if row.state in SETTLED}
    steps = next(one.steps for one in PHASES if one.key == phase)
    done = [row for row in states.values() if row.state == StepState.DONE]
    if len(states) < len(steps) or not done:
        return None
    first = min(row.began_on or starts_on for row in done)
    last = max(row.done_on or row.changed_on or starts_on for row in done)
    return max((last - first).days, 0)


def _phase(phase: Phase, municipalities: int, users: int, work: Work) -> PhaseInCountry:
    """A phase in the country. Those who are done lie within those who have begun, and those within the users."""
    rows = [row for row in work.get(phase.key, ()) if row.is_open]
    begun = {row.place for row in rows if row.begun}
    days: dict[int, list[int]] = defaultdict(list)
    for row in rows:
        if row.days is not None:
            days[row.place].append(row.days)
    told = tell(municipalities, (users, len(begun), len(days)))
    means = [sum(own) / len(own) for own in days.values()]
    return PhaseInCountry(phase, told[1], told[2], round(sum(means) / len(means)) if told[2] is not None else None)


def _learnings(municipalities: int, users: frozenset[int]) -> tuple[Shared, ...]:
    """How many of the users have learnt something about each phase, and of each sort. Learnings exist in rounds."""
    about: dict[str, set[int]] = defaultdict(set)
    for phase, kind, place in Learning.objects.values_list("phase", "kind", "municipality_id").distinct():
        about[phase].add(place)
        about[kind].add(place)
    themes: list[tuple[str, Text]] = [(phase.key, phase.title) for phase in PHASES]
    themes += [(kind.value, kind.label) for kind in LearningKind]
    return tuple(Shared(key, label, None, _within(municipalities, users, about.get(key, ()))) for key, label in themes)


def _within(municipalities: int, users: frozenset[int], places: Iterable[int]) -> int | None:
    return tell(municipalities, (len(users), len(users & frozenset(places))))[1]


def _crossed(
    key: str, label: Text, having: frozenset[int], every: frozenset[int], users: frozenset[int], told: int | None
) -> Shared:
    found = tell_crossed(len(every), told, len(having), len(having & users))
    return Shared(key, label, found.of_whole, found.of_group)
