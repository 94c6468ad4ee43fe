"""Reading single projects and small sets of them."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from tovholder.apps.projects.models import STALE_AFTER_MONTHS, Project, Step, months_before
from tovholder.apps.projects.parts import Participation, ProjectFile, Taking
from tovholder.apps.projects.rules import answers_invitation
from tovholder.apps.projects.status import FINISHED
from tovholder.foundation.municipalities.models import Municipality
from tovholder.foundation.visibility.tiers import Tier, audience_of
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


def project_for(actor: Actor, public_id: UUID) -> Project:
    """The project with that id, if ``actor`` may see it. Raises ``Http404`` otherwise: it does not exist for them."""
    found = Project.objects.visible_to(actor).with_everything().filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def steps_of(project: Project) -> QuerySet[Step]:
    """The steps that a project took, the oldest first."""
    return Step.objects.filter(project=project)


def public_steps(
    *, technologies: Sequence[int] = (), municipalities: Sequence[int] = (), categories: Sequence[int] = ()
) -> QuerySet[Step]:
    """The steps of public projects that are on the map, the last recorded first; each choice narrows, if any is made.

    The choices are internal keys.
    """
    on_the_map = Project.objects.filter(tier=Tier.PUBLIC).exclude(scale__code="experiment")
    chosen = {
        "technology__in": technologies,
        "municipality__in": municipalities,
        "technology__category__in": categories,
    }
    told = on_the_map.filter(**{name: list(keys) for name, keys in chosen.items() if keys})
    if technologies or municipalities:
        steps = Step.objects.filter(project__in=told)
    else:
        # Asked of each step as they come in their order: one in ten at least is told, so the newest fifty are soon
        # found. A join would tempt SQLite to begin with all public projects, and to sort all their steps.
        steps = Step.objects.filter(Exists(told.filter(pk=OuterRef("project_id"))))
    facts = steps.select_related("project__municipality", "project__technology__category")
    return facts.order_by("-recorded_at", "-on", "-id")


def stale_projects(municipality_id: int) -> QuerySet[Project]:
    """A municipality's projects that somebody works with and nobody has confirmed for 12 months, the oldest first."""
    return stale_everywhere().filter(municipality_id=municipality_id).order_by("confirmed_on", "pk")


def stale_everywhere() -> QuerySet[Project]:
    """The stale projects of all municipalities: for the product's own reminders."""
    limit = months_before(clock.today(), STALE_AFTER_MONTHS)
    return Project.objects.filter(confirmed_on__lt=limit).exclude(status__in=sorted(FINISHED)).order_by()


WAITING_SHOWN = 50


def waiting_for(actor: Actor, until: date) -> list[Project]:
    """The projects that ``actor`` should confirm by ``until``: the municipality's, or the unit's, the oldest first."""
    return list(to_confirm(actor, until)[:WAITING_SHOWN])


def own_projects(actor: Actor) -> QuerySet[Project]:
    """The projects that the actor looks after: the municipality's, or those in which the unit takes part."""
    if actor.municipality_id is None:
        return Project.objects.none()
    projects = Project.objects.visible_to(actor).filter(municipality_id=actor.municipality_id)
    if actor.unit_id is None:
        return projects
    inside = Project.units.through.objects.filter(unit_id=actor.unit_id)
    return projects.filter(Q(unit_id=actor.unit_id) | Q(pk__in=inside.values("project_id")))


def to_confirm(actor: Actor, until: date) -> QuerySet[Project]:
    """The actor's own projects whose confirmation runs out before ``until``, the oldest first."""
    due = own_projects(actor).filter(confirmed_on__lt=months_before(until, STALE_AFTER_MONTHS))
    return due.exclude(status__in=sorted(FINISHED)).order_by("confirmed_on", "pk")


FUNDING_DAYS = 60
"""So long before the money ends somebody is reminded of the running budget."""


def funding_ends(actor: Actor) -> list[Project]:
    """The actor's own projects whose money ends soon while nobody has written who pays afterwards."""
    soon = clock.today() + timedelta(days=FUNDING_DAYS)
    ending = own_projects(actor).filter(funding_ends_on__lte=soon, running_budget_note="")
    return list(ending.exclude(status__in=sorted(FINISHED)).order_by("funding_ends_on", "pk")[:WAITING_SHOWN])


def participations_of(project: Project) -> list[Participation]:
    """The other municipalities' rows, in Danish order: those who take part, are invited, or were part of it."""
    return list(project.participations.select_related("municipality"))


def invitations(actor: Actor) -> list[Participation]:
    """The joint projects that wait for the actor's municipality to say yes or no, the oldest first."""
    if actor.municipality_id is None:
        return []
    waiting = Participation.objects.filter(municipality_id=actor.municipality_id, state=Taking.INVITED)
    return list(waiting.select_related("project", "project__municipality").order_by("invited_on", "pk"))


def participation_for(actor: Actor, public_id: UUID) -> Participation:
    """A row that the actor's own municipality answers for. Raises ``Http404`` for all others.

    An invitation tells the invited municipality what it is invited to, whatever the project's tier.
    """
    found = (
        Participation.objects.select_related("municipality", "project", "project__municipality", "project__technology")
        .filter(public_id=public_id)
        .first()
    )
    if found is None or not answers_invitation.allows(actor, found):
        raise Http404
    return found


def files_of(actor: Actor, project: Project) -> list[ProjectFile]:
    """The files of a project that ``actor`` may see, in their order: both tiers let them in."""
    audience = audience_of(actor)
    if not project.is_seen_by(audience):
        return []
    return [file for file in project.files.select_related("stored") if project.is_seen_by(audience, file.tier)]


def file_for(actor: Actor, public_id: UUID) -> ProjectFile:
    """The file with that id, if ``actor`` may see it and its project. Raises ``Http404`` otherwise."""
    found = ProjectFile.objects.select_related("stored").filter(public_id=public_id).first()
    project = None if found is None else Project.objects.visible_to(actor).filter(pk=found.project_id).first()
    if found is None or project is None or not project.is_seen_by(audience_of(actor), found.tier):
        raise Http404
    found.project = project
    return found


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
