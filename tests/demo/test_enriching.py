"""What some projects of the demo tell beside the rest."""

from datetime import date

from tovholder.apps.projects.programmes import programme_rows
from tovholder.demo.enriching import enriched
from tovholder.demo.model import DemoPlan
from tovholder.demo.places import places
from tovholder.demo.plan import build_plan
from tovholder.demo.published import JOINT_HOUSING_SUPPORT

TODAY = date(2026, 11, 21)


def _plan() -> DemoPlan:
    return build_plan(2017, TODAY)


def test_some_projects_tell_programme_product_and_money() -> None:
    """Each kind is there, none is everywhere, and a programme is one that the package knows."""
    projects = _plan().projects
    known = {row["key"] for row in programme_rows()}
    assert {key for project in projects for key in project.programmes} <= known
    for field in ("programmes", "product", "funder"):
        told = sum(bool(getattr(project, field)) for project in projects)
        assert 50 < told < len(projects) * 0.6


def test_every_project_that_is_over_says_what_would_be_done_differently() -> None:
    """And every stopped one what stopped it; the others tell neither."""
    for project in _plan().projects:
        assert bool(project.would_change) == (project.status in {"stopped", "ended"})
        assert bool(project.stop_causes) == (project.status == "stopped")


def test_video_support_in_housing_is_run_by_five_nine_and_six_municipalities() -> None:
    """In the regions where such projects were."""
    every = places()
    sizes = [
        (every[project.municipality].region, len(project.participants) + 1)
        for project in _plan().projects
        if project.technology == "virtuel_bostoette" and project.participants
    ]
    assert set(JOINT_HOUSING_SUPPORT) <= set(sizes)


def test_the_same_seed_tells_the_same() -> None:
    """Twice equal, and another seed another."""
    projects = _plan().projects
    assert enriched(1, TODAY, projects) == enriched(1, TODAY, projects)
    assert enriched(1, TODAY, projects) != enriched(2, TODAY, projects)
