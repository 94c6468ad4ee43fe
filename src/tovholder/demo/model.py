"""What the demo is going to hold, before anything is stored: plain values that two builds can compare."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PlannedUnit:
    """A unit to be made. ``type`` and ``targets`` are codes; ``administration`` is a name or empty."""

    municipality: str
    name: str
    type: str
    targets: tuple[str, ...] = ()
    administration: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """A state that a project reached on a day, and why."""

    status: str
    on: date
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedProject:
    """A project to be registered. Municipalities and codes are codes, units are names; the last step is its state."""

    municipality: str
    title: str
    technology: str
    need: str
    summary: str
    results: str
    learning: str
    units: tuple[str, ...]
    targets: tuple[str, ...]
    paragraphs: tuple[str, ...]
    scale: str
    tier: str
    mailbox: str
    registered_on: date
    confirmed_on: date
    steps: tuple[PlannedStep, ...]
    participants: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    product: str = ""
    funder: str = ""
    funding_ends_on: date | None = None
    running_budget_note: str = ""
    would_change: str = ""
    stop_causes: tuple[str, ...] = ()

    @property
    def status(self) -> str:
        """The state that the project is in."""
        return self.steps[-1].status

    @property
    def is_on_map(self) -> bool:
        """Whether the project counts in the published totals: shared, and no experiment."""
        return self.tier in {"municipalities", "public"} and self.scale != "experiment"


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality as the plan needs it."""

    code: str
    slug: str
    region: str
    persons: int


@dataclass(frozen=True, slots=True)
class DemoPlan:
    """All that is to be made. ``coordinators`` gives the invented coordinator of each municipality with projects."""

    units: tuple[PlannedUnit, ...]
    projects: tuple[PlannedProject, ...]
    coordinators: tuple[tuple[str, str], ...]
