"""How published figures are shown: how they are cited, what the check of their rounding says, and shares as bars."""

from collections.abc import Collection, Sequence
from itertools import groupby

from django.utils.translation import gettext as _

from tovholder.apps.figures.guessing import guess_texts
from tovholder.apps.figures.models import Base, PublishedFigure, Topic
from tovholder.engines.figures import Row, check_rows
from tovholder.foundation.charts.model import BarChart, Point
from tovholder.foundation.ui.formats import number_text
from tovholder.foundation.ui.values import Fact, Status
from tovholder.kernel.share import Share

SEVERAL = 2
LISTED_COUNTS = 4


def source_text(figure: PublishedFigure) -> str:
    """Source and year: "KL (2017): Statusrapport for 2017"."""
    publication = figure.publication
    year = str(publication.year) if publication.year else _("uden år")
    return f"{publication.publisher} ({year}): {publication.title}"


def n_text(figure: PublishedFigure) -> str:
    """The n as it is printed: "n = 57", or that the source does not tell it; empty for a plain count."""
    if figure.n is not None:
        return f"n = {number_text(figure.n)}"
    return str(_("n er ikke oplyst")) if figure.base_state == Base.MISSING else ""


def citation(figure: PublishedFigure) -> str:
    """A line to copy: source, year, statement, value, n and place."""
    beside = ", ".join(part for part in (n_text(figure), figure.place) if part)
    told = f"{source_text(figure)}. {figure.statement} {figure.shown_value}"
    return f"{told} ({beside})." if beside else f"{told}."


def base_status(figure: PublishedFigure) -> Status | None:
    """A tag on what the reader must know of the base; None for plain counts."""
    if figure.base_state == Base.MISSING:
        return Status(_("Grundlaget er ikke oplyst"), "warning")
    check = figure.rounding
    if check is not None and not check.fits:
        return Status(_("Passer ikke til sit grundlag"), "warning")
    return None


def rounding_text(figure: PublishedFigure) -> str:
    """What the check of the rounding says in words; empty where there is nothing to check."""
    check = figure.rounding
    if check is None:
        return ""
    if check.fits:
        counts = _(" eller ").join(number_text(count) for count in check.counts[:LISTED_COUNTS])
        return _("%(counts)s ud af %(base)s afrundes til %(value)s, så andelen kan passe.") % {
            "counts": counts,
            "base": number_text(check.base),
            "value": figure.shown_value,
        }
    return _("Intet helt antal ud af %(base)s afrundes til %(value)s, så grundlaget må være et andet.") % {
        "base": number_text(check.base),
        "value": figure.shown_value,
    }


def misfit_texts(figure: PublishedFigure, beside: Sequence[PublishedFigure], known: Collection[int]) -> list[str]:
    """What may lie behind a share that does not fit, from the shares printed with it and the source's other bases."""
    if figure.rounding is None or figure.rounding.fits:
        return []
    rows = [
        Row(other.key, check.printed, check.base)
        for other in beside or [figure]
        if other.percent is not None and (check := other.rounding) is not None
    ]
    groups = check_rows(rows, known)
    return [text for group in groups if group.n == figure.rounding.base for text in guess_texts(group)]


def facts_of(figure: PublishedFigure) -> list[Fact]:
    """What is known of a figure, line by line."""
    publication = figure.publication
    facts = [
        Fact(_("Kilde"), publication.title, publication.get_absolute_url()),
        Fact(_("Udgiver"), publication.publisher),
        Fact(_("År"), str(publication.year) if publication.year else ""),
        Fact(_("Sted i kilden"), figure.place),
        Fact(_("Emne"), Topic(figure.topic).label),
    ]
    if figure.technology is not None:
        facts.append(Fact(_("Teknologi"), figure.technology.label, figure.technology.get_absolute_url()))
    if figure.base_state != Base.NONE or figure.base:
        facts.append(Fact(_("Grundlag"), figure.base))
    if figure.base_state != Base.NONE:
        facts.append(Fact("n", number_text(figure.n) if figure.n is not None else ""))
    if figure.own:
        facts.append(Fact(_("Hvem har regnet"), _("Vores eget tal, ikke citeret")))
    if figure.numerator is not None and figure.denominator is not None:
        share = Share(figure.numerator, figure.denominator, figure.base)
        facts.append(
            Fact(
                _("Antal bag"),
                _("%(count)s ud af %(base)s (%(percent)s pct.)")
                % {
                    "count": number_text(share.count),
                    "base": number_text(share.base),
                    "percent": number_text(share.percent or 0),
                },
            )
        )
    return facts


def share_charts(figures: Sequence[PublishedFigure]) -> list[BarChart]:
    """Bars of the shares that belong together: same publication, same topic, same base, same n. Never across them."""
    shares = sorted((figure for figure in figures if figure.percent is not None), key=_group_key)
    groups = [list(group) for _key, group in groupby(shares, key=_group_key)]
    return [_chart(group) for group in groups if len(group) >= SEVERAL]


def _group_key(figure: PublishedFigure) -> tuple[object, ...]:
    return (figure.publication_id, figure.topic, figure.base_da, figure.n or 0)


def _chart(group: Sequence[PublishedFigure]) -> BarChart:
    first = group[0]
    said = n_text(first)
    return BarChart(
        title=_("%(topic)s: andele fra %(source)s")
        % {"topic": Topic(first.topic).label, "source": first.publication.told},
        description=_("%(count)s andele, hver med sit n. Den største er %(most)s.")
        % {
            "count": number_text(len(group)),
            "most": max(group, key=lambda figure: figure.percent or 0).shown_value,
        },
        unit=_("pct."),
        label_title=_("Andel"),
        points=[
            Point(f"{figure.statement} ({said})", float(figure.percent or 0), figure.get_absolute_url())
            for figure in group
        ],
        n=first.n,
        base=first.base,
        source=source_text(first),
    )
