"""Loading the published figures from the package's data file."""

from importlib.resources import files
from importlib.resources.abc import Traversable

from django.db import transaction

from tovholder.apps.figures.models import PublishedFigure, Topic
from tovholder.apps.figures.units import is_value_of
from tovholder.apps.technologies.public import (
    Entry,
    Publication,
    Technology,
    entries,
    publications_by_key,
    technologies,
)

TEXTS = ("statement_da", "statement_en", "value", "base_da", "base_en", "place", "check_da", "check_en")
NUMBERS = ("numerator", "denominator", "n")
FOLLOWING = (*TEXTS, *NUMBERS, "technology", "publication", "topic", "unit", "position", "search_text")


def package_data() -> Traversable:
    """The folder of the package's data files."""
    return files("tovholder.apps.figures").joinpath("data")


@transaction.atomic
def load_figures(folder: Traversable | None = None) -> int:
    """Bring figures that no editor has changed to what the file says; gives how many there are.

    Raises ``BadDataError`` for a row that cannot be.
    """
    rows = entries(folder or package_data(), "figures.csv")
    publications, by_slug = publications_by_key(), technologies().in_bulk(field_name="slug")
    known = PublishedFigure.objects.select_related("technology", "publication").in_bulk(field_name="key")
    made, changed = [], []
    for position, entry in enumerate(rows, start=1):
        wanted = _values(entry, publications, by_slug) | {"position": position}
        found = known.get(entry.text("key"))
        if found is None:
            figure = PublishedFigure(key=entry.text("key"), packaged=True, **wanted)
            figure.derive()
            made.append(figure)
        elif found.packaged and found.version == 1:
            changed += _brought_to(found, wanted)
    PublishedFigure.objects.bulk_create(made)
    if changed:
        PublishedFigure.objects.bulk_update(changed, FOLLOWING)
    return PublishedFigure.objects.count()


def _brought_to(figure: PublishedFigure, wanted: dict[str, object]) -> list[PublishedFigure]:
    """The figure with the wanted values, if it had others."""
    if all(getattr(figure, name) == value for name, value in wanted.items()):
        return []
    for name, value in wanted.items():
        setattr(figure, name, value)
    figure.derive()
    return [figure]


def _values(entry: Entry, publications: dict[str, Publication], by_slug: dict[str, Technology]) -> dict[str, object]:
    slug, key, unit = entry.text("technology"), entry.text("publication"), entry.text("unit")
    if slug and slug not in by_slug:
        raise entry.wrong(f"no technology is called {slug!r}")
    if key not in publications:
        raise entry.wrong(f"no publication has the key {key!r}")
    if entry.text("topic") not in Topic.values:
        raise entry.wrong(f"unknown topic {entry.text('topic')!r}")
    if not is_value_of(entry.text("value"), unit):
        raise entry.wrong(f"{entry.text('value')!r} is no value of the unit {unit!r}")
    if not (entry.text("key") and entry.text("statement_da")):
        raise entry.wrong("a figure needs a key and a Danish statement")
    numbers = {name: _number(entry, name) for name in NUMBERS}
    return (
        {name: entry.text(name) for name in TEXTS}
        | numbers
        | {
            "technology": by_slug[slug] if slug else None,
            "publication": publications[key],
            "topic": entry.text("topic"),
            "unit": unit,
        }
    )


def _number(entry: Entry, name: str) -> int | None:
    text = entry.text(name)
    if text and not text.isdecimal():
        raise entry.wrong(f"{name} is a whole number or nothing, not {text!r}")
    return int(text) if text else None
