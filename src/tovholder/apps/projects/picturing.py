"""Pictures of one technology: where it is, and how it spread."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tovholder.apps.projects.figures import MunicipalityCount, NationalFigures
from tovholder.apps.projects.presenting import drawn_land, map_source, source_note, tile_of
from tovholder.apps.projects.spread import SpreadYear
from tovholder.apps.technologies.public import Technology
from tovholder.foundation.charts.model import LineChart, MapKind, Series, TileMap
from tovholder.foundation.municipalities.boundaries import boundaries, boundary_stamp
from tovholder.foundation.municipalities.models import Boundary, Municipality
from tovholder.foundation.ui.formats import number_text

IN_OPERATION, WORKING, STOPPED = range(3)


def state_of(count: MunicipalityCount) -> int | None:
    """How far a municipality has come: the furthest of its projects counts, and stopped only when nothing goes on."""
    if count.in_operation:
        return IN_OPERATION
    if count.working:
        return WORKING
    return STOPPED if count.stopped else None


def state_map(figures: NationalFigures, technology: Technology, home: Municipality | None) -> TileMap:
    """Who has the technology in operation, who works on it, who stopped, and who has none."""
    stamp = boundary_stamp()
    key = ("states", get_language(), stamp)
    made = figures.keep(key, lambda: _made_state_map(figures, technology, boundaries() if stamp else {}))
    return replace(made, marked=home.code if home else "")


def _made_state_map(figures: NationalFigures, technology: Technology, borders: Mapping[int, Boundary]) -> TileMap:
    counts = figures.by_municipality
    states = [state_of(count) for count in counts]
    return TileMap(
        title=_("Hvem gør det?"),
        description=_(
            "%(technology)s er i drift i %(operation)s af %(all)s kommuner, i gang i %(working)s"
            " og stoppet eller på pause i %(stopped)s."
        )
        % {
            "technology": technology.label,
            "all": len(counts),
            "operation": states.count(IN_OPERATION),
            "working": states.count(WORKING),
            "stopped": states.count(STOPPED),
        },
        unit=_("projekter"),
        unit_one=_("projekt"),
        kinds=(MapKind(_("I drift")), MapKind(_("I gang")), MapKind(_("Stoppet eller på pause"), muted=True)),
        none_label=_("Ingen projekter"),
        tiles=[
            replace(tile_of(count, borders.get(count.municipality.pk), share=False), kind=state)
            for count, state in zip(counts, states, strict=True)
        ],
        land=drawn_land() if borders else None,
        drawn={},
        n=len(counts),
        base=_("kommuner"),
        source=map_source(counts, borders),
    )


def spread_chart(years: Sequence[SpreadYear], projects: int) -> LineChart:
    """Projects on the map at the end of each year, and those of them that were in operation then."""
    last = years[-1]
    return LineChart(
        title=_("Udbredelse over tid"),
        description=_("I %(year)s står %(on_map)s projekter på kortet, og %(operation)s af dem er i drift.")
        % {"year": last.year, "on_map": number_text(last.on_map), "operation": number_text(last.in_operation)},
        unit=_("Projekter"),
        label_title=_("År"),
        labels=[str(one.year) for one in years],
        series=[
            Series(_("På kortet ved årets slutning"), [one.on_map for one in years]),
            Series(_("Heraf i drift"), [one.in_operation for one in years]),
        ],
        n=projects,
        base=_("projekter. Det nyeste år er opgjort i dag"),
        source=source_note(),
    )
