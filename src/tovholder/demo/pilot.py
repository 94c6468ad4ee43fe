"""The municipality of the pilot stage, as its data file tells it."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from tovholder.demo.model import PlannedProject, PlannedStep, PlannedUnit
from tovholder.demo.texts import read

PILOT: Final = "0706"
MAILBOX: Final = "velfaerdsteknologi@syddjurs.example"


def pilot_administrations() -> tuple[str, ...]:
    """The names of its administrations."""
    return tuple(read("syddjurs.toml")["administrations"])


def pilot_units() -> tuple[PlannedUnit, ...]:
    """Its six units."""
    return tuple(
        PlannedUnit(PILOT, unit["name"], unit["type"], tuple(unit["targets"]), unit["administration"], unit["address"])
        for unit in read("syddjurs.toml")["unit"]
    )


def pilot_projects(today: date) -> tuple[PlannedProject, ...]:
    """Its projects: a dozen on the map and three beside it, confirmed so many days before ``today``."""
    return tuple(_project(values, today) for values in read("syddjurs.toml")["project"])


def _project(values: Mapping[str, Any], today: date) -> PlannedProject:
    steps = tuple(PlannedStep(status, on, reason) for status, on, reason in values["steps"])
    return PlannedProject(
        municipality=PILOT,
        title=values["title"],
        technology=values["technology"],
        need=values["need"],
        summary=values["summary"],
        results=values["results"],
        learning=values["learning"],
        units=tuple(values["units"]),
        targets=tuple(values["targets"]),
        paragraphs=tuple(values["paragraphs"]),
        scale=values["scale"],
        tier=values["tier"],
        mailbox=MAILBOX,
        registered_on=values["registered"],
        confirmed_on=today - timedelta(days=values["confirmed_days_ago"]),
        steps=steps,
    )
