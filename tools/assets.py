"""Makes ``build/assets/`` from the design system in ``node_modules/dkfds``: what pages need, and nothing else.

- The stylesheet, with IBM Plex Sans as split fonts (a browser fetches only the ranges that a page uses) and without the
  icon classes that work by background images: our icons are inline SVG.
- The script.
- ``icons.svg``: the symbols of the icons that our templates and components name.

Beside it ``build/fonts/``: the same typeface as TrueType files, for the PDF reports.

Standard library only, because it runs before anything else is built.
"""

import gzip
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "build" / "assets"
PAPER_FONTS = ROOT / "build" / "fonts"
DESIGN_SYSTEM = ROOT / "node_modules" / "dkfds" / "dist"

FONT_FACES = (
    ("Regular", "normal", 400),
    ("Italic", "italic", 400),
    ("Medium", "normal", 500),
    ("SemiBold", "normal", 600),
    ("Bold", "normal", 700),
)
# The characters in each part of the split fonts, read off the font files' own tables.
FONT_PARTS = {
    "Latin1": "U+0000,U+000D,U+0020-007E,U+00A0-00FF,U+0131,U+0152-0153,U+02C6,U+02DA,U+02DC,U+2013-2014,U+2018-201A,"
    "U+201C-201E,U+2020-2022,U+2026,U+2030,U+2039-203A,U+2044,U+20AC,U+2122,U+2212,U+FB01-FB02",
    "Latin2": "U+0100-0101,U+0104-0130,U+0132-0151,U+0154-017F,U+018F,U+0192,U+01A0-01A1,U+01AF-01B0,U+01FA-01FF,"
    "U+0218-021B,U+0237,U+0259,U+1E80-1E85,U+1E9E,U+20A1,U+20A4,U+20A6,U+20A8-20AA,U+20AD-20AE,U+20B1-20B2,"
    "U+20B4-20B5,U+20B8-20BA,U+20BD,U+20BF",
    "Pi": "U+2032-2033,U+2070,U+2074-2079,U+2080-2089,U+2116,U+2126,U+2150-2151,U+2153-215E,U+2190-2199,U+21A9-21AA,"
    "U+21B0-21B3,U+21B6-21B7,U+21BA-21BB,U+21C4,U+21C6,U+2202,U+2206,U+220F,U+2211,U+2215,U+221A,U+221E,U+222B,"
    "U+2248,U+2260,U+2264-2265,U+25CA,U+2713,U+274C",
}

FONT_FACE = re.compile(r"@font-face\{[^}]*\}")
ICON_CLASS = re.compile(r"\.icon-[a-z0-9-]+:not\(a\)\{background-image:url\([^)]*\)\}")
SOURCE_MAP = re.compile(r"/[*/]# sourceMappingURL=[^\n]*")
IMAGE = re.compile(r"url\((\.\./img/[^)]+)\)")
SYMBOL = re.compile(r'<symbol id="([^"]+)".*?</symbol>', re.DOTALL)
QUOTED = re.compile(r"""["']([a-z0-9]+(?:-[a-z0-9]+)*)["']""")
SCRIPT_SYMBOL = re.compile(r'href="#([a-z-]+)"')


class AssetError(Exception):
    """The design system is not there or not as expected. The message says what to do."""


def stylesheet(source: str) -> str:
    """The design system's stylesheet ``source`` with our fonts and without what we never use."""
    rest = SOURCE_MAP.sub("", ICON_CLASS.sub("", FONT_FACE.sub("", source)))
    return "".join(_font_faces()) + rest.strip() + "\n"


def _font_faces() -> Iterator[str]:
    for name, style, weight in FONT_FACES:
        for part, characters in FONT_PARTS.items():
            yield (
                f'@font-face{{font-display:swap;font-family:"IBM Plex Sans";font-style:{style};font-weight:{weight};'
                f'src:url(../fonts/IBMPlexSans-{name}-{part}.woff2) format("woff2");unicode-range:{characters}}}\n'
            )


def icon_sheet(symbols: str, script: str, sources: list[str]) -> str:
    """One SVG with those of ``symbols`` that ``sources`` (templates, components) or the ``script`` name."""
    named = {name for text in sources for name in QUOTED.findall(text)} | set(SCRIPT_SYMBOL.findall(script))
    kept = [match.group(0) for match in SYMBOL.finditer(symbols) if match.group(1) in named]
    return f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(kept)}</svg>\n'


def naming_sources(folder: Path) -> list[str]:
    """The texts of all templates and Python modules below ``folder`` that speak of icons."""
    paths = sorted([*folder.rglob("*.html"), *folder.rglob("*.py"), *folder.rglob("*.svg")])
    texts = [path.read_text(encoding="utf-8") for path in paths]
    return [text for text in texts if "icon" in text]


def build(target: Path = TARGET) -> list[tuple[str, int, int]]:
    """Writes all assets to ``target``, replacing what was there. Gives path, size and gzipped size of each text."""
    if not DESIGN_SYSTEM.is_dir():
        raise AssetError("node_modules/dkfds is missing. Run `npm ci`, or `python3 dev.py run`, which does.")
    fresh = target.with_name(target.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    script = SOURCE_MAP.sub("", _read("js/dkfds.min.js")).strip() + "\n"
    css = stylesheet(_read("css/dkfds.min.css"))
    texts = {
        "dkfds/css/dkfds.min.css": css,
        "dkfds/js/dkfds.min.js": script,
        "dkfds/icons.svg": icon_sheet(_read("img/all-svg-icons.svg"), script, naming_sources(ROOT / "src")),
        "dkfds/LICENSE.md": _read("LICENSE.md"),
    }
    for name, text in texts.items():
        _write(fresh / name, text.encode())
    for image in sorted(set(IMAGE.findall(css))):
        _write(fresh / "dkfds/css" / image, (DESIGN_SYSTEM / "css" / image).read_bytes())
    fonts = DESIGN_SYSTEM / "fonts" / "IBMPlexSans" / "split" / "woff2"
    for name, _style, _weight in FONT_FACES:
        for part in FONT_PARTS:
            file = f"IBMPlexSans-{name}-{part}.woff2"
            _write(fresh / "dkfds/fonts" / file, (fonts / file).read_bytes())
    _write(fresh / "dkfds/fonts/LICENSE.txt", (fonts / "license.txt").read_bytes())
    _replace(target, fresh)
    return [(name, len(text.encode()), len(gzip.compress(text.encode(), 9))) for name, text in texts.items()]


def build_paper_fonts(target: Path = PAPER_FONTS) -> None:
    """Copies the typeface as TrueType files to ``target``: the PDF maker reads no web fonts."""
    fresh = target.with_name(target.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    fonts = DESIGN_SYSTEM / "fonts" / "IBMPlexSans" / "complete" / "ttf"
    for name, _style, _weight in FONT_FACES:
        _write(fresh / f"IBMPlexSans-{name}.ttf", (fonts / f"IBMPlexSans-{name}.ttf").read_bytes())
    _write(fresh / "LICENSE.txt", (fonts / "license.txt").read_bytes())
    _replace(target, fresh)


def _read(name: str) -> str:
    return (DESIGN_SYSTEM / name).read_text(encoding="utf-8")


def _write(path: Path, content: bytes) -> None:
    path = path.resolve()  # images are named from the stylesheet's folder: ../img/…
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _replace(target: Path, fresh: Path) -> None:
    old = target.with_name(target.name + ".old")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    fresh.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def main() -> int:
    """Builds the assets and prints their sizes. Gives the exit code."""
    try:
        rows = build()
        build_paper_fonts()
    except AssetError as error:
        print(error, file=sys.stderr)
        return 1
    for name, size, packed in rows:
        print(f"{name:28} {size:>8,} bytes {packed:>8,} gzipped")
    return 0


if __name__ == "__main__":
    sys.exit(main())
