"""A case in words and tables: one set of them, which the page and the paper both show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from tovholder.apps.businesscases.documents import Document, Figures, scenario_of
from tovholder.apps.businesscases.wording import (
    BUCKET_LABELS,
    FORMULA_LABELS,
    amount_text,
    break_even_text,
    kroner,
    party_text,
    payback_text,
    realisation_text,
    way_text,
)
from tovholder.engines.benefits import Bucket, Kind, Left, Reason, Simulation, Tornado
from tovholder.foundation.charts.model import BarChart, LineChart, Point, Series
from tovholder.foundation.reports.public import PaperTable
from tovholder.foundation.ui.formats import number_text
from tovholder.foundation.ui.values import Column, TableView

Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table for page and paper. The first column is words; ``numeric`` sets the others flush right."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    numeric: bool = True

    def view(self) -> TableView:
        """The table of a page."""
        columns = [Column(title, numeric=self.numeric and at > 0) for at, title in enumerate(self.header)]
        return TableView(self.caption, columns, self.rows, show_caption=True)

    def paper(self) -> PaperTable:
        """The table of a paper."""
        return PaperTable(self.caption, self.header, self.rows)


@dataclass(frozen=True, slots=True)
class Main:
    """The four numbers that stand first, each with its meaning and what it rests on."""

    value: str
    label: str
    note: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What is told of a case: on the page, on paper, and of a frozen version."""

    numbers: tuple[Main, ...]
    ways: Grid
    cash: Grid
    buckets: Grid
    payers: Grid
    harvesters: Grid
    lines: Grid
    left_out: tuple[str, ...]
    room: Grid | None
    assumptions: Grid
    chart: LineChart
    frame: tuple[tuple[str, str], ...]


def shown(document: Document, figures: Figures) -> Shown | None:
    """A case as it is told; None while the solution itself has no line that can be computed."""
    main = scenario_of(figures)
    if main is None:
        return None
    years = figures["years"]
    labels = {one["key"]: one["label"] for one in document["assumptions"]}
    line_labels = {row["key"]: row["label"] for way in document["scenarios"] for row in way["lines"]}
    return Shown(
        numbers=_numbers(main),
        ways=_ways(figures),
        cash=_cash(main, years),
        buckets=_buckets(main, years),
        payers=_parties(_("Hvem betaler, kr."), main["payers"], years),
        harvesters=_parties(_("Hvem høster, kr."), main["harvesters"], years),
        lines=_lines(main, labels, line_labels),
        left_out=_left_out(main, line_labels),
        room=_room(main),
        assumptions=_assumptions(document),
        chart=_chart(main, years),
        frame=_frame(document),
    )


def _whole(value: float) -> int:
    return round(value)


def _numbers(main: Mapping[str, Any]) -> tuple[Main, ...]:
    booked, full = main["booked"], main["full"]
    return (
        Main(
            kroner(booked["npv"]), _("nutidsværdi, kun bogført"), _("Kun det, der sænker et budget og er underskrevet.")
        ),
        Main(
            kroner(full["npv"]),
            _("nutidsværdi med frigjort tid og forebyggede udgifter"),
            _("Tid er ikke penge i kassen, før nogen har sagt hvordan."),
        ),
        Main(break_even_text(full["break_even"]), _("før det går lige op"), _("Med frigjort tid regnet med.")),
        Main(payback_text(full["payback"]), _("er pengene kommet igen"), _("Med frigjort tid, uden rente.")),
    )


def shown_ways(figures: Figures, names: Mapping[str, str], line_labels: Mapping[str, str]) -> list[Grid]:
    """The tables of a case that was read from a file: all its scenarios, then each by itself."""
    grids = [_ways(figures, names)]
    for way in figures["scenarios"]:
        if not way["lines"]:
            continue
        name, years = names[way["key"]], figures["years"]
        rows = tuple((line_labels[row["key"]], _whole(row["amount"]), party_text(row["party"])) for row in way["lines"])
        grids += [
            Grid(_("%(way)s: linjer, kr.") % {"way": name}, (_("Linje"), _("Beløb"), _("Hvem")), rows),
            replace(_cash(way, years), caption=_("%(way)s: år for år, kr.") % {"way": name}),
            _parties(_("Hvem betaler, kr."), way["payers"], years),
            _parties(_("Hvem høster, kr."), way["harvesters"], years),
        ]
    return grids


def _ways(figures: Figures, names: Mapping[str, str] | None = None) -> Grid:
    header = (
        _("Vej"),
        _("Nutidsværdi, kun bogført"),
        _("Med frigjort tid og forebygget"),
        _("Alle parter"),
        _("Går lige op"),
        _("Betalt i"),
    )
    rows = tuple(
        (
            (names or {}).get(way["key"]) or way_text(way["key"]),
            _whole(way["booked"]["npv"]),
            _whole(way["full"]["npv"]),
            _whole(way["full_all"]["npv"]),
            break_even_text(way["full"]["break_even"]) if way["lines"] else "–",
            payback_text(way["full"]["payback"]) if way["lines"] else "–",
        )
        for way in figures["scenarios"]
    )
    return Grid(_("Vejene side om side, kr."), header, rows)


def _cash(main: Mapping[str, Any], years: Sequence[int]) -> Grid:
    full, booked = main["full"]["cash"], main["booked"]["cash"]
    run, rows = 0.0, []
    for at, year in enumerate(years):
        run += full[at]
        rows.append(
            (
                str(year),
                _whole(main["costs"][at]),
                _whole(sum(row[at] for row in main["harvesters"].values())),
                _whole(booked[at]),
                _whole(full[at]),
                _whole(run),
            )
        )
    header = (
        _("År"),
        _("Udgifter, alle"),
        _("Gevinster, alle"),
        _("Kommunen, kun bogført"),
        _("Kommunen, med frigjort tid"),
        _("Samlet"),
    )
    return Grid(_("Penge år for år, kr."), header, tuple(rows))


def _buckets(main: Mapping[str, Any], years: Sequence[int]) -> Grid:
    rows = tuple(
        (str(BUCKET_LABELS[bucket]), *(_whole(value) for value in main["buckets"][bucket.value])) for bucket in Bucket
    )
    return Grid(_("Gevinsterne hver for sig, kr."), (_("Hvordan"), *(str(year) for year in years)), rows)


def _parties(caption: str, parties: Mapping[str, Sequence[float]], years: Sequence[int]) -> Grid:
    rows = [(party_text(key), *(_whole(value) for value in row), _whole(sum(row))) for key, row in parties.items()]
    return Grid(caption, (_("Hvem"), *(str(year) for year in years), _("I alt")), tuple(rows))


def _lines(main: Mapping[str, Any], labels: Mapping[str, str], line_labels: Mapping[str, str]) -> Grid:
    rows = []
    for line in main["lines"]:
        once = _("én gang") if line["once"] else _("om året")
        rows.append(
            (
                line_labels[line["key"]],
                f"{kroner(line['amount'])} {once}",
                party_text(line["party"]),
                realisation_text(line["realisation"] or "") or _("Udgift"),
                str(FORMULA_LABELS[line["formula"]]),
                ", ".join(labels[key] for key in line["rests_on"]),
            )
        )
    header = (_("Linje"), _("Beløb"), _("Hvem"), _("Hvordan"), _("Beregning"), _("Hviler på"))
    return Grid(_("Hvad tallene hviler på"), header, tuple(rows), numeric=False)


def _left_out(main: Mapping[str, Any], line_labels: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(
        _("%(line)s tæller ikke med: den er et middel til %(ends)s, og det tælles kun én gang.")
        % {"line": line_labels[line["key"]], "ends": ", ".join(line_labels[key] for key in line["carried_by"])}
        for line in main["lines"]
        if line["kind"] == Kind.BENEFIT and line["left_out"] == Left.MEANS
    )


def _room(main: Mapping[str, Any]) -> Grid | None:
    if not main["room"]:
        return None
    rows = tuple(
        (
            str(one["year"]),
            _whole(one["hours"]),
            one["carried"],
            number_text(round(one["growth"], 1)),
            _("Ja") if one["reason"] == Reason.COVERED else _("Nej"),
        )
        for one in main["room"]
    )
    header = (
        _("År"),
        _("Frigjorte timer"),
        _("Så mange flere er der plads til"),
        _("Så mange flere kommer der"),
        _("Kan væksten være i rammen?"),
    )
    return Grid(_("Kapacitet: vækst inden for den samme ramme"), header, rows)


def _assumptions(document: Document) -> Grid:
    rows = tuple(
        (
            one["label"],
            amount_text(one["likely"], one["unit"]),
            f"{number_text(one['low'])}–{number_text(one['high'])}" if "low" in one else "–",
            str(one.get("price_year", "–")),
            one.get("source", "–"),
        )
        for one in document["assumptions"]
    )
    header = (_("Antagelse"), _("Mest sandsynligt"), _("Lavt–højt"), _("Prisår"), _("Kilde"))
    return Grid(_("Antagelser"), header, rows, numeric=False)


def _frame(document: Document) -> tuple[tuple[str, str], ...]:
    first, horizon = document["start_year"], document["horizon"]
    return (
        (_("Begynder"), str(first)),
        (_("Regner over"), _("%(years)s år, til og med %(last)s") % {"years": horizon, "last": first + horizon}),
        (_("Priser"), _("%(year)s-priser") % {"year": document["price_year"]}),
        (_("Rente"), _("%(rate)s pct. om året") % {"rate": number_text(document["rate"])}),
    )


def _chart(main: Mapping[str, Any], years: Sequence[int]) -> LineChart:
    def summed(row: Sequence[float]) -> list[int]:
        run, sums = 0.0, []
        for value in row:
            run += value
            sums.append(_whole(run))
        return sums

    full, booked = summed(main["full"]["cash"]), summed(main["booked"]["cash"])
    return LineChart(
        title=_("Kommunens penge, lagt sammen år for år"),
        description=_("Efter %(years)s år: %(booked)s, når kun det bogførte tælles, og %(full)s med frigjort tid.")
        % {"years": len(years) - 1, "booked": kroner(booked[-1]), "full": kroner(full[-1])},
        unit=_("kr."),
        label_title=_("År"),
        labels=[str(year) for year in years],
        series=[
            Series(_("Med frigjort tid og forebyggede udgifter"), full),
            Series(_("Kun bogført"), booked, muted=True),
        ],
        source=_("Sagens egne antagelser"),
    )


def tornado_chart(found: Tornado, labels: Mapping[str, str], most: int = 10) -> BarChart:
    """How much the net present value moves with each assumption alone: the longest first."""
    return BarChart(
        title=_("Hvad betyder mest?"),
        description=_("Så meget flytter nutidsværdien sig, når én antagelse går fra lavt til højt."),
        unit=_("kr."),
        label_title=_("Antagelse"),
        points=[Point(labels[bar.key], _whole(bar.swing)) for bar in found.bars[:most]],
        source=_("Sagens egne antagelser"),
    )


def tornado_grid(found: Tornado, labels: Mapping[str, str]) -> Grid:
    """The two ends of each bar."""
    rows = tuple((labels[bar.key], _whole(bar.at_low), _whole(bar.at_high), _whole(bar.swing)) for bar in found.bars)
    header = (_("Antagelse"), _("Nutidsværdi ved lavt"), _("Nutidsværdi ved højt"), _("Forskel"))
    return Grid(_("Én antagelse ad gangen, kr."), header, rows)


def simulation_chart(found: Simulation) -> BarChart:
    """How often the net present value fell where."""
    edges = [number_text(round(edge / 1000)) for edge in found.edges]
    points = [
        Point(_("%(low)s til %(high)s") % {"low": edges[at], "high": edges[at + 1]}, number, muted=found.edges[at] < 0)
        for at, number in enumerate(found.counts)
    ]
    return BarChart(
        title=_("Hvor nutidsværdien kan ende"),
        description=_("Otte af ti gange ender den mellem %(low)s og %(high)s.")
        % {"low": kroner(found.p10), "high": kroner(found.p90)},
        unit=_("trækninger"),
        label_title=_("Nutidsværdi i 1.000 kr."),
        points=points,
        keep_order=True,
        n=found.draws,
        base=_("trækninger"),
        source=_("Sagens egne antagelser"),
    )


def information_grid(found: Simulation, labels: Mapping[str, str]) -> Grid:
    """What it would be worth to know each assumption before the choice."""
    ranked = sorted(found.evppi.items(), key=lambda pair: (-pair[1], pair[0]))
    rows = tuple((labels[key], _whole(value)) for key, value in ranked)
    return Grid(_("Hvad er det værd at vide først? Kr."), (_("Antagelse"), _("Højst værd at undersøge")), rows)


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Row]:
    """What changed from one document to another: assumptions first, then lines that came and went."""
    rows: list[Row] = []
    old = {one["key"]: one for one in before["assumptions"]}
    new = {one["key"]: one for one in after["assumptions"]}
    for key in dict.fromkeys([*old, *new]):
        was = amount_text(old[key]["likely"], old[key]["unit"]) if key in old else _("Fandtes ikke")
        now = amount_text(new[key]["likely"], new[key]["unit"]) if key in new else _("Findes ikke mere")
        if was != now:
            rows.append((new.get(key, old.get(key, {}))["label"], was, now))
    lines = [{row["key"]: row for way in told["scenarios"] for row in way["lines"]} for told in (before, after)]
    for key in dict.fromkeys([*lines[0], *lines[1]]):
        was, now = (_line_text(told.get(key)) for told in lines)
        if was != now:
            rows.append(((lines[1].get(key) or lines[0][key])["label"], was, now))
    return rows


def _line_text(row: Mapping[str, Any] | None) -> str:
    if row is None:
        return _("Findes ikke")
    parts = [party_text(row["party"]), realisation_text(row.get("realisation", ""))]
    if row.get("realisation") == "reduces_budget":
        parts.append(_("underskrevet") if row["signed"] else _("ikke underskrevet"))
    return ", ".join(part for part in parts if part)
