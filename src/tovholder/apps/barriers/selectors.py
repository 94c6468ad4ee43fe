"""Reading the register, and the barriers of projects as far as the reader sees them."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from tovholder.apps.barriers.models import AT_WORK, Barrier, Measure, ProjectBarrier, ProjectBarrierQuerySet
from tovholder.apps.projects.public import Project
from tovholder.foundation.accounts.models import RoleHolding, User
from tovholder.foundation.municipalities.models import Unit
from tovholder.foundation.municipalities.selectors import open_units
from tovholder.foundation.visibility import roles
from tovholder.foundation.visibility.rules import coordinator
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor

NOWHERE = -1  # a key that nothing has


def home_of(actor: Actor) -> int:
    """The key of the actor's municipality; without one a key that nothing has."""
    return NOWHERE if actor.municipality_id is None else actor.municipality_id


def whole_register() -> QuerySet[Barrier]:
    """Every entry of the register in its order, with theme and source, in one query."""
    return Barrier.objects.select_related("theme", "publication")


def current_register(day: date | None = None) -> QuerySet[Barrier]:
    """The entries that have a name and hold on ``day``, today unless told: what can be chosen."""
    on = day or clock.today()
    return (
        whole_register()
        .exclude(name_da="")
        .filter(Q(valid_from__isnull=True) | Q(valid_from__lte=on), Q(valid_to__isnull=True) | Q(valid_to__gte=on))
    )


def entry_for(actor: Actor, key: str) -> Barrier:
    """The entry of the register with that key; all may read it. Raises ``Http404``."""
    found = whole_register().filter(key=key).first()
    if found is None:
        raise Http404
    return found


def seen_barriers(actor: Actor) -> ProjectBarrierQuerySet:
    """The barriers of projects that ``actor`` sees, of all municipalities, with what is told of them."""
    return ProjectBarrier.objects.visible_to(actor).with_facts()


def own_barriers(actor: Actor) -> ProjectBarrierQuerySet:
    """Those of the actor's own municipality."""
    return seen_barriers(actor).filter(municipality_id=home_of(actor))


def barriers_of(project: Project, actor: Actor) -> list[ProjectBarrier]:
    """The barriers of one project that ``actor`` sees, what somebody works with first. One query."""
    order = {state: place for place, state in enumerate(("open", "mitigated", "accepted", "gone"))}
    found = seen_barriers(actor).filter(project=project)
    return sorted(found, key=lambda one: (order[one.state], one.sort_key))


def project_barrier_for(actor: Actor, public_id: UUID) -> ProjectBarrier:
    """The barrier of a project with that id, if ``actor`` may see it. Raises ``Http404``."""
    found = seen_barriers(actor).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def own_barrier_for(actor: Actor, public_id: UUID) -> ProjectBarrier:
    """The same of the actor's own municipality alone: to work with. Raises ``Http404``."""
    found = own_barriers(actor).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def measure_for(actor: Actor, public_id: UUID) -> Measure:
    """A measure against a barrier of the actor's own municipality. Raises ``Http404``."""
    mine = Measure.objects.filter(project_barrier__in=own_barriers(actor).order_by().values("pk"))
    wanted = mine.select_related("kind", "project_barrier__owner", "project_barrier__barrier")
    found = wanted.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def measures_of(barriers: Sequence[ProjectBarrier]) -> list[Measure]:
    """What was tried against those barriers, the first first. One query. The caller has read them for an actor."""
    return list(Measure.objects.filter(project_barrier__in=[one.pk for one in barriers]).select_related("kind"))


def possible_owners(municipality_id: int) -> QuerySet[User]:
    """Those who work in the municipality today: whom a barrier can be given to."""
    held = RoleHolding.objects.current_on(clock.today()).filter(
        user=OuterRef("pk"), municipality_id=municipality_id, role__code__in=sorted(roles.EMPLOYEES)
    )
    return User.objects.filter(Exists(held), is_active=True).order_by("sort_key", "pk")


def sees_unit(user: User, municipality_id: int, unit_id: int) -> bool:
    """Whether ``user`` sees what that unit keeps to itself: works there, or acts for the whole municipality."""
    held = RoleHolding.objects.current_on(clock.today()).filter(user=user, municipality_id=municipality_id)
    return held.filter(Q(unit_id=unit_id) | Q(role__code__in=sorted(roles.COORDINATORS))).exists()


def choosable_units(actor: Actor) -> QuerySet[Unit]:
    """The open units whose barriers ``actor`` may write."""
    units = open_units(home_of(actor))
    return units if coordinator.allows(actor) else units.filter(pk=actor.unit_id or NOWHERE)


def choosable_projects(actor: Actor) -> QuerySet[Project]:
    """The municipality's own projects that ``actor`` sees."""
    mine = Project.objects.visible_to(actor).filter(municipality_id=home_of(actor))
    return mine.order_by("sort_key")


def own_project_for(actor: Actor, public_id: UUID) -> Project:
    """The project with that id, of the actor's own municipality. Raises ``Http404``."""
    found = choosable_projects(actor).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def waiting_barriers(actor: Actor, until: date) -> list[ProjectBarrier]:
    """The actor's own barriers somebody works with, to look at by ``until`` or without a day. One query."""
    if actor.user_id is None:
        return []
    mine = own_barriers(actor).filter(owner__public_id=actor.user_id, state__in=AT_WORK)
    return list(mine.filter(Q(look_on__isnull=True) | Q(look_on__lte=until)).order_by("look_on", "sort_key"))


def shared_barriers() -> ProjectBarrierQuerySet:
    """What municipalities share with all: the base of what is counted over the country."""
    return ProjectBarrier.objects.filter(tier__in=(Tier.MUNICIPALITIES, Tier.PUBLIC))
