"""Invented goals and an action plan: rich for the pilot municipality, a line for some others."""

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from random import Random
from typing import Any

from tovholder.apps.goals.public import (
    ActionFacts,
    ActionState,
    Goal,
    GoalFacts,
    add_action,
    add_goal,
    add_participant,
    add_reading,
    move_action,
    step_goal,
)
from tovholder.apps.process.public import Round
from tovholder.apps.visions.public import State, Vision
from tovholder.demo.pilot import PILOT
from tovholder.demo.stage import Build
from tovholder.demo.stages.lookups import Lookups, units_by_name
from tovholder.demo.texts import read
from tovholder.foundation.accounts.models import RoleHolding, User
from tovholder.foundation.accounts.seats import actor_of
from tovholder.foundation.municipalities.public import Municipality
from tovholder.kernel.actor import SYSTEM, Actor
from tovholder.kernel.clock import clock_at

Row = Mapping[str, Any]
OTHERS = 11


def build_goals(build: Build) -> None:
    """Goals first, then the plan: each on its own day, by those who act for the municipality."""
    teller = _Pilot(build)
    told = read("goals.toml")
    for row in told["goal"]:
        teller.goal(row)
    for row in told["action"]:
        teller.action(row)
    others = _others()
    for number, (place, by) in enumerate(others):
        _light(build, place, by, told["light"], Random(f"{build.seed}-goals-{number}"))
    build.say(f"  {len(told['goal'])} mål og {len(told['action'])} handlinger, og lidt i {len(others)} andre kommuner")


def _others() -> list[tuple[Municipality, Actor]]:
    """The first municipalities by code that have a coordinator, without the pilot."""
    held = RoleHolding.objects.filter(role__code="coordinator").exclude(municipality__code=PILOT)
    found: dict[str, tuple[Municipality, Actor]] = {}
    for holding in held.select_related("user", "role", "municipality").order_by("municipality__code", "pk"):
        if holding.municipality is not None:
            found.setdefault(holding.municipality.code, (holding.municipality, actor_of(holding)))
    return [found[code] for code in sorted(found)[:OTHERS]]


def _light(build: Build, place: Municipality, by: Actor, told: Row, random: Random) -> None:
    with clock_at(build.today - timedelta(days=random.randint(30, 200))):
        facts = GoalFacts(
            title=random.choice(told["titles"]),
            motive=random.choice(told["motives"]),
            deadline=build.today + timedelta(days=random.randint(60, 300)),
        )
        goal = add_goal(by=by, municipality=place, facts=facts)
        title = random.choice(told["actions"])
        due = build.today + timedelta(days=random.randint(-10, 90))
        add_action(by=by, municipality=place, facts=ActionFacts(title=title, goal=goal, due_on=due))


class _Pilot:
    """The plan of the pilot municipality, row by row."""

    def __init__(self, build: Build) -> None:
        self._build = build
        self._known = Lookups.read()
        self._place = self._known.tenants[PILOT]
        self._units = {name: unit for (code, name), unit in units_by_name().items() if code == PILOT}
        self._people = {user.email: user for user in User.objects.all()}
        held = RoleHolding.objects.filter(role__code="coordinator", municipality=self._place).order_by("pk").first()
        self._by = actor_of(held) if held is not None else SYSTEM
        visions = Vision.objects.filter(municipality=self._place).exclude(state__in=(State.REVISED, State.WITHDRAWN))
        self._vision = visions.filter(state=State.ADOPTED).order_by("pk").first() or visions.order_by("pk").first()
        rounds = Round.objects.filter(municipality=self._place, unit__isnull=True, closed_on__isnull=True)
        self._round = rounds.order_by("-number").first()
        self._goals: dict[str, Goal] = {}

    def _owner(self, row: Row) -> User | None:
        return self._people.get(row.get("owner", ""))

    def goal(self, row: Row) -> None:
        """A goal with its readings, participants and end."""
        today, made = self._build.today, self._build.today - timedelta(days=row["made"])
        baseline = row.get("baseline")
        facts = GoalFacts(
            title=row["title"],
            motive=row["motive"],
            why=row.get("why", ""),
            unit=self._units[row["unit"]] if "unit" in row else None,
            owner=self._owner(row),
            indicator=row["indicator"],
            measured_in=row["measured_in"],
            baseline=None if baseline is None else Decimal(baseline),
            baseline_on=None if baseline is None else made,
            target=Decimal(row["target"]),
            deadline=today + timedelta(days=row["deadline"]),
            vision=self._vision if row.get("vision") else None,
            parent=self._goals[row["parent"]] if "parent" in row else None,
            round=self._round,
            paragraph=self._known.codes["paragraph", row["paragraph"]] if "paragraph" in row else None,
            tier=row.get("tier", "municipality"),
            template=row.get("template", ""),
        )
        with clock_at(made):
            goal = add_goal(by=self._by, municipality=self._place, facts=facts)
            for part, who in row.get("participants", ()):
                user = self._people.get(who)
                name = "" if user is not None else who
                add_participant(by=self._by, municipality=self._place, part=part, goal=goal, user=user, name=name)
        self._goals[row["key"]] = goal
        self._later(goal, row)

    def _later(self, goal: Goal, row: Row) -> None:
        today = self._build.today
        following = today + timedelta(days=row["next"]) if "next" in row else None
        for days, value, note in row.get("readings", ()):
            day = today - timedelta(days=days)
            with clock_at(day):
                add_reading(by=self._by, goal=goal, on=day, value=Decimal(value), note=note, next_on=following)
        if "end" in row:
            days, state, reason = row["end"]
            with clock_at(today - timedelta(days=days)):
                step_goal(by=self._by, goal=goal, to_state=state, reason=reason)

    def action(self, row: Row) -> None:
        """An action, and how far it is."""
        today = self._build.today
        facts = ActionFacts(
            title=row["title"],
            description=row.get("description", ""),
            unit=self._units[row["unit"]] if "unit" in row else None,
            owner=self._owner(row),
            starts_on=today + timedelta(days=row["start"]) if "start" in row else None,
            due_on=today + timedelta(days=row["due"]),
            goal=self._goals[row["goal"]] if "goal" in row else None,
            round=self._round,
            step=row["step"],
        )
        with clock_at(today - timedelta(days=row["made"])):
            made = add_action(by=self._by, municipality=self._place, facts=facts)
        if row["state"] != ActionState.PLANNED:
            with clock_at(today - timedelta(days=row["moved"])):
                move_action(by=self._by, plan_action=made, to_state=row["state"], note=row.get("note", ""))
