"""Reading single projects and small sets of them."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from tovholder.apps.projects.models import Project, Step, months_before
from tovholder.apps.projects.status import Status
from tovholder.foundation.municipalities.models import Municipality
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor

STALE_AFTER_MONTHS = 12


def project_for(actor: Actor, public_id: UUID) -> Project:
    """The project with that id, if ``actor`` may see it. Raises ``Http404`` otherwise: it does not exist for them."""
    found = (
        Project.objects.visible_to(actor)
        .with_facts()
        .prefetch_related("paragraphs", "units", "units__type")
        .filter(public_id=public_id)
        .first()
    )
    if found is None:
        raise Http404
    return found


def steps_of(project: Project) -> QuerySet[Step]:
    """The steps that a project took, the oldest first."""
    return Step.objects.filter(project=project)


def stale_projects(municipality_id: int) -> QuerySet[Project]:
    """A municipality's projects that somebody works with and nobody has confirmed for 12 months, the oldest first."""
    return stale_everywhere().filter(municipality_id=municipality_id).order_by("confirmed_on", "pk")


def stale_everywhere() -> QuerySet[Project]:
    """The stale projects of all municipalities: for the product's own reminders."""
    limit = months_before(clock.today(), STALE_AFTER_MONTHS)
    return Project.objects.filter(confirmed_on__lt=limit).exclude(status__in=[Status.STOPPED, Status.ENDED]).order_by()


WAITING_SHOWN = 50


def waiting_for(actor: Actor, until: date) -> list[Project]:
    """The projects that ``actor`` should confirm by ``until``: the municipality's, or the unit's, the oldest first."""
    if actor.municipality_id is None:
        return []
    projects = Project.objects.visible_to(actor).filter(municipality_id=actor.municipality_id)
    if actor.unit_id is not None:
        projects = projects.filter(unit_id=actor.unit_id)
    due = projects.filter(confirmed_on__lt=months_before(until, STALE_AFTER_MONTHS))
    return list(due.exclude(status__in=[Status.STOPPED, Status.ENDED]).order_by("confirmed_on", "pk")[:WAITING_SHOWN])


def municipality_for(actor: Actor, slug: str) -> Municipality:
    """The municipality or region of that name in addresses. Raises ``Http404``."""
    found = Municipality.objects.filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


def projects_of(actor: Actor, municipality: Municipality) -> QuerySet[Project]:
    """The projects of a municipality that ``actor`` may see, its own and those in which it takes part."""
    visible = Project.objects.visible_to(actor).with_facts()
    joint = Project.participants.through.objects.filter(municipality=municipality).values("project_id")
    return (visible.filter(municipality=municipality) | visible.filter(pk__in=joint)).order_by("-revision", "-pk")


def similar_projects(actor: Actor, project: Project, count: int = 3) -> list[Project]:
    """Others' projects with the same technology that ``actor`` may see, those that are furthest first."""
    visible = Project.objects.visible_to(actor).select_related("municipality", "technology")
    same = visible.filter(technology_id=project.technology_id).exclude(pk=project.pk)
    return list(same.exclude(municipality_id=project.municipality_id).order_by("-confirmed_on", "-pk")[:count])


def nearby(municipality: Municipality, count: int = 4) -> list[tuple[Municipality, int]]:
    """The municipalities whose middles lie nearest, with the distance in whole kilometres."""
    here = municipality.place
    if here is None:
        return []
    others = [
        (round(here.distance_km(other.place)), other.sort_key, other)
        for other in Municipality.objects.municipalities().exclude(pk=municipality.pk)
        if other.place is not None
    ]
    return [(other, distance) for distance, _name, other in sorted(others, key=lambda item: item[:2])[:count]]
