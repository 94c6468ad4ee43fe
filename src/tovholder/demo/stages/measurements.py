"""Invented measurements: two years in five units of the pilot municipality, and a few points of what others share."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from tovholder.apps.benefits.public import (
    Benefit,
    BenefitFacts,
    Measurement,
    MeasurementFacts,
    Period,
    PlanFacts,
    add_benefit,
    change_measurement,
    import_measurements,
    judge_benefit,
    latest_periods,
    mark_spoiled,
    plan_measuring,
)
from tovholder.apps.projects.public import Project
from tovholder.demo.pilot import PILOT
from tovholder.demo.stage import Build
from tovholder.demo.stages.lookups import Lookups, units_by_name
from tovholder.demo.texts import read
from tovholder.foundation.accounts.models import RoleHolding, User
from tovholder.foundation.accounts.seats import actor_of
from tovholder.foundation.municipalities.models import Unit
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel.actor import SYSTEM, Actor
from tovholder.kernel.clock import clock_at

Row = Mapping[str, Any]
TENTH = Decimal("0.1")
POINTS = 4
TECHNOLOGY = "skaermbesoeg"


def build_measurements(build: Build) -> None:
    """The pilot's own series first, then what its other benefits and other municipalities have measured."""
    told = read("measurements.toml")
    project = Project.objects.filter(municipality__code=PILOT, technology__slug=TECHNOLOGY).order_by("pk").first()
    if project is None:
        return
    pilot = _Pilot(build, project)
    made = [pilot.benefit(row) for row in told["benefit"]]
    others = _others(build, {benefit.pk for benefit in made})
    build.say(f"  {Measurement.objects.count()} målinger af {len(made) + others} gevinster")


def _batch(build: Build, name: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"demo-{build.seed}-measurements-{name}")


def _others(build: Build, done: set[int]) -> int:
    """A few points of every other benefit that says what is measured and from where it began. Gives how many."""
    found = Benefit.objects.filter(measured_in__isnull=False, baseline__isnull=False, target__isnull=False)
    followed = found.exclude(pk__in=done).exclude(indicator="").exclude(cadence="").exclude(starts_on=None)
    count = 0
    for number, benefit in enumerate(followed.select_related("municipality", "unit", "measured_in").order_by("pk")):
        random = Random(f"{build.seed}-measurements-{number}")
        rows = _points(build, benefit, random)
        if rows:
            with clock_at(build.today):
                import_measurements(by=SYSTEM, rows=rows, import_batch=_batch(build, str(number)))
            count += 1
    return count


def _points(build: Build, benefit: Benefit, random: Random) -> list[tuple[Benefit, MeasurementFacts]]:
    """The latest whole periods since the start, on the way from the starting point to somewhere near the target."""
    overdue = benefit.next_measurement_on is not None and benefit.next_measurement_on < build.today
    periods = latest_periods(build.today, benefit.cadence, POINTS + overdue)[overdue:]
    since = [one for one in reversed(periods) if benefit.starts_on is not None and one.first >= benefit.starts_on]
    start, goal = benefit.baseline or Decimal(0), benefit.target or Decimal(0)
    reach = Decimal(str(random.choice((0.3, 0.6, 0.8, 1.0, 1.1, -0.1))))
    n = random.choice((None, 14, 22, 40))
    facts = []
    for place, period in enumerate(since, start=1):
        value = start + (goal - start) * reach * place / len(since)
        facts.append((benefit, _facts(period, value.quantize(TENTH), benefit.unit, n)))
    return facts


def _facts(period: Period, value: Decimal, unit: Unit | None, n: int | None, **values: Any) -> MeasurementFacts:
    return MeasurementFacts(period_from=period.first, period_to=period.last, value=value, unit=unit, n=n, **values)


class _Pilot:
    """The series of the pilot municipality."""

    def __init__(self, build: Build, project: Project) -> None:
        self._build, self._project = build, project
        self._known = Lookups.read()
        self._units = {name: unit for (code, name), unit in units_by_name().items() if code == PILOT}
        self._people = {user.email: user for user in User.objects.all()}
        held = RoleHolding.objects.filter(role__code="coordinator", municipality__code=PILOT).order_by("pk").first()
        self._by: Actor = actor_of(held) if held is not None else SYSTEM

    def benefit(self, row: Row) -> Benefit:
        """A benefit with its plan, its numbers month by month, and what happened to some of them."""
        months = list(reversed(latest_periods(self._build.today, "month", row["months"])))
        begun = months[row["before"]].first
        with clock_at(months[0].first - timedelta(days=20)):
            made = add_benefit(by=self._by, project=self._project, facts=self._said(row, months, begun))
        due = months[-2].last + timedelta(days=1) if row.get("overdue") else self._build.today
        with clock_at(self._build.today):
            self._plan(made, row, due)
            numbers = self._numbers(made, row, months, begun)
            import_measurements(by=self._by, rows=numbers, import_batch=_batch(self._build, row["title"]))
        self._afterwards(made, row)
        return made

    def _said(self, row: Row, months: list[Period], begun: date) -> BenefitFacts:
        return BenefitFacts(
            title=row["title"],
            bottom_line=row["bottom_line"],
            kind=self._known.codes[tuple(row["kind"])],
            owner=self._people.get(row.get("owner", "")),
            indicator=row["indicator"],
            measured_in=self._known.codes["measure_unit", row["measured_in"]],
            baseline=Decimal(row["baseline"]),
            baseline_from=months[0].first - timedelta(days=90),
            baseline_to=months[0].first - timedelta(days=30),
            baseline_source="Kørebogen",
            target=Decimal(row["target"]),
            starts_on=begun,
            cadence="month",
            next_measurement_on=self._build.today,
            group_note=row["group"],
            solution_note=row["solution"],
            organisation_note=row["organisation"],
            tier=row.get("tier", Tier.MUNICIPALITY),
        )

    def _plan(self, made: Benefit, row: Row, due: date) -> None:
        facts = PlanFacts(
            units=[self._units[name] for name, _first, _last in row["units"]],
            cadence="month",
            next_measurement_on=due,
            enters=self._people.get(row.get("enters", "")),
            design=row["design"],
        )
        plan_measuring(by=self._by, benefit=made, facts=facts)

    def _numbers(
        self, made: Benefit, row: Row, months: list[Period], begun: date
    ) -> list[tuple[Benefit, MeasurementFacts]]:
        random = Random(f"{self._build.seed}-{row['title']}")
        missing = {(name, back) for name, back in row["missing"]}
        numbers = []
        for name, first, last in row["units"]:
            for place, month in enumerate(months):
                if (name, len(months) - 1 - place) in missing:
                    continue
                since = max(place - row["before"] + 1, 0) if month.first >= begun else 0
                part = min(Decimal(since) / 6, Decimal(1))
                value = Decimal(first) + (Decimal(last) - Decimal(first)) * part + Decimal(random.randint(-20, 20)) / 10
                n = row["n"] + random.randint(-3, 6)
                numbers.append((made, _facts(month, value.quantize(TENTH), self._units[name], n)))
        return numbers

    def _afterwards(self, made: Benefit, row: Row) -> None:
        months = latest_periods(self._build.today, "month", row["months"])

        def one(name: str, back: int) -> Measurement:
            rows = Measurement.objects.select_related("benefit", "unit")
            return rows.get(benefit=made, unit=self._units[name], period_from=months[back].first)

        with clock_at(self._build.today):
            for name, back in row["spoiled"]:
                mark_spoiled(by=self._by, measurement=one(name, back), spoiled=True)
            if "mended" in row:
                name, back, why = row["mended"]
                found = one(name, back)
                facts = _facts(months[back], found.value + 3, found.unit, found.n)
                change_measurement(by=self._by, measurement=found, facts=facts, reason=why)
            if "too_early" in row:
                current = Benefit.objects.get(pk=made.pk)
                judge_benefit(by=self._by, benefit=current, to_state="too_early", reason=row["too_early"])
