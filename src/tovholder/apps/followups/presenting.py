"""How plans, rollouts and results are shown: states, sentences, numbers, charts and facts."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tovholder.apps.followups.measured import Reading, UnitSeries
from tovholder.apps.followups.models import Analysis, DesignChoice, EvaluationPlan, Rollout
from tovholder.apps.followups.words import ANSWERS, DESIGN_NAMES, TONES, p_text, reason_texts
from tovholder.engines.followup import Answer, Design, Result
from tovholder.foundation.charts.model import LineChart, Series
from tovholder.foundation.ui.formats import date_text, number_text
from tovholder.foundation.ui.values import Cell, Column, Fact, Status, TableView
from tovholder.kernel import clock

SHOWN_LINES = 4  # units that are drawn each by itself; more are a tangle, and stand in the table
OWN_DATA = gettext_lazy("Egne målinger")


def month_text(day: date) -> str:
    """A month as "marts 2027"."""
    return formats.date_format(day, "F Y")


def signed(amount: float) -> str:
    """A change with its sign."""
    sign = "+" if amount > 0 else "−" if amount < 0 else ""
    return sign + number_text(abs(round(amount, 2)), 2)


def answer_status(answer: str) -> Status:
    """The answer in words, with its tone."""
    found = Answer(answer)
    return Status(str(ANSWERS[found]), TONES[found])


def design_name(design: str) -> str:
    """The design in two words."""
    return str(DESIGN_NAMES[Design(design)])


@dataclass(frozen=True, slots=True)
class Told:
    """A result as it is read: the answer, one sentence with the number, what must be known, and the figures."""

    status: Status
    sentence: str
    notes: tuple[str, ...]
    facts: tuple[Fact, ...]
    is_answer: bool


def told(result: Result, measure: str) -> Told:
    """A result in words."""
    return Told(
        status=answer_status(result.answer),
        sentence=_sentence(result, measure),
        notes=tuple(reason_texts(result)),
        facts=tuple(_facts(result, measure)),
        is_answer=result.answer not in {Answer.TOO_EARLY, Answer.CANNOT_BE_DOCUMENTED},
    )


def _sentence(result: Result, measure: str) -> str:
    if result.answer is Answer.TOO_EARLY:
        return _("Mål videre, og se igen, når der er målt længere.")
    if result.estimate is None:
        return ""
    # The sentence's own full stop stands for that of an abbreviation: "+12,00 pct."
    words = {"change": signed(result.estimate), "measure": measure.removesuffix(".")}
    if result.low is not None and result.high is not None:
        words |= {"low": signed(result.low), "high": signed(result.high)}
        return _("Ændringen er %(change)s %(measure)s. Den ligger mellem %(low)s og %(high)s.") % words
    return _("Ændringen er %(change)s %(measure)s. Hvor sikkert det tal er, kan ikke siges.") % words


def _facts(result: Result, measure: str) -> list[Fact]:
    facts = [Fact(_("Metode"), design_name(result.design))]
    if result.baseline is not None:
        facts.append(Fact(_("Før start"), f"{number_text(round(result.baseline, 2), 2)} {measure}".strip()))
    if result.estimate is not None:
        facts.append(Fact(_("Ændring"), f"{signed(result.estimate)} {measure}".strip()))
    if result.percent is not None:
        facts.append(Fact(_("I procent af før"), _("%(percent)s pct.") % {"percent": signed(round(result.percent, 1))}))
    if result.low is not None and result.high is not None:
        facts.append(Fact(_("95 pct. interval"), f"{signed(result.low)} – {signed(result.high)}"))
    if result.spread is not None:
        low, high = (number_text(round(one, 2), 2) for one in result.spread)
        facts.append(Fact(_("Laveste og højeste måling før"), f"{low} – {high}"))
    if result.p is not None:
        facts.append(Fact(_("p"), p_text(result.p)))
    if result.smallest_p is not None and result.p is not None and result.answer is Answer.CANNOT_BE_DOCUMENTED:
        facts.append(Fact(_("Mindste mulige p"), p_text(result.smallest_p)))
    if result.units:
        words = {"started": result.units_started, "all": result.units}
        facts.append(Fact(_("Enheder"), _("%(started)s begyndt af %(all)s") % words))
    return facts


# --- charts -----------------------------------------------------------------------------------------------------------
def since_start_chart(reading: Reading, title: str) -> LineChart | None:
    """The mean distance from each unit's own level before, by periods since its start; None without any start."""
    found: dict[int, list[float]] = defaultdict(list)
    for one in reading.series:
        before = [value for at, value in enumerate(one.values) if _counts(one, at) and at < (one.start or 0)]
        if one.start is None or not before:
            continue
        level = sum(float(value or 0) for value in before) / len(before)
        for at, value in enumerate(one.values):
            if value is not None and _counts(one, at):
                found[at - one.start].append(value - level)
    if not found or max(found) < 0:
        return None
    places = range(min(found), max(found) + 1)
    means = {at: round(sum(found[at]) / len(found[at]), 2) for at in found}
    return LineChart(
        title=_("%(title)s, før og efter start") % {"title": title},
        description=_("Afstanden fra hver enheds eget gennemsnit før start, i gennemsnit over enhederne."),
        unit=reading.measure or _("afstand"),
        labels=[str(at) if at < 0 else f"+{at}" for at in places],
        label_title=_("Perioder siden start"),
        series=[
            Series(_("Før start"), [means.get(at) if at < 0 else None for at in places], muted=True),
            Series(_("Efter start"), [means.get(at) if at >= 0 else None for at in places]),
        ],
        n=sum(len(few) for few in found.values()),
        base=_("målinger"),
        source=OWN_DATA,
    )


def unit_charts(reading: Reading) -> list[LineChart]:
    """Each unit by itself, grey before its start; none when there are many units."""
    if len(reading.series) > SHOWN_LINES or reading.first is None:
        return []
    return [
        LineChart(
            title=one.name,
            description=_("Målingerne hos %(unit)s. De grå er fra før start.") % {"unit": one.name},
            unit=reading.measure or _("værdi"),
            labels=[f"{reading.period(at):%Y-%m}" for at in range(len(one.values))],
            label_title=_("Periode"),
            series=[
                Series(_("Før start"), [value if at < _begins(one) else None for at, value in _shown(one)], muted=True),
                Series(_("Efter start"), [value if at >= _begins(one) else None for at, value in _shown(one)]),
            ],
            n=sum(value is not None for value in one.values),
            base=_("målinger"),
            source=OWN_DATA,
        )
        for one in reading.series
    ]


def _counts(one: UnitSeries, at: int) -> bool:
    return one.values[at] is not None and at not in one.spoiled


def _begins(one: UnitSeries) -> int:
    return len(one.values) if one.start is None else one.start


def _shown(one: UnitSeries) -> list[tuple[int, float | None]]:
    return [
        (at, None if at in one.spoiled or value is None else round(value, 2)) for at, value in enumerate(one.values)
    ]


def units_table(reading: Reading) -> TableView:
    """Each unit: when it began, the means before and after, and how many measurements there are."""
    rows = []
    for one in reading.series:
        before = [value for at, value in enumerate(one.values) if _counts(one, at) and at < _begins(one)]
        after = [value for at, value in enumerate(one.values) if _counts(one, at) and at >= _begins(one)]
        start = date_text(one.starts_on) if one.starts_on else _("Ikke kendt") if not one.start_known else _("Venter")
        rows.append(
            (Cell(one.name), Cell(start), Cell(_mean(before)), Cell(_mean(after)), Cell(_number(before, after)))
        )
    columns = [
        Column(_("Enhed")),
        Column(_("Begyndte")),
        Column(_("Før"), numeric=True),
        Column(_("Efter"), numeric=True),
        Column(_("Målinger")),
    ]
    return TableView(_("Enhederne"), columns, rows)


def _mean(values: list[float | None]) -> str:
    given = [value for value in values if value is not None]
    return number_text(round(sum(given) / len(given), 2), 2) if given else "–"


def _number(before: list[Any], after: list[Any]) -> str:
    return _("%(before)s før, %(after)s efter") % {"before": len(before), "after": len(after)}


def power_chart(rollout: Rollout) -> LineChart | None:
    """How likely the test is to find effects of different sizes."""
    rows = rollout.proposal.get("powers", [])
    if not rows:
        return None
    measure = f" {rollout.measure}" if rollout.measure else ""
    return LineChart(
        title=_("Chancen for at se effekten"),
        description=_("Jo større effekt, jo større chance. Ved ingen effekt er tallet risikoen for falsk alarm."),
        unit=_("pct. af gangene"),
        labels=[f"{signed(row['effect']) or '0'}{measure}" for row in rows],
        label_title=_("Effekt"),
        series=[
            Series(_("Chance"), [round(100 * row["power"], 1) for row in rows]),
            Series(_("Laveste"), [round(100 * row["low"], 1) for row in rows], muted=True),
            Series(_("Højeste"), [round(100 * row["high"], 1) for row in rows], muted=True),
        ],
        n=rollout.proposal["runs"],
        base=_("prøveudrulninger på computer"),
        source=_("Beregnet ud fra jeres egne tal"),
    )


def rollout_texts(proposal: Mapping[str, Any]) -> list[str]:
    """What a reader of a proposal must know, in whole sentences."""
    if not proposal:
        return []
    if not proposal["can_be_clear"]:
        return [
            _(
                "Med så få enheder kan p aldrig blive mindre end %(p)s. Planen kan derfor ikke vise en sikker forskel, "
                "uanset hvor stor den er. Tag flere enheder med."
            )
            % {"p": p_text(proposal["smallest_p"])}
        ]
    power = {key: number_text(round(100 * proposal["power"][key])) for key in ("power", "low", "high")}
    said = [
        _("Er effekten som forventet, finder prøven den i %(power)s af 100 tilfælde (mellem %(low)s og %(high)s).")
        % power
    ]
    if proposal["power"]["power"] < 0.8:
        said.append(_("Det er lidt. Flere enheder, flere måneder eller et mere roligt tal giver en bedre chance."))
    return said


# --- states and facts -------------------------------------------------------------------------------------------------
def plan_status(plan: EvaluationPlan) -> Status:
    """Whether the plan can still be changed freely, holds, or is at its end."""
    today = clock.today()
    if plan.follow_up_to < today:
        return Status(_("Opfølgningen er slut"), "muted")
    if plan.is_frozen_on(today):
        return Status(_("Låst: opfølgningen er i gang"), "progress")
    return Status(_("Kan rettes frit"), "neutral")


def rollout_status(rollout: Rollout) -> Status:
    """Whether the starts hold."""
    return Status(_("Besluttet"), "success") if rollout.is_accepted else Status(_("Forslag"), "neutral")


def analysis_status(analysis: Analysis) -> Status:
    """Whether the analysis still holds."""
    if hasattr(analysis, "replaced_by"):
        return Status(_("Afløst af en nyere"), "muted")
    return Status(_("Gælder"), "success")


def plan_facts(plan: EvaluationPlan) -> list[Fact]:
    """What stands beside a plan."""
    facts = [
        Fact(_("Projekt"), plan.project.title, plan.project.get_absolute_url()),
        Fact(_("Metode"), DesignChoice(plan.design).label),
        Fact(_("Udgangspunkt fra"), date_text(plan.baseline_from)),
        Fact(_("Opfølgning"), f"{date_text(plan.follow_up_from)} – {date_text(plan.follow_up_to)}"),
        Fact(_("Økonom, der hjælper"), plan.economist.name if plan.economist else _("Ingen endnu")),
    ]
    if plan.benefit is not None:
        facts.insert(1, Fact(_("Gevinst"), plan.benefit.title, plan.benefit.get_absolute_url()))
    return facts


def rollout_facts(rollout: Rollout) -> list[Fact]:
    """What stands beside a rollout."""
    measure = f" {rollout.measure}".rstrip()
    return [
        Fact(_("Projekt"), rollout.project.title, rollout.project.get_absolute_url()),
        Fact(_("Første måned"), month_text(rollout.first_month)),
        Fact(_("Måneder"), number_text(rollout.months)),
        Fact(_("Højst i samme måned"), number_text(rollout.capacity)),
        Fact(_("Niveau i dag"), f"{number_text(rollout.level, 2)}{measure}"),
        Fact(_("Forventet ændring"), f"{signed(rollout.effect)}{measure}"),
        Fact(_("Udsving fra måned til måned"), number_text(rollout.within, 2)),
        Fact(_("Forskel mellem enheder"), number_text(rollout.between, 2)),
        Fact(_("Sammenhæng mellem måneder"), number_text(rollout.autocorrelation, 2)),
    ]


def units_text(count: int) -> str:
    """How many units."""
    return ngettext("%(count)s enhed", "%(count)s enheder", count) % {"count": count}
