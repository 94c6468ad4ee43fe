"""Published figures in the API."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, QueryDict
from ninja import Query, Router, Schema
from pydantic import Field

from tovholder.apps.figures.finding import find_figures
from tovholder.apps.figures.models import PublishedFigure
from tovholder.apps.figures.presenting import citation
from tovholder.apps.figures.rules import may_read
from tovholder.apps.figures.selectors import economy_caution, figure_for
from tovholder.apps.figures.sheet import demo_remark
from tovholder.foundation.visibility.access import declare
from tovholder.kernel.actor import ANONYMOUS

router = Router()

MOST = 100


class RoundingOut(Schema):
    """Whether whole counts out of the base round to the printed share."""

    base: int
    fits: bool
    counts: list[int] = Field(description="The first 100 of them.")


class FigureOut(Schema):
    """A published figure with its source. Never to be mixed with what municipalities record."""

    key: str
    topic: str
    technology: str | None = Field(description="Slug of a technology.")
    statement: str
    statement_en: str
    value: str = Field(description="As printed; whole numbers without marks.")
    unit: str
    numerator: int | None
    denominator: int | None
    base: str
    base_en: str
    base_state: str = Field(description="known, missing, or none for plain counts and facts.")
    n: int | None
    own: bool = Field(description="Worked out by us and not quoted: such a share always fits its counts.")
    publication: str = Field(description="Key of the publication.")
    publication_title: str
    publisher: str
    year: int | None
    place: str
    url: str
    rounding: RoundingOut | None
    check: str
    check_en: str
    citation: str
    caution: str = Field(description="What must be read beside a claim on economy; empty for other topics.")
    state: str
    withdrawn_reason: str
    note: str = Field(description="In a demo: ”Offentliggjort tal”, or ”Opfundne data” for one added there.")


class FiguresOut(Schema):
    """A page of figures and the count of all that fit."""

    items: list[FigureOut]
    count: int


class FigureQuery(Schema):
    """Filters as in the addresses of the list. Values of one filter widen, filters narrow each other."""

    topic: list[str] = Field([], description="Codes of topics: landkort, training, screen_visits, economy and so on.")
    technology: list[str] = Field([], description="Slugs of technologies.")
    publication: list[str] = Field([], description="Keys of publications.")
    year: list[str] = Field([], description="Years of publications; ”uden” for those without one.")
    base: list[str] = Field([], description="known, missing or none.")
    q: str = Field("", max_length=200, description="Words that the figure must hold.")
    limit: int = Field(25, ge=1, le=MOST)
    offset: int = Field(0, ge=0, le=10_000_000)


IN_ADDRESSES = {
    "topic": "emne",
    "technology": "teknologi",
    "publication": "kilde",
    "year": "aar",
    "base": "grundlag",
}
PLAIN = (
    "key",
    "topic",
    "value",
    "unit",
    "numerator",
    "denominator",
    "n",
    "own",
    "place",
    "statement_en",
    "base_en",
    "check_en",
    "state",
    "withdrawn_reason",
)


def _out(figure: PublishedFigure, caution: PublishedFigure | None) -> dict[str, Any]:
    check, publication = figure.rounding, figure.publication
    warned = caution is not None and figure.topic == caution.topic and figure.key != caution.key
    return {name: getattr(figure, name) for name in PLAIN} | {
        "technology": figure.technology.slug if figure.technology else None,
        "statement": figure.statement_da,
        "base": figure.base_da,
        "base_state": figure.base_state.value,
        "check": figure.check_da,
        "publication": publication.key,
        "publication_title": publication.title,
        "publisher": publication.publisher,
        "year": publication.year,
        "url": publication.url,
        "rounding": {"base": check.base, "fits": check.fits, "counts": list(check.counts[:MOST])} if check else None,
        "citation": citation(figure),
        "caution": citation(caution) if warned and caution else "",
        "note": demo_remark(figure) if settings.DEMO_MODE else "",
    }


@router.get("", response=FiguresOut, summary="Published figures")
def list_figures(request: HttpRequest, query: Query[FigureQuery]) -> dict[str, Any]:
    """Open to all. In the order of their publications; withdrawn ones are left out."""
    asked = QueryDict(mutable=True)
    for name, address in IN_ADDRESSES.items():
        asked.setlist(address, getattr(query, name))
    asked["q"] = query.q
    found = find_figures(asked).figures
    caution = economy_caution()
    page = found[query.offset : query.offset + query.limit]
    return {"items": [_out(figure, caution) for figure in page], "count": len(found)}


@router.get("/{figure_key}", response=FigureOut, summary="One published figure, by its key")
def one_figure(request: HttpRequest, figure_key: str) -> dict[str, Any]:
    """The figure of that key; a withdrawn one says so and why."""
    return _out(figure_for(ANONYMOUS, figure_key), economy_caution())


declare(may_read, list_figures, one_figure)
