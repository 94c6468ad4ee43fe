"""Templates of benefit trees, and the profiles that an area begins with: packaged data in both languages.

``data/templates/*.json`` holds one tree for each functional category and for each technology that the status report of
2017 tells of; ``data/profiles.json`` holds what welfare and administration look at first. The words are our own.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.utils.translation import get_language

from tovholder.apps.technologies.public import Technology

DATA: Final = Path(__file__).with_name("data")
MOST_QUESTIONS = 5
ASKED_FIELDS: Final = ("solution_note", "group_note", "organisation_note", "risk_note", "baseline_source")
"""The fields of a benefit that a template's question may ask for in its own words."""


@dataclass(frozen=True, slots=True)
class Said:
    """Words in both languages."""

    da: str = ""
    en: str = ""

    def __str__(self) -> str:
        return self.en if (get_language() or "da").startswith("en") and self.en else self.da


NOTHING: Final = Said()


@dataclass(frozen=True, slots=True)
class Source:
    """Where an experience stands: the publication, its year, and the place in it. Without one it is our own advice."""

    title: str
    year: int
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplatePoint:
    """A point of a template. What can be harvested says how: type, indicator, beneficiary, way into the budget."""

    key: str
    template: str
    part: str
    said: Said
    more: Said = NOTHING
    bottom_line: str = ""
    is_negative: bool = False
    kind: str = ""
    value_kind: str = ""
    indicator_said: Said = NOTHING
    measured_in: str = ""
    higher_is_better: bool = False
    beneficiary: str = ""
    realisation: str = ""
    is_invisible: bool = False
    source: Source | None = None

    @property
    def full_key(self) -> str:
        """The key among the points of all templates."""
        return f"{self.template}.{self.key}"

    @property
    def title(self) -> str:
        """What it is, in the reader's language."""
        return str(self.said)

    @property
    def details(self) -> str:
        """More about it."""
        return str(self.more)

    @property
    def indicator(self) -> str:
        """What is measured."""
        return str(self.indicator_said)


@dataclass(frozen=True, slots=True)
class TemplateEdge:
    """One point of a template leads to another."""

    start: str
    end: str
    said: Said

    @property
    def assumption(self) -> str:
        """What must hold for it, in the reader's language."""
        return str(self.said)


@dataclass(frozen=True, slots=True)
class Question:
    """What to ask about a benefit of this kind of technology, and the field that takes the answer."""

    field: str
    said: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeTemplate:
    """A tree to begin from. ``of`` is a code of the functional categories, or the slugs of technologies."""

    key: str
    kind: str
    of: tuple[str, ...]
    said: Said
    lead_said: Said
    points: tuple[TemplatePoint, ...]
    edges: tuple[TemplateEdge, ...]
    questions: tuple[Question, ...]

    @property
    def title(self) -> str:
        """Its name in the reader's language."""
        return str(self.said)

    @property
    def lead(self) -> str:
        """What it is about."""
        return str(self.lead_said)

    @property
    def harvested(self) -> tuple[TemplatePoint, ...]:
        """The points that can become benefits."""
        return tuple(point for point in self.points if point.bottom_line)


@dataclass(frozen=True, slots=True)
class Profile:
    """What an area looks at first (BEN-21): the order of bottom lines and of values, and benefits to begin with."""

    area: str
    said: Said
    lines: tuple[str, ...]
    values: tuple[str, ...]
    points: tuple[TemplatePoint, ...]

    @property
    def why(self) -> str:
        """Why it begins there."""
        return str(self.said)


def _point(template: str, row: Mapping[str, Any], sources: Mapping[str, Mapping[str, Any]]) -> TemplatePoint:
    plain = {name: row[name] for name in _PLAIN if name in row}
    source = None
    if "source" in row:
        publication, _colon, place = row["source"].partition(":")
        source = Source(place=place, **sources[publication])
    return TemplatePoint(
        template=template,
        said=Said(*row["said"]),
        more=Said(*row.get("more", ())),
        indicator_said=Said(*row.get("indicator", ())),
        source=source,
        **plain,
    )


_PLAIN = (
    *("key", "part", "bottom_line", "is_negative", "kind", "value_kind", "measured_in", "higher_is_better"),
    *("beneficiary", "realisation", "is_invisible"),
)


def _read(name: str) -> Any:
    return json.loads((DATA / name).read_text(encoding="utf-8"))


@cache
def tree_templates() -> tuple[TreeTemplate, ...]:
    """All templates, in the order in which they are shown: the categories, then the technologies."""
    sources = _read("sources.json")
    rows = [_read(f"templates/{path.name}") for path in sorted((DATA / "templates").glob("*.json"))]
    return tuple(_template(row, sources) for row in sorted(rows, key=lambda row: row["order"]))


def _template(row: Mapping[str, Any], sources: Mapping[str, Mapping[str, Any]]) -> TreeTemplate:
    return TreeTemplate(
        key=row["key"],
        kind=row["kind"],
        of=tuple(row["of"]),
        said=Said(*row["said"]),
        lead_said=Said(*row["lead"]),
        points=tuple(_point(row["key"], point, sources) for point in row["points"]),
        edges=tuple(TemplateEdge(edge["start"], edge["end"], Said(*edge["said"])) for edge in row["edges"]),
        questions=tuple(Question(one["field"], Said(*one["said"])) for one in row["questions"]),
    )


@cache
def profiles() -> Mapping[str, Profile]:
    """The profiles by the code of their area."""
    sources = _read("sources.json")
    return {
        row["area"]: Profile(
            area=row["area"],
            said=Said(*row["said"]),
            lines=tuple(row["lines"]),
            values=tuple(row["values"]),
            points=tuple(_point(f"profile-{row['area']}", point, sources) for point in row["points"]),
        )
        for row in _read("profiles.json")
    }


def tree_template(key: str) -> TreeTemplate | None:
    """The template of that key, or None."""
    return next((one for one in tree_templates() if one.key == key), None)


@cache
def _points() -> Mapping[str, TemplatePoint]:
    of_templates = [point for template in tree_templates() for point in template.points]
    of_profiles = [point for profile in profiles().values() for point in profile.points]
    return {point.full_key: point for point in (*of_templates, *of_profiles)}


def template_point(full_key: str) -> TemplatePoint | None:
    """The point of a template or a profile, or None."""
    return _points().get(full_key)


def template_of(technology: Technology) -> TreeTemplate | None:
    """The template that tells most of a technology: its own, or else that of one of its functional categories."""
    own = next((one for one in tree_templates() if one.kind == "technology" and technology.slug in one.of), None)
    if own is not None:
        return own
    codes = {code.code for code in technology.functional_categories.all()}
    return next((one for one in tree_templates() if one.kind == "category" and codes & set(one.of)), None)


ADMINISTRATIVE_FIELDS: Final = {"economy_administration", "citizen_service"}


def profile_of(technology: Technology) -> Profile:
    """The profile of a technology's area; where none is set, its fields tell whether it is administration."""
    area = technology.area.code if technology.area is not None else ""
    if area not in profiles():
        fields = {code.code for code in technology.fields.all()}
        area = "administration" if fields and fields <= ADMINISTRATIVE_FIELDS else "welfare"
    return profiles()[area]


def suggestions_for(technology: Technology) -> Sequence[TemplatePoint]:
    """The benefits to begin with for a technology, in the order of its area's profile. At most two queries."""
    profile, template = profile_of(technology), template_of(technology)
    own = template.harvested if template is not None and template.kind == "technology" else ()
    points = own or profile.points

    def rank(point: TemplatePoint) -> tuple[int, int]:
        value = profile.values.index(point.value_kind) if point.value_kind in profile.values else len(profile.values)
        return profile.lines.index(point.bottom_line), value

    return sorted(points, key=rank)
