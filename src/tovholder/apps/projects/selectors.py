"""Reading single projects and small sets of them."""

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
    limit = months_before(clock.today(), STALE_AFTER_MONTHS)
    return (
        Project.objects.filter(municipality_id=municipality_id, confirmed_on__lt=limit)
        .exclude(status__in=[Status.STOPPED, Status.ENDED])
        .order_by("confirmed_on", "pk")
    )


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
