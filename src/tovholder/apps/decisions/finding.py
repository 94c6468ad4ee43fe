"""Finding reviews: a municipality's are few enough for filters and counts in plain Python over one query."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tovholder.apps.decisions.choices import Outcome
from tovholder.apps.decisions.models import Review
from tovholder.apps.decisions.presenting import is_overdue
from tovholder.apps.decisions.selectors import own_reviews
from tovholder.apps.projects.public import Status
from tovholder.foundation.ui.narrowing import Counted, FacetOf, Pairs, asked_text, narrow
from tovholder.kernel.actor import Actor
from tovholder.kernel.danish import fold

LONGEST_VALUE = 60
OVERDUE, PLANNED = "overskredet", "planlagt"


def _outcome(review: Review) -> Pairs:
    if review.is_held:
        return [(review.outcome, review.get_outcome_display())]
    return [(OVERDUE, _("Overskredet")) if is_overdue(review) else (PLANNED, _("Planlagt"))]


FACETS: Mapping[str, FacetOf[Review]] = {
    "beslutning": FacetOf(gettext_lazy("Beslutning"), _outcome, (OVERDUE, PLANNED, *Outcome.values)),
    "teknologi": FacetOf(
        gettext_lazy("Teknologi"), lambda one: [(one.project.technology.slug, one.project.technology.label)]
    ),
    "status": FacetOf(
        gettext_lazy("Projektets status"),
        lambda one: [(one.project.status, one.project.get_status_display())],
        Status.values,
    ),
    "aar": FacetOf(gettext_lazy("År"), lambda one: [(str((one.held_on or one.due_on).year),) * 2], newest_first=True),
}


@dataclass(frozen=True, slots=True)
class Found:
    """The reviews that fit, and the facets around them."""

    records: Sequence[Review]
    total: int
    text: str
    facets: Mapping[str, Sequence[Counted]]
    chosen: Mapping[str, frozenset[str]]


def find_reviews(actor: Actor, query: QueryDict) -> Found:
    """The reviews of the actor's municipality that an address asks for: what waits first. One query."""
    every = sorted(own_reviews(actor), key=_order)
    text = asked_text(query)
    words = fold(text).split()
    texted = [one for one in every if all(word in _searched(one) for word in words)]
    chosen = {name: frozenset(value[:LONGEST_VALUE] for value in query.getlist(name) if value) for name in FACETS}
    # A value that nobody has any more can still be taken off.
    kept = {name: replace(facet, absent=str) for name, facet in FACETS.items()}
    found, counted = narrow(every, texted, chosen, kept)
    return Found(found, len(every), text, counted, chosen)


def _order(review: Review) -> tuple[object, ...]:
    if not review.is_held:
        return (0, review.due_on.toordinal(), review.pk)
    return (1, -(review.held_on or review.due_on).toordinal(), review.pk)


def _searched(review: Review) -> str:
    return fold(f"{review.project.title} {review.reason} {review.learning}")
