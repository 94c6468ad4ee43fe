"""The filters of the list and the map, read from an address."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tovholder.apps.projects.columns import current_columns
from tovholder.apps.projects.models import Programme
from tovholder.apps.projects.status import Status
from tovholder.apps.technologies.public import catalogue_revision, technologies
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.selectors import municipalities, regions_on
from tovholder.kernel import clock

SORTS = ("bedst", "senest", "titel", "kommune", "status")
MAX_TEXT = 200


class BadFilterError(BadRequest):
    """A filter in the address means nothing; ``name`` is its name, ``value`` what stood there. Answered with 400."""

    def __init__(self, name: str, value: str) -> None:
        super().__init__(
            _("Filteret %(name)s kender ikke værdien %(value)s. Fjern det fra adressen, eller begynd forfra.")
            % {"name": name, "value": value[:60]}
        )
        self.name = name
        self.value = value


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that may be chosen in a facet: as it stands in the address, its name, and its code in the columns."""

    value: str
    label: str
    key: int


@dataclass(frozen=True, slots=True)
class Filters:
    """What a reader has chosen. ``chosen`` maps a facet's name in the address to its values there."""

    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    text: str = ""
    stale_only: bool = False
    sort: str = ""
    page: int = 1

    @property
    def order(self) -> str:
        """The order to show: what was chosen, else the best match of a text, else the newest."""
        if self.sort and (self.sort != "bedst" or self.text):
            return self.sort
        return "bedst" if self.text else "senest"

    def query(self, **instead: Any) -> str:
        """The filters as the query of an address, with some of them replaced. Page 1 unless told."""
        other = replace(self, **({"page": 1} | instead))
        pairs = [(name, value) for name, values in other.chosen.items() for value in values]
        pairs += [("q", other.text)] if other.text else []
        pairs += [("foraeldet", "ja")] if other.stale_only else []
        pairs += [("sorter", other.sort)] if other.sort else []
        pairs += [("side", str(other.page))] if other.page > 1 else []
        return urlencode(pairs)

    def without(self, name: str, value: str) -> str:
        """The query without one chosen value."""
        rest = tuple(item for item in self.chosen.get(name, ()) if item != value)
        chosen = {facet: values for facet, values in (dict(self.chosen) | {name: rest}).items() if values}
        return self.query(chosen=chosen)

    @property
    def any_chosen(self) -> bool:
        """Whether something narrows the result."""
        return bool(self.chosen or self.text or self.stale_only)


_remembered: dict[tuple[object, ...], dict[str, list[Choice]]] = {}


def choices() -> dict[str, list[Choice]]:
    """Every facet's values, in the order in which they are shown, by the facet's name in the address.

    Remembered in this process, in each language, for as long as the columns' values and the catalogue stay the same.
    """
    at = (get_language(), clock.today(), current_columns().values, catalogue_revision())
    if at not in _remembered:
        if len(_remembered) >= len(settings.LANGUAGES):
            _remembered.clear()
        _remembered[at] = _choices()
    return _remembered[at]


def _choices() -> dict[str, list[Choice]]:
    return {
        "teknologi": [Choice(item.slug, item.label, item.pk) for item in technologies()],
        "kategori": _code_choices("landkort_category"),
        "status": [Choice(status.value, str(status.label), index) for index, status in enumerate(Status)],
        "maalgruppe": _code_choices("target_group"),
        "paragraf": _code_choices("paragraph"),
        "program": [Choice(item.key, item.label, item.pk) for item in Programme.objects.all()],
        "region": [Choice(region.code, region.name, region.pk) for region in regions_on(clock.today())],
        "kommune": [Choice(item.slug, item.name, item.pk) for item in municipalities()],
    }


COLUMN_OF = {
    "teknologi": "technology",
    "kategori": "category",
    "status": "status",
    "maalgruppe": "target_group",
    "paragraf": "paragraph",
    "program": "programme",
    "aarsag": "cause",
    "kommune": "municipality",
    "region": "region",
}
"""The column in which each facet is counted."""


def learning_choices() -> dict[str, list[Choice]]:
    """The facets of what was stopped: what, why and where."""
    known = choices()
    return {
        "aarsag": _code_choices("barrier_theme"),
        **{name: known[name] for name in ("teknologi", "kategori", "program", "kommune")},
    }


def _code_choices(code_list: str) -> list[Choice]:
    return [Choice(code.code, code.label, code.pk) for code in Code.objects.of(code_list)]


def read_filters(query: QueryDict, known: Mapping[str, list[Choice]]) -> Filters:
    """The filters in an address. Raises :class:`BadFilterError` for a value that no facet has."""
    chosen: dict[str, tuple[str, ...]] = {}
    for name, facet in known.items():
        wanted = tuple(dict.fromkeys(value for value in query.getlist(name) if value))
        values = {choice.value for choice in facet}
        for value in wanted:
            if value not in values:
                raise BadFilterError(name, value)
        if wanted:
            chosen[name] = wanted
    return Filters(
        chosen=chosen,
        text=query.get("q", "").strip()[:MAX_TEXT],
        stale_only=_switch(query),
        sort=_sort(query.get("sorter", "")),
        page=_page(query.get("side", "") or "1"),
    )


def _switch(query: QueryDict) -> bool:
    value = query.get("foraeldet", "")
    if value not in {"", "ja"}:
        raise BadFilterError("foraeldet", value)
    return value == "ja"


def _sort(text: str) -> str:
    if text and text not in SORTS:
        raise BadFilterError("sorter", text)
    return text


def _page(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:9]) <= 1_000_000:
        raise BadFilterError("side", text)
    return int(text[:9])
