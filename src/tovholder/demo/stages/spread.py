"""An invented spread of screen visits: five units over four quarters, and the sums that some others share."""

from datetime import date, timedelta

from tovholder.apps.projects.public import Project
from tovholder.apps.spread.public import CountFacts, Every, PlanFacts, add_count, open_plan
from tovholder.apps.technologies.public import Technology
from tovholder.demo.pilot import PILOT
from tovholder.demo.stage import Build
from tovholder.demo.stages.lookups import Lookups, units_by_name
from tovholder.demo.texts import read
from tovholder.foundation.accounts.models import RoleHolding
from tovholder.foundation.accounts.seats import actor_of
from tovholder.foundation.municipalities.public import Municipality, Unit
from tovholder.kernel.actor import SYSTEM, Actor
from tovholder.kernel.clock import clock_at

FIELDS = ("target", "assessed", "offered", "in_use", "stopped")
COUNTED_AFTER = timedelta(days=6)


def build_spread(build: Build) -> None:
    """The pilot's plan and counts, then one count each in the first municipalities that have a unit."""
    told, known = read("spread.toml"), Lookups.read()
    technology = known.technologies[told["technology"]]
    quarters = _quarters(build.today, 4)
    units = units_by_name()
    here = {row["name"]: units[PILOT, row["name"]] for row in told["unit"]}
    project = Project.objects.filter(municipality__code=PILOT, title=told["project"]).first()
    by = _coordinators().get(PILOT, SYSTEM)
    with clock_at(quarters[0]):
        plan = open_plan(
            by=by,
            municipality=known.tenants[PILOT],
            facts=PlanFacts(
                technology=technology,
                units=list(here.values()),
                starts_on=quarters[0],
                every=Every.QUARTER,
                project=project,
                goal=told["goal"],
                goal_on=build.today + timedelta(days=told["goal_in_days"]),
                tier=told["tier"],
            ),
        )
    for row in told["unit"]:
        for period, numbers in zip(quarters, row["counts"], strict=False):
            reasons = {lost: (known.codes[f"spread_{lost}", code], words) for lost, code, words in row["reasons"]}
            facts = CountFacts(**dict(zip(FIELDS, numbers, strict=True)), reasons=reasons)
            with clock_at(min(_after(period), build.today)):
                add_count(by=by, plan=plan, unit=here[row["name"]], period=period, facts=facts)
    others = _others(units)[: len(told["other"]["counts"])]
    for (place, unit, actor), numbers in zip(others, told["other"]["counts"], strict=False):
        _shared(place, unit, actor, technology, quarters[-1], numbers)
    build.say(f"  udbredelsen i {len(here)} enheder, og summen fra {len(others)} andre kommuner")


def _quarters(today: date, count: int) -> list[date]:
    """The first days of the last ``count`` quarters that are over, the oldest first."""
    start = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    found = []
    for _number in range(count):
        before = start - timedelta(days=1)
        start = date(before.year, (before.month - 1) // 3 * 3 + 1, 1)
        found.append(start)
    return found[::-1]


def _after(period: date) -> date:
    month = period.month + 3
    return date(period.year + (month - 1) // 12, (month - 1) % 12 + 1, 1) + COUNTED_AFTER


def _coordinators() -> dict[str, Actor]:
    held = RoleHolding.objects.filter(role__code="coordinator", municipality__isnull=False)
    found: dict[str, Actor] = {}
    for holding in held.select_related("user", "role", "municipality").order_by("municipality__code", "pk"):
        if holding.municipality is not None:
            found.setdefault(holding.municipality.code, actor_of(holding))
    return found


def _others(units: dict[tuple[str, str], Unit]) -> list[tuple[Municipality, Unit, Actor]]:
    """Municipalities by code that have a coordinator and a unit, with the first of its units by name."""
    coordinators, found = _coordinators(), {}
    for code, name in sorted(units):
        if code != PILOT and code in coordinators and code not in found:
            unit = units[code, name]
            found[code] = (unit.municipality, unit, coordinators[code])
    return [found[code] for code in sorted(found)]


def _shared(
    place: Municipality, unit: Unit, by: Actor, technology: Technology, period: date, numbers: list[int]
) -> None:
    with clock_at(period):
        facts = PlanFacts(technology=technology, units=[unit], starts_on=period, tier="municipalities")
        plan = open_plan(by=by, municipality=place, facts=facts)
    with clock_at(_after(period)):
        told = CountFacts(**dict(zip(FIELDS, numbers, strict=True)), reasons={})
        add_count(by=by, plan=plan, unit=unit, period=period, facts=told)
