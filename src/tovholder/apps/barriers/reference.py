"""Loading the register from the package's data file."""

from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable

from django.db import transaction

from tovholder.apps.barriers.register import Barrier, Nature
from tovholder.apps.technologies.public import Entry, Publication, entries, publications_by_key
from tovholder.foundation.codes.models import Code

TEXTS = (
    "name_da", "name_en", "meaning_da", "meaning_en", "helps_da", "helps_en", "note_da", "note_en", "place", "nature",
)  # fmt: skip
FOLLOWING = (
    *TEXTS, "slot", "number", "theme", "theme_by_source", "publication", "valid_from", "position", "sort_key",
    "search_text",
)  # fmt: skip


def package_data() -> Traversable:
    """The folder of the package's data files."""
    return files("tovholder.apps.barriers").joinpath("data")


@transaction.atomic
def load_register(folder: Traversable | None = None) -> int:
    """Bring the entries that no editor has changed to what the file says; gives how many entries there are.

    Raises ``BadDataError`` for a row that cannot be.
    """
    publications = publications_by_key()
    themes = {code.code: code for code in Code.objects.of("barrier_theme")}
    known = Barrier.objects.in_bulk(field_name="key")
    made, changed = [], []
    for position, entry in enumerate(entries(folder or package_data(), "register.csv"), start=1):
        wanted = _values(entry, publications, themes) | {"position": position}
        found = known.get(entry.text("key"))
        if found is None:
            barrier = Barrier(key=entry.text("key"), packaged=True, **wanted)
            barrier.derive()
            made.append(barrier)
        elif found.packaged and found.version == 1:
            for name, value in wanted.items():
                setattr(found, name, value)
            found.derive()
            changed.append(found)
    Barrier.objects.bulk_create(made)
    if changed:
        Barrier.objects.bulk_update(changed, FOLLOWING)
    return Barrier.objects.count()


def _values(entry: Entry, publications: dict[str, Publication], themes: dict[str, Code]) -> dict[str, object]:
    key, theme = entry.text("publication"), entry.text("theme")
    if key and key not in publications:
        raise entry.wrong(f"no publication has the key {key!r}")
    if theme and theme not in themes:
        raise entry.wrong(f"no theme of barriers has the code {theme!r}")
    if entry.text("nature") not in {"", *Nature.values}:
        raise entry.wrong(f"a barrier is structural or practical, not {entry.text('nature')!r}")
    if entry.text("name_da") and not (key and theme):
        raise entry.wrong("an entry with a name needs a theme and a source")
    return {name: entry.text(name) for name in TEXTS} | {
        "slot": _number(entry, "slot"),
        "number": _number(entry, "number"),
        "theme": themes.get(theme),
        "theme_by_source": entry.text("theme_by_source") == "1",
        "publication": publications.get(key),
        "valid_from": date.fromisoformat(entry.text("valid_from")),
    }


def _number(entry: Entry, name: str) -> int | None:
    text = entry.text(name)
    if text and not text.isdecimal():
        raise entry.wrong(f"{name} is a whole number or nothing, not {text!r}")
    return int(text) if text else None
