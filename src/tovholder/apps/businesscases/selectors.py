"""Reading business cases: each reader their own municipality's."""

from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404

from tovholder.apps.benefits.public import Benefit, own_benefits
from tovholder.apps.businesscases.models import Actual, Assumption, BusinessCase, Frozen, Line
from tovholder.apps.businesscases.patterns import Question, pattern_of
from tovholder.apps.businesscases.rules import whole_municipality
from tovholder.apps.figures.public import PublishedFigure, shown_figures
from tovholder.apps.projects.public import Project
from tovholder.foundation.accounts.models import RoleHolding, User
from tovholder.foundation.municipalities.models import Unit
from tovholder.foundation.municipalities.owned import OwnedQuerySet
from tovholder.foundation.municipalities.selectors import open_units
from tovholder.foundation.visibility import roles
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor

T = TypeVar("T", Assumption, Line, Frozen, Actual)
NOWHERE = -1  # a key that no municipality has
REFERENCE = "raaderum-2022-herning-besparelse"
"""The published figure that stands beside cases on merged systems (ECO-09)."""


def home_of(actor: Actor) -> int:
    """The key of the actor's municipality; without one a key that nothing has."""
    return NOWHERE if actor.municipality_id is None else actor.municipality_id


def own_cases(actor: Actor) -> OwnedQuerySet[BusinessCase]:
    """The cases of the actor's municipality that they may see, with what a list tells of them."""
    return (
        BusinessCase.objects.visible_to(actor)
        .filter(municipality_id=home_of(actor))
        .select_related("municipality", "unit", "project", "owner")
    )


def whole_cases(actor: Actor) -> list[BusinessCase]:
    """The same with everything that is computed from. A constant number of queries."""
    return list(_with_parts(own_cases(actor)))


def _with_parts(cases: OwnedQuerySet[BusinessCase]) -> OwnedQuerySet[BusinessCase]:
    return cases.prefetch_related(
        Prefetch("assumptions", Assumption.objects.select_related("owner")),
        Prefetch("lines", Line.objects.select_related("signature", "leads_to", "benefit")),
        "versions",
        "actuals",
    )


def case_for(actor: Actor, public_id: UUID) -> BusinessCase:
    """The case with that id, with all its parts, if ``actor`` may see it. Raises ``Http404``."""
    found = _with_parts(own_cases(actor)).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def cases_of(project: Project, actor: Actor) -> list[BusinessCase]:
    """The cases of a project that ``actor`` may see, the newest first."""
    return list(_with_parts(own_cases(actor).filter(project=project)).order_by("-made_on", "-pk"))


def business_case_of(project: Project, actor: Actor) -> BusinessCase | None:
    """The case of a project that ``actor`` may see: the newest."""
    return next(iter(cases_of(project, actor)), None)


def _part(model: type[T], actor: Actor, public_id: UUID) -> T:
    """A part of a case that ``actor`` may see. Raises ``Http404``."""
    found = model._default_manager.filter(public_id=public_id, case__in=own_cases(actor)).first()
    if found is None:
        raise Http404
    found.case = case_for(actor, found.case.public_id)
    return found


def assumption_for(actor: Actor, public_id: UUID) -> Assumption:
    """The assumption with that id, with its case. Raises ``Http404``."""
    return _part(Assumption, actor, public_id)


def line_for(actor: Actor, public_id: UUID) -> Line:
    """The line with that id, with its case. Raises ``Http404``."""
    return _part(Line, actor, public_id)


def frozen_for(actor: Actor, public_id: UUID) -> Frozen:
    """The version with that id, with its case. Raises ``Http404``."""
    return _part(Frozen, actor, public_id)


def actual_for(actor: Actor, public_id: UUID) -> Actual:
    """A year's numbers, with their case. Raises ``Http404``."""
    return _part(Actual, actor, public_id)


@dataclass(frozen=True, slots=True)
class Asked:
    """A screen of questions of a case: the rules ask it as they ask the case."""

    case: BusinessCase
    number: int
    questions: tuple[Question, ...]

    @property
    def municipality_id(self) -> int:
        """The key of the case's municipality."""
        return self.case.municipality_id

    @property
    def unit_id(self) -> int | None:
        """The key of the case's unit."""
        return self.case.unit_id


def asked_for(actor: Actor, public_id: UUID, step: int) -> Asked:
    """A screen of questions, counted from 1. Raises ``Http404``."""
    case = case_for(actor, public_id)
    pattern = pattern_of(case.pattern)
    if pattern is None or not 1 <= step <= len(pattern.steps):
        raise Http404
    known = {one.key for one in case.assumptions.all()}
    return Asked(case, step, tuple(one for one in pattern.steps[step - 1] if one.key in known))


def possible_owners(municipality_id: int) -> QuerySet[User]:
    """Those who work in the municipality today."""
    held = RoleHolding.objects.current_on(clock.today()).filter(
        user=OuterRef("pk"), municipality_id=municipality_id, role__code__in=sorted(roles.EMPLOYEES)
    )
    return User.objects.filter(Exists(held), is_active=True).order_by("sort_key", "pk")


def choosable_units(actor: Actor, kept: int | None = None) -> QuerySet[Unit]:
    """The open units whose cases ``actor`` may write, and the one that is chosen already."""
    units = open_units(home_of(actor))
    mine = units if whole_municipality(actor) else units.filter(pk=actor.unit_id or NOWHERE)
    return (mine | Unit.objects.filter(pk=kept).select_related("type")).distinct() if kept else mine


def choosable_projects(actor: Actor, kept: int | None = None) -> QuerySet[Project]:
    """The municipality's own projects that ``actor`` sees, and the one that is chosen already."""
    mine = Project.objects.visible_to(actor).filter(Q(municipality_id=home_of(actor)) | Q(pk=kept))
    return mine.order_by("sort_key")


def choosable_benefits(actor: Actor, case: BusinessCase) -> QuerySet[Benefit]:
    """The benefits of the case's project that a line may stand for."""
    return own_benefits(actor).filter(project_id=case.project_id or NOWHERE).order_by("sort_key")


def reference_figure() -> PublishedFigure | None:
    """What Herning saved by merging systems, as published: shown apart, never counted in."""
    return shown_figures().filter(key=REFERENCE).first()
