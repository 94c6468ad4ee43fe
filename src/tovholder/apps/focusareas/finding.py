"""Finding areas and questions: few enough for filters and counts in plain Python over what was read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tovholder.apps.focusareas.models import AreaState, FocusArea, QuestionProposal, QuestionState
from tovholder.apps.focusareas.selectors import seen_areas, seen_questions
from tovholder.foundation.ui.narrowing import Counted, FacetOf, Pairs, asked_text, chosen_in, narrow
from tovholder.kernel.actor import Actor
from tovholder.kernel.danish import fold

R = TypeVar("R", FocusArea, QuestionProposal)
NATIONAL = "national"


def _proposer(one: FocusArea | QuestionProposal) -> Pairs:
    if one.municipality is not None:
        return [(one.municipality.slug, one.municipality.name)]
    return [(NATIONAL, _("Ikke en kommune"))]


AREA_FACETS: Mapping[str, FacetOf[FocusArea]] = {
    "aar": FacetOf(gettext_lazy("År"), lambda one: [(str(one.year), str(one.year))], newest_first=True, absent=str),
    "tilstand": FacetOf(
        gettext_lazy("Tilstand"), lambda one: [(one.state, str(one.get_state_display()))], AreaState.values, absent=str
    ),
    "fra": FacetOf(gettext_lazy("Foreslået af"), _proposer, absent=str),
}
QUESTION_FACETS: Mapping[str, FacetOf[QuestionProposal]] = {
    "aar": FacetOf(gettext_lazy("År"), lambda one: [(str(one.year), str(one.year))], newest_first=True, absent=str),
    "tilstand": FacetOf(
        gettext_lazy("Tilstand"),
        lambda one: [(one.state, str(one.get_state_display()))],
        QuestionState.values,
        absent=str,
    ),
    "afsnit": FacetOf(
        gettext_lazy("Afsnit"), lambda one: [(one.section, one.section)] if one.section else [], absent=str
    ),
    "fra": FacetOf(gettext_lazy("Foreslået af"), _proposer, absent=str),
}
OPEN_FACETS = {"aar", "tilstand"}


@dataclass(frozen=True, slots=True)
class Listed(Generic[R]):
    """The records that fit, and the facets around them."""

    records: Sequence[R]
    total: int
    text: str
    facets: Mapping[str, Sequence[Counted]]
    chosen: Mapping[str, frozenset[str]]


def find_areas(actor: Actor, query: QueryDict) -> Listed[FocusArea]:
    """The areas that an address asks for, of those that the actor sees."""
    return _found(list(seen_areas(actor)), query, AREA_FACETS)


def find_questions(actor: Actor, query: QueryDict) -> Listed[QuestionProposal]:
    """The proposed questions that an address asks for, of those that the actor sees."""
    return _found(list(seen_questions(actor)), query, QUESTION_FACETS)


def _found(every: list[R], query: QueryDict, facets: Mapping[str, FacetOf[R]]) -> Listed[R]:
    text = asked_text(query)
    words = fold(text).split()
    texted = [one for one in every if all(word in one.search_text for word in words)]
    chosen = chosen_in(query, facets)
    found, counted = narrow(every, texted, chosen, facets)
    return Listed(found, len(every), text, counted, chosen)
