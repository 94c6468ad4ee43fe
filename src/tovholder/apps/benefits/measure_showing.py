"""How measurements are shown: lines over time by unit, rows of a table, the grade with its reasons, what is overdue."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tovholder.apps.benefits.choices import Grade, Outcome, State
from tovholder.apps.benefits.due import plan_of, seen_measurements
from tovholder.apps.benefits.grading import propose
from tovholder.apps.benefits.measuring import basis_of
from tovholder.apps.benefits.models import Benefit, Measurement
from tovholder.apps.benefits.periods import Period, period_text
from tovholder.apps.benefits.rules import inside, may_measure, may_plan
from tovholder.foundation.charts.model import LineChart, Series
from tovholder.foundation.ui.formats import date_text, number_text
from tovholder.foundation.ui.values import Fact, Status, Tone
from tovholder.foundation.visibility.access import may
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor

TONES: Mapping[str, Tone] = {
    Outcome.REACHED: "success",
    Outcome.PARTLY: "progress",
    Outcome.NOT: "danger",
    Outcome.TOO_EARLY: "info",
    Outcome.UNDOCUMENTED: "warning",
    Outcome.WAITING: "muted",
}
Value = int | float


def outcome_status(benefit: Benefit) -> Status:
    """What came of a benefit, as a tag."""
    return Status(Outcome(benefit.outcome).label, TONES[benefit.outcome])


def amount(value: Decimal | None, benefit: Benefit) -> str:
    """A number with what it is measured in; a dash for none."""
    if value is None:
        return "–"
    return f"{number_text(value.normalize() if value else value)} {benefit.measured_in or ''}".strip()


def expected_and_realised(benefit: Benefit) -> list[Fact]:
    """What was expected beside what was measured (BEN-14); too early is said as what it is."""
    realised = amount(benefit.realised, benefit)
    if benefit.realised_on is not None:
        realised = _("%(amount)s (til og med %(day)s)") % {"amount": realised, "day": date_text(benefit.realised_on)}
    if benefit.state == State.TOO_EARLY:
        realised = (
            _("For tidligt at sige")
            if benefit.realised is None
            else _("%(said)s. For tidligt at sige") % {"said": realised}
        )
    return [
        Fact(_("Udgangspunkt"), amount(benefit.baseline, benefit)),
        Fact(_("Forventet"), amount(benefit.target, benefit)),
        Fact(_("Realiseret"), realised),
    ]


def _bearing(benefit: Benefit) -> list[Fact]:
    """How many measurements stand behind it, and how much they can bear: what others read in their place."""
    if not benefit.measured:
        return []
    count = ngettext("%(n)s måling", "%(n)s målinger", benefit.measured) % {"n": benefit.measured}
    grade = benefit.shown_grade
    return [Fact(_("Bygger på"), count), *([Fact(_("Dokumentation"), Grade(grade).label)] if grade else [])]


def overdue_text(benefit: Benefit, today: date) -> str:
    """How long ago it should have been measured; empty when it is not overdue."""
    if not benefit.is_overdue_on(today) or benefit.next_measurement_on is None:
        return ""
    days = (today - benefit.next_measurement_on).days
    return ngettext("Måling overskredet med %(n)s dag", "Måling overskredet med %(n)s dage", days) % {"n": days}


def lines_chart(benefit: Benefit, rows: Sequence[Measurement]) -> LineChart | None:
    """What was measured over time, a line for each place; spoiled measurements leave a gap. None for less than two."""
    sound = [row for row in rows if not row.spoiled]
    periods = sorted({Period(row.period_from, row.period_to) for row in rows})
    if len(periods) < 2 or not sound:  # one point is no line
        return None
    places = {(row.unit.name if row.unit else _("Hele kommunen")): row.unit_id for row in sound}
    values = {(row.unit_id, row.period_from): float(row.value) for row in sound}
    series = [
        Series(name, [values.get((unit, period.first)) for period in periods]) for name, unit in sorted(places.items())
    ]
    spoiled = len(rows) - len(sound)
    said = _("%(count)s målinger i %(places)s linjer. Den seneste middelværdi er %(latest)s.") % {
        "count": len(sound),
        "places": len(series),
        "latest": amount(benefit.realised, benefit),
    }
    if spoiled:
        said += " " + ngettext(
            "%(n)s måling er ødelagt og er ikke tegnet.", "%(n)s målinger er ødelagt og er ikke tegnet.", spoiled
        ) % {"n": spoiled}
    return LineChart(
        title=benefit.indicator,
        description=said,
        unit=str(benefit.measured_in),
        label_title=_("Periode"),
        labels=[period_text(period) for period in periods],
        series=series,
        n=len(sound),
        base=_("målinger"),
    )


def measurement_rows(rows: Iterable[Measurement], benefit: Benefit) -> list[tuple[Measurement, str, str]]:
    """The measurements with their period and amount in words, the newest first."""
    return [
        (row, period_text(Period(row.period_from, row.period_to)), amount(row.value, benefit))
        for row in sorted(rows, key=lambda row: (row.period_from, row.pk), reverse=True)
    ]


def measured_of(benefit: Benefit, actor: Actor) -> list[Measurement]:
    """The measurements of a benefit that the actor sees, in order of time. One query."""
    return list(seen_measurements(actor).filter(benefit=benefit).order_by("period_from", "pk"))


def benefit_panel(benefit: Benefit, actor: Actor) -> Mapping[str, Any]:
    """What was measured of a benefit, how much it can bear, and when it is measured again."""
    if not may(actor, inside, benefit):
        return {"benefit": benefit, "inside": False, "facts": [*expected_and_realised(benefit), *_bearing(benefit)]}
    rows = measured_of(benefit, actor)
    return {
        "benefit": benefit,
        "inside": True,
        "chart": lines_chart(benefit, rows),
        "facts": expected_and_realised(benefit),
        "rows": measurement_rows(rows, benefit)[:SHOWN],
        "total": len(rows),
        "late": overdue_text(benefit, clock.today()),
        "proposal": propose(basis_of(benefit)) if rows else None,
        "plan": plan_of(benefit),
        "href": reverse("benefits:measurements", args=[benefit.public_id]),
        "may_measure": may(actor, may_measure, benefit) and benefit.is_open,
        "may_plan": may(actor, may_plan, benefit),
    }


SHOWN = 6
