"""The front-end assets: what is kept of the design system."""

import re

from tools import assets

SOURCE = (
    "a{color:red}@font-face{font-family:IBM Plex Sans;src:url(../fonts/complete/eot/x.eot)}"
    ".icon-plus:not(a){background-image:url(../img/svg-icons/plus.svg)}"
    ".accordion{background-image:url(../img/svg-icons/plus.svg)}\n/*# sourceMappingURL=dkfds.min.css.map*/"
)


def test_the_stylesheet_keeps_its_rules_and_loses_what_we_never_use() -> None:
    """Fonts are replaced, icon classes and the source map go, everything else stays."""
    rules = re.sub(r"@font-face\{[^}]*\}\n", "", assets.stylesheet(SOURCE))
    assert rules == "a{color:red}.accordion{background-image:url(../img/svg-icons/plus.svg)}\n"


def test_every_weight_comes_in_every_part_of_the_alphabet() -> None:
    """A browser can choose by characters: five faces in three parts, each from its own file."""
    files = re.findall(r"url\(\.\./fonts/([^)]+)\)", assets.stylesheet(SOURCE))
    assert files == [
        f"IBMPlexSans-{name}-{part}.woff2"
        for name in ("Regular", "Italic", "Medium", "SemiBold", "Bold")
        for part in ("Latin1", "Latin2", "Pi")
    ]


def test_only_named_icons_are_kept() -> None:
    """An icon is kept when a template or a component names it, and no other."""
    symbols = '<svg><symbol id="map"><path/></symbol><symbol id="truck"><path/></symbol></svg>'
    sheet = assets.icon_sheet(symbols, "", ['{% icon "map" %}', "{% icon name %} truck"])
    assert sheet == '<svg xmlns="http://www.w3.org/2000/svg"><symbol id="map"><path/></symbol></svg>\n'
