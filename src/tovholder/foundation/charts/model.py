"""What a chart says: frozen values without any drawing. Each chart can tell its figures as a table."""

from collections.abc import MutableMapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from django.utils.translation import gettext as _

from tovholder.foundation.ui.values import Text
from tovholder.kernel.share import Share

Value = int | float
Row = tuple[object, ...]
Shading = Literal["count", "share", "technology"]


@dataclass(frozen=True, slots=True)
class ChartTable:
    """The same figures as rows under a header."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """What all charts tell.

    ``title`` says what is shown, ``description`` what can be seen in it (for those who do not see it), ``n`` and
    ``base`` what the figures stand on ("n = 1.077 projekter"), ``source`` where they come from. ``unit`` names the
    values.
    """

    title: Text
    description: Text
    unit: Text
    n: int | None = None
    base: Text = ""
    source: Text = ""

    def table(self) -> ChartTable:
        """The figures as a table."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Point:
    """A labelled value. ``muted`` draws it in grey: stopped, unknown or none. ``marked`` is the reader's own."""

    label: Text
    value: Value
    href: str = ""
    muted: bool = False
    marked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BarChart(Chart):
    """Lying bars, the longest first unless ``keep_order`` (when the order itself means something)."""

    points: Sequence[Point]
    keep_order: bool = False
    label_title: Text = ""

    def shown(self) -> tuple[Point, ...]:
        """The points in the order of drawing."""
        if self.keep_order:
            return tuple(self.points)
        return tuple(sorted(self.points, key=lambda point: -point.value))

    def table(self) -> ChartTable:
        """One row a bar."""
        return ChartTable(
            (str(self.label_title), str(self.unit)), tuple((str(point.label), point.value) for point in self.shown())
        )


@dataclass(frozen=True, slots=True)
class Part:
    """What one colour of a stacked bar stands for."""

    label: Text
    muted: bool = False


@dataclass(frozen=True, slots=True)
class StackedRow:
    """One stacked bar: a value for each part, in their order."""

    label: Text
    values: Sequence[Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class StackedBar(Chart):
    """Wholes divided into parts. A single row may have an empty label. Raises ``ValueError`` for a missing value."""

    parts: Sequence[Part]
    rows: Sequence[StackedRow]
    label_title: Text = ""

    def __post_init__(self) -> None:
        if any(len(row.values) != len(self.parts) for row in self.rows):
            raise ValueError("every row of a stacked bar needs one value for each part")

    def table(self) -> ChartTable:
        """A single bar as one row a part; several as one row a bar."""
        if len(self.rows) == 1:
            pairs = zip(self.parts, self.rows[0].values, strict=True)
            return ChartTable(
                (str(self.label_title), str(self.unit)), tuple((str(part.label), value) for part, value in pairs)
            )
        header = (str(self.label_title), *(str(part.label) for part in self.parts))
        return ChartTable(header, tuple((str(row.label), *row.values) for row in self.rows))


@dataclass(frozen=True, slots=True)
class DotRow:
    """The values that are compared on one line; None where one is not known."""

    label: Text
    values: Sequence[Value | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class DotComparison(Chart):
    """Two or three values on each line ("jer" and "landet"). Raises ``ValueError`` for a missing value."""

    names: Sequence[Text]
    rows: Sequence[DotRow]
    maximum: Value | None = None
    label_title: Text = ""

    def __post_init__(self) -> None:
        if any(len(row.values) != len(self.names) for row in self.rows):
            raise ValueError("every row of a comparison needs one value for each name")

    def table(self) -> ChartTable:
        """One row a line."""
        header = (str(self.label_title), *(str(name) for name in self.names))
        return ChartTable(header, tuple((str(row.label), *row.values) for row in self.rows))


@dataclass(frozen=True, slots=True)
class Series:
    """A line: one value for each label of the chart; None leaves a gap. ``muted`` draws it in grey."""

    name: Text
    values: Sequence[Value | None]
    muted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LineChart(Chart):
    """Change over time. ``labels`` are the points in time. Raises ``ValueError`` for a missing value."""

    labels: Sequence[Text]
    series: Sequence[Series]
    label_title: Text = ""

    def __post_init__(self) -> None:
        if any(len(one.values) != len(self.labels) for one in self.series):
            raise ValueError("every line needs one value for each label")

    def table(self) -> ChartTable:
        """One row a point in time."""
        header = (str(self.label_title), *(str(one.name) for one in self.series))
        columns = [one.values for one in self.series]
        return ChartTable(
            header,
            tuple((str(label), *(column[at] for column in columns)) for at, label in enumerate(self.labels)),
        )


@dataclass(frozen=True, slots=True)
class Tile:
    """A municipality on the map. ``name`` is the full name ("Syddjurs Kommune"), ``short`` fits in the tile.

    ``value`` is a count, or a share on a map of shares; None when it is not known. ``outline`` is its border as SVG
    path data, for a map that has a ``land``; ``enlarged`` says how much of it lies in the window that is drawn larger.
    ``kind`` is the place of its kind among those of a map of kinds; None is none of them.
    """

    code: str
    name: str
    short: str
    col: int
    row: int
    value: int | Share | None
    href: str = ""
    outline: str = ""
    enlarged: Literal["", "part", "whole"] = ""
    kind: int | None = None


@dataclass(frozen=True, slots=True)
class MapKind:
    """What a colour stands for on a map that shows kinds instead of numbers. ``muted`` draws it in grey."""

    label: Text
    muted: bool = False


Box = tuple[float, float, float, float]
"""Left, top, width and height."""


@dataclass(frozen=True, slots=True)
class Land:
    """The sheet on which outlines are drawn: its size, and the window that is drawn once more, larger.

    ``window`` is what is enlarged and ``enlarged`` where it is drawn; ``named`` are words to write at places (x, y).
    """

    width: float
    height: float
    window: Box
    enlarged: Box
    named: Sequence[tuple[Text, float, float]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TileMap(Chart):
    """Denmark as one tile a municipality, shaded by count, by share, or by the count of one technology.

    ``unit_one`` is the unit of a single one ("projekt"). ``breaks`` are the lower bounds of the classes above none;
    without them they are chosen by the values. ``marked`` is the code of the reader's own municipality. With a
    ``land`` the tiles that have an outline are drawn as they lie in it, and those without stand as tiles below.
    With ``kinds`` a tile's colour is its kind and not its number.
    ``drawn`` is where whoever shows the same map often keeps what is the same for all readers.
    """

    tiles: Sequence[Tile]
    unit_one: Text
    shading: Shading = "count"
    breaks: Sequence[int] = ()
    marked: str = ""
    land: Land | None = None
    kinds: Sequence[MapKind] = ()
    none_label: Text = ""
    drawn: MutableMapping[tuple[object, ...], Any] | None = field(default=None, compare=False, repr=False)

    def kind_label(self, tile: Tile) -> str:
        """The words of a tile's kind."""
        return str(self.none_label if tile.kind is None else self.kinds[tile.kind].label)

    def table(self) -> ChartTable:
        """One row a municipality, in the order given; a share as count, base and per cent."""
        if self.shading == "share":
            rows = tuple(
                (tile.name, tile.value.count, tile.value.base, tile.value.percent)
                if isinstance(tile.value, Share)
                else (tile.name, None, None, None)
                for tile in self.tiles
            )
            return ChartTable((_("Kommune"), _("Antal"), _("Ud af"), _("Pct.")), rows)
        if self.kinds:
            told = tuple((tile.name, self.kind_label(tile), tile.value) for tile in self.tiles)
            return ChartTable((_("Kommune"), _("Hvor langt"), str(self.unit).capitalize()), told)
        rows_of_counts = tuple((tile.name, tile.value) for tile in self.tiles)
        return ChartTable((_("Kommune"), str(self.unit).capitalize()), rows_of_counts)


def chart_csv_rows(chart: Chart) -> list[list[object]]:
    """The table of ``chart`` as rows for a file, header first."""
    table = chart.table()
    return [list(table.header), *(list(row) for row in table.rows)]
