"""What the room shows on pages of other rooms: decisions and problems of a project, problems that spoil a benefit."""

from collections.abc import Mapping

from django.urls import reverse

from tovholder.apps.benefits.public import Benefit
from tovholder.apps.decisions import rules
from tovholder.apps.decisions.choices import Outcome
from tovholder.apps.decisions.models import Problem
from tovholder.apps.decisions.presenting import is_overdue, review_status
from tovholder.apps.decisions.problem_finding import problem_status
from tovholder.apps.decisions.selectors import open_problems, own_projects, requests_of, reviews_of
from tovholder.apps.projects.public import Project, Status
from tovholder.kernel.actor import Actor

SHOWN = 4


def project_panel(project: Project, actor: Actor) -> Mapping[str, object] | None:
    """Decisions, problems and what can be done; to others only that a project was stopped in time, with learning."""
    reviews = list(reviews_of(project))
    if not rules.may_read.allows(actor, project):
        last = next((one for one in reviews if one.is_held), None)
        stopped = project.status == Status.STOPPED and last is not None and last.outcome == Outcome.STOP
        return {"project": project, "stopped_in_time": True, "inside": False} if stopped and project.learning else None
    waiting = next((one for one in reviews if not one.is_held), None)
    return {
        "project": project,
        "inside": True,
        "waiting": waiting,
        "overdue": waiting is not None and is_overdue(waiting),
        "held": [(one, review_status(one)) for one in reviews if one.is_held][:SHOWN],
        "problems": [(one, problem_status(one)) for one in open_problems([project])[:SHOWN]],
        "help": list(requests_of(project)[:SHOWN]),
        "may_decide": rules.may_decide.allows(actor, project),
        "may_log": rules.may_log.allows(actor, project),
        "href": reverse("decisions:project", args=[project.public_id]),
    }


def benefit_panel(benefit: Benefit, actor: Actor) -> Mapping[str, object] | None:
    """The problems that spoil measurements of a benefit; nothing where there are none."""
    if not rules.may_read.allows(actor, benefit):
        return None
    found = Problem.objects.filter(spoils__benefit=benefit, project__in=own_projects(actor)).distinct()
    problems = [(one, problem_status(one)) for one in found.order_by("-since", "-pk")]
    return {"problems": problems} if problems else None
