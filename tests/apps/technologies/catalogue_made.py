"""What tests of the catalogue need again and again: the shipped rows, facts of an entry, and what a form sends."""

import csv
from importlib import resources
from typing import Any

from tests.people import code
from tovholder.apps.technologies.content import PointFacts, TechnologyFacts
from tovholder.apps.technologies.models import Technology
from tovholder.foundation.codes.models import Code

WHY = "Skrevet tydeligere"


def rows_of(package: str, name: str) -> list[dict[str, str]]:
    """The rows of a data file of a room."""
    text = (resources.files(package) / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def technology_rows() -> list[dict[str, str]]:
    """The rows of the shipped ``technologies.csv``."""
    return rows_of("tovholder.apps.technologies", "technologies.csv")


def point_rows() -> list[dict[str, str]]:
    """The rows of all shipped files of points."""
    folder = resources.files("tovholder.apps.technologies") / "data" / "points"
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".csv"))
    return [row for name in names for row in rows_of("tovholder.apps.technologies", f"points/{name}")]


def entry(slug: str = "skaermbesoeg") -> Technology:
    """An entry of the shipped catalogue, freshly read."""
    return Technology.objects.get(slug=slug)


def facts(name: str = "Sansevæg", **values: Any) -> TechnologyFacts:
    """What an entry says of itself."""
    given: dict[str, Any] = {
        "name": name,
        "description_da": "En væg, der svarer med lys og lyd, når borgeren rører den.",
        "category": code("landkort_category", "other"),
    }
    return TechnologyFacts(**(given | values))


def told(kind: str = "citizen_benefit", text: str = "Borgeren får ro.", **values: Any) -> PointFacts:
    """What is said in a point."""
    return PointFacts(kind=kind, text_da=text, **values)


def sent(technology: Technology, **values: Any) -> dict[str, Any]:
    """What the editing form of an entry sends when nothing but ``values`` is changed."""
    many = (
        "functional_categories",
        "purposes",
        "delivery_forms",
        "target_groups",
        "paragraphs",
        "iso9999",
    )
    one = ("category", "area", "market_status", "mdr_class", "ai_act_class")
    plain = ("name", "kind", "name_en", "description_da", "description_en", "aliases", "origin")
    form: dict[str, Any] = {name: getattr(technology, name) for name in plain}
    form |= {name: getattr(technology, f"{name}_id") or "" for name in one}
    form |= {name: list(getattr(technology, name).values_list("pk", flat=True)) for name in many}
    form["fields_"] = list(technology.fields.values_list("pk", flat=True))
    return form | {"version": technology.version, "why": WHY} | values


def codes(code_list: str, *values: str) -> list[Code]:
    """Codes of a list."""
    return list(Code.objects.of(code_list).filter(code__in=values))
