"""Finding plans, rollouts and analyses: a municipality's are few enough for filters and counts in plain Python."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tovholder.apps.followups.models import Analysis, EvaluationPlan, Rollout
from tovholder.apps.followups.presenting import analysis_status, answer_status, design_name, plan_status, rollout_status
from tovholder.apps.followups.selectors import own_analyses, own_plans, own_rollouts
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
from tovholder.foundation.ui.values import Link
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.kernel.actor import Actor
from tovholder.kernel.danish import fold

LONGEST_VALUE = 60
PAGE = 25
KINDS = ("csv", "xlsx", "json")
R = TypeVar("R", EvaluationPlan, Rollout, Analysis)


def _economist(plan: EvaluationPlan) -> Pairs:
    if plan.economist is None:
        return [("ingen", _("Ingen endnu"))]
    return [(str(plan.economist.public_id), plan.economist.name)]


PLAN_FACETS: Mapping[str, FacetOf[EvaluationPlan]] = {
    "tilstand": FacetOf(gettext_lazy("Tilstand"), lambda plan: [(plan_status(plan).tone, str(plan_status(plan).text))]),
    "metode": FacetOf(gettext_lazy("Metode"), lambda plan: [(plan.design, design_name(plan.design))]),
    "oekonom": FacetOf(gettext_lazy("Økonom"), _economist),
    "projekt": FacetOf(gettext_lazy("Projekt"), lambda plan: [(str(plan.project.public_id), plan.project.title)]),
}
ROLLOUT_FACETS: Mapping[str, FacetOf[Rollout]] = {
    "tilstand": FacetOf(
        gettext_lazy("Tilstand"), lambda one: [(rollout_status(one).tone, str(rollout_status(one).text))]
    ),
    "projekt": FacetOf(gettext_lazy("Projekt"), lambda one: [(str(one.project.public_id), one.project.title)]),
}
ANALYSIS_FACETS: Mapping[str, FacetOf[Analysis]] = {
    "svar": FacetOf(gettext_lazy("Svar"), lambda one: [(one.answer, str(answer_status(one.answer).text))]),
    "gaelder": FacetOf(
        gettext_lazy("Gælder"), lambda one: [(analysis_status(one).tone, str(analysis_status(one).text))]
    ),
    "metode": FacetOf(gettext_lazy("Metode"), lambda one: [(one.design, design_name(one.design))]),
    "projekt": FacetOf(
        gettext_lazy("Projekt"),
        lambda one: [(str(one.benefit.project.public_id), one.benefit.project.title)],
    ),
}


@dataclass(frozen=True, slots=True)
class Found(Generic[R]):
    """The records that fit, and the facets around them."""

    records: Sequence[R]
    total: int
    text: str
    facets: Mapping[str, Sequence[Counted]]
    chosen: Mapping[str, frozenset[str]]


def find_plans(actor: Actor, query: QueryDict) -> Found[EvaluationPlan]:
    """The plans of the actor's municipality that an address asks for. One query."""
    return _find(list(own_plans(actor)), PLAN_FACETS, lambda plan: plan.search_text, query)


def find_rollouts(actor: Actor, query: QueryDict) -> Found[Rollout]:
    """The rollouts of the actor's municipality that an address asks for. One query."""
    return _find(list(own_rollouts(actor)), ROLLOUT_FACETS, lambda one: one.search_text, query)


def find_analyses(actor: Actor, query: QueryDict) -> Found[Analysis]:
    """The kept analyses of the actor's municipality that an address asks for, the newest first. One query."""
    return _find(list(own_analyses(actor)), ANALYSIS_FACETS, lambda one: one.benefit.search_text, query)


def _find(
    every: Sequence[R], facets: Mapping[str, FacetOf[R]], text_of: Callable[[R], str], query: QueryDict
) -> Found[R]:
    text = asked_text(query)
    words = fold(text).split()
    texted = [record for record in every if all(word in text_of(record) for word in words)]
    chosen = {name: frozenset(value[:LONGEST_VALUE] for value in query.getlist(name) if value) for name in facets}
    kept = {name: replace(facet, absent=str) for name, facet in facets.items()}
    found, counted = narrow(every, texted, chosen, kept)
    return Found(found, len(every), text, counted, chosen)


def asked_id(text: str) -> UUID | None:
    """The public id that an address names; None for anything else."""
    try:
        return UUID(text)
    except ValueError:
        return None


def sub_links(current: str) -> list[Link]:
    """The pages of the room: over each of its lists."""
    pages = (
        (_("Evalueringsplaner"), "followups:list"),
        (_("Udrulninger"), "followups:rollouts"),
        (_("Analyser"), "followups:analyses"),
    )
    return [Link(label, reverse(name), current=name == current) for label, name in pages]


def list_context(
    request: TovholderRequest, found: Found[Any], facets: Mapping[str, FacetOf[Any]], list_name: str, file_name: str
) -> dict[str, Any]:
    """The context of a list's template around ``found``."""
    pairs = address_pairs(found.text, found.chosen)
    return {
        "found": found,
        "page_obj": Paginator(found.records, PAGE).get_page(request.GET.get("side")),
        "facets": as_facets(facets, found.facets, {"tilstand", "svar"}),
        "active": active_filters(facets, found.facets, pairs),
        "downloads": {kind: f"{reverse(file_name, args=[kind])}?{urlencode(pairs)}" for kind in KINDS},
        "sub_links": sub_links(list_name),
        "clear_href": reverse(list_name),
    }
