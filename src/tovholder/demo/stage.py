"""The contract of the demo's stages, and the order in which they are built."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from graphlib import TopologicalSorter

from tovholder.kernel.registry import Registry


class Level(IntEnum):
    """How much the demo holds. Each level holds all of the one before."""

    EMPTY = 0  # people who can log in, and no work yet
    PILOT = 1  # one municipality with a dozen projects
    FULL = 2  # the whole country, with the published totals


@dataclass(frozen=True, slots=True)
class Build:
    """What a stage is told: the seed, the demo's day, how much is wanted, and where to say what was done."""

    seed: int
    today: date
    level: Level
    say: Callable[[str], None]


@dataclass(frozen=True, slots=True)
class DemoStage:
    """A part of the demo, built through the doors of the rooms it fills.

    ``build`` is called when all stages named in ``after`` are built, from ``level`` on. It must give the same rows for
    the same :class:`Build`.
    """

    key: str
    build: Callable[[Build], None]
    after: tuple[str, ...] = ()
    level: Level = Level.EMPTY


STAGES: Registry[DemoStage] = Registry("demo stage")


def in_order(stages: Iterable[DemoStage], level: Level) -> list[DemoStage]:
    """The stages of ``level``, each after those it needs; where that leaves a choice, by key.

    A stage of a higher level is left out, also where others wait for it. Raises ``graphlib.CycleError`` when stages
    wait for each other, and ``KeyError`` for one that does not exist.
    """
    every = {stage.key: stage for stage in stages}
    wanted = {key: stage for key, stage in every.items() if stage.level <= level}
    sorter = TopologicalSorter(
        {key: [name for name in stage.after if every[name].level <= level] for key, stage in wanted.items()}
    )
    sorter.prepare()
    ordered = []
    while sorter.is_active():
        ready = sorted(sorter.get_ready())
        ordered += [wanted[key] for key in ready]
        sorter.done(*ready)
    return ordered
