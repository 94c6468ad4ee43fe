"""The plan of the demo: a pure function of a seed and a day."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files
from random import Random

from tovholder.demo import history, places, published, texts
from tovholder.demo.enriching import enriched
from tovholder.demo.model import DemoPlan, Place, PlannedProject
from tovholder.demo.pilot import PILOT, pilot_projects, pilot_units
from tovholder.demo.places import UnitNames

EARLIEST_TODAY = date(2018, 1, 1)
EXPERIMENTS = 34
KEPT_BACK = 46
HIDDEN_ONLY = 3
"""Municipalities without projects on the map that still work on something they do not share."""

_PUBLIC_OF_HUNDRED = 25
_NETWORKED = frozenset({"app", "software", "web", "sensor"})
_JOINT = frozenset({"virtuel_bostoette", "telemedicin", "chatraadgivning", "digital_traening_sensor"})
_JOINT_PROJECTS = 14
_MAILBOXES = {
    "training_centre": "traening",
    "home_nursing": "sygeplejen",
    "housing_support": "bostoette",
    "home_care_group": "hjemmepleje",
}


@dataclass(frozen=True, slots=True)
class Profile:
    """How often a technology appears, and with what."""

    technology: str
    category: str
    weight: int
    targets: tuple[str, ...]
    paragraphs: tuple[str, ...]
    unit_types: tuple[str, ...]
    networked: bool


@dataclass(frozen=True, slots=True)
class _Draft:
    """What is decided of a project before its texts are written."""

    profile: Profile
    status: str
    municipality: str
    registered: date
    confirmed: date
    tier: str
    scale: str


def build_plan(seed: int, today: date) -> DemoPlan:
    """The whole demo: 1,077 projects on the map of 71 municipalities, and some beside it.

    The same seed and day give the same plan. Raises ``ValueError`` for a day before 2018: its history would lie ahead.
    """
    if today < EARLIEST_TODAY:
        raise ValueError(f"the demo's day must be {EARLIEST_TODAY} or later")
    random = Random(seed)
    every = places.places()
    without = places.municipalities_without(random, every)
    names = UnitNames(random)
    for unit in pilot_units():
        names.adopt(unit)
    pilot = pilot_projects(today)
    drafts = _drafts_on_map(random, every, without, today, pilot)
    drafts += _drafts_beside(random, every, without, today)
    projects = list(pilot) + _written(random, every, names, drafts, {project.title for project in pilot})
    projects = _joined(random, every, projects)
    projects = enriched(seed, today, _in_rounds(random, projects))
    homes = sorted({project.municipality for project in projects} | {unit.municipality for unit in names.units})
    return DemoPlan((*pilot_units(), *names.units), tuple(projects), _coordinators(random, homes))


def pilot_plan(today: date) -> DemoPlan:
    """The pilot stage alone: one municipality with its dozen projects."""
    return DemoPlan(pilot_units(), tuple(enriched(0, today, pilot_projects(today))), ())


@cache
def profiles() -> tuple[Profile, ...]:
    """All technologies of the demo."""
    technologies = files("tovholder.apps.technologies").joinpath("data/technologies.csv").read_text(encoding="utf-8")
    known = {row["slug"]: row for row in csv.DictReader(technologies.splitlines())}
    lines = files("tovholder.demo").joinpath("data/profiles.csv").read_text(encoding="utf-8").splitlines()
    return tuple(
        Profile(
            row["technology"],
            known[row["technology"]]["landkort_category"],
            int(row["weight"]),
            _parts(row["targets"]),
            _parts(row["paragraphs"]),
            _parts(row["unit_types"]),
            bool(_NETWORKED & set(_parts(known[row["technology"]]["delivery_forms"]))),
        )
        for row in csv.DictReader(lines)
    )


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split(";") if part)


def _drafts_on_map(
    random: Random,
    every: dict[str, Place],
    without: frozenset[str],
    today: date,
    pilot: Sequence[PlannedProject],
) -> list[_Draft]:
    """The projects that make up, with those of the pilot, the published totals."""
    shared = [project for project in pilot if project.is_on_map]
    by_status, by_year = dict(published.BY_STATUS), dict(published.BY_YEAR)
    for project in shared:
        by_status[project.status] -= 1
        by_year[project.registered_on.year] -= 1
    total = published.PROJECTS - len(shared)
    codes = sorted(set(every) - without)
    counts = places.projects_per_municipality(random, every, codes, total)
    owners = [code for code in codes for _ in range(counts[code])]
    random.shuffle(owners)
    chosen = _by_weight(random, total)
    statuses = _statuses(random, chosen, by_status)
    days = history.registration_days(random, by_year)
    registered = [date.min] * total
    for day, position in zip(days, history.by_age(random, statuses), strict=True):
        registered[position] = day
    stale = published.STALE - sum((today - project.confirmed_on).days > 366 for project in shared)
    confirmed = history.confirmed_days(random, today, registered, statuses, stale)
    open_to_all = total * _PUBLIC_OF_HUNDRED // 100
    tiers = ["public"] * open_to_all + ["municipalities"] * (total - open_to_all)
    random.shuffle(tiers)
    return [
        _Draft(chosen[i], statuses[i], owners[i], registered[i], confirmed[i], tiers[i], _scale(random, statuses[i]))
        for i in range(total)
    ]


def _drafts_beside(random: Random, every: dict[str, Place], without: frozenset[str], today: date) -> list[_Draft]:
    """Experiments and what municipalities or units keep to themselves: none of it is counted on the map."""
    total = EXPERIMENTS + KEPT_BACK
    homes = sorted(set(every) - without)
    owners = [PILOT, "0707", *sorted(without)[:HIDDEN_ONLY]]
    owners += [random.choice(homes) for _ in range(total - len(owners))]
    random.shuffle(owners)
    statuses = [random.choice(("pilot", "pilot", "idea", "stopped")) for _ in range(total)]
    days = history.registration_days(random, {2016: total // 2, 2017: total - total // 2})
    random.shuffle(days)
    confirmed = history.confirmed_days(random, today, days, statuses, 0)
    drafts = []
    for i, profile in enumerate(_by_weight(random, total)):
        experiment = i < EXPERIMENTS and owners[i] not in without
        tier = "municipalities" if experiment else random.choice(("municipality", "municipality", "unit"))
        scale = "experiment" if experiment else "pilot"
        drafts.append(_Draft(profile, statuses[i], owners[i], days[i], confirmed[i], tier, scale))
    return drafts


def _by_weight(random: Random, total: int) -> list[Profile]:
    """``total`` technologies in random order, each as often as its weight asks (largest remainders)."""
    every = profiles()
    whole = sum(profile.weight for profile in every)
    exact = [profile.weight * total / whole for profile in every]
    counts = [int(share) for share in exact]
    by_remainder = sorted(range(len(every)), key=lambda i: (counts[i] - exact[i], every[i].technology))
    for i in by_remainder[: total - sum(counts)]:
        counts[i] += 1
    chosen = [profile for profile, count in zip(every, counts, strict=True) for _ in range(count)]
    random.shuffle(chosen)
    return chosen


def _statuses(random: Random, chosen: Sequence[Profile], by_status: dict[str, int]) -> list[str]:
    """A state for each project, so many of each; projects about social contact are more often pilots, as published."""
    pool = [status for status, count in by_status.items() for _ in range(count)]
    random.shuffle(pool)
    statuses = pool[:]
    social = [i for i, profile in enumerate(chosen) if profile.category == "social_contact"]
    pilots = [i for i, status in enumerate(statuses) if status == "pilot" and chosen[i].category != "social_contact"]
    random.shuffle(pilots)
    for i in social:
        if statuses[i] in {"in_operation", "implementing"} and random.random() < 0.5:
            other = pilots.pop()
            statuses[i], statuses[other] = statuses[other], statuses[i]
    return statuses


def _scale(random: Random, status: str) -> str:
    if status in {"implementing", "in_operation", "ended"}:
        return "large" if random.random() < 0.8 else "pilot"
    return "pilot"


def _written(
    random: Random, every: dict[str, Place], names: UnitNames, drafts: Sequence[_Draft], taken: set[str]
) -> list[PlannedProject]:
    """The drafts with units, steps and texts; no two projects of a municipality have the same title."""
    titles: dict[str, set[str]] = {PILOT: set(taken)}
    return [
        _write(random, every[draft.municipality], names, draft, titles.setdefault(draft.municipality, set()))
        for draft in drafts
    ]


def _write(random: Random, place: Place, names: UnitNames, draft: _Draft, taken: set[str]) -> PlannedProject:
    profile = draft.profile
    unit_type = random.choice(profile.unit_types)
    wanted = (
        random.choice((1, 1, 2)) if draft.status not in {"in_operation", "implementing"} else random.choice((1, 2, 3))
    )
    targets = tuple(sorted(random.sample(profile.targets, min(len(profile.targets), random.choice((1, 2))))))
    units = names.pick(place.code, unit_type, targets, wanted if draft.tier != "unit" else 1)
    where = texts.setting(random, unit_type, units, draft.status, networked=profile.networked)
    story = texts.story(random, profile.technology, draft.status, where)
    choices = texts.title_choices(random, profile.technology, where)
    title = next((title for title in choices if title not in taken), f"{choices[-1]} ({draft.registered.year})")
    taken.add(title)
    mailbox = _MAILBOXES.get(unit_type, "") if random.random() < 0.4 else ""
    return PlannedProject(
        municipality=place.code,
        title=title,
        technology=profile.technology,
        need=story.need,
        summary=story.summary,
        results=story.results,
        learning=story.learning,
        units=units,
        targets=targets,
        paragraphs=profile.paragraphs[: random.choice((1, 1, 2))],
        scale=draft.scale,
        tier=draft.tier,
        mailbox=f"{mailbox or 'velfaerdsteknologi'}@{place.slug}.example",
        registered_on=draft.registered,
        confirmed_on=draft.confirmed,
        steps=history.steps(random, draft.status, draft.registered),
    )


def _joined(random: Random, every: dict[str, Place], projects: list[PlannedProject]) -> list[PlannedProject]:
    """Some projects are run by several municipalities of a region, as such projects were."""
    homes = sorted({project.municipality for project in projects if project.is_on_map})
    fit = [i for i, project in enumerate(projects) if project.technology in _JOINT and project.is_on_map]
    chosen: dict[int, int] = {}
    for region, size in published.JOINT_HOUSING_SUPPORT:
        chosen[next(i for i in fit if i not in chosen and _may_lead(projects[i], every, region))] = size
    others = random.sample([i for i in fit if i not in chosen], _JOINT_PROJECTS - len(chosen))
    for i in (*chosen, *others):
        own = projects[i].municipality
        near = [code for code in homes if code != own and every[code].region == every[own].region]
        wanted = chosen[i] - 1 if i in chosen else random.randint(2, 4)
        participants = tuple(sorted(random.sample(near, min(wanted, len(near)))))
        projects[i] = replace(projects[i], participants=participants)
    return projects


def _may_lead(project: PlannedProject, every: dict[str, Place], region: str) -> bool:
    """Whether a project is video support in housing, in that region, and goes on."""
    goes_on = project.status not in {"stopped", "ended"}
    return goes_on and project.technology == "virtuel_bostoette" and every[project.municipality].region == region


def _in_rounds(random: Random, projects: Sequence[PlannedProject]) -> list[PlannedProject]:
    """The projects quarter by quarter, in each by municipality: coordinators come by now and then with what is new."""
    turn = {code: random.random() for code in sorted({project.municipality for project in projects})}

    def place(project: PlannedProject) -> tuple[int, int, float, date, str]:
        day = project.registered_on
        return day.year, (day.month - 1) // 3, turn[project.municipality], day, project.title

    return sorted(projects, key=place)


def _coordinators(random: Random, homes: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """An invented coordinator for each municipality."""
    names = texts.read("names.toml")
    every = [f"{first} {last}" for first in names["first"] for last in names["last"]]
    return tuple(zip(homes, random.sample(every, len(homes)), strict=True))
