"""The projects of the map and beside it."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from tovholder.apps.projects.public import EarlierStep, ProjectFacts, Registration, register_projects
from tovholder.demo.model import DemoPlan, PlannedProject
from tovholder.demo.pilot import pilot_units
from tovholder.demo.plan import pilot_plan
from tovholder.demo.stage import Build, Level
from tovholder.demo.stages.lookups import Lookups, full_plan, units_by_name
from tovholder.demo.stages.people import make_units
from tovholder.foundation.accounts.models import RoleHolding
from tovholder.foundation.accounts.seats import actor_of
from tovholder.foundation.municipalities.public import Unit
from tovholder.kernel.actor import SYSTEM, Actor


def build_units(build: Build) -> None:
    """The units of all municipalities but the pilot's, which has its own already."""
    own = frozenset(pilot_units())
    make_units(Lookups.read(), tuple(unit for unit in full_plan(build.seed, build.today).units if unit not in own), {})


def build_projects(build: Build) -> None:
    """Register the projects in the order in which they came to the map, by their municipality's coordinator."""
    plan = _plan(build)
    known, units, coordinators = Lookups.read(), units_by_name(), _coordinators()
    for municipality, projects in _runs(plan.projects):
        registrations = [_registration(project, known, units) for project in projects]
        register_projects(by=coordinators.get(municipality, SYSTEM), registrations=registrations)
    build.say(f"  {len(plan.projects)} projekter, {sum(project.is_on_map for project in plan.projects)} på Landkortet")


def _plan(build: Build) -> DemoPlan:
    return full_plan(build.seed, build.today) if build.level is Level.FULL else pilot_plan(build.today)


def _runs(projects: Sequence[PlannedProject]) -> Iterator[tuple[str, list[PlannedProject]]]:
    """Neighbours of the same municipality, which are registered together."""
    for municipality, run in groupby(projects, lambda project: project.municipality):
        yield municipality, list(run)


def _coordinators() -> dict[str, Actor]:
    """Who registers, by the municipality's code."""
    held = RoleHolding.objects.filter(role__code="coordinator").select_related("user", "role", "municipality")
    return {holding.municipality.code: actor_of(holding) for holding in held if holding.municipality is not None}


def _registration(project: PlannedProject, known: Lookups, units: dict[tuple[str, str], Unit]) -> Registration:
    involved = [units[project.municipality, name] for name in project.units]
    last = project.steps[-1]
    facts = ProjectFacts(
        title=project.title,
        need=project.need,
        summary=project.summary,
        technology=known.technologies[project.technology],
        scale=known.codes["project_scale", project.scale],
        unit=involved[0] if project.tier == "unit" else None,
        units=involved,
        participants=[known.tenants[code] for code in project.participants],
        target_groups=known.many("target_group", project.targets),
        paragraphs=known.many("paragraph", project.paragraphs),
        started_on=project.steps[0].on,
        ended_on=last.on if last.status in {"stopped", "ended"} else None,
        contact_mailbox=project.mailbox,
        programmes=[known.programmes[key] for key in project.programmes],
        product=known.products[project.product] if project.product else None,
        funder=project.funder,
        funding_ends_on=project.funding_ends_on,
        running_budget_note=project.running_budget_note,
        results=project.results,
        learning=project.learning,
        would_change=project.would_change,
        stop_causes=known.many("barrier_theme", project.stop_causes),
    )
    return Registration(
        facts=facts,
        municipality=known.tenants[project.municipality],
        status=last.status,
        status_since=last.on,
        reason=last.reason,
        tier=project.tier,
        registered_on=project.registered_on,
        confirmed_on=project.confirmed_on,
        joined=True,
        earlier_steps=[EarlierStep(step.status, step.on, step.reason) for step in project.steps[:-1]],
    )
