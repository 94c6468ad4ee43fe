"""The style guide's samples of charts, with invented figures on the real municipalities."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from tovholder.foundation.charts.model import (
    BarChart,
    Chart,
    DotComparison,
    DotRow,
    LineChart,
    Part,
    Point,
    Series,
    Shading,
    StackedBar,
    StackedRow,
    Tile,
    TileMap,
)
from tovholder.foundation.municipalities.selectors import municipalities
from tovholder.foundation.ui.samples import SAMPLES, Sample
from tovholder.kernel.share import Share

_INVENTED = _("opfundne tal")


def _tiles(shading: Shading) -> list[Tile]:
    """Every municipality with an invented value that never changes."""
    tiles = []
    for place in municipalities():
        if place.tile_column is None or place.tile_row is None:
            continue
        count = int(place.code) * 7919 % 37
        count = 0 if count % 4 == 0 else count
        part = Share(count // 2, count, str(_("projekter")))
        value: int | Share = part if shading == "share" else count % 6 if shading == "technology" else count
        tiles.append(
            Tile(
                place.code,
                place.full_name,
                place.short_name,
                place.tile_column,
                place.tile_row,
                value,
                f"#{place.slug}",
            )
        )
    return tiles


def _map(shading: Shading, title: object) -> TileMap:
    return TileMap(
        title=str(title),
        description=str(_("Et felt for hver kommune, lagt omtrent som på et landkort. Mørkere felter har mere.")),
        unit=_("projekter"),
        unit_one=_("projekt"),
        shading=shading,
        tiles=_tiles(shading),
        n=98,
        base=_("kommuner"),
        source=_INVENTED,
        marked="0706",
    )


def _charts() -> list[Chart]:
    """One chart of every kind besides the maps."""
    return [
        BarChart(
            title=_("Projekter pr. teknologi"),
            description=_("Skærmbesøg er mest udbredt."),
            unit=_("Projekter"),
            label_title=_("Teknologi"),
            points=[
                Point("Sensorer i hjemmet", 76),
                Point("Skærmbesøg", 142, "#skaermbesoeg"),
                Point("Digital genoptræning og vedligeholdende træning", 118, marked=True),
                Point("Forflytning og løft", 97),
                Point("Andet", 31, muted=True),
            ],
            n=464,
            base=_("projekter"),
            source=_INVENTED,
        ),
        StackedBar(
            title=_("Hvor langt er de?"),
            description=_("De fleste projekter er i drift."),
            unit=_("Projekter"),
            label_title=_("Status"),
            parts=[
                Part(_("I drift")),
                Part(_("Under implementering")),
                Part(_("Pilot og idé")),
                Part(_("Stoppet, læring delt"), muted=True),
            ],
            rows=[StackedRow("", [430, 233, 338, 76])],
            n=1077,
            base=_("projekter"),
            source=_INVENTED,
        ),
        LineChart(
            title=_("Projekter pr. år"),
            description=_("Tallet er mere end fordoblet på fire år."),
            unit=_("Projekter"),
            label_title=_("År"),
            labels=[str(year) for year in range(2014, 2027)],
            series=[
                Series(_("Registreret"), [96, 240, 455, 640, 790, 870, 905, 948, 990, 1012, 1034, 1060, 1077]),
                Series(_("I drift"), [12, 40, 95, 180, 230, 275, 310, 340, 362, 380, 401, 418, 430]),
            ],
            n=1077,
            base=_("projekter"),
            source=_INVENTED,
        ),
        DotComparison(
            title=_("Jer og landet"),
            description=_("I har flere projekter i drift end landet som helhed."),
            unit=_("Pct. i drift"),
            label_title=_("Område"),
            names=[_("Syddjurs"), _("Hele landet")],
            rows=[DotRow("Ældre", [52, 38]), DotRow("Handicap", [20, 31]), DotRow("Psykiatri", [None, 24])],
            maximum=100,
            n=98,
            base=_("kommuner"),
            source=_INVENTED,
        ),
    ]


def _load() -> Mapping[str, Any]:
    return {
        "maps": [
            _map("count", _("Projekter pr. kommune")),
            _map("share", _("Andel i drift pr. kommune")),
            _map("technology", _("Skærmbesøg pr. kommune")),
        ],
        "charts": _charts(),
    }


SAMPLES.register(Sample("charts.all", _("Kort og figurer"), "charts/samples.html", _load, order=50))
