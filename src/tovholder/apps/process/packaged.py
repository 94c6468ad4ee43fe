"""What the package brings along in words: tips, and the points of the start checklist."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from tovholder.apps.process.models import Round
from tovholder.foundation.ui.navigation import NAV_PARTS
from tovholder.foundation.ui.values import Link

DATA: Final = Path(__file__).with_name("data")


@dataclass(frozen=True, slots=True)
class Words:
    """Words in both languages."""

    da: str
    en: str

    def __str__(self) -> str:
        return self.en if (get_language() or "da").startswith("en") else self.da


@dataclass(frozen=True, slots=True)
class Tip:
    """A piece of advice, shown where it is of use: at its step and on the pages of its phase."""

    key: str
    phase: str
    step: str
    title: Words
    text: Words
    url_name: str

    @property
    def href(self) -> str:
        """The page that the tip speaks of; empty when it speaks of none."""
        return reverse(self.url_name) if self.url_name else ""


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the start checklist, with the place where it is done."""

    key: str
    number: int
    title: Words
    help: Words
    place: str
    step: str

    def link(self, found: Round | None) -> Link:
        """The way to where the point is done; the point's own page where there is no round to do it in yet."""
        own = Link(_("Se punktet"), reverse("process:point", args=[self.key]))
        kind, _sep, name = self.place.partition(":")
        if kind in {"step", "reflection"}:
            return self._in_round(found, name) or own
        if name:
            return Link(_PLACES[self.place], reverse(self.place))
        return _part(kind) or own

    def _in_round(self, found: Round | None, phase: str) -> Link | None:
        if found is None:
            return None
        if phase:
            return Link(_("Svar på spørgsmålene"), reverse("process:reflection", args=[found.public_id, phase]))
        return Link(_("Gå til trinnet"), reverse("process:step", args=[found.public_id, self.step]))


_PLACES: Final = {
    "accounts:people": gettext_lazy("Se, hvem der gør hvad"),
    "municipalities:partners": gettext_lazy("Se jeres partnere"),
}


def _part(namespace: str) -> Link | None:
    """The tab of the process that a room has registered."""
    for part in NAV_PARTS:
        if part.within == "process" and part.url_name.partition(":")[0] == namespace:
            try:
                return Link(_("Gå til %(place)s") % {"place": part.label}, reverse(part.url_name))
            except NoReverseMatch:  # the room is not mounted in this installation
                return None
    return None


def _read(name: str) -> Sequence[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((DATA / name).read_text(encoding="utf-8"))
    return [{key: Words(**value) if isinstance(value, dict) else value for key, value in row.items()} for row in rows]


@lru_cache(maxsize=1)
def tips() -> tuple[Tip, ...]:
    """The ten tips."""
    return tuple(Tip(**row) for row in _read("tips.json"))


@lru_cache(maxsize=1)
def points() -> tuple[Point, ...]:
    """The thirteen points, in order."""
    return tuple(Point(**row) for row in _read("checklist.json"))


def point_of(key: str) -> Point | None:
    """The point of that name."""
    return next((point for point in points() if point.key == key), None)


@lru_cache(maxsize=1)
def reflection_sizes() -> dict[str, int]:
    """How many questions each theme of reflection has in the package."""
    sizes = {}
    for path in sorted(DATA.glob("reflection_*.json")):
        schema = json.loads(path.read_text(encoding="utf-8"))
        theme = path.stem.removeprefix("reflection_")
        sizes[theme] = sum(len(section["questions"]) for section in schema["sections"])
    return sizes
