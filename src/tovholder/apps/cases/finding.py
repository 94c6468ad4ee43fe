"""Finding cases: they are few enough to fit in memory, so filters and counts are plain Python over a few queries."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import BadRequest
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrPromise

from tovholder.apps.cases.models import Case, CaseState, LinkState
from tovholder.apps.cases.selectors import every_case
from tovholder.foundation.search.public import matching_keys
from tovholder.kernel import clock
from tovholder.kernel.danish import fold, sort_key

MAX_TEXT = 200
Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class FacetOf:
    """A facet: its title, the values and labels of a case in it, and whether years order it."""

    title: StrPromise
    values: Callable[[Case], Pairs]
    newest_first: bool = False


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


def _link(case: Case) -> Pairs:
    state = case.link_state_on(clock.today())
    return [(state.value, str(state.label))]


FACETS: Mapping[str, FacetOf] = {
    "teknologi": FacetOf(gettext_lazy("Teknologi"), _technologies),
    "kommune": FacetOf(gettext_lazy("Kommune"), _municipalities),
    "maalgruppe": FacetOf(gettext_lazy("Målgruppe for teknologien"), _target_groups),
    "kilde": FacetOf(gettext_lazy("Kilde"), _publication),
    "aar": FacetOf(gettext_lazy("Kildens år"), _year, newest_first=True),
    "link": FacetOf(gettext_lazy("Link"), _link),
}


@dataclass(frozen=True, slots=True)
class Counted:
    """A value of a facet with the number of cases that choosing it would give."""

    value: str
    label: str
    count: int
    chosen: bool


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
        raise _unknown("vis", asked)
    state = CaseState.WITHDRAWN if asked else CaseState.SHOWN
    every = list(every_case().filter(state=state))
    text = query.get("q", "").replace("\x00", "").strip()[:MAX_TEXT]
    texted = _matching(every, text)
    chosen = {name: frozenset(value for value in query.getlist(name) if value) for name in FACETS}
    pairs = {case.pk: {name: facet.values(case) for name, facet in FACETS.items()} for case in every}
    facets = {name: _counted(name, every, texted, chosen, pairs) for name in FACETS}
    found = [case for case in texted if _fits(pairs[case.pk], chosen)]
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


def _unknown(name: str, value: str) -> BadRequest:
    return BadRequest(
        _("Filteret %(name)s kender ikke værdien %(value)s. Fjern det fra adressen, eller begynd forfra.")
        % {"name": name, "value": value[:60]}
    )


def _counted(
    name: str,
    every: Sequence[Case],
    texted: Sequence[Case],
    chosen: Mapping[str, frozenset[str]],
    pairs: Mapping[int, Mapping[str, Pairs]],
) -> list[Counted]:
    known = dict(pair for case in every for pair in pairs[case.pk][name])
    if name == "link":
        known = {state.value: str(state.label) for state in LinkState if state.value in known or state in chosen[name]}
    unknown = chosen[name] - known.keys()
    if unknown:
        raise _unknown(name, min(unknown))
    others = {other: values for other, values in chosen.items() if other != name}
    fitting = [case for case in texted if _fits(pairs[case.pk], others)]
    counts = Counter(value for case in fitting for value, _label in pairs[case.pk][name])
    newest_first = FACETS[name].newest_first
    values = list(known) if name == "link" else sorted(known, key=lambda value: sort_key(known[value]))
    ordered = reversed(values) if newest_first else values
    return [Counted(value, known[value], counts[value], value in chosen[name]) for value in ordered]


def _fits(pairs: Mapping[str, Pairs], chosen: Mapping[str, frozenset[str]]) -> bool:
    return all(not values or values & {value for value, _label in pairs[name]} for name, values in chosen.items())
