"""Loading the catalogue from the package's data files: publications, technologies, points and the parts of bundles.

An entry that no editor has touched follows the files of the package; one that has an edition of its own is left alone.
"""

import csv
import hashlib
import io
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable

from django.db import transaction

from tovholder.apps.technologies.kinds import CODE_LISTS, OPTIONAL_CODE_LISTS, Kind, PointKind, PublicationKind
from tovholder.apps.technologies.models import BundlePart, Point, Publication, Technology
from tovholder.foundation.codes.models import Code

MANY = {
    "functional_categories": "functional_category",
    "purposes": "purpose",
    "fields": "field",
    "delivery_forms": "delivery_form",
    "target_groups": "target_group",
    "paragraphs": "paragraph",
    "iso9999": "iso9999",
}
"""The fields with several codes, and the list of each; the columns of the file are called the same."""

ONE = {
    "category": ("landkort_category", "landkort_category"),
    "area": ("area", "area"),
    "market_status": ("market", "market_status"),
    "mdr_class": ("mdr", "mdr_class"),
    "ai_act_class": ("ai_act", "ai_act_class"),
}
"""The fields with one code: column of the file, and list."""

Row = Mapping[str, str]


class BadDataError(ValueError):
    """A data file of the package says what cannot be: which file, which row, and what."""

    def __init__(self, file: str, row: int, what: str) -> None:
        super().__init__(f"{file}, row {row}: {what}")


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a data file, and where it stands."""

    file: str
    number: int
    row: Row

    def wrong(self, what: str) -> BadDataError:
        """The error that points here."""
        return BadDataError(self.file, self.number, what)

    def text(self, column: str) -> str:
        """What stands in a column; nothing where the file has no such column."""
        return (self.row.get(column) or "").strip()

    def several(self, column: str) -> list[str]:
        """The parts of a column that holds several, split at ";"."""
        return [part.strip() for part in self.text(column).split(";") if part.strip()]


def package_data() -> Traversable:
    """The folder of the package's data files."""
    return files("tovholder.apps.technologies").joinpath("data")


def entries(folder: Traversable, name: str) -> list[Entry]:
    """The rows of a file, in order; none when there is no such file."""
    file = folder.joinpath(name)
    if not file.is_file():
        return []
    rows = list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"), newline="")))
    for number, row in enumerate(rows, start=2):
        if None in row or None in row.values():
            raise BadDataError(name, number, "the row has more or fewer cells than the header")
    return [Entry(name, number, row) for number, row in enumerate(rows, start=2)]


def point_entries(folder: Traversable) -> list[Entry]:
    """The rows of all files of points, file by file."""
    points = folder.joinpath("points")
    if not points.is_dir():
        return []
    names = sorted(file.name for file in points.iterdir() if file.name.endswith(".csv"))
    return [Entry(f"points/{name}", entry.number, entry.row) for name in names for entry in entries(points, name)]


Codes = Mapping[tuple[str, str], Code]


@transaction.atomic
def load_publications(folder: Traversable | None = None) -> int:
    """Bring publications that nobody has changed to what the file says; gives how many there are.

    Raises ``BadDataError`` for a row that cannot be.
    """
    known = Publication.objects.in_bulk(field_name="key")
    for entry in entries(folder or package_data(), "publications.csv"):
        values = _publication(entry)
        found = known.get(entry.text("key"))
        if found is None:
            Publication.objects.create(key=entry.text("key"), **values)
        elif found.version == 1 and any(getattr(found, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(found, name, value)
            found.save()
    return Publication.objects.count()


def _publication(entry: Entry) -> dict[str, object]:
    if entry.text("kind") not in PublicationKind.values:
        raise entry.wrong(f"unknown kind of publication {entry.text('kind')!r}")
    year = entry.text("year")
    if not (entry.text("key") and entry.text("title") and entry.text("publisher")) or not (
        not year or year.isdecimal()
    ):
        raise entry.wrong("a publication needs key, title, publisher and a year in figures, if any")
    return {name: entry.text(name) for name in ("title", "publisher", "url", "kind", "note")} | {
        "year": int(year) if year else None
    }


@transaction.atomic
def load_technologies(folder: Traversable | None = None) -> int:
    """Bring the entries that no editor has touched to what the files say; gives how many the catalogue holds.

    Raises ``BadDataError`` for a slug, code or publication that does not exist.
    """
    place = folder or package_data()
    rows = entries(place, "technologies.csv")
    codes = {(code.list, code.code): code for code in Code.objects.all()}
    known = Technology.objects.in_bulk(field_name="slug")
    slugs = known.keys() | {entry.text("slug") for entry in rows}
    points = _by_slug(point_entries(place), slugs)
    stale: list[tuple[Technology, Entry]] = []
    for entry in rows:
        slug = entry.text("slug")
        own_points = points.get(slug, [])
        digest = _digest(entry, own_points)
        found = known.get(slug)
        if found is not None and (found.is_edited or found.package_digest == digest):
            continue
        stale.append((_technology(entry, codes, found, digest), entry))
    _store(stale, codes)
    _store_points(stale, points, codes)
    _store_parts(stale)
    return Technology.objects.count()


def _by_slug(rows: Iterable[Entry], slugs: Iterable[str]) -> dict[str, list[Entry]]:
    known = set(slugs)
    by_slug: dict[str, list[Entry]] = defaultdict(list)
    for entry in rows:
        if entry.text("slug") not in known:
            raise entry.wrong(f"no technology is called {entry.text('slug')!r}")
        by_slug[entry.text("slug")].append(entry)
    return by_slug


def _digest(entry: Entry, points: Sequence[Entry]) -> str:
    told = [dict(entry.row), [dict(point.row) for point in points]]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def _technology(entry: Entry, codes: Codes, found: Technology | None, digest: str) -> Technology:
    technology = found or Technology(slug=entry.text("slug"))
    if found is not None:
        technology.version += 1
    kind = entry.text("kind") or Kind.THING.value
    if kind not in Kind.values:
        raise entry.wrong(f"unknown kind {kind!r}")
    technology.kind = kind
    technology.name, technology.name_en = entry.text("name_da"), entry.text("name_en")
    technology.description_da, technology.description_en = entry.text("description_da"), entry.text("description_en")
    technology.aliases = "\n".join(entry.several("aliases"))
    technology.origin = entry.text("origin")
    technology.package_digest = digest
    for field, (column, code_list) in ONE.items():
        value = entry.text(column)
        setattr(technology, field, _code(entry, codes, code_list, value) if value else None)
    if not entry.text(ONE["category"][0]):
        raise entry.wrong("a technology needs a category")
    technology.derive()
    return technology


def _code(entry: Entry, codes: Codes, code_list: str, value: str) -> Code:
    found = codes.get((code_list, value))
    if found is None:
        raise entry.wrong(f"the list {code_list} has no code {value!r}")
    return found


def _store(stale: Sequence[tuple[Technology, Entry]], codes: Codes) -> None:
    Technology.objects.bulk_create([technology for technology, _entry in stale if technology._state.adding])
    for technology, _entry in stale:
        if technology.version > 1:
            technology.save()
    keys = [technology.pk for technology, _entry in stale]
    for field, code_list in MANY.items():
        through = getattr(Technology, field).through
        through.objects.filter(technology_id__in=keys).delete()
        through.objects.bulk_create(
            through(technology_id=technology.pk, code_id=_code(entry, codes, code_list, part).pk)
            for technology, entry in stale
            for part in dict.fromkeys(entry.several(field))
        )


def _store_points(
    stale: Sequence[tuple[Technology, Entry]], points: Mapping[str, Sequence[Entry]], codes: Codes
) -> None:
    publications = Publication.objects.in_bulk(field_name="key")
    Point.objects.filter(technology__in=[technology for technology, _entry in stale]).delete()
    Point.objects.bulk_create(
        _point(entry, technology, position, codes, publications)
        for technology, _row in stale
        for position, entry in enumerate(points.get(technology.slug, ()), start=1)
    )


def _point(
    entry: Entry, technology: Technology, position: int, codes: Codes, publications: Mapping[str, Publication]
) -> Point:
    kind, code, key = entry.text("kind"), entry.text("code"), entry.text("publication")
    if kind not in PointKind.values:
        raise entry.wrong(f"unknown kind of point {kind!r}")
    code_list = CODE_LISTS.get(kind) or OPTIONAL_CODE_LISTS.get(kind)
    if code and code_list is None:
        raise entry.wrong(f"a point of the kind {kind} has no code")
    if not code and kind in CODE_LISTS:
        raise entry.wrong(f"a point of the kind {kind} needs a code of the list {code_list}")
    if key and key not in publications:
        raise entry.wrong(f"no publication has the key {key!r}")
    if not entry.text("text_da"):
        raise entry.wrong("a point needs a Danish text")
    return Point(
        technology=technology,
        kind=kind,
        code=_code(entry, codes, code_list, code) if code and code_list else None,
        text_da=entry.text("text_da"),
        text_en=entry.text("text_en"),
        publication=publications[key] if key else None,
        position=position,
    )


def _store_parts(stale: Sequence[tuple[Technology, Entry]]) -> None:
    by_slug = Technology.objects.in_bulk(field_name="slug")
    BundlePart.objects.filter(bundle__in=[technology for technology, _entry in stale]).delete()
    made = []
    for technology, entry in stale:
        for position, slug in enumerate(dict.fromkeys(entry.several("parts")), start=1):
            if slug not in by_slug or slug == technology.slug or technology.kind != Kind.BUNDLE:
                raise entry.wrong(f"{slug!r} cannot be a part of {technology.slug!r}")
            made.append(BundlePart(bundle=technology, part=by_slug[slug], position=position))
    BundlePart.objects.bulk_create(made)
