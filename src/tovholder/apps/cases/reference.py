"""Loading the starters of the case library from the package's data file."""

from collections.abc import Mapping
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable

from django.db import transaction

from tovholder.apps.cases.actions import CaseFacts
from tovholder.apps.cases.models import Case
from tovholder.apps.technologies.public import (
    Entry,
    Publication,
    Technology,
    entries,
    publications_by_key,
    technologies,
)
from tovholder.foundation.municipalities.models import Municipality

TEXTS = ("title_da", "title_en", "summary_da", "summary_en", "url")


def package_data() -> Traversable:
    """The folder of the package's data files."""
    return files("tovholder.apps.cases").joinpath("data")


@transaction.atomic
def load_cases(folder: Traversable | None = None) -> int:
    """Bring cases that nobody has changed to what the file says; gives how many there are.

    Raises ``BadDataError`` for a row that cannot be.
    """
    rows = entries(folder or package_data(), "cases.csv")
    known = Case.objects.in_bulk(field_name="key")
    publications = publications_by_key()
    by_slug = technologies().in_bulk(field_name="slug")
    # A case about a municipality that has become part of another is about the other one from then on.
    places = Municipality.objects.select_related("merged_into")
    by_code = {place.code: place.merged_into or place for place in places}
    for entry in rows:
        facts = _facts(entry, publications, by_slug, by_code)
        found = known.get(entry.text("key"))
        if found is not None and (not found.packaged or found.version > 1):
            continue
        wanted = facts.fields() | {"verified_on": _day(entry, "verified_on")}
        if found is None:
            found = Case(key=_key(entry), packaged=True)
        elif all(getattr(found, name) == value for name, value in wanted.items()):
            continue
        for name, value in wanted.items():
            setattr(found, name, value)
        found.save()
        found.municipalities.set(facts.municipalities)
        found.technologies.set(facts.technologies)
    return Case.objects.count()


def _key(entry: Entry) -> str:
    if not (entry.text("key") and entry.text("title_da") and entry.text("summary_da")):
        raise entry.wrong("a case needs a key, a Danish title and a Danish summary")
    return entry.text("key")


def _facts(
    entry: Entry,
    publications: Mapping[str, Publication],
    by_slug: Mapping[str, Technology],
    by_code: Mapping[str, Municipality],
) -> CaseFacts:
    key, url = entry.text("publication"), entry.text("url")
    unknown = [
        *(slug for slug in entry.several("technologies") if slug not in by_slug),
        *(code for code in entry.several("municipalities") if code not in by_code),
        *([key] if key and key not in publications else []),
    ]
    if unknown:
        raise entry.wrong(f"there is no {unknown[0]!r}")
    if not (key or url) or (url and not url.startswith(("https://", "http://"))):
        raise entry.wrong("a case needs a publication, or a link that begins with http:// or https://")
    return CaseFacts(
        **{name: entry.text(name) for name in TEXTS},
        municipalities=[by_code[code] for code in entry.several("municipalities")],
        technologies=[by_slug[slug] for slug in entry.several("technologies")],
        publication=publications[key] if key else None,
        source_updated_on=_day(entry, "source_updated_on"),
    )


def _day(entry: Entry, name: str) -> date | None:
    text = entry.text(name)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise entry.wrong(f"{name} is a day as 2026-11-22 or nothing, not {text!r}") from error
