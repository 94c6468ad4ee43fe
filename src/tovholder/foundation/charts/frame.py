"""What all charts without tiles share: the outer element, and labels over what they name."""

from django.utils.safestring import SafeString

from tovholder.foundation.charts.model import Chart
from tovholder.foundation.charts.palette import INK
from tovholder.foundation.charts.svg import element, joined
from tovholder.foundation.charts.text import text_width, wrapped

FONT, LINE = 15, 20
NARROW = 280  # px: the width of a chart on the narrowest phone


def framed(chart: Chart, chart_id: str, content: SafeString, height: float, *, linked: bool = False) -> SafeString:
    """The outer element: as wide as there is room, ``height`` px high, with title and description."""
    return element(
        "svg",
        joined(
            (
                element("title", str(chart.title), id=f"{chart_id}-title"),
                element("desc", str(chart.description), id=f"{chart_id}-desc"),
                content,
            )
        ),
        xmlns="http://www.w3.org/2000/svg",
        width="100%",
        height=float(height),
        role="group" if linked else "img",
        aria_labelledby=f"{chart_id}-title",
        aria_describedby=f"{chart_id}-desc",
        class_="chart__svg",
    )


def label_lines(label: str, value: str, top: float, *, strong: bool = False) -> tuple[SafeString, float]:
    """A label at the left with its value at the right of its last line, and where the lines end.

    The label is broken so that the two never meet, not even on the narrowest phone.
    """
    room = NARROW - text_width(value, FONT) - FONT
    lines = wrapped(label, max(room, NARROW / 3), FONT)
    weight = 700 if strong else 400
    drawn = [
        element("text", line, x="0", y=top + LINE * at - 5, font_size=FONT, font_weight=weight, fill=INK)
        for at, line in enumerate(lines, 1)
    ]
    bottom = top + LINE * len(lines)
    drawn.append(
        element(
            "text",
            value,
            x="100%",
            y=bottom - 5,
            text_anchor="end",
            font_size=FONT,
            font_weight=600,
            fill=INK,
            class_="chart__value",
        )
    )
    return SafeString(" ".join(drawn)), bottom  # a drawing has no spaces, but the name of a link made of it has
