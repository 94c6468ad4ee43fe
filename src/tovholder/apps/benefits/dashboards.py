"""What the overviews of benefits show: bars and tables on three bottom lines, and the panels on others' pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tovholder.apps.benefits.choices import OPEN_STATES, BottomLine, Outcome
from tovholder.apps.benefits.country import country_by
from tovholder.apps.benefits.measure_showing import overdue_text
from tovholder.apps.benefits.models import Benefit
from tovholder.apps.benefits.overview import Line, Overview, overview_of, overviews_by
from tovholder.apps.benefits.selectors import own_benefits
from tovholder.apps.projects.public import Project
from tovholder.apps.technologies.public import Technology
from tovholder.foundation.charts.model import Part, StackedBar, StackedRow
from tovholder.foundation.municipalities.models import Municipality, Unit
from tovholder.foundation.municipalities.owned import OwnedQuerySet
from tovholder.foundation.tables.public import Column, Table
from tovholder.foundation.ui.formats import number_text, share_text
from tovholder.foundation.ui.values import Cell, TableView
from tovholder.foundation.ui.values import Column as Heading
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor

LATE_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Grouping:
    """A way to divide the benefits: the word in addresses, its title, and the field."""

    key: str
    label: Any
    field: str


GROUPINGS = (
    Grouping("projekt", gettext_lazy("Projekt"), "project_id"),
    Grouping("enhed", gettext_lazy("Enhed"), "unit_id"),
    Grouping("teknologi", gettext_lazy("Teknologi"), "project__technology_id"),
    Grouping("kommune", gettext_lazy("Kommune"), "municipality_id"),
)
AT_HOME, NATIONAL = GROUPINGS[:3], (GROUPINGS[3], GROUPINGS[2])


def grouping(key: str, offered: Sequence[Grouping]) -> Grouping:
    """The grouping of that word; the first for another word."""
    return next((one for one in offered if one.key == key), offered[0])


@dataclass(frozen=True, slots=True)
class Piece:
    """One project, unit, technology or municipality with its overview."""

    label: str
    href: str
    overview: Overview


def parts_of(benefits: OwnedQuerySet[Benefit], by: Grouping, today: date) -> tuple[Overview, list[Piece]]:
    """The whole and its parts, by name. Three queries."""
    every, found = overviews_by(benefits, today, by.field)
    return every, _pieces(by, found)


def country_parts(actor: Actor, by: Grouping, today: date) -> tuple[Overview, list[Piece]]:
    """The country's benefits that ``actor`` sees, those that are shared and their own, and their parts. Three queries.

    Counted over columns; more only after somebody has written.
    """
    every, found = country_by(actor, today, by.field)
    return every, _pieces(by, found)


def _pieces(by: Grouping, found: Mapping[Any, Overview]) -> list[Piece]:
    named = _named(by, [key for key in found if key is not None])
    parts = [Piece(*named.get(key, (_("Hele kommunen"), "")), overview) for key, overview in found.items()]
    return sorted(parts, key=lambda part: part.label.casefold())


def _named(by: Grouping, keys: Sequence[int]) -> dict[int, tuple[str, str]]:
    """The name and page of each key."""
    if by.key == "projekt":
        return {one.pk: (one.title, one.get_absolute_url()) for one in Project.objects.filter(pk__in=keys)}
    if by.key == "enhed":
        return {one.pk: (one.name, "") for one in Unit.objects.filter(pk__in=keys)}
    if by.key == "teknologi":
        return {one.pk: (one.label, one.get_absolute_url()) for one in Technology.objects.filter(pk__in=keys)}
    places = Municipality.objects.filter(pk__in=keys)
    return {one.pk: (one.name, reverse("projects:municipality", args=[one.slug])) for one in places}


def outcome_chart(overview: Overview, title: str) -> StackedBar:
    """Each bottom line as a bar of its own, divided by what came of its benefits."""
    lines = overview.shown_lines
    told = [
        _("%(line)s: %(reached)s") % {"line": line.label, "reached": share_text(line.reached)}
        for line in lines
        if line.total
    ]
    return StackedBar(
        title=title,
        description=_("Hvor mange gevinster der er nået på hver bundlinje. %(told)s.") % {"told": ". ".join(told)},
        unit=_("Gevinster"),
        label_title=_("Bundlinje"),
        parts=[Part(outcome.label, muted=outcome == Outcome.WAITING) for outcome in Outcome],
        rows=[StackedRow(line.label, [line.counts[outcome] for outcome in Outcome]) for line in lines],
        source=_("Vurderet af de ansvarlige, ellers efter den seneste måling"),
    )


def money_table(overview: Overview) -> TableView | None:
    """Each way into the budget for itself; None where no benefit has one."""
    if not overview.shown_money:
        return None
    return TableView(
        caption=_("Økonomiske gevinster efter, hvordan de kommer ind i budgettet"),
        columns=[
            Heading(_("Hvordan")),
            Heading(_("Gevinster"), numeric=True),
            Heading(_("Heraf nået"), numeric=True),
            Heading(_("For tidligt at sige"), numeric=True),
            Heading(_("Forventet, kr. om året"), numeric=True),
            Heading(_("Bogført besparelse, kr. om året"), numeric=True),
        ],
        rows=[
            (
                str(one.realisation.label),
                one.count,
                one.reached,
                one.too_early,
                number_text(one.expected, 0),
                _("%(amount)s (%(signed)s godkendt)") % {"amount": number_text(one.booked, 0), "signed": one.signed}
                if one.books
                else _("bogføres ikke"),
            )
            for one in overview.shown_money
        ],
    )


def _cell(line: Line | None) -> str:
    if line is None or not line.total:
        return "–"
    return _("%(reached)s af %(total)s") % {"reached": line.counts[Outcome.REACHED], "total": line.total}


def parts_table(parts: Sequence[Piece], by: Grouping) -> TableView:
    """The parts side by side: of how many benefits on each bottom line how many are reached; no line is added up."""
    return TableView(
        caption=_("Nået af forventet, efter %(by)s") % {"by": str(by.label).lower()},
        show_caption=True,
        columns=[
            Heading(by.label),
            *(Heading(line.label, numeric=True) for line in BottomLine),
            Heading(_("Ulemper"), numeric=True),
            Heading(_("For tidligt at sige"), numeric=True),
            Heading(_("Målinger overskredet"), numeric=True),
        ],
        rows=[
            (
                Cell(part.label, part.href),
                *(_cell(part.overview.lines.get((line, False))) for line in BottomLine),
                _bad(part.overview),
                part.overview.too_early,
                _("%(late)s af %(all)s") % {"late": part.overview.overdue, "all": part.overview.followed},
            )
            for part in parts
        ],
    )


def _bad(overview: Overview) -> str:
    """The disadvantages, each line for itself."""
    found = [line for line in overview.shown_lines if line.is_negative]
    return ", ".join(f"{line.bottom_line.label}: {line.total}" for line in found) or "–"


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line of a file: one bottom line of one part."""

    part: str
    line: Line


def _counted(outcome: Outcome) -> "Column[LineRow]":
    return Column(outcome.value, outcome.label, lambda row: row.line.counts[outcome], kind="whole")


LINES: Table[LineRow] = Table(
    "gevinster-naaet",
    gettext_lazy("Gevinster: forventet og nået"),
    (
        Column("part", gettext_lazy("Del"), lambda row: row.part),
        Column("line", gettext_lazy("Bundlinje"), lambda row: row.line.label),
        Column("total", gettext_lazy("Gevinster"), lambda row: row.line.total, kind="whole"),
        *(_counted(outcome) for outcome in Outcome),
    ),
)


def line_rows(parts: Sequence[Piece]) -> list[LineRow]:
    """The parts as lines of a file; what is empty is left out."""
    return [LineRow(part.label, line) for part in parts for line in part.overview.shown_lines if line.total]


def project_panel(project: Project, actor: Actor) -> Mapping[str, Any] | None:
    """How far a project's benefits are, and which should have been measured. Two queries."""
    return _panel(
        Benefit.objects.visible_to(actor).filter(project=project),
        _("Hvad er nået af gevinsterne?"),
        home=actor.municipality_id == project.municipality_id,
        others=f"{reverse('technologies:technology', args=[project.technology.slug])}#maalt",
    )


def municipality_panel(municipality: Municipality, actor: Actor) -> Mapping[str, Any] | None:
    """How far a municipality's benefits are, of those that the reader may see. Two queries."""
    return _panel(
        Benefit.objects.visible_to(actor).filter(municipality=municipality),
        _("Gevinster: forventet og nået"),
        home=actor.municipality_id == municipality.pk,
    )


def _panel(benefits: OwnedQuerySet[Benefit], heading: str, *, home: bool, others: str = "") -> Mapping[str, Any] | None:
    today = clock.today()
    overview = overview_of(benefits, today)
    if overview.is_empty:
        return None
    late = []
    if overview.overdue and home:
        rows = benefits.filter(state__in=OPEN_STATES, next_measurement_on__lt=today, is_means=False)
        late = [
            (one, overdue_text(one, today)) for one in rows.order_by("next_measurement_on", "sort_key")[:LATE_SHOWN]
        ]
    return {
        "heading": heading,
        "overview": overview,
        "chart": outcome_chart(overview, _("Forventet og nået")),
        "late": late,
        "home": home,
        "others": others,
    }


def home_benefits(actor: Actor) -> OwnedQuerySet[Benefit]:
    """The benefits of the own municipality that the actor sees."""
    return own_benefits(actor)
