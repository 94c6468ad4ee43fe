"""Finding a question among those of a survey: some hundreds, read whole and narrowed in memory."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tovholder.apps.results.models import Results, SurveyItem
from tovholder.apps.results.presenting import kind_label
from tovholder.apps.results.selectors import items_of, results_seen_by
from tovholder.foundation.ui.narrowing import Counted, FacetOf, Pairs, asked_text, chosen_in, narrow, unknown_value
from tovholder.kernel.actor import Actor
from tovholder.kernel.danish import fold

SURVEY = "undersoegelse"
ALL, SOME = "alle", "nogle"


@dataclass(frozen=True, slots=True)
class FoundQuestion:
    """A question with its rows; one item where it has none."""

    items: Sequence[SurveyItem]

    @property
    def first(self) -> SurveyItem:
        """The item that has the question's words."""
        return self.items[0]


def _topic(row: FoundQuestion) -> Pairs:
    return [(row.first.section, row.first.topic)]


def _kind(row: FoundQuestion) -> Pairs:
    return [(row.first.kind, kind_label(row.first.kind))]


def _base(row: FoundQuestion) -> Pairs:
    return [(SOME, _("Kun nogle kommuner er spurgt"))] if row.first.filtered else [(ALL, _("Alle er spurgt"))]


def _itself(value: str) -> str:
    return value


FACETS: Mapping[str, FacetOf[FoundQuestion]] = {
    # Another survey has other topics: one that was chosen there finds nothing here, and is no error.
    "emne": FacetOf(gettext_lazy("Emne"), _topic, absent=_itself),
    "slags": FacetOf(gettext_lazy("Slags spørgsmål"), _kind, absent=_itself),
    "grundlag": FacetOf(gettext_lazy("Grundlag"), _base, (ALL, SOME)),
}


@dataclass(frozen=True, slots=True)
class Found:
    """What the explorer shows: the surveys to choose from, the chosen one, and its questions that fit."""

    surveys: Sequence[Results]
    results: Results | None
    questions: Sequence[FoundQuestion]
    total: int
    text: str
    facets: Mapping[str, Sequence[Counted]]
    chosen: Mapping[str, frozenset[str]]


def find_questions(actor: Actor, query: QueryDict) -> Found:
    """The questions that an address asks for; without a survey those of the newest.

    Raises ``BadRequest`` for a survey that is not there for ``actor``, and for a base that is none.
    """
    surveys = list(results_seen_by(actor))
    wanted = query.get(SURVEY, "")
    results = next((one for one in surveys if wanted in ("", one.survey.key)), None)
    if wanted and results is None:
        raise unknown_value(SURVEY, wanted)
    every = _questions(results) if results is not None else []
    text = asked_text(query)
    sought = fold(text).split()
    texted = [row for row in every if any(all(word in item.search_text for word in sought) for item in row.items)]
    chosen = chosen_in(query, FACETS)
    found, facets = narrow(every, texted, chosen, _tolerant(every))
    return Found(surveys, results, found, len(every), text, facets, chosen)


def _tolerant(every: Sequence[FoundQuestion]) -> Mapping[str, FacetOf[FoundQuestion]]:
    """The facets; a choice of the base that no question of this survey has is not an error either."""
    labels = {ALL: _("Alle er spurgt"), SOME: _("Kun nogle kommuner er spurgt")}
    order = tuple(dict.fromkeys(row.first.section for row in every))
    return {
        **FACETS,
        "emne": FacetOf(FACETS["emne"].title, _topic, order, absent=_itself),
        "grundlag": FacetOf(FACETS["grundlag"].title, _base, (ALL, SOME), absent=labels.get),
    }


def _questions(results: Results) -> list[FoundQuestion]:
    found: dict[str, list[SurveyItem]] = {}
    for item in items_of(results):
        found.setdefault(item.question, []).append(item)
    return [FoundQuestion(items) for items in found.values()]
