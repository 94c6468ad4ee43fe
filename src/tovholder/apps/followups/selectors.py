"""Reading plans, rollouts and analyses: each reader as far as the tiers let them see."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from tovholder.apps.benefits.public import Benefit, own_benefits
from tovholder.apps.followups.models import Analysis, EvaluationPlan, PlannedStart, Rollout
from tovholder.apps.projects.public import Project, projects_of
from tovholder.foundation.accounts.models import RoleHolding, User
from tovholder.foundation.municipalities.models import Municipality, Unit
from tovholder.foundation.municipalities.owned import OwnedQuerySet
from tovholder.foundation.municipalities.selectors import open_units
from tovholder.foundation.visibility import roles
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


def whole_plans() -> OwnedQuerySet[EvaluationPlan]:
    """All plans with what a page tells of them. Only for callers that narrow by rights themselves."""
    return EvaluationPlan.objects.select_related("municipality", "unit", "project", "benefit", "economist")


def own_plans(actor: Actor) -> OwnedQuerySet[EvaluationPlan]:
    """The plans of the actor's municipality that they may see."""
    return whole_plans().visible_to(actor).at_home(actor)


def plan_for(actor: Actor, public_id: UUID) -> EvaluationPlan:
    """The plan with that id, if ``actor`` may see it. Raises ``Http404``."""
    found = whole_plans().visible_to(actor).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def plans_of(project: Project, actor: Actor) -> OwnedQuerySet[EvaluationPlan]:
    """The plans of a project that ``actor`` may see."""
    return whole_plans().visible_to(actor).filter(project=project)


def plan_of(benefit: Benefit) -> EvaluationPlan | None:
    """The plan by which a benefit is evaluated: its own, else its project's. For callers who see the benefit."""
    found = whole_plans().filter(project_id=benefit.project_id)
    return found.filter(benefit=benefit).first() or found.filter(benefit__isnull=True).first()


def has_evaluation_plan(project: Project) -> bool:
    """Whether it is written down how the project is evaluated (PIL-04)."""
    return EvaluationPlan.objects.filter(project=project).exists()


def whole_rollouts() -> OwnedQuerySet[Rollout]:
    """All rollouts with what a page tells of them. Only for callers that narrow by rights themselves."""
    return Rollout.objects.select_related("municipality", "unit", "project")


def own_rollouts(actor: Actor) -> OwnedQuerySet[Rollout]:
    """The rollouts of the actor's municipality that they may see."""
    return whole_rollouts().visible_to(actor).at_home(actor)


def rollout_for(actor: Actor, public_id: UUID) -> Rollout:
    """The rollout with that id, if ``actor`` may see it. Raises ``Http404``."""
    found = whole_rollouts().visible_to(actor).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def start_for(actor: Actor, public_id: UUID) -> PlannedStart:
    """The start with that id, if ``actor`` may see its rollout. Raises ``Http404``."""
    found = PlannedStart.objects.select_related("unit", "rollout").filter(public_id=public_id).first()
    if found is None:
        raise Http404
    rollout_for(actor, found.rollout.public_id)
    return found


def starts_of(rollout: Rollout) -> QuerySet[PlannedStart]:
    """The units of a rollout, by their start."""
    return rollout.starts.select_related("unit", "not_before__unit").order_by("starts_on", "unit__sort_key", "pk")


def accepted_rollout(project: Project) -> Rollout | None:
    """The newest rollout of a project that was accepted. For callers who see the project's benefits."""
    return Rollout.objects.filter(project=project, accepted_at__isnull=False).order_by("-accepted_at", "-pk").first()


def held_starts(project: Project) -> dict[int, PlannedStart]:
    """The starts of a project's accepted rollout, by the unit's key. Two queries."""
    rollout = accepted_rollout(project)
    return {} if rollout is None else {one.unit_id: one for one in rollout.starts.all()}


def planned_starts(project: Project) -> dict[int, date | None]:
    """When each unit of a project's accepted rollout begins or began, by the unit's key. Two queries."""
    return {key: one.counts_from for key, one in held_starts(project).items()}


def seen_analyses(actor: Actor) -> OwnedQuerySet[Analysis]:
    """The kept analyses that ``actor`` sees, of benefits that they see: one that was narrowed takes them along."""
    whole = Analysis.objects.select_related(
        "municipality", "unit", "benefit", "benefit__project", "replaced_by", "plan"
    ).visible_to(actor)
    return whole.filter(benefit__in=Benefit.objects.visible_to(actor).order_by().values("pk"))


def own_analyses(actor: Actor) -> OwnedQuerySet[Analysis]:
    """The analyses of the actor's municipality that they may see."""
    return seen_analyses(actor).at_home(actor)


def analysis_for(actor: Actor, public_id: UUID) -> Analysis:
    """The analysis with that id, if ``actor`` may see it. Raises ``Http404``."""
    found = seen_analyses(actor).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def analyses_of(benefit: Benefit, actor: Actor) -> OwnedQuerySet[Analysis]:
    """The kept analyses of a benefit that ``actor`` may see, the newest first."""
    return seen_analyses(actor).filter(benefit=benefit)


def latest_analysis(benefit: Benefit) -> Analysis | None:
    """The analysis that holds for a benefit. For callers who see the benefit."""
    return Analysis.objects.filter(benefit=benefit, replaced_by__isnull=True).first()


# --- what a form offers -----------------------------------------------------------------------------------------------
def choosable_projects(actor: Actor) -> QuerySet[Project]:
    """The projects of the actor's municipality."""
    home = Municipality.objects.filter(pk=actor.municipality_id or 0).first()
    if home is None:
        return Project.objects.none()
    return projects_of(actor, home).filter(municipality=home).order_by("sort_key", "pk")


def choosable_benefits(actor: Actor) -> QuerySet[Benefit]:
    """The benefits of the actor's municipality."""
    return own_benefits(actor).order_by("sort_key", "pk")


def choosable_units(actor: Actor) -> QuerySet[Unit]:
    """The units of the actor's municipality that are open today."""
    return open_units(actor.municipality_id)


def economists(actor: Actor) -> QuerySet[User]:
    """The economists of the actor's municipality."""
    held = RoleHolding.objects.current_on(clock.today())
    held = held.filter(municipality_id=actor.municipality_id or 0, role__code=roles.ECONOMIST)
    return User.objects.filter(pk__in=held.values("user_id")).order_by("sort_key", "pk")
