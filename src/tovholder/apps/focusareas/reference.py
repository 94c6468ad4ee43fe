"""Loading the focus areas and the groups that a publication tells of from the package's data files."""

from importlib.resources import files
from importlib.resources.abc import Traversable

from django.db import transaction

from tovholder.apps.focusareas.models import AreaState, FocusArea, Group, GroupMember
from tovholder.apps.technologies.public import (
    BadDataError,
    Entry,
    Publication,
    Technology,
    entries,
    publications_by_key,
    technologies,
)
from tovholder.foundation.municipalities.models import Municipality

TEXTS = ("title_da", "title_en", "description_da", "description_en", "place")


def package_data() -> Traversable:
    """The folder of the package's data files."""
    return files("tovholder.apps.focusareas").joinpath("data")


@transaction.atomic
def load_focus_areas(folder: Traversable | None = None) -> int:
    """Bring areas and seats that no editor has changed to what the files say; gives how many areas there are.

    Raises ``BadDataError`` for a row that cannot be.
    """
    place = folder or package_data()
    sources = publications_by_key()
    by_slug = {technology.slug: technology for technology in technologies()}
    known = FocusArea.objects.in_bulk(field_name="key")
    for entry in entries(place, "areas.csv"):
        _load_area(entry, known.get(entry.text("key")), sources, by_slug)
    _load_seats(place, sources)
    return FocusArea.objects.count()


def _load_area(
    entry: Entry, found: FocusArea | None, sources: dict[str, Publication], by_slug: dict[str, Technology]
) -> None:
    if found is not None and not (found.packaged and found.version == 1):
        return
    area = found or FocusArea(key=entry.text("key"), packaged=True, state=AreaState.APPROVED)
    area.year = _year(entry)
    area.publication = _source(entry, sources)
    for name in TEXTS:
        setattr(area, name, entry.text(name))
    area.save()
    slugs = entry.text("technologies").split()
    unknown = [slug for slug in slugs if slug not in by_slug]
    if unknown:
        raise entry.wrong(f"no technology is called {unknown[0]!r}")
    area.technologies.set([by_slug[slug] for slug in slugs])


def _load_seats(folder: Traversable, sources: dict[str, Publication]) -> None:
    known = GroupMember.objects.in_bulk(field_name="key")
    places = {one.name: one for one in Municipality.objects.all()}
    made: list[GroupMember] = []
    changed: list[GroupMember] = []
    for position, entry in enumerate(entries(folder, "groups.csv"), start=1):
        found = known.get(entry.text("key"))
        if found is not None and not (found.packaged and found.version == 1):
            continue
        name = entry.text("municipality")
        if name and name not in places:
            raise entry.wrong(f"no municipality is called {name!r}")
        if entry.text("group") not in Group.values:
            raise entry.wrong(f"no group is called {entry.text('group')!r}")
        seat = found or GroupMember(key=entry.text("key"), packaged=True)
        seat.group, seat.year, seat.position = entry.text("group"), _year(entry), position
        seat.municipality, seat.organisation, seat.seat = (
            places.get(name),
            entry.text("organisation"),
            entry.text("seat"),
        )
        seat.publication, seat.place = _source(entry, sources), entry.text("place")
        (made if found is None else changed).append(seat)
    GroupMember.objects.bulk_create(made)
    for seat in changed:
        seat.save()


def _year(entry: Entry) -> int:
    if not entry.text("year").isdecimal():
        raise entry.wrong(f"a year is a number, not {entry.text('year')!r}")
    return int(entry.text("year"))


def _source(entry: Entry, sources: dict[str, Publication]) -> Publication:
    key = entry.text("publication")
    if key not in sources:
        raise entry.wrong(f"no publication has the key {key!r}")
    return sources[key]


__all__ = ["BadDataError", "load_focus_areas"]
