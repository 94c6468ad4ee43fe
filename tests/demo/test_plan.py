"""The plan of the demo: a pure function of a seed and a day."""

import csv
import re
from collections import Counter
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

import pytest

from tovholder.apps.projects.public import Status
from tovholder.apps.projects.status import NEEDS_REASON, next_states
from tovholder.demo import published, texts
from tovholder.demo.model import DemoPlan, PlannedProject
from tovholder.demo.pilot import PILOT
from tovholder.demo.places import places
from tovholder.demo.plan import build_plan, pilot_plan, profiles

TODAY = date(2026, 11, 21)
SEEDS = (1, 2, 3)
COMMON = (
    "bedre_hjaelpemidler",
    "digital_traening_sensor",
    "forflytning",
    "medicinrobot",
    "sensorer",
    "skaermbesoeg",
    "traeningsvideoer",
    "vasketoilet",
    "virtuel_bostoette",
)


@cache
def _plan(seed: int = 1, today: date = TODAY) -> DemoPlan:
    return build_plan(seed, today)


def _on_map(plan: DemoPlan) -> list[PlannedProject]:
    return [project for project in plan.projects if project.is_on_map]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_map_has_the_published_totals(seed: int) -> None:
    """1,077 projects, 71 municipalities with and 27 without, 430 in operation, 233 being implemented, for any seed."""
    shown = _on_map(_plan(seed))
    status = Counter(project.status for project in shown)
    homes = {project.municipality for project in shown}
    assert (len(shown), len(homes), 98 - len(homes)) == (1077, 71, 27)
    assert (status["in_operation"], status["implementing"]) == (430, 233)
    assert set(status) == set(published.BY_STATUS)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_number_more_than_doubled_in_four_years(seed: int) -> None:
    """Each year from August 2014 to December 2017 adds projects, and the last total is more than twice the first."""
    days = [project.registered_on for project in _on_map(_plan(seed))]
    assert date(2014, 8, 1) <= min(days)
    assert max(days) <= date(2017, 12, 31)
    years = Counter(day.year for day in days)
    assert sorted(years) == [2014, 2015, 2016, 2017]
    assert sum(years.values()) > 2 * years[2014]


@pytest.mark.parametrize("seed", SEEDS)
def test_about_one_in_ten_is_stale(seed: int) -> None:
    """103 projects that somebody works with have not been confirmed for a year; no date lies in the future."""
    year_ago = TODAY - timedelta(days=365)
    shown = _on_map(_plan(seed))
    active = [project for project in shown if project.status not in {"stopped", "ended"}]
    assert sum(project.confirmed_on < year_ago for project in active) == 103
    assert [p.title for p in shown if p not in active and p.confirmed_on < year_ago] == []
    assert [p.title for p in shown if not p.registered_on <= p.confirmed_on <= TODAY] == []


@pytest.mark.parametrize("today", [date(2018, 1, 1), date(2019, 6, 30), date(2031, 2, 28)])
def test_confirmations_follow_the_demos_day(today: date) -> None:
    """On any day of the demo the same number is stale."""
    year_ago = today - timedelta(days=365)
    stale = [p for p in _on_map(_plan(1, today)) if p.status not in {"stopped", "ended"} and p.confirmed_on < year_ago]
    assert len(stale) == 103
    assert [p.title for p in _plan(1, today).projects if p.confirmed_on > today] == []


def test_a_day_before_the_history_is_over_is_refused() -> None:
    """In 2017 the demo would have to know what comes."""
    with pytest.raises(ValueError, match="2018-01-01 or later"):
        build_plan(1, date(2017, 12, 31))


def test_the_same_seed_gives_the_same_plan_and_another_seed_another() -> None:
    """The plan is repeatable, and the seed matters."""
    assert build_plan(7, TODAY) == build_plan(7, TODAY)
    assert build_plan(7, TODAY) != build_plan(8, TODAY)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_history_follows_the_allowed_steps(seed: int) -> None:
    """Steps rise in time, each may follow the one before, and those that must tell why do."""
    for project in _plan(seed).projects:
        for before, after in zip(project.steps, project.steps[1:], strict=False):
            assert before.on < after.on, project.title
            assert Status(after.status) in next_states(before.status), project.title
        assert [step.status for step in project.steps if step.status in NEEDS_REASON and not step.reason] == []
        assert project.steps[-1].on <= date(2017, 12, 31), project.title


@pytest.mark.parametrize("seed", SEEDS)
def test_stopped_projects_tell_what_was_learnt(seed: int) -> None:
    """A stopped project has learning, and every project names its need."""
    plan = _plan(seed)
    assert [project.title for project in plan.projects if project.status == "stopped" and not project.learning] == []
    assert [project.title for project in plan.projects if not project.need] == []


@pytest.mark.parametrize("seed", SEEDS)
def test_care_and_other_technologies_lead_the_implementation(seed: int) -> None:
    """As published, most of what is in operation or on its way is treatment and care, then other technologies."""
    category = {profile.technology: profile.category for profile in profiles()}
    counts = Counter(
        category[project.technology]
        for project in _on_map(_plan(seed))
        if project.status in {"in_operation", "implementing"}
    )
    assert [name for name, _ in counts.most_common(2)] == ["care", "other"]


@pytest.mark.parametrize("seed", SEEDS)
def test_social_contact_has_more_pilots_than_any_other_category(seed: int) -> None:
    """As published, pilots grow most among technologies for social contact."""
    category = {profile.technology: profile.category for profile in profiles()}
    pilots = Counter(category[project.technology] for project in _on_map(_plan(seed)) if project.status == "pilot")
    assert pilots.most_common(1)[0][0] == "social_contact"


@pytest.mark.parametrize("seed", SEEDS)
def test_some_projects_stay_off_the_map(seed: int) -> None:
    """Experiments and what is kept to a municipality or a unit exist, also where the map shows nothing."""
    plan = _plan(seed)
    beside = [project for project in plan.projects if not project.is_on_map]
    homes = {project.municipality for project in _on_map(plan)}
    assert {project.tier for project in beside} == {"unit", "municipality", "municipalities"}
    assert {project.scale for project in beside if project.tier == "municipalities"} == {"experiment"}
    assert len({project.municipality for project in beside} - homes) == 3


def test_a_quarter_is_public() -> None:
    """Going public is a municipality's own act: about one in four has done so."""
    shown = _on_map(_plan())
    assert Counter(project.tier for project in shown) == {"municipalities": 804, "public": 273}


def test_one_to_forty_projects_in_a_municipality() -> None:
    """Municipalities differ as they do in life; the pilot's dozen comes on top of its drawn number."""
    counts = Counter(project.municipality for project in _on_map(_plan()) if project.municipality != PILOT)
    assert min(counts.values()) == 1
    assert 30 <= max(counts.values()) <= 40


@pytest.mark.parametrize("seed", SEEDS)
def test_joint_projects_stay_within_a_region_and_name_others(seed: int) -> None:
    """Municipalities that take part are neighbours of the region, on the map, and never the owner."""
    every = places()
    homes = {project.municipality for project in _on_map(_plan(seed))}
    joint = [project for project in _plan(seed).projects if project.participants]
    assert len(joint) == 14
    for project in joint:
        assert {every[code].region for code in project.participants} == {every[project.municipality].region}
        assert project.municipality not in project.participants
        assert set(project.participants) <= homes


@pytest.mark.parametrize("seed", SEEDS)
def test_no_text_shows_its_seams(seed: int) -> None:
    """No slot is left open, no mark of a unit type shows, nothing is longer than its field."""
    for project in _plan(seed).projects:
        reasons = [step.reason for step in project.steps]
        for text in (project.title, project.need, project.summary, project.results, project.learning, *reasons):
            assert re.search(r"[{}@]|  ", text) is None, text
        assert len(project.title) <= 160
        assert len(project.need) <= 2000


@pytest.mark.parametrize("seed", SEEDS)
def test_titles_and_units_are_unique_in_a_municipality(seed: int) -> None:
    """Two projects of a municipality can be told apart, and so can its units; every project's units exist."""
    plan = _plan(seed)
    titles = Counter((project.municipality, project.title) for project in plan.projects)
    units = Counter((unit.municipality, unit.name) for unit in plan.units)
    assert [key for key, count in (titles | units).items() if count > 1] == []
    named = {(project.municipality, name) for project in plan.projects for name in project.units}
    assert named - set(units) == set()


def test_contacts_are_shared_mailboxes_that_lead_nowhere() -> None:
    """Every contact ends in the reserved .example and is no person's own address."""
    mailboxes = {project.mailbox for project in _plan().projects}
    assert {mailbox.rsplit(".", 1)[1] for mailbox in mailboxes} == {"example"}
    assert {mailbox.split("@")[0] for mailbox in mailboxes} == {
        "velfaerdsteknologi", "traening", "sygeplejen", "bostoette", "hjemmepleje",
    }  # fmt: skip


def test_paragraphs_held_when_the_project_came_to_the_map() -> None:
    """No project names a section that had not begun or had ended."""
    text = files("tovholder.foundation.codes").joinpath("data/codes.csv").read_text(encoding="utf-8")
    rows = {row["code"]: row for row in csv.DictReader(text.splitlines()) if row["list"] == "paragraph"}
    for project in _plan().projects:
        for code in project.paragraphs:
            row, day = rows[code], project.registered_on.isoformat()
            assert (row["valid_from"] or day) <= day <= (row["valid_to"] or day), (project.title, code)


def test_every_technology_of_the_demo_can_tell_its_story_everywhere() -> None:
    """Each type of unit in which a technology appears has titles, needs, summaries and results."""
    assert {profile.technology for profile in profiles()} == texts.described()
    for profile in profiles():
        for unit_type in profile.unit_types:
            fitting = texts.variants(profile.technology, frozenset({unit_type}))
            told = {part for part in ("titles", "needs", "summaries", "results") if fitting[part]}
            assert told == {"titles", "needs", "summaries", "results"}, (profile.technology, unit_type)


@pytest.mark.parametrize("technology", COMMON)
def test_common_technologies_have_at_least_four_of_each(technology: str) -> None:
    """What appears most has the most ways to be told."""
    every = texts.variants(technology, None)
    assert [part for part in ("needs", "summaries", "results", "learnings") if len(every[part]) < 4] == []


def test_the_pilot_has_a_dozen_projects_on_the_map() -> None:
    """One municipality, six units, twelve projects on the map and three beside it, each told in full."""
    plan = pilot_plan(TODAY)
    assert {project.municipality for project in plan.projects} == {PILOT}
    assert (len(plan.units), len(_on_map(plan)), len(plan.projects)) == (6, 12, 15)
    assert [project.title for project in _on_map(plan) if not (project.summary and project.results)] == []
    assert {project.status for project in _on_map(plan)} == {"in_operation", "implementing", "pilot", "stopped"}
