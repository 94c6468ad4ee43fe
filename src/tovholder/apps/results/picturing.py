"""Pictures of figures: bars of an item, stacked rows of a matrix, groups of municipalities, and years with breaks."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from tovholder.apps.results.comparing import Year
from tovholder.apps.results.kinds import COUNTED, DomainKind
from tovholder.apps.results.models import Results, SurveyFigure, SurveyItem
from tovholder.apps.results.presenting import share_words, source_text
from tovholder.apps.results.selectors import Told
from tovholder.engines.questionnaires.model import Comparability
from tovholder.foundation.charts.model import (
    BarChart,
    LineChart,
    Part,
    Point,
    Series,
    StackedBar,
    StackedRow,
)
from tovholder.foundation.ui.formats import number_text


def item_chart(results: Results, item: SurveyItem, figures: Sequence[SurveyFigure]) -> BarChart | None:
    """How many municipalities gave each answer; None for numbers, and where nothing is told."""
    told = [one for one in figures if one.share is not None]
    if not told:
        return None
    most = max(told, key=lambda one: one.numerator or 0)
    return BarChart(
        title=f"{item.text} {item.row_text}".strip(),
        description=_("Flest: %(option)s, %(share)s.") % {"option": most.option_text, "share": share_words(most.share)},
        unit=_("kommuner"),
        label_title=_("Svar"),
        points=[Point(one.option_text, one.numerator or 0) for one in told],
        n=item.answered,
        base=item.base,
        source=source_text(results),
    )


def matrix_chart(told: Told) -> StackedBar | None:
    """The rows of a matrix as stacked counts; None where a row has something kept back."""
    rows, parts = [], []
    for item in told.items:
        counts = [one for one in told.country(item) if one.measure in COUNTED]
        if not counts or any(one.suppressed for one in counts):
            return None
        parts = [Part(one.option_text) for one in counts]
        rows.append(
            StackedRow(f"{item.row_text} (n = {number_text(item.answered)})", [one.numerator or 0 for one in counts])
        )
    return StackedBar(
        title=told.first.text,
        description=_("%(rows)s rækker, hver med sit n.") % {"rows": len(rows)},
        unit=_("kommuner"),
        label_title=_("Række"),
        parts=parts,
        rows=rows,
        base=told.first.base,
        source=source_text(told.results),
    )


def domain_chart(
    results: Results, item: SurveyItem, figures: Sequence[SurveyFigure], kind: str, option: str
) -> BarChart | None:
    """One answer in the groups of a kind, in per cent, each group with its count and n beside its name."""
    shown = [
        one
        for one in figures
        if one.option == option and one.measure in COUNTED and one.domain_kind in (kind, DomainKind.COUNTRY)
    ]
    told = [(one, one.share.percent) for one in shown if one.share is not None and one.share.percent is not None]
    if len(told) < 2:
        return None
    told.sort(key=lambda pair: pair[0].domain_kind == DomainKind.COUNTRY)
    name = told[0][0].option_text
    return BarChart(
        title=_("%(option)s: %(kind)s") % {"option": name, "kind": DomainKind(kind).label},
        description=_("%(count)s grupper kan vises, hver med sit antal og n.") % {"count": len(told)},
        unit=_("pct."),
        label_title=_("Gruppe"),
        points=[
            Point(
                f"{one.domain} ({number_text(one.numerator or 0)}/{number_text(one.denominator or 0)})",
                percent,
                marked=one.domain_kind == DomainKind.COUNTRY,
            )
            for one, percent in told
        ],
        keep_order=True,
        n=item.answered,
        base=item.base,
        source=source_text(results),
    )


def year_chart(years: Sequence[Year], option: str, measure: str) -> LineChart | None:
    """An answer over the years as one line for each stretch that can be compared: no line crosses a break."""
    values = [_percent(one.of(option, measure)) for one in years]
    if sum(value is not None for value in values) < 2:
        return None
    stretches = _stretches(years)
    labels = [one.label for one in years]
    figure = next(found for one in years if (found := one.of(option, measure)) is not None)
    return LineChart(
        title=_("%(option)s over årene") % {"option": figure.option_text},
        description=_("%(years)s dataindsamlinger, %(breaks)s brud. Linjen går ikke hen over et brud.")
        % {"years": len(years), "breaks": len(stretches) - 1},
        unit=_("pct."),
        label_title=_("År"),
        labels=labels,
        series=[
            Series(
                labels[first] if first == last else f"{labels[first]}–{labels[last]}",
                [value if first <= at <= last else None for at, value in enumerate(values)],
            )
            for first, last in stretches
        ],
        base=_("kommuner, der har svaret det pågældende år. Antal og n står i tabellen"),
    )


def _percent(figure: SurveyFigure | None) -> int | None:
    return figure.share.percent if figure is not None and figure.share is not None else None


def _stretches(years: Sequence[Year]) -> list[tuple[int, int]]:
    """The first and last place of each run of years without a break."""
    starts = [at for at, one in enumerate(years) if at == 0 or one.comparability is Comparability.BREAK]
    return [(start, end - 1) for start, end in zip(starts, [*starts[1:], len(years)], strict=True)]
