"""Finding figures: they are few enough to fit in memory, so filters and counts are plain Python over one query."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import BadRequest
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrPromise

from tovholder.apps.figures.models import Base, FigureState, PublishedFigure, Topic
from tovholder.apps.figures.selectors import every_figure
from tovholder.kernel.danish import fold, sort_key

MAX_TEXT = 200
NO_YEAR = "uden"


@dataclass(frozen=True, slots=True)
class FacetOf:
    """A facet: its title, the value and label of a figure in it (None when it has none), and whether years order it."""

    title: StrPromise
    value: Callable[[PublishedFigure], tuple[str, str] | None]
    newest_first: bool = False


def _topic(figure: PublishedFigure) -> tuple[str, str]:
    return figure.topic, str(Topic(figure.topic).label)


def _technology(figure: PublishedFigure) -> tuple[str, str] | None:
    return (figure.technology.slug, figure.technology.label) if figure.technology else None


def _publication(figure: PublishedFigure) -> tuple[str, str]:
    return figure.publication.key, f"{figure.publication.title} ({figure.publication.told})"


def _year(figure: PublishedFigure) -> tuple[str, str]:
    year = figure.publication.year
    return (str(year), str(year)) if year else (NO_YEAR, _("Uden år"))


def _base(figure: PublishedFigure) -> tuple[str, str]:
    state = figure.base_state
    return state.value, str(state.label)


FACETS: Mapping[str, FacetOf] = {
    "emne": FacetOf(gettext_lazy("Emne"), _topic),
    "teknologi": FacetOf(gettext_lazy("Teknologi"), _technology),
    "kilde": FacetOf(gettext_lazy("Kilde"), _publication),
    "aar": FacetOf(gettext_lazy("Kildens år"), _year, newest_first=True),
    "grundlag": FacetOf(gettext_lazy("Grundlag"), _base),
}
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

FIXED_ORDER: Mapping[str, Sequence[str]] = {"emne": TOLD_FIRST, "grundlag": list(Base.values)}


@dataclass(frozen=True, slots=True)
class Counted:
    """A value of a facet with the number of figures that choosing it would give."""

    value: str
    label: str
    count: int
    chosen: bool


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
    text = query.get("q", "").replace("\x00", "").strip()[:MAX_TEXT]
    words = fold(text).split()
    texted = [figure for figure in every if all(word in figure.search_text for word in words)]
    chosen = {name: frozenset(value for value in query.getlist(name) if value) for name in FACETS}
    facets = {name: _counted(name, every, texted, chosen) for name in FACETS}
    found = sorted((figure for figure in texted if _fits(figure, chosen)), key=reading_order)
    return Found(found, len(every), text, withdrawn, facets, chosen)


def reading_order(figure: PublishedFigure) -> tuple[int, bool]:
    """First what technology gives, then how far the country is, last how it was asked; dates at the end."""
    return TOLD_FIRST.index(figure.topic), figure.unit == "date"


def _asks_for_withdrawn(query: QueryDict) -> bool:
    asked = query.get("vis", "")
    if asked not in {"", "trukket"}:
        raise _unknown("vis", asked)
    return asked == "trukket"


def _unknown(name: str, value: str) -> BadRequest:
    return BadRequest(
        _("Filteret %(name)s kender ikke værdien %(value)s. Fjern det fra adressen, eller begynd forfra.")
        % {"name": name, "value": value[:60]}
    )


def _counted(
    name: str,
    every: Sequence[PublishedFigure],
    texted: Sequence[PublishedFigure],
    chosen: Mapping[str, frozenset[str]],
) -> list[Counted]:
    read = FACETS[name].value
    known = dict(pair for figure in every if (pair := read(figure)) is not None)
    unknown = chosen[name] - known.keys()
    if unknown:
        raise _unknown(name, min(unknown))
    others = {other: values for other, values in chosen.items() if other != name}
    counts = Counter(pair[0] for figure in texted if _fits(figure, others) and (pair := read(figure)) is not None)
    values = sorted(known, key=_order(name, known), reverse=FACETS[name].newest_first)
    return [Counted(value, known[value], counts[value], value in chosen[name]) for value in values]


def _order(name: str, known: Mapping[str, str]) -> Callable[[str], tuple[int, str]]:
    if name in FIXED_ORDER:
        return lambda value: (FIXED_ORDER[name].index(value), "")
    if FACETS[name].newest_first:
        return lambda value: (int(value) if value.isdecimal() else 0, "")
    return lambda value: (0, sort_key(known[value]))


def _fits(figure: PublishedFigure, chosen: Mapping[str, frozenset[str]]) -> bool:
    for name, values in chosen.items():
        if values:
            pair = FACETS[name].value(figure)
            if pair is None or pair[0] not in values:
                return False
    return True
