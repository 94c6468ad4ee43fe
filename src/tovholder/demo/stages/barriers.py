"""Invented barriers with what was tried: rich for the pilot municipality, one or two in a dozen others."""

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random
from typing import Any

from tovholder.apps.barriers.public import (
    Barrier,
    BarrierFacts,
    MeasureFacts,
    ProjectBarrier,
    add_barrier,
    add_measure,
    step_barrier,
    whole_register,
)
from tovholder.apps.projects.public import Project
from tovholder.demo.pilot import PILOT
from tovholder.demo.stage import Build
from tovholder.demo.stages.lookups import Lookups, units_by_name
from tovholder.demo.texts import read
from tovholder.foundation.accounts.models import RoleHolding, User
from tovholder.foundation.accounts.seats import actor_of
from tovholder.kernel.actor import SYSTEM, Actor
from tovholder.kernel.clock import clock_at

Row = Mapping[str, Any]
OTHERS = 12
EACH = 2
SCREENS = "skaermbesoeg"


def build_barriers(build: Build) -> None:
    """The pilot's barriers by those who act for it, then what other municipalities share."""
    told = read("barriers.toml")
    writer = _Writer(build)
    for row in told["barrier"]:
        writer.of_pilot(row)
    others = _others()
    for number, (by, projects) in enumerate(others):
        random = Random(f"{build.seed}-barriers-{number}")
        for project, row in zip(projects, random.sample(told["light"], len(projects)), strict=True):
            writer.light(project, by, row, random)
    build.say(f"  {len(told['barrier'])} barrierer, og det, {len(others)} andre kommuner prøvede")


def _others() -> list[tuple[Actor, list[Project]]]:
    """The first municipalities by code that have a coordinator and share a project: their first ones, screens first."""
    held = RoleHolding.objects.filter(role__code="coordinator").exclude(municipality__code=PILOT)
    seats: dict[int, RoleHolding] = {}
    for holding in held.select_related("user", "role", "municipality").order_by("municipality__code", "pk"):
        if holding.municipality_id is not None:
            seats.setdefault(holding.municipality_id, holding)
    shared: dict[int, list[Project]] = {place: [] for place in seats}
    projects = Project.objects.filter(municipality__in=list(seats), tier__in=("municipalities", "public"))
    for project in projects.select_related("municipality", "technology").order_by("registered_on", "pk"):
        shared[project.municipality_id].append(project)
    found = []
    for place, holding in seats.items():
        mine = sorted(shared[place], key=lambda one: one.technology.slug != SCREENS)[:EACH]
        if mine:
            found.append((actor_of(holding), mine))
    return found[:OTHERS]


class _Writer:
    """Writes barriers row by row, each on its own day."""

    def __init__(self, build: Build) -> None:
        self._today = build.today
        self._known = Lookups.read()
        self._register: dict[str, Barrier] = {entry.key: entry for entry in whole_register()}
        self._units = {name: unit for (code, name), unit in units_by_name().items() if code == PILOT}
        self._people = {user.email: user for user in User.objects.all()}
        mine = Project.objects.filter(municipality__code=PILOT).select_related("municipality")
        self._projects = {project.title: project for project in mine}
        held = RoleHolding.objects.filter(role__code="coordinator", municipality__code=PILOT).order_by("pk").first()
        self._by = actor_of(held) if held is not None else SYSTEM

    def _day(self, before: int) -> date:
        return self._today - timedelta(days=before)

    def of_pilot(self, row: Row) -> None:
        """A barrier of the pilot, with what was tried and how it went on."""
        facts = BarrierFacts(
            barrier=self._register[row["key"]] if "key" in row else None,
            own_words=row.get("own_words", ""),
            theme=self._known.codes["barrier_theme", row["theme"]] if "theme" in row else None,
            severity=row["severity"],
            description=row["description"],
            unit=self._units[row["unit"]] if "unit" in row else None,
            owner=self._people.get(row.get("owner", "")),
            found_on=self._day(row["found"]),
            look_on=self._day(-row["look"]) if "look" in row else None,
            tier=row["tier"],
        )
        with clock_at(self._day(row["found"])):
            made = add_barrier(by=self._by, project=self._projects[row["project"]], facts=facts)
        for kind, what, began, cost, helped, why in row.get("measures", ()):
            self._tried(made, self._by, (kind, what, cost, helped, why), began)
        for state, days, reason in row.get("steps", ()):
            with clock_at(self._day(days)):
                step_barrier(by=self._by, project_barrier=made, to_state=state, reason=reason)

    def light(self, project: Project, by: Actor, row: Row, random: Random) -> None:
        """A barrier of another municipality, seen as widely as its project."""
        found = random.randint(120, 400)
        facts = BarrierFacts(
            barrier=self._register[row["key"]],
            severity=row["severity"],
            description=row["description"],
            found_on=self._day(found),
            tier=project.tier,
        )
        with clock_at(self._day(found)):
            made = add_barrier(by=by, project=project, facts=facts)
        for told in row["measures"]:
            self._tried(made, by, told, random.randint(20, found - 60))
        if random.random() < 0.4:
            with clock_at(self._day(15)):
                step_barrier(by=by, project_barrier=made, to_state="mitigated", reason="Det går bedre nu.")

    def _tried(self, made: ProjectBarrier, by: Actor, told: Any, began: int) -> None:
        kind, what, cost, helped, why = told
        facts = MeasureFacts(
            kind=self._known.codes["barrier_measure", kind],
            what=what,
            started_on=self._day(began),
            cost=cost,
            helped=helped,
            why=why,
        )
        with clock_at(self._day(max(0, began - 30))):
            add_measure(by=by, project_barrier=made, facts=facts)
