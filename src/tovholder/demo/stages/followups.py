"""Invented follow-up: a staggered rollout with its analysis, one too early to say, one that cannot be documented."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from tovholder.apps.benefits.public import Benefit, BenefitFacts, MeasurementFacts, add_benefit, import_measurements
from tovholder.apps.followups.public import (
    DesignChoice,
    PlanFacts,
    RolloutFacts,
    accept_rollout,
    add_plan,
    add_rollout,
    keep_analysis,
    planned_starts,
    reading_of,
    wish_start,
)
from tovholder.apps.projects.public import Project
from tovholder.demo.pilot import PILOT
from tovholder.demo.stage import Build
from tovholder.demo.stages.lookups import Lookups, units_by_name
from tovholder.demo.texts import read
from tovholder.foundation.accounts.models import RoleHolding, User
from tovholder.foundation.accounts.seats import actor_of
from tovholder.foundation.municipalities.public import Municipality, Unit
from tovholder.kernel.actor import SYSTEM, Actor
from tovholder.kernel.clock import clock_at
from tovholder.kernel.ids import new_id
from tovholder.kernel.months import first_of_month

Row = Mapping[str, Any]


def build_followups(build: Build) -> None:
    """The rollout with its measurements and analysis, then the two benefits at single units."""
    teller = _Pilot(build)
    data = read("followups.toml")
    teller.rollout(data["rollout"])
    for row in data["single"]:
        teller.single(row)
    build.say(f"  1 udrulning, {1 + len(data['single'])} evalueringsplaner og gemte analyser")


class _Pilot:
    """The follow-up of the pilot municipality, by its coordinator and its economist."""

    def __init__(self, build: Build) -> None:
        self._today = build.today
        self._random = Random(f"{build.seed}-followups")
        known = Lookups.read()
        self._codes = known.codes
        self._place: Municipality = known.tenants[PILOT]
        self._units: dict[str, Unit] = {name: unit for (code, name), unit in units_by_name().items() if code == PILOT}
        self._by = self._holder("coordinator")
        self._economist = self._holder("economist")
        self._helper = User.objects.filter(email="peter.oestergaard@syddjurs.example").first()

    def _holder(self, role: str) -> Actor:
        held = RoleHolding.objects.filter(role__code=role, municipality=self._place).order_by("pk").first()
        return actor_of(held) if held is not None else SYSTEM

    def _project(self, title: str) -> Project:
        return Project.objects.get(title=title, municipality=self._place)

    def rollout(self, row: Row) -> None:
        """Six units that began on different days, measured every month, and what the measurements say."""
        project = self._project(row["project"])
        first = first_of_month(self._today, -row["months"])
        among = [self._units[name] for name, _level in row["units"]]
        numbers = {name: row[name] for name in ("level", "effect", "within", "between", "autocorrelation")}
        facts = RolloutFacts(
            title=row["title"],
            project=project,
            first_month=first,
            months=row["months"],
            measure=row["measure"],
            units=tuple(among),
            **numbers,
        )
        with clock_at(first - timedelta(days=40)):
            made = add_rollout(by=self._economist, municipality=self._place, facts=facts)
            name, months = row["wish"]
            wish = made.starts.select_related("rollout").get(unit=self._units[name])
            wish_start(by=self._by, start=wish, earliest=first_of_month(first, months))
            made.refresh_from_db()
            accept_rollout(by=self._by, rollout=made)
        benefit = self._benefit(project, None, row["benefit"], first)
        ends = first_of_month(self._today, 0) - timedelta(days=1)
        self._plan(benefit, row["plan"], tuple(among), DesignChoice.STAGGERED, (first, first_of_month(first, 3), ends))
        starts = planned_starts(project)
        courses = [
            (unit, self._course(row, level, first, starts[unit.pk] or self._today))
            for unit, (_name, level) in zip(among, row["units"], strict=True)
        ]
        self._measure(benefit, courses, first)
        with clock_at(self._today):
            kept = reading_of(benefit, self._economist)
            keep_analysis(by=self._economist, benefit=benefit, reading=kept, note=row["analysis"]["note"])

    def _course(self, row: Row, level: float, first: date, start: date) -> list[float]:
        """A unit's months: its level, what is left of the last month's deviation, and the drop from its start."""
        values, rest = [], 0.0
        for number in range(row["months"]):
            rest = 0.4 * rest + self._random.gauss(0, row["benefit"]["noise"])
            values.append(level + rest - (row["benefit"]["drop"] if first_of_month(first, number) >= start else 0))
        return values

    def single(self, row: Row) -> None:
        """A benefit at one unit, its plan, and what can be said of it."""
        project, unit = self._project(row["project"]), self._units[row["unit"]]
        starts = first_of_month(self._today, -row["starts"])
        first = first_of_month(self._today, -len(row["values"]))
        benefit = self._benefit(project, unit, row, min(first, starts), starts)
        ends = first_of_month(self._today, row["follow_up"])
        self._plan(benefit, row, (unit,), row["design"], (min(first, starts), first_of_month(starts, 1), ends))
        self._measure(benefit, [(unit, row["values"])], first)
        with clock_at(self._today):
            reading = reading_of(benefit, self._by)
            keep_analysis(by=self._by, benefit=benefit, reading=reading, note=row["note"])

    def _benefit(
        self, project: Project, unit: Unit | None, row: Row, day: date, starts_on: date | None = None
    ) -> Benefit:
        facts = BenefitFacts(
            title=row["title"],
            bottom_line=row["bottom_line"],
            unit=unit,
            indicator=row["indicator"],
            measured_in=self._codes["measure_unit", row["measured_in"]],
            higher_is_better=row.get("higher", False),
            starts_on=starts_on,
            cadence="month",
            is_invisible="unseen" in row,
        )
        with clock_at(day - timedelta(days=30)):
            return add_benefit(by=self._by, project=project, facts=facts)

    def _plan(
        self, benefit: Benefit, row: Row, units: tuple[Unit, ...], design: str, days: tuple[date, date, date]
    ) -> None:
        baseline, begins, ends = days
        facts = PlanFacts(
            title=row.get("plan", row["title"]),
            project=benefit.project,
            benefit=benefit,
            question=row["question"],
            design=design,
            units=units,
            baseline_from=baseline,
            follow_up_from=begins,
            follow_up_to=ends,
            economist=self._helper,
            unseen=row.get("unseen", ""),
            unseen_note=row.get("unseen_note", ""),
        )
        with clock_at(baseline - timedelta(days=20)):
            add_plan(by=self._economist, municipality=self._place, facts=facts)

    def _measure(self, benefit: Benefit, series: Sequence[tuple[Unit, Sequence[float]]], first: date) -> None:
        """All months of all units, as from a file that the economist brings today."""
        rows = [
            (
                benefit,
                MeasurementFacts(
                    period_from=first_of_month(first, number),
                    period_to=first_of_month(first, number + 1) - timedelta(days=1),
                    value=Decimal(str(round(value, 1))),
                    unit=unit,
                    n=self._random.randint(30, 90),
                ),
            )
            for unit, values in series
            for number, value in enumerate(values)
        ]
        with clock_at(self._today):
            import_measurements(by=self._economist, rows=rows, import_batch=new_id())
