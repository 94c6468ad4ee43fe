"""Finding pools, applications, joint purchases and funded projects: each list fits in memory."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrPromise

from tovholder.apps.funding import presenting, selectors
from tovholder.apps.funding.joint_models import JointKind, JointPurchase, JointState
from tovholder.apps.funding.models import Application, ApplicationState, FundingPool, PoolState
from tovholder.apps.projects.public import Project
from tovholder.foundation.ui.narrowing import (
    Counted,
    FacetOf,
    Pairs,
    active_filters,
    address_pairs,
    as_facets,
    asked_text,
    narrow,
)
from tovholder.foundation.ui.values import SortChoice
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor
from tovholder.kernel.danish import fold

LONGEST_VALUE = 60
PAGE = 25
KINDS = ("csv", "xlsx", "json")
FAR = date.max
R = TypeVar("R", FundingPool, Application, JointPurchase, Project)


@dataclass(frozen=True, slots=True)
class ListOf(Generic[R]):
    """A list of the room: its rows as a reader sees them, facets, and orders (the first without being asked)."""

    rows: Callable[[Actor], Sequence[R]]
    facets: Mapping[str, FacetOf[R]]
    orders: Mapping[str, tuple[StrPromise, Callable[[R], Any]]]
    file_name: str
    opened: frozenset[str] = frozenset({"tilstand"})


@dataclass(frozen=True, slots=True)
class Found(Generic[R]):
    """The records that fit, and the facets around them."""

    records: Sequence[R]
    total: int
    text: str
    order: str
    facets: Mapping[str, Sequence[Counted]]
    chosen: Mapping[str, frozenset[str]]


def find(one: ListOf[R], actor: Actor, query: QueryDict) -> Found[R]:
    """The records that an address asks for."""
    every = list(one.rows(actor))
    text = asked_text(query)
    words = fold(text).split()
    texted = [record for record in every if all(word in record.search_text for word in words)]
    chosen = {name: frozenset(value[:LONGEST_VALUE] for value in query.getlist(name) if value) for name in one.facets}
    kept = {name: replace(facet, absent=str) for name, facet in one.facets.items()}
    found, counted = narrow(every, texted, chosen, kept)
    order = query.get("sorter", "")
    if order not in one.orders:
        order = next(iter(one.orders))
    return Found(sorted(found, key=one.orders[order][1]), len(every), text, order, counted, chosen)


def list_context(request: TovholderRequest, one: ListOf[R], found: Found[R]) -> dict[str, Any]:
    """The context of a list's template around ``found``."""
    pairs: list[tuple[str, str]] = address_pairs(found.text, found.chosen)
    first: str = next(iter(one.orders))
    ordered = [("sorter", found.order)] if found.order != first else []
    query = urlencode(pairs + ordered)
    return {
        "found": found,
        "page_obj": Paginator(list(found.records), PAGE).get_page(request.GET.get("side")),
        "facets": as_facets(one.facets, found.facets, one.opened),
        "active": active_filters(one.facets, found.facets, pairs),
        "sort": SortChoice(found.order, [(key, label) for key, (label, _key) in one.orders.items()]),
        "downloads": {kind: f"{reverse(one.file_name, args=[kind])}?{query}" for kind in KINDS},
    }


def _pool_state(pool: FundingPool) -> Pairs:
    state = presenting.pool_state(pool)
    return [(state.value, str(state.label))]


def _pool_marks(pool: FundingPool) -> Pairs:
    marks = []
    if presenting.days_left(pool):
        marks.append(("snart", _("Frist inden for en måned")))
    if not pool.own_share:
        marks.append(("uden-egen", _("Kræver ikke egen betaling")))
    return marks


POOLS: ListOf[FundingPool] = ListOf(
    rows=lambda actor: list(selectors.pools(actor)),
    facets={
        "tilstand": FacetOf(gettext_lazy("Tilstand"), _pool_state, PoolState.values),
        "giver": FacetOf(gettext_lazy("Slags giver"), lambda pool: [(pool.kind.code, pool.kind.label)]),
        "gaelder": FacetOf(
            gettext_lazy("Gælder"),
            lambda pool: [(pool.municipality.slug if pool.municipality else "landet", presenting.keeper_text(pool))],
            ("landet",),
        ),
        "maerke": FacetOf(gettext_lazy("Se på"), _pool_marks),
    },
    orders={
        "frist": (
            gettext_lazy("Frist, de åbne først"),
            lambda pool: (
                (PoolState.OPEN, PoolState.PLANNED, PoolState.CLOSED).index(presenting.pool_state(pool)),
                pool.deadline or FAR,
                pool.sort_key,
            ),
        ),
        "titel": (gettext_lazy("Titel"), lambda pool: (pool.sort_key,)),
        "beloeb": (gettext_lazy("Største beløb"), lambda pool: (-(pool.amount or 0), pool.sort_key)),
    },
    file_name="funding:pool_file",
)


def _unit(application: Application) -> Pairs:
    unit = application.unit
    return [(str(unit.public_id), unit.name)] if unit is not None else [("kommunen", _("Hele kommunen"))]


def _owner(application: Application) -> Pairs:
    owner = application.owner
    return [(str(owner.public_id), owner.name)] if owner is not None else [("ingen", _("Uden ansvarlig"))]


APPLICATIONS: ListOf[Application] = ListOf(
    rows=lambda actor: list(selectors.applications(actor)),
    facets={
        "tilstand": FacetOf(
            gettext_lazy("Tilstand"), lambda one: [(one.state, one.get_state_display())], ApplicationState.values
        ),
        "pulje": FacetOf(gettext_lazy("Pulje"), lambda one: [(str(one.pool.public_id), one.pool.title)]),
        "enhed": FacetOf(gettext_lazy("Hvem søger"), _unit),
        "ansvarlig": FacetOf(gettext_lazy("Ansvarlig"), _owner),
    },
    orders={
        "tilstand": (
            gettext_lazy("De åbne først"),
            lambda one: (not one.is_open, one.pool.deadline or FAR, one.sort_key),
        ),
        "titel": (gettext_lazy("Titel"), lambda one: (one.sort_key,)),
        "beloeb": (gettext_lazy("Største beløb"), lambda one: (-one.amount, one.sort_key)),
    },
    file_name="funding:application_file",
)


def _joined_places(purchase: JointPurchase) -> Pairs:
    return [(row.municipality.slug, row.municipality.name) for row in presenting.joined(purchase)]


JOINT: ListOf[JointPurchase] = ListOf(
    rows=lambda actor: list(selectors.purchases(actor)),
    facets={
        "tilstand": FacetOf(
            gettext_lazy("Tilstand"), lambda one: [(one.state, one.get_state_display())], JointState.values
        ),
        "fagomraade": FacetOf(gettext_lazy("Fagområde"), lambda one: [(one.field.code, one.field.label)]),
        "slags": FacetOf(
            gettext_lazy("Hvad gøres sammen"), lambda one: [(one.kind, one.get_kind_display())], JointKind.values
        ),
        "kommune": FacetOf(gettext_lazy("Kommuner, der er med"), _joined_places),
    },
    orders={
        "frist": (
            gettext_lazy("Frist, de åbne først"),
            lambda one: (not one.is_open, one.deadline or FAR, one.sort_key),
        ),
        "titel": (gettext_lazy("Titel"), lambda one: (one.sort_key,)),
        "kommuner": (gettext_lazy("Flest kommuner"), lambda one: (-len(presenting.joined(one)), one.sort_key)),
    },
    file_name="funding:joint_file",
)


def money_state(project: Project) -> tuple[str, str]:
    """Whether a project's money has ended, ends within a year, later, or on a day that nobody has written."""
    ends, today = project.funding_ends_on, clock.today()
    if ends is None:
        return "ukendt", _("Slutdag mangler")
    if ends < today:
        return "slut", _("Pengene er slut")
    if (ends - today).days <= 365:
        return "aar", _("Slutter inden for et år")
    return "senere", _("Slutter senere")


PROJECTS: ListOf[Project] = ListOf(
    rows=selectors.funded_projects,
    facets={
        "penge": FacetOf(gettext_lazy("Pengene"), lambda one: [money_state(one)], ("slut", "aar", "senere", "ukendt")),
        "drift": FacetOf(
            gettext_lazy("Driften bagefter"),
            lambda one: [
                ("mangler", _("Mangler")) if presenting.lacks_running_budget(one) else ("ok", _("Skrevet, eller slut"))
            ],
        ),
        "status": FacetOf(gettext_lazy("Status"), lambda one: [(one.status, one.get_status_display())]),
    },
    orders={
        "slut": (
            gettext_lazy("Pengene slutter først"),
            lambda one: (not presenting.lacks_running_budget(one), one.funding_ends_on or FAR, one.sort_key),
        ),
        "titel": (gettext_lazy("Titel"), lambda one: (one.sort_key,)),
    },
    file_name="funding:project_file",
    opened=frozenset({"penge", "drift"}),
)
