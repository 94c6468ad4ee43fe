"""Invented rounds: the pilot municipality with three units in their second round, eleven others with one each."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from random import Random
from typing import Any

from tovholder.apps.process.public import (
    LearningFacts,
    PointFacts,
    Round,
    RoundFacts,
    StepFacts,
    add_learning,
    begin_reflection,
    change_step,
    close_round,
    keep_beginning,
    open_round,
    points,
    set_point,
    situation_of,
    take_up,
)
from tovholder.apps.questionnaires.public import answer
from tovholder.demo.pilot import PILOT
from tovholder.demo.stage import Build, Level
from tovholder.demo.stages.lookups import Lookups, units_by_name
from tovholder.demo.texts import read
from tovholder.foundation.accounts.models import RoleHolding, User
from tovholder.foundation.accounts.seats import actor_of
from tovholder.foundation.municipalities.public import Unit
from tovholder.kernel.actor import Actor
from tovholder.kernel.clock import clock_at

Row = Mapping[str, Any]
ELSEWHERE = 34
"""So many that the national view shows most of its numbers and hides a few."""


def build_process(build: Build) -> None:
    """Every round in the order in which it happened, by the coordinator of its municipality."""
    teller = _Teller(build)
    told = read("process.toml")
    for row in sorted(told["round"], key=lambda row: -row["starts"]):
        teller.round(row)
    for row in told["point"]:
        teller.point(row)
    if build.level >= Level.FULL:
        teller.elsewhere(told["elsewhere"])
    build.say(f"  {Round.objects.count()} runder i processen")


class _Teller:
    """Lets each thing happen on its day, by the room's own doors."""

    def __init__(self, build: Build) -> None:
        self._build = build
        self._known = Lookups.read()
        self._units: Mapping[tuple[str, str], Unit] = units_by_name()
        self._people = {user.email.partition("@")[0]: user for user in User.objects.all()}
        self._coordinators = _coordinators()

    def _on(self, days: int) -> Any:
        return clock_at(self._build.today - timedelta(days=days))

    def _many(self, code_list: str, codes: Sequence[str]) -> list[Any]:
        return self._known.many(code_list, tuple(codes))

    def round(self, row: Row) -> None:
        """A round from its opening to its close, or to the demo's day."""
        by = self._coordinators[row["municipality"]]
        unit = self._units[row["municipality"], row["unit"]] if "unit" in row else None
        with self._on(row["starts"]):
            found = open_round(
                by=by,
                municipality=self._known.tenants[row["municipality"]],
                unit=unit,
                facts=RoundFacts(
                    title=row["title"],
                    purpose=row.get("purpose", ""),
                    starts_on=self._build.today - timedelta(days=row["starts"]),
                    tier=row.get("tier", "municipality"),
                    fields=self._many("field", row.get("fields", ())),
                    technology_kinds=self._many("functional_category", row.get("kinds", ())),
                    target_groups=self._many("target_group", row.get("targets", ())),
                ),
            )
            if "beginning" in row:
                keep_beginning(by=by, found=found, situation=situation_of(row["beginning"]), chosen=row["chosen"])
        for step in row["steps"]:
            self._step(found, by, step)
        self._answers(found, by, row)
        self._learn(found, by, row)

    def _step(self, found: Round, by: Actor, step: Sequence[Any]) -> None:
        key, begun, done, name, due = step
        today = self._build.today
        facts = StepFacts(
            state="done" if done >= 0 else "under_way",
            responsible=self._people.get(name),
            due_on=today + timedelta(days=due) if due else None,
            began_on=today - timedelta(days=begun),
            done_on=today - timedelta(days=done) if done >= 0 else None,
        )
        with self._on(done if done >= 0 else begun):
            change_step(by=by, found=found, step=key, facts=facts)

    def _answers(self, found: Round, by: Actor, row: Row) -> None:
        """What the round's people answered, a month after it began."""
        for theme, values in row.get("answers", {}).items():
            with self._on(row["starts"] - 30):
                answer(begin_reflection(by=by, found=found, theme=theme), values, seen={}, by=by)

    def _learn(self, found: Round, by: Actor, row: Row) -> None:
        """What was learnt, what was taken up of the round before, and the end."""
        for days, kind, phase, text, tier in row.get("learnings", ()):
            with self._on(days):
                add_learning(by=by, found=found, facts=LearningFacts(kind=kind, text=text, phase=phase, tier=tier))
        for begins, days, words in row.get("take_up", ()):
            with self._on(days):
                take_up(by=by, learning=found.carried.get(text__startswith=begins), answer=words)
        if "closes" in row:
            with self._on(row["closes"]):
                close_round(by=by, found=found)

    def point(self, row: Row) -> None:
        """A point of the pilot municipality's start checklist, in its open round."""
        place = self._known.tenants[PILOT]
        found = Round.objects.get(municipality=place, unit__isnull=True, closed_on__isnull=True)
        facts = PointFacts(
            state=row["state"],
            responsible=self._people.get(row.get("who", "")),
            due_on=self._build.today + timedelta(days=row["due"]) if "due" in row else None,
            note=row.get("note", ""),
        )
        point = next(item for item in points() if item.number == row["point"])
        with self._on(row["days"]):
            set_point(by=self._coordinators[PILOT], municipality=place, found=found, point=point.key, facts=facts)

    def elsewhere(self, told: Row) -> None:
        """One round in each of other municipalities, begun in different phases, so that the country has figures."""
        random = Random(f"{self._build.seed}/process")
        for number, code in enumerate([code for code in sorted(self._coordinators) if code != PILOT][:ELSEWHERE]):
            starts = random.randint(120, 420)
            turn = number * 4 % len(told["order"])
            order = [*told["order"][turn:], *told["order"][:turn]]
            count = random.randint(1, len(order))
            done = random.randint(0, count)
            self.round(
                {
                    "municipality": code,
                    "title": told["titles"][number % len(told["titles"])],
                    "starts": starts,
                    "kinds": [random.choice(told["kinds"])],
                    "steps": [
                        [step, starts - 10 - 10 * at, starts - 40 - 10 * at if at < done else -1, "", 0]
                        for at, step in enumerate(order[:count])
                    ],
                    "learnings": (
                        [[20, "otherwise", "practice", random.choice(told["learnings"]), "municipalities"]]
                        if number % 3 == 0
                        else ()
                    ),
                }
            )


def _coordinators() -> dict[str, Actor]:
    held = RoleHolding.objects.filter(role__code="coordinator").select_related("user", "role", "municipality")
    found: dict[str, Actor] = {}
    for holding in held.order_by("pk"):
        if holding.municipality is not None:
            found.setdefault(holding.municipality.code, actor_of(holding))
    return found
