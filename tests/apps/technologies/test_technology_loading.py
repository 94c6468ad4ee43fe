"""Loading the catalogue from data files: what is added, what follows, what is left alone, and what is refused."""

import csv
from pathlib import Path

import pytest

from tests.apps.technologies.catalogue_made import WHY, entry, point_rows, technology_rows, told
from tovholder.apps.technologies.actions import add_point
from tovholder.apps.technologies.models import BundlePart, Point, Publication, Technology
from tovholder.apps.technologies.reference import BadDataError, load_publications, load_technologies
from tovholder.apps.technologies.selectors import catalogue_revision
from tovholder.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db

TECHNOLOGY = {
    "slug": "proevevaeg",
    "name_da": "Prøvevæg",
    "name_en": "Trial wall",
    "description_da": "En væg til prøver.",
    "landkort_category": "other",
    "kind": "thing",
    "target_groups": "older;dementia",
    "aliases": "væg;prøve",
}
POINT = {
    "slug": "proevevaeg",
    "kind": "citizen_benefit",
    "code": "",
    "text_da": "Ro.",
    "text_en": "",
    "publication": "",
}
PUBLICATION = {"key": "proeve-2026", "title": "Prøven", "publisher": "KL", "year": "2026", "kind": "report"}


def _write(file: Path, *rows: dict[str, str]) -> None:
    file.parent.mkdir(exist_ok=True)
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def test_the_shipped_files_are_all_there() -> None:
    """Every entry, every point and every part of a bundle; loading again changes nothing."""
    rows = technology_rows()
    parts = sum(len([part for part in row["parts"].split(";") if part]) for row in rows)
    counted = (Technology.objects.count(), Point.objects.count(), BundlePart.objects.count())
    assert counted == (len(rows), len(point_rows()), parts)
    before = catalogue_revision()
    load_publications()
    load_technologies()
    assert (catalogue_revision(), Point.objects.count()) == (before, len(point_rows()))


def test_a_folder_without_points_gives_entries_without_points(tmp_path: Path) -> None:
    """New columns may be missing too: the entry is a thing, and nothing else is said of it."""
    _write(tmp_path / "technologies.csv", {key: TECHNOLOGY[key] for key in list(TECHNOLOGY)[:5]})
    load_technologies(tmp_path)
    made = entry("proevevaeg")
    assert (made.kind, made.points.count(), made.target_groups.count(), made.area) == ("thing", 0, 0, None)


def test_an_entry_that_nobody_has_touched_follows_the_files(tmp_path: Path) -> None:
    """A changed text, another group and a further point; the version grows, so that the search is built again."""
    _write(tmp_path / "technologies.csv", TECHNOLOGY)
    load_technologies(tmp_path)
    before = catalogue_revision()
    _write(tmp_path / "technologies.csv", TECHNOLOGY | {"name_da": "Prøvemur", "target_groups": "older"})
    _write(tmp_path / "points" / "other.csv", POINT, POINT | {"text_da": "Glæde."})
    load_technologies(tmp_path)
    made = entry("proevevaeg")
    assert (made.name, made.version, catalogue_revision()) == ("Prøvemur", 2, before + 1)
    assert [point.text_da for point in made.points.all()] == ["Ro.", "Glæde."]
    assert [group.code for group in made.target_groups.all()] == ["older"]


def test_an_entry_that_an_editor_has_written_is_left_alone(tmp_path: Path) -> None:
    """The national editors' text counts for more than the package's."""
    _write(tmp_path / "technologies.csv", TECHNOLOGY)
    load_technologies(tmp_path)
    add_point(by=SYSTEM, technology=entry("proevevaeg"), point=told(text="Redaktionens ord."), why=WHY)
    _write(tmp_path / "technologies.csv", TECHNOLOGY | {"name_da": "Prøvemur"})
    load_technologies(tmp_path)
    made = entry("proevevaeg")
    assert (made.name, [point.text_da for point in made.points.all()]) == ("Prøvevæg", ["Redaktionens ord."])


@pytest.mark.parametrize(
    ("technology", "point", "said"),
    [
        (
            {"landkort_category": "fantasi"},
            {},
            "technologies.csv, row 2: the list landkort_category has no code 'fantasi'",
        ),
        ({"landkort_category": ""}, {}, "technologies.csv, row 2: a technology needs a category"),
        ({"target_groups": "older;ufo"}, {}, "technologies.csv, row 2: the list target_group has no code 'ufo'"),
        ({"kind": "ting"}, {}, "technologies.csv, row 2: unknown kind 'ting'"),
        ({"parts": "loftlift"}, {}, "technologies.csv, row 2: 'loftlift' cannot be a part of 'proevevaeg'"),
        (
            {"kind": "bundle", "parts": "findes_ikke"},
            {},
            "technologies.csv, row 2: 'findes_ikke' cannot be a part of 'proevevaeg'",
        ),
        ({}, {"slug": "andet"}, "points/other.csv, row 2: no technology is called 'andet'"),
        ({}, {"kind": "glaede"}, "points/other.csv, row 2: unknown kind of point 'glaede'"),
        ({}, {"code": "see"}, "points/other.csv, row 2: a point of the kind citizen_benefit has no code"),
        (
            {},
            {"kind": "barrier"},
            "points/other.csv, row 2: a point of the kind barrier needs a code of the list barrier_theme",
        ),
        ({}, {"kind": "barrier", "code": "see"}, "points/other.csv, row 2: the list barrier_theme has no code 'see'"),
        ({}, {"publication": "ukendt"}, "points/other.csv, row 2: no publication has the key 'ukendt'"),
        ({}, {"text_da": " "}, "points/other.csv, row 2: a point needs a Danish text"),
    ],
)
def test_a_row_that_cannot_be_is_named(
    tmp_path: Path, technology: dict[str, str], point: dict[str, str], said: str
) -> None:
    """File, row and what is wrong; nothing of the file is kept."""
    _write(tmp_path / "technologies.csv", TECHNOLOGY | technology)
    _write(tmp_path / "points" / "other.csv", POINT | point)
    with pytest.raises(BadDataError) as told_error:
        load_technologies(tmp_path)
    assert str(told_error.value) == said
    assert not Technology.objects.filter(slug="proevevaeg").exists()


def test_a_row_with_a_cell_too_many_is_named(tmp_path: Path) -> None:
    """A comma without quotes shifts every cell after it: better to stop."""
    (tmp_path / "technologies.csv").write_text("slug,name_da\nen,To,tre\n", encoding="utf-8")
    with pytest.raises(BadDataError) as told_error:
        load_technologies(tmp_path)
    assert str(told_error.value) == "technologies.csv, row 2: the row has more or fewer cells than the header"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"kind": "bog"}, "publications.csv, row 2: unknown kind of publication 'bog'"),
        (
            {"year": "i fjor"},
            "publications.csv, row 2: a publication needs key, title, publisher and a year in figures, if any",
        ),
    ],
)
def test_a_publication_that_cannot_be_is_named(tmp_path: Path, wrong: dict[str, str], said: str) -> None:
    """As a technology is."""
    _write(tmp_path / "publications.csv", PUBLICATION | wrong)
    with pytest.raises(BadDataError) as told_error:
        load_publications(tmp_path)
    assert str(told_error.value) == said


def test_a_publication_follows_the_file_until_an_editor_changes_it(tmp_path: Path) -> None:
    """Version 1 is the package's; a higher one is the editors'."""
    _write(tmp_path / "publications.csv", PUBLICATION)
    load_publications(tmp_path)
    _write(tmp_path / "publications.csv", PUBLICATION | {"title": "Prøven, 2. oplag"})
    load_publications(tmp_path)
    assert Publication.objects.get(key="proeve-2026").title == "Prøven, 2. oplag"
    Publication.objects.filter(key="proeve-2026").update(version=2, title="Redaktionens titel")
    load_publications(tmp_path)
    assert Publication.objects.get(key="proeve-2026").title == "Redaktionens titel"
