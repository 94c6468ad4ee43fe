"""The translations of the interface: Danish in the source, English in a catalogue.

Made by Babel, because the programs of gettext are not on every machine.

python -m tools.translations update    reads every string in the source into the catalogue
python -m tools.translations compile   makes the .mo file that Django reads
python -m tools.translations check     fails when a string is missing, empty, fuzzy or no longer used
"""

import ast
import contextlib
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "tovholder"
LOCALE = PACKAGE / "locale"
LANGUAGE = "en"
CATALOGUE = LOCALE / LANGUAGE / "LC_MESSAGES" / "django.po"
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
NOT_KEPT = (
    '"POT-Creation-Date',
    '"PO-Revision-Date',
    '"Generated-By',
    '"Report-Msgid-Bugs-To: EMAIL@ADDRESS',
    '"Last-Translator: FULL NAME',
    '"Language-Team: en <LL@li.org>',
)
"""Lines of the head that change without a string changing, or that say nothing."""
HEADER = "# English catalogue of Tovholder. The source strings are Danish.\n#"


def source_catalogue() -> Catalog:
    """Every string of the source that is marked for translation, in order of file and line."""
    catalogue = Catalog(project="Tovholder", charset="utf-8", header_comment=HEADER)
    for path in sorted([*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.html"), *PACKAGE.rglob("*.txt")]):
        for line, message, comments, context in _strings(path):
            place = (path.relative_to(ROOT).as_posix(), line)
            catalogue.add(message, None, [place], auto_comments=comments, context=context)
    return catalogue


Found = tuple[int, str | tuple[str, ...], list[str], str | None]
CALL = re.compile(r"\b(gettext|ngettext|pgettext|npgettext|_)\(")


def _strings(path: Path) -> Iterator[Found]:
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        return _template_strings(text, path)
    return extract("python", io.BytesIO(text.encode()), KEYWORDS, ["Translators:"], {"encoding": "utf-8"})


def _template_strings(template: str, path: Path) -> Iterator[Found]:
    """The strings of a template. Django turns its tags into calls of gettext amid filling; the calls are picked."""
    from django.utils.translation.template import templatize  # noqa: PLC0415  # only needed to read, not to compile

    if "{%" not in template and "{{" not in template:
        return
    for line, code in enumerate(templatize(template, origin=str(path)).splitlines(), start=1):
        for call in CALL.finditer(code):
            yield from _call_strings(line, code[call.start() :])


def _call_strings(line: int, code: str) -> Iterator[Found]:
    """The strings of the call that ``code`` begins with: up to the first bracket that makes it whole."""
    for end in (found.end() for found in re.finditer(r"\)", code)):
        with contextlib.suppress(SyntaxError):
            source = ast.unparse(ast.parse(code[:end], mode="eval"))
            for _line, message, comments, context in extract("python", io.BytesIO(source.encode()), KEYWORDS):
                yield line, message, comments, context
            return


def read_catalogue() -> Catalog:
    """The catalogue as it is in the repository; empty when there is none yet."""
    if not CATALOGUE.exists():
        return Catalog(locale=LANGUAGE, project="Tovholder", charset="utf-8", header_comment=HEADER)
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale=LANGUAGE)


def update() -> Catalog:
    """Brings the catalogue up to date with the source and writes it. Translations stay; strings without use go."""
    catalogue = read_catalogue()
    catalogue.update(source_catalogue(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    catalogue.header_comment = HEADER
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    with CATALOGUE.open("wb") as file:
        # Without line numbers and dates, so that the file changes only when a string does.
        write_po(file, catalogue, width=120, no_location=True, omit_header=False, sort_output=True)
    _steady_header()
    return catalogue


def _steady_header() -> None:
    lines = CATALOGUE.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(NOT_KEPT)]
    CATALOGUE.write_text("".join(kept), encoding="utf-8")


def compile_all() -> None:
    """Writes the .mo file next to the catalogue."""
    if CATALOGUE.exists():
        with CATALOGUE.with_suffix(".mo").open("wb") as file:
            write_mo(file, read_catalogue())


def problems() -> list[str]:
    """What is wrong with the catalogue, one line each: the tests want none."""
    source, catalogue = source_catalogue(), read_catalogue()
    wanted = {_key(message): message for message in source if message.id}
    have = {_key(message): message for message in catalogue if message.id}
    found = [f"missing in the catalogue: {key[0]!r}" for key in wanted if key not in have]
    found += [f"no longer in the source: {key[0]!r}" for key in have if key not in wanted]
    found += [
        f"not translated: {key[0]!r}" for key, message in have.items() if key in wanted and not _is_translated(message)
    ]
    found += [f"placeholders differ: {key[0]!r}" for key, message in have.items() if list(message.check(catalogue))]
    return found


def _key(message: Message) -> tuple[str, str | None]:
    first = message.id if isinstance(message.id, str) else message.id[0]
    return first, message.context


def _is_translated(message: Message) -> bool:
    texts = [message.string] if isinstance(message.string, str) else list(message.string or [])
    return not message.fuzzy and bool(texts) and all(texts)


def main() -> int:
    """Does what the one argument asks. Gives the exit code."""
    command = sys.argv[1] if len(sys.argv) == 2 else ""
    if command == "update":
        missing = [message for message in update() if message.id and not _is_translated(message)]
        print(f"{CATALOGUE.relative_to(ROOT)}: {len(missing)} strings without a translation")
    elif command == "compile":
        compile_all()
    elif command == "check":
        found = problems()
        print("\n".join(found) or "Every string has its translation.")
        return 1 if found else 0
    else:
        print(__doc__)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
