"""Finding cases: they are few enough to fit in memory, so filters and counts are plain Python over a few queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext_lazy

from tovholder.apps.cases.models import Case, CaseState, LinkState
from tovholder.apps.cases.selectors import every_case
from tovholder.foundation.search.public import matching_keys
from tovholder.foundation.ui.narrowing import Counted, FacetOf, Pairs, asked_text, chosen_in, narrow, unknown_value
from tovholder.kernel import clock
from tovholder.kernel.danish import fold


def _technologies(case: Case) -> Pairs:
    return [(item.slug, item.label) for item in case.technologies.all()]


def _municipalities(case: Case) -> Pairs:
    return [(place.slug, place.name) for place in case.municipalities.all()]


def _target_groups(case: Case) -> Pairs:
    groups = {group.code: group.label for item in case.technologies.all() for group in item.target_groups.all()}
    return list(groups.items())


def _publication(case: Case) -> Pairs:
    publication = case.publication
    return [(publication.key, f"{publication.title} ({publication.told})")] if publication else []


def _year(case: Case) -> Pairs:
    return [(str(case.year), str(case.year))] if case.year else []


def _link_label(value: str) -> str | None:
    return str(LinkState(value).label) if value in LinkState.values else None


def _link(case: Case) -> Pairs:
    state = case.link_state_on(clock.today())
    return [(state.value, str(state.label))]


FACETS: Mapping[str, FacetOf[Case]] = {
    "teknologi": FacetOf(gettext_lazy("Teknologi"), _technologies),
    "kommune": FacetOf(gettext_lazy("Kommune"), _municipalities),
    "maalgruppe": FacetOf(gettext_lazy("Målgruppe for teknologien"), _target_groups),
    "kilde": FacetOf(gettext_lazy("Kilde"), _publication),
    "aar": FacetOf(gettext_lazy("Kildens år"), _year, newest_first=True),
    "link": FacetOf(gettext_lazy("Link"), _link, LinkState.values, absent=_link_label),
}


@dataclass(frozen=True, slots=True)
class Found:
    """The cases that fit, and the facets around them."""

    cases: Sequence[Case]
    total: int
    text: str
    withdrawn: bool
    facets: Mapping[str, Sequence[Counted]]
    chosen: Mapping[str, frozenset[str]]


def find_cases(query: QueryDict) -> Found:
    """The cases that an address asks for, with facet counts. Raises ``BadRequest`` for a value that no facet has."""
    asked = query.get("vis", "")
    if asked not in {"", "trukket"}:
        raise unknown_value("vis", asked)
    state = CaseState.WITHDRAWN if asked else CaseState.SHOWN
    every = list(every_case().filter(state=state))
    text = asked_text(query)
    chosen = chosen_in(query, FACETS)
    found, facets = narrow(every, _matching(every, text), chosen, FACETS)
    return Found(found, len(every), text, bool(asked), facets, chosen)


def _matching(every: Sequence[Case], text: str) -> Sequence[Case]:
    """The cases that a text finds: by the index, best first, then those that hold all its words and are newer."""
    if not text:
        return every
    by_key = {case.pk: case for case in every}
    indexed = [by_key[key] for key in map(int, matching_keys("cases", text)) if key in by_key]
    known = {case.pk for case in indexed}
    words = fold(text).split()
    others = [case for case in every if case.pk not in known and all(word in _searched(case) for word in words)]
    return [*indexed, *others]


def _searched(case: Case) -> str:
    return f"{case.search_text} {case.named_text}"
