"""Benefits and benefit trees in the API: for a municipality's own dashboards, and what is shared by all."""

from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from tovholder.apps.benefits import rules, selectors, tree_selectors
from tovholder.apps.benefits.choices import BottomLine
from tovholder.apps.benefits.measurement_api import router as measurements
from tovholder.apps.benefits.models import Benefit
from tovholder.apps.projects.public import Project
from tovholder.foundation.codes.models import Code
from tovholder.foundation.visibility.access import declare
from tovholder.foundation.visibility.requests import actor_of_request
from tovholder.kernel.actor import Actor

router = Router()
router.add_router("", measurements)

MOST = 100


class BenefitOut(Schema):
    """A benefit. Outside its municipality neither owner nor amounts; ``project_id`` as far as the map shows it."""

    id: UUID
    municipality: str = Field(description="Municipality code.")
    title: str
    bottom_line: str = Field(description="citizen, staff or economy. The three are never added.")
    kind: str | None = Field(None, description="Code of the list of benefit types of that bottom line.")
    value_kind: str | None = None
    beneficiary: str | None = None
    is_negative: bool
    is_means: bool = Field(description="A means to another economic benefit: left out of sums.")
    technology: str
    project_id: UUID | None = None
    state: str
    state_since: date
    indicator: str
    measured_in: str | None = None
    higher_is_better: bool
    baseline: str | None = None
    baseline_from: date | None = None
    baseline_to: date | None = None
    target: str | None = None
    realised: str | None = None
    realised_on: date | None = None
    measured: int
    solution: str
    target_group: str
    organisation: str
    tier: str | None = None
    has_owner: bool | None = None
    realisation: str | None = Field(None, description="prevents, frees or reduces.")
    yearly_value: str | None = Field(None, description="DKK a year when reached.")
    is_booked: bool | None = Field(None, description="Reduces a budget, and an economist has signed it.")
    next_measurement_on: date | None = None
    version: int
    note: str = Field(description="In a demo: ”Opfundne data”.")


class BenefitsOut(Schema):
    """A page of benefits and the count of all. No sums: bottom lines are never added."""

    items: list[BenefitOut]
    count: int


class NodeOut(Schema):
    """A point of a tree."""

    id: UUID
    part: str = Field(description="purpose, work, quality, economy or barrier.")
    title: str
    details: str
    bottom_line: str | None
    is_negative: bool
    is_means: bool
    benefit_id: UUID | None


class EdgeOut(Schema):
    """One point leads to another."""

    start: UUID
    end: UUID
    assumption: str


class TreeOut(Schema):
    """A benefit tree as a graph without circles."""

    id: UUID
    municipality: str
    technology: str
    project_id: UUID | None
    template: str
    nodes: list[NodeOut]
    edges: list[EdgeOut]
    version: int
    note: str


class BenefitQuery(Schema):
    """Which part of the list, and of which bottom line."""

    limit: int = Field(25, ge=1, le=MOST)
    offset: int = Field(0, ge=0, le=10_000_000)
    bottom_line: BottomLine | None = None


def _remark() -> str:
    return _("Opfundne data") if settings.DEMO_MODE else ""


def _code(code: Code | None) -> str | None:
    return code.code if code is not None else None


def _text(value: Any) -> str | None:
    return None if value is None else f"{value:f}"


def _benefit_out(one: Benefit, actor: Actor, projects: set[int]) -> dict[str, Any]:
    told: dict[str, Any] = {
        "id": one.public_id,
        "municipality": one.municipality.code,
        "title": one.title,
        "bottom_line": one.bottom_line,
        "kind": _code(one.kind),
        "value_kind": _code(one.value_kind),
        "beneficiary": _code(one.beneficiary),
        "is_negative": one.is_negative,
        "is_means": one.is_means,
        "technology": one.project.technology.slug,
        "project_id": one.project.public_id if one.project_id in projects else None,
        "state": one.state,
        "state_since": one.state_since,
        "indicator": one.indicator,
        "measured_in": _code(one.measured_in),
        "higher_is_better": one.higher_is_better,
        "baseline": _text(one.baseline),
        "baseline_from": one.baseline_from,
        "baseline_to": one.baseline_to,
        "target": _text(one.target),
        "realised": _text(one.realised),
        "realised_on": one.realised_on,
        "measured": one.measured,
        "solution": one.solution_note,
        "target_group": one.group_note,
        "organisation": one.organisation_note,
        "version": one.version,
        "note": _remark(),
    }
    if not rules.inside.allows(actor, one):
        return told
    return told | {
        "tier": one.tier,
        "has_owner": one.owner_id is not None,
        "realisation": one.realisation or None,
        "yearly_value": _text(one.yearly_value),
        "is_booked": one.is_booked,
        "next_measurement_on": one.next_measurement_on,
    }


def _seen_projects(actor: Actor, benefits: list[Benefit]) -> set[int]:
    keys = {one.project_id for one in benefits}
    return set(Project.objects.visible_to(actor).filter(pk__in=keys).values_list("pk", flat=True))


@router.get("/benefits", response=BenefitsOut, summary="Benefits: of the key's municipality, or all public ones")
def list_benefits(request: HttpRequest, query: Query[BenefitQuery]) -> dict[str, Any]:
    """With a municipality's key its own benefits, as far as the seat sees them; without one those made public."""
    actor = actor_of_request(request)
    every = selectors.whole_benefits().visible_to(actor)
    found = selectors.own_benefits(actor) if actor.municipality_id else every
    if query.bottom_line is not None:
        found = found.filter(bottom_line=query.bottom_line)
    ordered = found.order_by("municipality__sort_key", "bottom_line", "sort_key", "pk")
    page = list(ordered[query.offset : query.offset + query.limit])
    seen = _seen_projects(actor, page)
    return {"items": [_benefit_out(one, actor, seen) for one in page], "count": found.count()}


@router.get("/benefits/{benefit_id}", response=BenefitOut, summary="One benefit")
def one_benefit(request: HttpRequest, benefit_id: UUID) -> dict[str, Any]:
    """The benefit of that id, if the key may see it."""
    actor = actor_of_request(request)
    found = selectors.benefit_for(actor, benefit_id)
    return _benefit_out(found, actor, _seen_projects(actor, [found]))


@router.get("/benefit-trees/{tree_id}", response=TreeOut, summary="One benefit tree")
def one_tree(request: HttpRequest, tree_id: UUID) -> dict[str, Any]:
    """The tree of that id with its points and edges, if the key may see it."""
    actor = actor_of_request(request)
    tree = tree_selectors.tree_for(actor, tree_id)
    found = tree_selectors.grown(tree)
    benefits = tree_selectors.benefits_in(found, actor)
    named = Project.objects.visible_to(actor).filter(pk=tree.project_id).exists()
    return {
        "id": tree.public_id,
        "municipality": tree.municipality.code,
        "technology": tree.project.technology.slug,
        "project_id": tree.project.public_id if named else None,
        "template": tree.template,
        "nodes": [
            {
                "id": node.public_id,
                "part": node.part,
                "title": node.title,
                "details": node.details,
                "bottom_line": node.bottom_line or None,
                "is_negative": node.is_negative,
                "is_means": node.pk in found.means,
                "benefit_id": benefits[node.pk].public_id if node.pk in benefits else None,
            }
            for node in found.nodes
        ],
        "edges": [
            {"start": edge.start.public_id, "end": edge.end.public_id, "assumption": edge.assumption}
            for edge in found.edges
        ],
        "version": tree.version,
        "note": _remark(),
    }


declare(rules.may_find, list_benefits, one_benefit, one_tree)
