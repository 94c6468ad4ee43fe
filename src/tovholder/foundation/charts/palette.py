"""The colours of the charts: the data palettes of the design system, and which ink can be read on them."""

WHITE = "#FFFFFF"
INK = "#1A1A1A"
SOFT_INK = "#565F6B"
GRID = "#D9DFE6"
BORDER = "#8E8E8E"
GREY = "#8E8E8E"
UNKNOWN = "#ECECEC"
NAVY = "#08306B"

BLUE = ("#DEEBF7", "#C6DBEF", "#9ECAE1", "#6BAED6", "#4292C6", "#2171B5", "#08519C", "#08306B")
GREEN_BLUE = ("#E0F3DB", "#CCEBC5", "#A8DDB5", "#7BCCC4", "#4EB3D3", "#2B8CBE", "#0868AC", "#084081")
VIOLET = ("#EFEDF5", "#DADAEB", "#BCBDDC", "#9E9AC8", "#807DBA", "#6A51A3", "#54278F", "#3F007D")

# Which steps of a palette are used for one, two, three … classes: far enough apart to be told from each other.
_STEPS: dict[int, tuple[int, ...]] = {
    1: (5,),
    2: (2, 6),
    3: (1, 4, 6),
    4: (1, 3, 5, 6),
    5: (1, 2, 4, 5, 6),
    6: (1, 2, 3, 4, 5, 6),
    7: (1, 2, 3, 4, 5, 6, 7),
}


def sequential(palette: tuple[str, ...], classes: int) -> tuple[str, ...]:
    """``classes`` colours from light to dark; more than seven repeat the darkest."""
    steps = _STEPS[min(max(classes, 1), max(_STEPS))]
    colours = tuple(palette[step] for step in steps)
    return colours[:classes] + (colours[-1],) * max(0, classes - len(colours))


def _luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours as WCAG 2 defines it, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def ink_on(colour: str) -> str:
    """Black or white, whichever reads better on ``colour``."""
    return max((INK, WHITE), key=lambda ink: contrast(ink, colour))
