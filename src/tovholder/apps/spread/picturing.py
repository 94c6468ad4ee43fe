"""The room's charts: units beside each other, and the use over time."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _

from tovholder.apps.spread.models import SpreadCount, SpreadPlan
from tovholder.apps.spread.periods import period_text
from tovholder.apps.spread.presenting import stall_text
from tovholder.engines.funnel.evaluate import summed
from tovholder.engines.funnel.model import Counts
from tovholder.foundation.charts.model import LineChart, Part, Series, StackedBar, StackedRow


def _parts() -> list[Part]:
    return [
        Part(_("Bruger det nu")),
        Part(_("Er stoppet"), muted=True),
        Part(_("Tilbudt, ikke begyndt")),
        Part(_("Vurderet, ikke tilbudt")),
        Part(_("Ikke vurderet")),
    ]


def _values(counts: Counts) -> list[int]:
    return [
        counts.in_use,
        counts.stopped,
        counts.offered - counts.started,
        counts.assessed - counts.offered,
        counts.target - counts.assessed,
    ]


def funnel_chart(title: str, rows: Sequence[tuple[str, Counts]], base: str) -> StackedBar:
    """The target group of each row, divided by how far its citizens have come."""
    whole = summed(counts for _label, counts in rows)
    return StackedBar(
        title=title,
        description=stall_text(whole),
        unit=_("Borgere"),
        label_title=_("Enhed"),
        parts=_parts(),
        rows=[StackedRow(label, _values(counts)) for label, counts in rows],
        n=whole.target,
        base=base,
    )


def unit_chart(latest: Mapping[int, SpreadCount]) -> StackedBar:
    """The newest count of each unit."""
    held = sorted(latest.values(), key=lambda one: one.unit.sort_key if one.unit is not None else "")
    rows = [(one.unit.name if one.unit is not None else "", one.counts) for one in held]
    return funnel_chart(_("Fra målgruppe til brug, efter enhed"), rows, _("borgere i målgruppen"))


def time_chart(plan: SpreadPlan, counts: Sequence[SpreadCount]) -> LineChart | None:
    """The sums of the periods; None for fewer than two. A period is a sum of the units that counted in it."""
    by_period: dict[date, list[Counts]] = {}
    for one in counts:
        by_period.setdefault(one.period, []).append(one.counts)
    if len(by_period) < 2:
        return None
    periods = sorted(by_period)
    sums = [summed(by_period[period]) for period in periods]
    units = [len(by_period[period]) for period in periods]
    told = _("Hver periode er summen af de enheder, der talte i den. Antal enheder: %(units)s.") % {
        "units": ", ".join(str(number) for number in units)
    }
    series = [
        Series(_("Har fået det tilbudt"), [one.offered for one in sums]),
        Series(_("Bruger det nu"), [one.in_use for one in sums]),
    ]
    if plan.goal is not None:
        series.append(Series(_("Mål"), [plan.goal for _period in periods], muted=True))
    return LineChart(
        title=_("Over tid"),
        description=told,
        unit=_("Borgere"),
        label_title=_("Periode"),
        labels=[period_text(period, plan.every) for period in periods],
        series=series,
    )
