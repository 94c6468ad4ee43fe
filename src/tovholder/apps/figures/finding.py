"""Finding figures: they are few enough to fit in memory, so filters and counts are plain Python over one query."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tovholder.apps.figures.models import Base, FigureState, PublishedFigure, Topic
from tovholder.apps.figures.selectors import every_figure
from tovholder.foundation.ui.narrowing import Counted, FacetOf, Pairs, asked_text, chosen_in, narrow, unknown_value
from tovholder.kernel.danish import fold

NO_YEAR = "uden"


def _topic(figure: PublishedFigure) -> Pairs:
    return [(figure.topic, str(Topic(figure.topic).label))]


def _technology(figure: PublishedFigure) -> Pairs:
    return [(figure.technology.slug, figure.technology.label)] if figure.technology else []


def _publication(figure: PublishedFigure) -> Pairs:
    return [(figure.publication.key, f"{figure.publication.title} ({figure.publication.told})")]


def _year(figure: PublishedFigure) -> Pairs:
    year = figure.publication.year
    return [(str(year), str(year)) if year else (NO_YEAR, _("Uden år"))]


def _base(figure: PublishedFigure) -> Pairs:
    state = figure.base_state
    return [(state.value, str(state.label))]


TOLD_FIRST = (
    Topic.BENEFITS,
    Topic.LANDKORT,
    Topic.SCREEN_VISITS,
    Topic.TRAINING,
    Topic.MEDICINE,
    Topic.MOVING,
    Topic.CITIZENS,
    Topic.ECONOMY,
    Topic.RADAR,
    Topic.IKT,
    Topic.SOCIAL_IT,
    Topic.FIELD,
    Topic.SURVEY,
)
"""The topics in the order of the page."""

FACETS: Mapping[str, FacetOf[PublishedFigure]] = {
    "emne": FacetOf(gettext_lazy("Emne"), _topic, TOLD_FIRST),
    "teknologi": FacetOf(gettext_lazy("Teknologi"), _technology),
    "kilde": FacetOf(gettext_lazy("Kilde"), _publication),
    "aar": FacetOf(gettext_lazy("Kildens år"), _year, newest_first=True),
    "grundlag": FacetOf(gettext_lazy("Grundlag"), _base, Base.values),
}


@dataclass(frozen=True, slots=True)
class Found:
    """The figures that fit, and the facets around them."""

    figures: Sequence[PublishedFigure]
    total: int
    text: str
    withdrawn: bool
    facets: Mapping[str, Sequence[Counted]]
    chosen: Mapping[str, frozenset[str]]


def find_figures(query: QueryDict) -> Found:
    """The figures that an address asks for, with facet counts. Raises ``BadRequest`` for a value that no facet has."""
    withdrawn = _asks_for_withdrawn(query)
    state = FigureState.WITHDRAWN if withdrawn else FigureState.SHOWN
    every = list(every_figure().filter(state=state))
    text = asked_text(query)
    words = fold(text).split()
    texted = [figure for figure in every if all(word in figure.search_text for word in words)]
    chosen = chosen_in(query, FACETS)
    found, facets = narrow(every, texted, chosen, FACETS)
    return Found(sorted(found, key=reading_order), len(every), text, withdrawn, facets, chosen)


def reading_order(figure: PublishedFigure) -> tuple[int, bool]:
    """First what technology gives, then how far the country is, last how it was asked; dates at the end."""
    return TOLD_FIRST.index(figure.topic), figure.unit == "date"


def _asks_for_withdrawn(query: QueryDict) -> bool:
    asked = query.get("vis", "")
    if asked not in {"", "trukket"}:
        raise unknown_value("vis", asked)
    return asked == "trukket"
