"""How projects and their figures are shown: states as words with a tone, figures as charts."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal, cast

from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from tovholder.apps.projects.figures import MunicipalityCount, NationalFigures
from tovholder.apps.projects.status import ORDER, Status
from tovholder.apps.technologies.public import Technology
from tovholder.foundation.charts.model import (
    BarChart,
    Land,
    LineChart,
    Part,
    Point,
    Series,
    StackedBar,
    StackedRow,
    Tile,
    TileMap,
)
from tovholder.foundation.municipalities.boundaries import SHEET, boundaries, boundary_stamp
from tovholder.foundation.municipalities.models import Boundary, Municipality
from tovholder.foundation.ui.formats import number_text
from tovholder.foundation.ui.values import Status as Shown
from tovholder.foundation.ui.values import Tone
from tovholder.kernel.share import Share

TONES: dict[str, Tone] = {
    Status.IDEA: "neutral",
    Status.PILOT: "info",
    Status.DECISION: "warning",
    Status.IMPLEMENTING: "progress",
    Status.IN_OPERATION: "success",
    Status.PAUSED: "muted",
    Status.STOPPED: "muted",
    Status.ENDED: "muted",
}
SHADINGS = {
    "antal": gettext_lazy("Antal projekter"),
    "drift": gettext_lazy("Andel i drift"),
    "teknologi": gettext_lazy("Én teknologi"),
}
MAP_BREAKS = (1, 5, 10, 15, 20, 30)


def shown_status(status: str) -> Shown:
    """A state as a tag: its words, and how they should be felt."""
    return Shown(Status(status).label, TONES[status])


def source_note() -> str:
    """Where the figures come from, when nothing else is said."""
    return _(
        "Landkortet. Projekter, som kommunerne har delt med hinanden eller med alle; eksperimenter tæller ikke med."
    )


def municipality_href(municipality: Municipality) -> str:
    """The page of a municipality."""
    return reverse("projects:municipality", args=[municipality.slug])


def landkort_map(
    figures: NationalFigures, shading: str, technology: Technology | None, home: Municipality | None
) -> TileMap:
    """The map, shaded by the count of projects, the share in operation, or the count of one technology.

    It is the same for all readers but for the frame of their own municipality: made and drawn once for the figures.
    """
    stamp = boundary_stamp()
    key = ("map", shading, get_language(), stamp)
    made = figures.keep(key, lambda: _made_map(figures, shading, technology, boundaries() if stamp else {}))
    return replace(made, marked=home.code if home else "")


def _made_map(
    figures: NationalFigures, shading: str, technology: Technology | None, borders: Mapping[int, Boundary]
) -> TileMap:
    share = shading == "drift"
    without = len(figures.without_projects)
    counts = figures.by_municipality
    return TileMap(
        title=_map_title(shading, technology),
        description=_map_description(figures.with_projects, share=share, tiles=not borders),
        unit=_("projekter"),
        unit_one=_("projekt"),
        tiles=[tile_of(count, borders.get(count.municipality.pk), share=share) for count in counts],
        shading="share" if share else "technology" if technology else "count",
        breaks=() if share or technology else MAP_BREAKS,
        land=drawn_land() if borders else None,
        drawn={},
        n=len(counts),
        base=_("kommuner. %(without)s har ikke registreret projekter") % {"without": number_text(without)},
        source=map_source(counts, borders),
    )


def drawn_land() -> Land:
    """The sheet on which the imported borders are drawn."""
    window, enlarged = SHEET.window, SHEET.enlarged
    east, south = SHEET.moved_to
    return Land(
        width=SHEET.width,
        height=SHEET.height,
        window=window,
        enlarged=enlarged,
        named=((_("Hovedstadsområdet"), enlarged[0], enlarged[1] - 8), (_("Bornholm"), east, south - 8)),
    )


def map_source(counts: Sequence[MunicipalityCount], borders: Mapping[int, Boundary]) -> str:
    """Where figures and borders come from, and who has no border in the file."""
    if not borders:
        return source_note()
    said = _("%(figures)s Grænser: %(borders)s.") % {
        "figures": source_note(),
        "borders": next(iter(borders.values())).source,
    }
    without = [count.municipality.name for count in counts if count.municipality.pk not in borders]
    if without:
        said += " " + _("Uden grænse, og derfor vist som felter: %(names)s.") % {"names": ", ".join(without)}
    return said


def _map_title(shading: str, technology: Technology | None) -> str:
    if shading == "drift":
        return _("Andel af kommunens projekter, der er i drift")
    if technology is not None:
        return _("%(technology)s pr. kommune") % {"technology": technology.label}
    return _("Projekter pr. kommune")


def _map_description(counts: Sequence[MunicipalityCount], *, share: bool, tiles: bool) -> str:
    if not counts:
        return _("Ingen kommuner har registreret projekter endnu.")
    said = [_("Hver kommune er et felt.")] if tiles else []
    if share:
        said.append(_("Jo mørkere farve, jo større andel af projekterne er i drift."))
    else:
        most = max(counts, key=lambda count: count.projects)
        said.append(
            _("%(name)s har flest: %(count)s projekter.")
            % {"name": most.municipality.name, "count": number_text(most.projects)}
        )
    return " ".join(said)


def tile_of(count: MunicipalityCount, border: Boundary | None, *, share: bool) -> Tile:
    """A municipality on the map, with its count or its share in operation."""
    place = count.municipality
    value: int | Share | None = count.projects
    if share:
        value = count.share_in_operation if count.projects else None
    return Tile(
        code=place.code,
        name=place.full_name,
        short=place.short_name,
        col=place.tile_column or 0,
        row=place.tile_row or 0,
        value=value,
        href=municipality_href(place),
        outline=border.path if border else "",
        enlarged=cast(Literal["", "part", "whole"], border.enlarged if border else ""),
    )


SHOWN_TOGETHER: tuple[tuple[tuple[Status, ...], object, bool], ...] = (
    ((Status.IN_OPERATION,), gettext_lazy("I drift"), False),
    ((Status.IMPLEMENTING,), gettext_lazy("Under implementering"), False),
    ((Status.IDEA, Status.PILOT, Status.DECISION), gettext_lazy("Idé, pilot og beslutning"), False),
    ((Status.PAUSED, Status.STOPPED, Status.ENDED), gettext_lazy("På pause, stoppet og afsluttet"), True),
)


def status_chart(figures: NationalFigures) -> StackedBar:
    """How far the projects are, in four groups."""
    values = [sum(figures.by_status[status] for status in group) for group, _label, _muted in SHOWN_TOGETHER]
    return StackedBar(
        title=_("Hvor langt er de?"),
        description=_("%(operation)s projekter er i drift, og %(implementing)s er under implementering.")
        % {
            "operation": number_text(figures.by_status[Status.IN_OPERATION]),
            "implementing": number_text(figures.by_status[Status.IMPLEMENTING]),
        },
        unit=_("Projekter"),
        label_title=_("Status"),
        parts=[Part(str(label), muted=muted) for _group, label, muted in SHOWN_TOGETHER],
        rows=[StackedRow("", values)],
        n=figures.projects,
        base=_("projekter"),
    )


def category_chart(figures: NationalFigures) -> StackedBar:
    """Landkort categories against states, the largest category first."""
    categories = sorted(figures.by_category, key=lambda category: -category.total)
    return StackedBar(
        title=_("Kategorier og status"),
        description=_("Flest projekter har kategorien %(name)s.")
        % {"name": categories[0].category.label if categories else "–"},
        unit=_("Projekter"),
        label_title=_("Kategori"),
        parts=[Part(str(label), muted=muted) for _group, label, muted in SHOWN_TOGETHER],
        rows=[
            StackedRow(
                category.category.label,
                [
                    sum(category.by_status[ORDER.index(status)] for status in group)
                    for group, _label, _muted in SHOWN_TOGETHER
                ],
            )
            for category in categories
        ],
        n=figures.projects,
        base=_("projekter"),
        source=source_note(),
    )


def growth_chart(figures: NationalFigures) -> LineChart:
    """How many projects stood on the map at the end of each year since the launch in August 2014."""
    growing = figures.on_map_by_year
    return LineChart(
        title=_("Projekter på Landkortet ved årets slutning"),
        description=_("Fra %(first)s projekter i %(from)s til %(last)s i %(to)s.")
        % {
            "first": number_text(next(iter(growing.values()))),
            "from": next(iter(growing)),
            "last": number_text(list(growing.values())[-1]),
            "to": list(growing)[-1],
        },
        unit=_("Projekter"),
        label_title=_("År"),
        labels=[str(year) for year in growing],
        series=[Series(_("På kortet i alt"), list(growing.values()))],
        n=figures.projects,
        base=_("projekter. Landkortet åbnede i august 2014"),
        source=source_note(),
    )


def status_bars(by_status: Mapping[str, int]) -> BarChart:
    """How many projects of each state one municipality has."""
    return BarChart(
        title=_("Hvor langt er projekterne?"),
        description=_("Antal projekter i hver status."),
        unit=_("Projekter"),
        label_title=_("Status"),
        points=[
            Point(str(status.label), by_status[status], muted=TONES[status] == "muted")
            for status in ORDER
            if by_status.get(status)
        ],
        keep_order=True,
        n=sum(by_status.values()),
        base=_("projekter"),
    )
