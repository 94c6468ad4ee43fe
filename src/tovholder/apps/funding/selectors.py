"""Reading pools, applications and joint purchases, each as far as the reader sees."""

from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404

from tovholder.apps.funding.models import (
    OPEN_APPLICATIONS,
    Application,
    ApplicationState,
    CoFinancier,
    FundingPool,
    JointPartner,
    JointPurchase,
    JointTaking,
    PoolState,
    PoolTip,
)
from tovholder.apps.projects.public import Project, Status, Taking
from tovholder.foundation.accounts.models import RoleHolding, User
from tovholder.foundation.municipalities.models import Municipality, Unit
from tovholder.foundation.municipalities.owned import OwnedQuerySet
from tovholder.foundation.municipalities.selectors import open_units
from tovholder.foundation.visibility import roles
from tovholder.foundation.visibility.rules import coordinator
from tovholder.foundation.visibility.tiers import audience_of
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor

NOWHERE = -1  # a key that no municipality has
POOL_DAYS = 21
"""So long before a pool's deadline those who act for a municipality are told."""
END_DAYS = 92
"""So long before granted money ends its owner is reminded."""


def home_of(actor: Actor) -> int:
    """The key of the actor's municipality; without one a key that nothing has."""
    return NOWHERE if actor.municipality_id is None else actor.municipality_id


def pools(actor: Actor) -> QuerySet[FundingPool]:
    """The pools that ``actor`` sees."""
    return FundingPool.objects.visible_to(actor).select_related("municipality", "kind")


def pool_for(actor: Actor, public_id: UUID) -> FundingPool:
    """The pool with that id, if ``actor`` may see it. Raises ``Http404``."""
    found = pools(actor).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def tips(actor: Actor) -> OwnedQuerySet[PoolTip]:
    """What was passed on to the units of the actor's municipality."""
    return PoolTip.objects.visible_to(actor).at_home(actor).select_related("unit", "pool")


def whole_applications() -> OwnedQuerySet[Application]:
    """All applications with what a page tells. Only for callers that narrow by rights themselves."""
    return Application.objects.select_related("municipality", "unit", "owner", "pool__kind", "project")


def applications(actor: Actor) -> OwnedQuerySet[Application]:
    """The applications of the actor's municipality that they may see; none for councils."""
    if actor.role not in roles.EMPLOYEES and not actor.is_system:
        return Application.objects.none()
    return whole_applications().visible_to(actor).at_home(actor)


def application_for(actor: Actor, public_id: UUID) -> Application:
    """The application with that id, if ``actor`` may see it. Raises ``Http404``."""
    found = applications(actor).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def co_financier_for(actor: Actor, public_id: UUID) -> CoFinancier:
    """A co-financier of an application that ``actor`` may see. Raises ``Http404``."""
    found = CoFinancier.objects.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    application = applications(actor).filter(pk=found.application_id).first()
    if application is None:
        raise Http404
    found.application = application
    return found


def whole_purchases() -> OwnedQuerySet[JointPurchase]:
    """All joint purchases with what a list tells, in a fixed number of queries."""
    found = JointPurchase.objects.select_related("municipality", "field", "technology")
    takings = JointTaking.objects.select_related("municipality")
    return found.prefetch_related(Prefetch("takings", takings), Prefetch("partners", JointPartner.objects.all()))


def purchases(actor: Actor) -> OwnedQuerySet[JointPurchase]:
    """The joint purchases that ``actor`` sees. A supplier sees those that are public."""
    return whole_purchases().visible_to(actor)


def purchase_for(actor: Actor, public_id: UUID) -> JointPurchase:
    """The joint purchase with that id, if ``actor`` may see it. Raises ``Http404``."""
    found = purchases(actor).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def taking_for(actor: Actor, public_id: UUID) -> JointTaking:
    """A row that the actor's own municipality answers for. Raises ``Http404`` for all others."""
    found = JointTaking.objects.select_related("municipality", "purchase__municipality")
    row = found.filter(public_id=public_id, municipality_id=home_of(actor)).first()
    if row is None or not coordinator.allows(actor):
        raise Http404
    return row


def partner_for(actor: Actor, public_id: UUID) -> JointPartner:
    """A partner of a joint purchase that ``actor`` sees. Raises ``Http404``."""
    found = JointPartner.objects.select_related("kind").filter(public_id=public_id).first()
    if found is None:
        raise Http404
    found.purchase = purchase_for(
        actor, JointPurchase.objects.values_list("public_id", flat=True).get(pk=found.purchase_id)
    )
    return found


def possible_owners(municipality_id: int) -> QuerySet[User]:
    """Those who work in the municipality today."""
    held = RoleHolding.objects.current_on(clock.today()).filter(
        user=OuterRef("pk"), municipality_id=municipality_id, role__code__in=sorted(roles.EMPLOYEES)
    )
    return User.objects.filter(Exists(held), is_active=True).order_by("sort_key", "pk")


def sees_unit(user: User, municipality_id: int, unit_id: int) -> bool:
    """Whether ``user`` sees what that unit keeps to itself."""
    held = RoleHolding.objects.current_on(clock.today()).filter(user=user, municipality_id=municipality_id)
    return held.filter(Q(unit_id=unit_id) | Q(role__code__in=sorted(roles.COORDINATORS))).exists()


def choosable_units(actor: Actor) -> QuerySet[Unit]:
    """The open units for which ``actor`` may apply."""
    units = open_units(home_of(actor))
    return units if coordinator.allows(actor) else units.filter(pk=actor.unit_id or NOWHERE)


def choosable_projects(actor: Actor, kept: int | None = None) -> QuerySet[Project]:
    """The municipality's own projects that ``actor`` sees and somebody works with, and the one chosen already."""
    own = Project.objects.visible_to(actor).filter(municipality_id=home_of(actor))
    finished = Q(status__in=[Status.STOPPED, Status.ENDED])
    return own.filter(~finished | Q(pk=kept)).order_by("sort_key")


def other_municipalities(actor: Actor) -> QuerySet[Municipality]:
    """The municipalities that the actor's own may invite."""
    return Municipality.objects.municipalities().exclude(pk=home_of(actor)).order_by("sort_key")


def funded_projects(actor: Actor) -> list[Project]:
    """The municipality's own projects that name a funder or a day on which the money ends (ECO-14). One query."""
    if actor.role not in roles.EMPLOYEES and not actor.is_system:
        return []
    own = Project.objects.visible_to(actor).filter(municipality_id=home_of(actor))
    named = own.exclude(funder="", funding_ends_on__isnull=True)
    return list(named.select_related("unit", "technology").order_by("funding_ends_on", "sort_key"))


def open_purchases_of(actor: Actor, technology_id: int) -> list[JointPurchase]:
    """The joint purchases of a technology that one may still join or that are running, as far as ``actor`` sees."""
    found = purchases(actor).filter(technology_id=technology_id, state__in=["gathering", "running"])
    return list(found)


def same_field(actor: Actor, purchase: JointPurchase) -> list[JointPurchase]:
    """Other open ones in the same field: municipalities search one field at a time, and together."""
    found = JointPurchase.objects.visible_to(actor).filter(
        field_id=purchase.field_id, state__in=["gathering", "running"]
    )
    return list(found.exclude(pk=purchase.pk).select_related("municipality")[:6])


def waiting_pools(actor: Actor, until: date) -> list[FundingPool]:
    """The open pools whose deadline falls by ``until`` and for which the municipality has no application. One query."""
    if not coordinator.allows(actor) or actor.municipality_id is None:
        return []
    applied = Application.objects.filter(pool=OuterRef("pk"), municipality_id=actor.municipality_id)
    found = FundingPool.objects.filter(audience_of(actor).condition(), ~Exists(applied), closed_on__isnull=True)
    soon = found.filter(deadline__gte=clock.today(), deadline__lte=until).order_by("deadline", "pk")
    return [pool for pool in soon if pool.state_on(clock.today()) == PoolState.OPEN]


def waiting_applications(actor: Actor, until: date) -> list[Application]:
    """The actor's own drafts whose pool closes, answers that are due, and granted money that ends. One query."""
    if actor.user_id is None:
        return []
    mine = Q(owner__public_id=actor.user_id)
    if coordinator.allows(actor):
        mine |= Q(owner__isnull=True)
    due = (
        Q(state=ApplicationState.DRAFT, pool__deadline__lte=until)
        | Q(state=ApplicationState.SENT, answer_on__lte=until)
        | Q(state=ApplicationState.GRANTED, written_on__isnull=True, project__isnull=False)
    )
    return list(applications(actor).filter(mine & due).order_by("pk"))


def invitations(actor: Actor) -> list[JointTaking]:
    """The joint purchases that wait for the actor's municipality to say yes or no. One query."""
    if not coordinator.allows(actor) or actor.municipality_id is None:
        return []
    waiting = JointTaking.objects.filter(
        municipality_id=actor.municipality_id, state=Taking.INVITED, purchase__state="gathering"
    )
    return list(waiting.select_related("purchase__municipality").order_by("invited_on", "pk"))


def pools_to_remind(today: date) -> list[FundingPool]:
    """The pools of the whole installation whose deadline is near. One query."""
    near = FundingPool.objects.filter(
        closed_on__isnull=True, deadline__gte=today, deadline__lte=today + timedelta(days=POOL_DAYS)
    )
    return list(near.order_by("deadline", "pk"))


def applications_to_remind(today: date) -> list[Application]:
    """The drafts whose pool closes within a week, and the answers that are late. One query."""
    near = Q(state=ApplicationState.DRAFT, pool__deadline__gte=today, pool__deadline__lte=today + timedelta(days=7))
    late = Q(state=ApplicationState.SENT, answer_on__lt=today)
    ends = Q(
        state=ApplicationState.GRANTED,
        granted_until__gte=today,
        granted_until__lte=today + timedelta(days=END_DAYS),
    )
    return list(whole_applications().filter(near | late | ends).order_by("pk"))


def open_applications_of(project: Project, actor: Actor) -> list[Application]:
    """The applications for a project that ``actor`` sees, open ones first."""
    found = list(applications(actor).filter(project=project))
    return sorted(found, key=lambda one: (one.state not in OPEN_APPLICATIONS, -one.pk))
