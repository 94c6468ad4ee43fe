"""Pools and joint purchases in the API: what the key's seat sees on the pages. Applications are not in it."""

from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from tovholder.apps.funding import presenting, rules, selectors
from tovholder.apps.funding.joint_models import JointPurchase
from tovholder.apps.funding.models import FundingPool
from tovholder.foundation.visibility.access import declare
from tovholder.foundation.visibility.requests import actor_of_request

router = Router()

MOST = 100


class FundingQuery(Schema):
    """Which part of a list."""

    limit: int = Field(25, ge=1, le=MOST)
    offset: int = Field(0, ge=0, le=10_000_000)


class PoolOut(Schema):
    """A pool of money."""

    id: UUID
    municipality: str | None = Field(description="Municipality code; none for a national pool.")
    title: str
    giver: str
    kind: str = Field(description="Code of the list funder_kind.")
    state: str = Field(description="planned, open or closed today.")
    amount: str | None
    own_share: str | None = Field(description="Own payment in per cent of the whole.")
    criteria: str
    who_may_apply: str
    opens_on: date | None
    deadline: date | None
    link: str
    note: str = Field(description="In a demo: ”Opfundne data”.")


class PoolsOut(Schema):
    """A page of pools and the count of all."""

    items: list[PoolOut]
    count: int


class JointOut(Schema):
    """A joint purchase or search. How many each municipality wants is not told."""

    id: UUID
    municipality: str = Field(description="Code of the municipality that leads.")
    title: str
    kind: str = Field(description="search or purchase.")
    state: str = Field(description="gathering, running, done or dropped.")
    field: str = Field(description="Code of the list field.")
    technology: str | None = Field(description="Slug of the technology.")
    need: str
    deadline: date | None
    joined: list[str] = Field(description="Codes of the municipalities that are in.")
    contact_mailbox: str
    outcome: str
    learning: str
    note: str = Field(description="In a demo: ”Opfundne data”.")


class JointsOut(Schema):
    """A page of joint purchases and the count of all."""

    items: list[JointOut]
    count: int


def _remark() -> str:
    return _("Opfundne data") if settings.DEMO_MODE else ""


def _pool_out(pool: FundingPool) -> dict[str, Any]:
    return {
        "id": pool.public_id,
        "municipality": pool.municipality.code if pool.municipality else None,
        "title": pool.title,
        "giver": pool.giver,
        "kind": pool.kind.code,
        "state": presenting.pool_state(pool).value,
        "amount": None if pool.amount is None else str(pool.amount),
        "own_share": None if pool.own_share is None else str(pool.own_share),
        "criteria": pool.criteria,
        "who_may_apply": pool.who_may_apply,
        "opens_on": pool.opens_on,
        "deadline": pool.deadline,
        "link": pool.link,
        "note": _remark(),
    }


def _joint_out(one: JointPurchase) -> dict[str, Any]:
    return {
        "id": one.public_id,
        "municipality": one.municipality.code,
        "title": one.title,
        "kind": one.kind,
        "state": one.state,
        "field": one.field.code,
        "technology": one.technology.slug if one.technology else None,
        "need": one.need,
        "deadline": one.deadline,
        "joined": [row.municipality.code for row in presenting.joined(one)],
        "contact_mailbox": one.contact_mailbox,
        "outcome": one.outcome,
        "learning": one.learning,
        "note": _remark(),
    }


@router.get("/pools", response=PoolsOut, summary="Pools of money, those that close first on top")
def list_pools(request: HttpRequest, query: Query[FundingQuery]) -> dict[str, Any]:
    """The public pools; with a municipality's key its own and those shared between municipalities too."""
    found = selectors.pools(actor_of_request(request)).order_by("deadline", "sort_key", "pk")
    page = found[query.offset : query.offset + query.limit]
    return {"items": [_pool_out(pool) for pool in page], "count": found.count()}


@router.get("/pools/{pool_id}", response=PoolOut, summary="One pool")
def one_pool(request: HttpRequest, pool_id: UUID) -> dict[str, Any]:
    """The pool of that id, if the key may see it."""
    return _pool_out(selectors.pool_for(actor_of_request(request), pool_id))


@router.get("/joint-purchases", response=JointsOut, summary="What municipalities buy or search together")
def list_joint(request: HttpRequest, query: Query[FundingQuery]) -> dict[str, Any]:
    """Those made public; with a municipality's key also those shared between municipalities."""
    found = selectors.purchases(actor_of_request(request)).order_by("sort_key", "pk")
    page = found[query.offset : query.offset + query.limit]
    return {"items": [_joint_out(one) for one in page], "count": found.count()}


@router.get("/joint-purchases/{purchase_id}", response=JointOut, summary="One joint purchase")
def one_joint(request: HttpRequest, purchase_id: UUID) -> dict[str, Any]:
    """The joint purchase of that id, if the key may see it."""
    return _joint_out(selectors.purchase_for(actor_of_request(request), purchase_id))


declare(rules.may_read, list_pools, one_pool, list_joint, one_joint)
