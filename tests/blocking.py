"""Barriers made for tests."""

from datetime import date
from typing import Any

from tests.landkort import project
from tests.people import code
from tovholder.apps.barriers.public import (
    Barrier,
    BarrierFacts,
    Measure,
    MeasureFacts,
    ProjectBarrier,
    add_barrier,
    add_measure,
)
from tovholder.apps.projects.public import Project
from tovholder.kernel.actor import SYSTEM, Actor


def entry(key: str = "netdaekning") -> Barrier:
    """An entry of the register."""
    return Barrier.objects.get(key=key)


def blocked(
    key: str = "netdaekning", *, of: Project | None = None, by: Actor = SYSTEM, **values: Any
) -> ProjectBarrier:
    """A barrier of a project, of the register unless ``own_words`` are given."""
    given: dict[str, Any] = {"severity": "delay", "barrier": None if "own_words" in values else entry(key)}
    return add_barrier(by=by, project=of or project(tier="public"), facts=BarrierFacts(**(given | values)))


def tried(one: ProjectBarrier, helped: str = "yes", kind: str = "network", *, by: Actor = SYSTEM) -> Measure:
    """A measure against a barrier."""
    facts = MeasureFacts(
        kind=code("barrier_measure", kind),
        what="Nettet blev målt i alle boliger.",
        started_on=date(2026, 10, 1),
        helped=helped,
        why="" if helped == "early" else "Så vidste vi, hvor der manglede dækning.",
    )
    return add_measure(by=by, project_barrier=one, facts=facts)
