"""The demo tells one case from an idea to a decision: everything hangs on the same project."""

import pytest
from django.urls import reverse

from tests.people import client_of
from tovholder.apps.barriers.public import barriers_of
from tovholder.apps.benefits.public import BenefitTree
from tovholder.apps.businesscases.public import business_case_of
from tovholder.apps.decisions.public import Problem, Review, criteria_of, suggested
from tovholder.apps.followups.public import accepted_rollout, has_evaluation_plan
from tovholder.apps.projects.public import Project
from tovholder.apps.spread.public import SpreadPlan
from tovholder.foundation.accounts.models import RoleHolding
from tovholder.foundation.accounts.seats import actor_of

pytestmark = pytest.mark.django_db


def test_one_project_has_the_whole_case() -> None:
    """Tree, frozen business case, rollout, plan, funnel, barriers, a measured criterion, a decision, and its paper."""
    project = Project.objects.get(title="Skærmbesøg om aftenen ved kysten")
    held = RoleHolding.objects.filter(municipality=project.municipality, role__code="coordinator").order_by("pk")[0]
    actor = actor_of(held)
    case = business_case_of(project, actor)
    assert case is not None
    assert [one.number for one in case.versions.all()] == [1, 2]
    assert BenefitTree.objects.filter(project=project).exists()
    assert SpreadPlan.objects.filter(project=project).exists()
    assert accepted_rollout(project) is not None
    assert has_evaluation_plan(project)
    assert len(barriers_of(project, actor)) == 3
    measured = [one for one in criteria_of(project) if one.threshold is not None]
    assert [suggested(one) for one in measured] == ["met"]
    assert [one.outcome for one in Review.objects.filter(project=project).exclude(outcome="")] == ["continue"]
    (problem,) = Problem.objects.filter(project=project, spoils__isnull=False)
    assert problem.spoils.get().spoiled
    page = client_of(held).get(reverse("decisions:decision_paper", args=[project.public_id]))
    headings = [block.heading for block in page.context["told"].blocks]
    assert {"Kriterier og resultater", "Gevinster", "Økonomi", "Barrierer"} <= set(headings)
