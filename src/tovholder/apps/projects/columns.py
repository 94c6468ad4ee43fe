"""The projects as columns in this process's memory, kept current by the revision counter.

Counting facets over 100,000 rows in SQL takes most of a second; over columns it takes milliseconds. The columns answer
counts and choose rows; what is shown of a row is always read from the database again, through ``visible_to``.

Never call :func:`current_columns` inside a transaction that has written projects: the process would remember what may
yet be rolled back.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tovholder.apps.projects.models import Programme, Project, Removal
from tovholder.apps.projects.revisions import current_revision
from tovholder.apps.projects.status import ORDER, Status
from tovholder.apps.technologies.public import Technology
from tovholder.engines.facets import Columns, ManyColumn, OneColumn
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.models import Municipality, TenantKind
from tovholder.foundation.municipalities.selectors import regions_by_municipality
from tovholder.foundation.visibility.tiers import Audience, Tier
from tovholder.kernel import clock

Ints = NDArray[np.int32]

TIERS = tuple(Tier.values)
FINISHED = (ORDER.index(Status.STOPPED), ORDER.index(Status.ENDED))
MANY = {
    "target_group": ("target_groups", "code_id"),
    "paragraph": ("paragraphs", "code_id"),
    "cause": ("stop_causes", "code_id"),
    "programme": ("programmes", "programme_id"),
}
"""Columns with several values: the project's field, and what it is called in the table of links."""
FIRST_YEAR = 2000
YEARS = 100
_RELOAD_ABOVE = 5_000


@dataclass(frozen=True, slots=True)
class Values:
    """The values that the columns' codes stand for: internal keys, in the order of their codes."""

    municipality: tuple[int, ...]
    closed: tuple[date | None, ...]
    technology: tuple[int, ...]
    category: tuple[int, ...]
    target_group: tuple[int, ...]
    paragraph: tuple[int, ...]
    cause: tuple[int, ...]
    programme: tuple[int, ...]
    parent_of_programme: tuple[int, ...]
    programme_versions: tuple[int, ...]
    scale: tuple[int, ...]
    category_of_technology: tuple[int, ...]
    experiment: int
    regional: frozenset[int]
    region: tuple[int, ...]
    municipality_sort_keys: tuple[str, ...]
    region_of_municipality: tuple[int, ...]

    def index(self, name: str) -> dict[int, int]:
        """The code of each internal key of the list ``name``."""
        return {key: code for code, key in enumerate(getattr(self, name))}


@dataclass(frozen=True, slots=True)
class ProjectColumns:
    """The columns at a revision. Row i is the project with internal key ``keys[i]``."""

    revision: int
    day: date
    values: Values
    keys: NDArray[np.int64]
    changed_at: NDArray[np.int64]
    sort_keys: NDArray[np.bytes_]
    confirmed: Ints
    unit: NDArray[np.int64]
    units: tuple[Ints, NDArray[np.int64]]
    table: Columns

    @property
    def on_map(self) -> NDArray[np.bool_]:
        """The rows that belong on the national map: municipalities' projects that are more than experiments."""
        scale = self.table.one["scale"].codes
        owner = self.table.one["owner"].codes
        regional = np.isin(owner, sorted(self.values.regional))
        on_map: NDArray[np.bool_] = (scale != self.values.experiment) & ~regional
        return on_map

    def in_tiers(self, tiers: Iterable[str]) -> NDArray[np.bool_]:
        """The rows of those tiers, whoever owns them."""
        open_tiers = np.array([tier in set(tiers) for tier in TIERS], dtype=np.bool_)
        return open_tiers[self.table.one["tier"].codes]

    def seen_by(self, audience: Audience) -> NDArray[np.bool_]:
        """The rows that an audience may see: the same rule as ``ProjectQuerySet.visible_to``."""
        seen = self.in_tiers(audience.everywhere)
        home = self.values.index("municipality").get(audience.municipality_id or -1)
        if home is None:
            return seen
        owned = self.table.one["owner"].codes == home
        takes_part = np.zeros(len(self.keys), dtype=np.bool_)
        pairs = self.table.many["municipality"]
        takes_part[pairs.rows[pairs.codes == home]] = True
        seen |= self.in_tiers(audience.at_home) & owned
        seen |= self.in_tiers(audience.at_home - {Tier.UNIT}) & takes_part
        if audience.unit_id is not None and audience.in_unit:
            inside = (self.unit == audience.unit_id) & owned
            inside[self.units[0][self.units[1] == audience.unit_id]] = True
            seen |= self.in_tiers(audience.in_unit) & inside
        return seen

    def stale(self, limit: date) -> NDArray[np.bool_]:
        """The rows that somebody works with and nobody has confirmed since ``limit``."""
        working = ~np.isin(self.table.one["status"].codes, FINISHED)
        return working & (self.confirmed < limit.toordinal())


_lock = Lock()
_columns: ProjectColumns | None = None


def current_columns() -> ProjectColumns:
    """The columns as of the newest committed write: one query when nothing has changed."""
    global _columns  # noqa: PLW0603  # one set of columns for each process, that is what the module is for
    revision = current_revision()
    columns = _columns
    if columns is not None and columns.revision == revision and columns.day == clock.today():
        return columns
    with _lock:
        if _columns is None or _columns.revision != revision or _columns.day != clock.today():
            _columns = _caught_up(_columns, revision)
        return _columns


def forget_columns() -> None:
    """Forget them; the next reader loads anew."""
    global _columns  # noqa: PLW0603  # as above
    with _lock:
        _columns = None


def _caught_up(columns: ProjectColumns | None, revision: int) -> ProjectColumns:
    if columns is None or revision < columns.revision or columns.day != clock.today():
        return _loaded(revision)
    newer = Project.objects.filter(revision__gt=columns.revision).order_by()
    changed = list(newer.values_list("pk", flat=True)[: _RELOAD_ABOVE + 1])
    removed = list(Removal.objects.filter(revision__gt=columns.revision).values_list("project_key", flat=True))
    if len(changed) + len(removed) > _RELOAD_ABOVE or _values() != columns.values:
        return _loaded(revision)
    merged = _merged(columns, [*changed, *removed], _read(columns.values, changed))
    return replace(merged, revision=revision)


def _values() -> Values:
    codes: dict[str, list[int]] = {}
    experiment = -1
    lists = ("landkort_category", "target_group", "paragraph", "project_scale", "barrier_theme")
    for pk, code_list, code in Code.objects.filter(list__in=lists).order_by("pk").values_list("pk", "list", "code"):
        codes.setdefault(code_list, []).append(pk)
        if (code_list, code) == ("project_scale", "experiment"):
            experiment = len(codes[code_list]) - 1
    tenants = list(Municipality.objects.order_by("pk").values_list("pk", "kind", "sort_key", "closed_on"))
    technologies = list(Technology.objects.order_by("pk").values_list("pk", "category_id"))
    programmes = list(Programme.objects.order_by("pk").values_list("pk", "parent_id", "version"))
    place_of = {pk: place for place, (pk, _parent, _version) in enumerate(programmes)}
    categories = codes.get("landkort_category", [])
    region_of = {key: region.pk for key, region in regions_by_municipality(clock.today()).items()}
    regions = sorted(set(region_of.values()))
    return Values(
        municipality=tuple(pk for pk, _kind, _name, _closed in tenants),
        closed=tuple(closed for _pk, _kind, _name, closed in tenants),
        technology=tuple(pk for pk, _category in technologies),
        category=tuple(categories),
        target_group=tuple(codes.get("target_group", [])),
        paragraph=tuple(codes.get("paragraph", [])),
        cause=tuple(codes.get("barrier_theme", [])),
        programme=tuple(place_of),
        parent_of_programme=tuple(place_of.get(parent or 0, -1) for _pk, parent, _version in programmes),
        programme_versions=tuple(version for _pk, _parent, version in programmes),
        scale=tuple(codes.get("project_scale", [])),
        category_of_technology=tuple(categories.index(category) for _pk, category in technologies),
        experiment=experiment,
        regional=frozenset(index for index, (_pk, kind, *_rest) in enumerate(tenants) if kind == TenantKind.REGION),
        region=tuple(regions),
        municipality_sort_keys=tuple(name for _pk, _kind, name, _closed in tenants),
        region_of_municipality=tuple(regions.index(region_of[pk]) if pk in region_of else -1 for pk, *_rest in tenants),
    )


_PLAIN = (
    "pk",
    "municipality_id",
    "technology_id",
    "scale_id",
    "status",
    "tier",
    "registered_on",
    "confirmed_on",
    "revision",
    "sort_key",
    "unit_id",
)


def _loaded(revision: int) -> ProjectColumns:
    return replace(_read(_values(), None), revision=revision)


def _read(values: Values, keys: Sequence[int] | None) -> ProjectColumns:
    """The columns of the projects called ``keys``, or of all."""
    query = Project.objects.order_by("pk")
    if keys is not None:
        query = query.filter(pk__in=keys)
    rows: list[tuple[Any, ...]] = list(query.values_list(*_PLAIN))
    plain = dict(zip(_PLAIN, zip(*rows, strict=True), strict=True)) if rows else dict.fromkeys(_PLAIN, ())
    found = np.array(plain["pk"], dtype=np.int64)
    technology = _coded(plain["technology_id"], values.index("technology"))
    category = np.array(values.category_of_technology, dtype=np.int32)[technology] if rows else technology
    years = np.array([day.year for day in plain["registered_on"]], dtype=np.int32)
    owner = _coded(plain["municipality_id"], values.index("municipality"))
    region = np.array(values.region_of_municipality, dtype=np.int32)[owner] if rows else owner
    one = {
        "owner": OneColumn(owner, len(values.municipality)),
        "region": OneColumn(region, len(values.region)),
        "technology": OneColumn(technology, len(values.technology)),
        "category": OneColumn(category, len(values.category)),
        "scale": OneColumn(_coded(plain["scale_id"], values.index("scale")), len(values.scale)),
        "status": OneColumn(_coded(plain["status"], {s.value: i for i, s in enumerate(ORDER)}), len(ORDER)),
        "tier": OneColumn(_coded(plain["tier"], {tier: i for i, tier in enumerate(TIERS)}), len(TIERS)),
        "year": OneColumn(years - FIRST_YEAR, YEARS),
    }
    many = {
        name: _pairs(getattr(Project, field).through, target, found, values.index(name), keys)
        for name, (field, target) in MANY.items()
    }
    many["programme"] = _with_parents(many["programme"], values)
    others = _pairs(Project.participants.through, "municipality_id", found, values.index("municipality"), keys)
    itself = np.arange(len(found), dtype=np.int32)
    many["municipality"] = ManyColumn(
        np.concatenate([itself, others.rows]), np.concatenate([owner, others.codes]), others.width
    )
    return ProjectColumns(
        revision=0,
        day=clock.today(),
        values=values,
        keys=found,
        changed_at=np.array(plain["revision"], dtype=np.int64),
        sort_keys=np.array([key.encode("ascii") for key in plain["sort_key"]], dtype="S40"),
        confirmed=np.array([day.toordinal() for day in plain["confirmed_on"]], dtype=np.int32),
        unit=np.array([unit or -1 for unit in plain["unit_id"]], dtype=np.int64),
        units=_unit_pairs(found, keys),
        table=Columns(size=len(found), one=one, many=many),
    )


def _coded(column: Iterable[Any], index: Mapping[Any, int]) -> Ints:
    return np.array([index.get(value, -1) for value in column], dtype=np.int32)


def _links(through: Any, target: str, keys: Sequence[int] | None) -> NDArray[np.int64]:
    query = through.objects.order_by()
    if keys is not None:
        query = query.filter(project_id__in=keys)
    links = np.array(list(query.values_list("project_id", target)), dtype=np.int64)
    return links.reshape(-1, 2)


def _rows_of(found: NDArray[np.int64], projects: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """The row of each project key in the ordered ``found``, and whether it is there."""
    if not len(found):
        return np.zeros(len(projects), dtype=np.int64), np.zeros(len(projects), dtype=np.bool_)
    rows = np.minimum(np.searchsorted(found, projects), len(found) - 1)
    return rows, found[rows] == projects


def _pairs(
    through: Any, target: str, found: NDArray[np.int64], index: Mapping[int, int], keys: Sequence[int] | None
) -> ManyColumn:
    links = _links(through, target, keys)
    rows, there = _rows_of(found, links[:, 0])
    codes = _coded(links[:, 1].tolist(), index)
    kept = there & (codes >= 0)
    return ManyColumn(rows[kept].astype(np.int32), codes[kept], len(index))


def _with_parents(pairs: ManyColumn, values: Values) -> ManyColumn:
    """A project of an initiative belongs to the programme that the initiative is a part of, too."""
    if not len(pairs.codes):
        return pairs
    parents = np.array(values.parent_of_programme, dtype=np.int32)[pairs.codes]
    has_one = parents >= 0
    every = np.unique(
        np.stack([np.concatenate([pairs.rows, pairs.rows[has_one]]), np.concatenate([pairs.codes, parents[has_one]])]),
        axis=1,
    )
    return ManyColumn(every[0].astype(np.int32), every[1].astype(np.int32), pairs.width)


def _unit_pairs(found: NDArray[np.int64], keys: Sequence[int] | None) -> tuple[Ints, NDArray[np.int64]]:
    links = _links(Project.units.through, "unit_id", keys)
    rows, there = _rows_of(found, links[:, 0])
    return rows[there].astype(np.int32), links[there, 1]


def _merged(old: ProjectColumns, gone: Sequence[int], new: ProjectColumns) -> ProjectColumns:
    """The rows of ``old`` but those called ``gone``, and then the rows of ``new``."""
    keep = ~np.isin(old.keys, np.array(gone, dtype=np.int64))
    moved = np.cumsum(keep, dtype=np.int64).astype(np.int32) - 1
    offset = np.int32(keep.sum())

    def joined(before: NDArray[Any], after: NDArray[Any]) -> NDArray[Any]:
        return np.concatenate([before[keep], after])

    def joined_pairs(
        rows: Ints, values: NDArray[Any], new_rows: Ints, new_values: NDArray[Any]
    ) -> tuple[Ints, NDArray[Any]]:
        kept = keep[rows]
        return np.concatenate([moved[rows[kept]], new_rows + offset]), np.concatenate([values[kept], new_values])

    one = {
        name: OneColumn(joined(column.codes, new.table.one[name].codes), column.width)
        for name, column in old.table.one.items()
    }
    many = {
        name: ManyColumn(
            *joined_pairs(column.rows, column.codes, new.table.many[name].rows, new.table.many[name].codes),
            column.width,
        )
        for name, column in old.table.many.items()
    }
    keys = joined(old.keys, new.keys)
    return ProjectColumns(
        revision=old.revision,
        day=old.day,
        values=old.values,
        keys=keys,
        changed_at=joined(old.changed_at, new.changed_at),
        sort_keys=joined(old.sort_keys, new.sort_keys),
        confirmed=joined(old.confirmed, new.confirmed),
        unit=joined(old.unit, new.unit),
        units=joined_pairs(*old.units, *new.units),
        table=Columns(size=len(keys), one=one, many=many),
    )
