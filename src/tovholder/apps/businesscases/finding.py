"""Finding business cases: a municipality's are few enough for filters and counts in plain Python."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tovholder.apps.businesscases.documents import Computed, computed
from tovholder.apps.businesscases.models import BusinessCase
from tovholder.apps.businesscases.patterns import pattern_of
from tovholder.apps.businesscases.selectors import whole_cases
from tovholder.foundation.ui.narrowing import Counted, FacetOf, Pairs, asked_text, narrow
from tovholder.kernel.actor import Actor
from tovholder.kernel.danish import fold

LONGEST_VALUE = 60


@dataclass(frozen=True, slots=True)
class Listed:
    """A case in the list, with what it comes to."""

    case: BusinessCase
    found: Computed

    @property
    def npv(self) -> float | None:
        """The municipality's net present value with freed time; None while it cannot be computed."""
        main = self.found.scenario()
        return None if main is None else main["full"]["npv"]

    @property
    def booked(self) -> float | None:
        """The same of what is booked alone."""
        main = self.found.scenario()
        return None if main is None else main["booked"]["npv"]


def pattern_title(case: BusinessCase) -> str:
    """What kind of case it is."""
    pattern = pattern_of(case.pattern)
    return str(pattern.title) if pattern else case.pattern


def state_of(listed: Listed) -> tuple[str, str]:
    """How far a case is."""
    if listed.case.versions.all():
        return ("fastfrosset", _("Fastfrosset"))
    return ("kladde", _("Kladde")) if listed.npv is not None else ("spoergsmaal", _("Mangler svar"))


def _sign(listed: Listed) -> Pairs:
    if listed.npv is None:
        return [("ukendt", _("Ikke regnet ud"))]
    return (
        [("plus", _("Giver mere, end det koster"))] if listed.npv >= 0 else [("minus", _("Koster mere, end det giver"))]
    )


def _unit(listed: Listed) -> Pairs:
    unit = listed.case.unit
    return [(str(unit.public_id), unit.name)] if unit is not None else [("kommunen", _("Hele kommunen"))]


FACETS: Mapping[str, FacetOf[Listed]] = {
    "tilstand": FacetOf(
        gettext_lazy("Tilstand"), lambda one: [state_of(one)], ("spoergsmaal", "kladde", "fastfrosset")
    ),
    "slags": FacetOf(gettext_lazy("Hvad det handler om"), lambda one: [(one.case.pattern, pattern_title(one.case))]),
    "resultat": FacetOf(gettext_lazy("Resultat"), _sign, ("plus", "minus", "ukendt")),
    "enhed": FacetOf(gettext_lazy("Hos"), _unit),
}


@dataclass(frozen=True, slots=True)
class Found:
    """The cases that fit, and the facets around them."""

    records: Sequence[Listed]
    total: int
    text: str
    facets: Mapping[str, Sequence[Counted]]
    chosen: Mapping[str, frozenset[str]]


def find_cases(actor: Actor, query: QueryDict) -> Found:
    """The cases of the actor's municipality that an address asks for. A constant number of queries."""
    every = [Listed(case, computed(case)) for case in whole_cases(actor)]
    text = asked_text(query)
    words = fold(text).split()
    texted = [one for one in every if all(word in one.case.search_text for word in words)]
    chosen = {name: frozenset(value[:LONGEST_VALUE] for value in query.getlist(name) if value) for name in FACETS}
    kept = {name: replace(facet, absent=str) for name, facet in FACETS.items()}
    found, counted = narrow(every, texted, chosen, kept)
    return Found(found, len(every), text, counted, chosen)
