"""Reading benefits and measurements: each reader as far as the tiers let them see."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from tovholder.apps.benefits.choices import OPEN_STATES, QUALITY_LINES
from tovholder.apps.benefits.models import Benefit, BenefitStep, BenefitTree, Measurement
from tovholder.apps.projects.public import Project
from tovholder.foundation.municipalities.owned import OwnedQuerySet
from tovholder.kernel.actor import Actor


def whole_benefits() -> OwnedQuerySet[Benefit]:
    """All benefits with what a page tells of them, in one query. Only for callers that narrow by rights themselves."""
    return Benefit.objects.select_related(
        "municipality",
        "unit",
        "project",
        "project__technology",
        "owner",
        "kind",
        "value_kind",
        "beneficiary",
        "measured_in",
    )


def own_benefits(actor: Actor) -> OwnedQuerySet[Benefit]:
    """The benefits of the actor's municipality that they may see."""
    return whole_benefits().visible_to(actor).at_home(actor)


def benefit_for(actor: Actor, public_id: UUID) -> Benefit:
    """The benefit with that id, if ``actor`` may see it. Raises ``Http404``."""
    found = whole_benefits().visible_to(actor).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def benefits_of(project: Project, actor: Actor) -> OwnedQuerySet[Benefit]:
    """The benefits of a project that ``actor`` may see."""
    return whole_benefits().visible_to(actor).filter(project=project)


def tree_of(project: Project, actor: Actor) -> BenefitTree | None:
    """The benefit tree of a project, if it has one that ``actor`` may see."""
    return BenefitTree.objects.visible_to(actor).filter(project=project).first()


def steps_of(benefit: Benefit) -> QuerySet[BenefitStep]:
    """The steps that a benefit took, the oldest first."""
    return BenefitStep.objects.filter(benefit=benefit)


def measurements_of(benefit: Benefit, actor: Actor) -> OwnedQuerySet[Measurement]:
    """What was measured of a benefit, as far as ``actor`` may see it, in order of time."""
    return Measurement.objects.visible_to(actor).filter(benefit=benefit).select_related("unit")


def has_quality_benefit(project: Project) -> bool:
    """Whether a benefit for citizens or staff is named: money comes after it (BEN-20)."""
    return Benefit.objects.filter(project=project, bottom_line__in=QUALITY_LINES, is_negative=False).exists()


def has_baseline(project: Project) -> bool:
    """Whether at least one benefit of a project has its starting point measured, or a plan of when."""
    found = Benefit.objects.filter(project=project)
    return found.filter(baseline__isnull=False).exists() or found.exclude(cadence="").exists()


def has_owners(project: Project) -> bool:
    """Whether the project has benefits, and somebody answers for each of those that are followed."""
    found = Benefit.objects.filter(project=project, state__in=OPEN_STATES)
    return found.exists() and not found.filter(owner__isnull=True).exists()


def has_follow_up(project: Project) -> bool:
    """Whether a day is set for the next measurement of at least one benefit that is followed (PIL-09)."""
    return Benefit.objects.filter(project=project, state__in=OPEN_STATES, next_measurement_on__isnull=False).exists()


def overdue_benefits(actor: Actor, today: date) -> OwnedQuerySet[Benefit]:
    """The benefits of the own municipality whose measurement is overdue."""
    return own_benefits(actor).filter(state__in=OPEN_STATES, next_measurement_on__lt=today)


def waiting_benefits(actor: Actor, until: date) -> Sequence[Benefit]:
    """The actor's own benefits that are to be measured by ``until``. One query."""
    if actor.user_id is None:
        return []
    mine = own_benefits(actor).filter(owner__public_id=actor.user_id, state__in=OPEN_STATES)
    return list(mine.filter(next_measurement_on__lte=until).order_by("next_measurement_on", "sort_key"))
