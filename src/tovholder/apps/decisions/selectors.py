"""Reading decisions: through the projects of the reader's own municipality that they may see."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import Http404

from tovholder.apps.benefits.public import Benefit, Measurement
from tovholder.apps.decisions.choices import CLOSED_PROBLEMS, HelpState
from tovholder.apps.decisions.models import (
    ComplexityRating,
    Criterion,
    Deviation,
    HelpRequest,
    Problem,
    ProcedureStep,
    Review,
    Statement,
    StatementVersion,
)
from tovholder.apps.packages.public import Package
from tovholder.apps.projects.public import CONDITIONS, Condition, Project, ProjectFile, Status, files_of
from tovholder.foundation.accounts.models import RoleHolding, User
from tovholder.foundation.municipalities.models import Unit
from tovholder.foundation.municipalities.selectors import open_units
from tovholder.foundation.visibility import roles
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor

NOWHERE = -1  # a key that no municipality has
OF_A_PROJECT = ("project", "project__municipality", "project__technology", "project__unit")


def own_projects(actor: Actor) -> QuerySet[Project]:
    """The projects of the actor's municipality that they may see."""
    found = Project.objects.visible_to(actor).at_home(actor)
    return found.select_related("municipality", "unit", "technology")


def project_for(actor: Actor, public_id: UUID) -> Project:
    """The project of an address, of the actor's own municipality. Raises ``Http404``."""
    found = own_projects(actor).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def unit_for(actor: Actor, public_id: UUID) -> Unit:
    """A unit of the actor's own municipality. Raises ``Http404``."""
    found = Unit.objects.select_related("municipality").filter(public_id=public_id)
    one = found.filter(municipality_id=actor.municipality_id or NOWHERE).first()
    if one is None:
        raise Http404
    return one


def reporting_units(actor: Actor) -> QuerySet[Unit]:
    """The units whose reports ``actor`` is shown: one's own, or without one all of the municipality that are open."""
    units = open_units(actor.municipality_id or NOWHERE)
    return units.filter(pk=actor.unit_id) if actor.unit_id is not None else units


def condition_for(key: str) -> Condition:
    """The condition of an address. Raises ``Http404``."""
    found = CONDITIONS.get(key)
    if found is None:
        raise Http404
    return found


def statement_of(project: Project, key: str) -> Statement | None:
    """What was last said of a condition of a project."""
    found = Statement.objects.select_related("code", "document", "package").filter(project=project, key=key)
    return found.first()


def statements_of(project: Project) -> dict[str, Statement]:
    """All that was said of a project's conditions, by key. One query."""
    found = Statement.objects.select_related("code", "document", "package").filter(project=project)
    return {one.key: one for one in found}


def versions_of(statement: Statement | None) -> Sequence[StatementVersion]:
    """What was said before, the latest first."""
    if statement is None:
        return []
    return list(statement.versions.select_related("code", "document", "package"))


def choosable_documents(project: Project, actor: Actor) -> list[ProjectFile]:
    """The files of a project on which an answer may lean."""
    return list(files_of(actor, project))


def choosable_packages(actor: Actor) -> QuerySet[Package]:
    """The packages of the own municipality on which an answer may lean."""
    return Package.objects.visible_to(actor).at_home(actor).order_by("sort_key", "pk")


def choosable_benefits(project: Project, actor: Actor) -> QuerySet[Benefit]:
    """The benefits of a project to which a criterion may point."""
    return Benefit.objects.visible_to(actor).filter(project=project).order_by("sort_key", "pk")


def criteria_of(project: Project) -> QuerySet[Criterion]:
    """The criteria of a project that hold."""
    found = Criterion.objects.select_related("benefit", "benefit__measured_in")
    return found.filter(project=project, withdrawn_on__isnull=True)


def criterion_for(actor: Actor, public_id: UUID) -> Criterion:
    """The criterion with that id, in a project that ``actor`` may see at home. Raises ``Http404``."""
    found = (
        Criterion.objects.select_related(*OF_A_PROJECT, "benefit", "benefit__measured_in")
        .filter(public_id=public_id, project__in=own_projects(actor))
        .first()
    )
    if found is None or found.withdrawn_on is not None:
        raise Http404
    return found


def deviations_of(project: Project) -> Sequence[Deviation]:
    """What was changed of the criteria after they were fixed."""
    return list(Deviation.objects.filter(project=project))


def reviews_of(project: Project) -> QuerySet[Review]:
    """The reviews of a project, the planned one first, then the latest held."""
    return Review.objects.filter(project=project).order_by("outcome", "-held_on", "-pk").select_related(*OF_A_PROJECT)


def own_reviews(actor: Actor) -> QuerySet[Review]:
    """The reviews of the actor's municipality that they may see."""
    return Review.objects.filter(project__in=own_projects(actor)).select_related(*OF_A_PROJECT)


def review_for(actor: Actor, public_id: UUID) -> Review:
    """The review with that id, if ``actor`` may see its project at home. Raises ``Http404``."""
    found = own_reviews(actor).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def overdue_reviews(actor: Actor, today: date) -> QuerySet[Review]:
    """The planned reviews of the actor's municipality whose day has passed."""
    return own_reviews(actor).filter(outcome="", due_on__lt=today)


def waiting_reviews(actor: Actor, until: date) -> QuerySet[Review]:
    """The planned reviews that are due by ``until``: a unit's people meet those of their unit's projects."""
    found = own_reviews(actor).filter(outcome="", due_on__lte=until)
    if actor.role in roles.COORDINATORS:
        return found.order_by("due_on", "pk")
    if actor.unit_id is None:
        return found.none()
    own = Q(project__unit_id=actor.unit_id) | Q(
        project__in=Project.units.through.objects.filter(unit_id=actor.unit_id).values("project_id")
    )
    return found.filter(own).order_by("due_on", "pk")


def undecided_projects(actor: Actor) -> QuerySet[Project]:
    """The pilots of the actor's municipality for which nobody has planned a review."""
    planned = Review.objects.filter(project=OuterRef("pk"), outcome="")
    return own_projects(actor).filter(~Exists(planned), status=Status.PILOT)


def own_problems(actor: Actor) -> QuerySet[Problem]:
    """The problems of the actor's municipality that they may see."""
    found = Problem.objects.filter(project__in=own_projects(actor)).select_related(*OF_A_PROJECT)
    return found.annotate(spoiled=Count("spoils"))


def problem_for(actor: Actor, public_id: UUID) -> Problem:
    """The problem with that id, if ``actor`` may see its project at home. Raises ``Http404``."""
    found = own_problems(actor).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def problems_of(project: Project) -> QuerySet[Problem]:
    """The problems of a project, the open ones first."""
    return Problem.objects.filter(project=project).order_by("state", "-since", "-pk")


def open_problems(projects: Iterable[Project]) -> QuerySet[Problem]:
    """The open problems of several projects."""
    found = Problem.objects.filter(project__in=projects).exclude(state__in=CLOSED_PROBLEMS)
    return found.select_related("project")


def choosable_measurements(project: Project, actor: Actor) -> QuerySet[Measurement]:
    """The measurements of a project that a problem may spoil."""
    benefits = Benefit.objects.visible_to(actor).filter(project=project).order_by()
    found = Measurement.objects.visible_to(actor).filter(benefit__in=benefits.values("pk"))
    return found.select_related("benefit", "unit").order_by("benefit__sort_key", "period_from", "pk")


def procedure_of(project: Project) -> QuerySet[ProcedureStep]:
    """The steps of the work, before and after."""
    return ProcedureStep.objects.filter(project=project).select_related("role")


def procedure_step_for(actor: Actor, public_id: UUID) -> ProcedureStep:
    """The step with that id, in a project that ``actor`` may see at home. Raises ``Http404``."""
    found = ProcedureStep.objects.select_related(*OF_A_PROJECT, "role")
    one = found.filter(public_id=public_id, project__in=own_projects(actor)).first()
    if one is None:
        raise Http404
    return one


def ratings_of(project: Project) -> list[ComplexityRating]:
    """The ratings of a project's complexity, the oldest first. Two queries."""
    return list(ComplexityRating.objects.filter(project=project).prefetch_related("domains"))


def requests_of(project: Project) -> QuerySet[HelpRequest]:
    """The wishes for an economist's help with a project."""
    return HelpRequest.objects.filter(project=project).select_related("assigned_to", "project")


def help_for(actor: Actor, public_id: UUID) -> HelpRequest:
    """The request with that id, in a project that ``actor`` may see at home. Raises ``Http404``."""
    found = HelpRequest.objects.select_related(*OF_A_PROJECT, "assigned_to", "asked_by")
    one = found.filter(public_id=public_id, project__in=own_projects(actor)).first()
    if one is None:
        raise Http404
    return one


def economists_of(municipality_id: int) -> QuerySet[User]:
    """Those who hold the role of economist in a municipality today."""
    held = RoleHolding.objects.current_on(clock.today()).filter(
        user=OuterRef("pk"), municipality_id=municipality_id, role__code=roles.ECONOMIST
    )
    return User.objects.filter(Exists(held), is_active=True).order_by("sort_key", "pk")


def waiting_help(actor: Actor) -> QuerySet[HelpRequest]:
    """The requests that wait for the actor: those given to them, and to a coordinator those that nobody has."""
    found = HelpRequest.objects.filter(project__in=own_projects(actor)).select_related("project")
    if actor.role in roles.COORDINATORS:
        return found.filter(state=HelpState.ASKED)
    if actor.user_id is None:
        return found.none()
    return found.filter(state=HelpState.ASSIGNED, assigned_to__public_id=actor.user_id)


def with_effects_elsewhere(project: Project, actor: Actor, count: int = 5) -> list[Project]:
    """Projects of other municipalities with the same technology, in operation or ended, that tell their results.

    Those that ``actor`` may see, the latest changed first (PIL-08). One query.
    """
    found = (
        Project.objects.visible_to(actor)
        .select_related("municipality")
        .filter(technology=project.technology, status__in=(Status.IN_OPERATION, Status.ENDED, Status.STOPPED))
        .exclude(municipality=project.municipality)
        .exclude(results="")
    )
    return list(found.order_by("-confirmed_on", "-pk")[:count])
