"""What an entry says, as plain data: the content of an edition, and what forms and restoring give to the actions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from tovholder.apps.technologies.kinds import CODE_LISTS, OPTIONAL_CODE_LISTS, Kind, PointKind
from tovholder.apps.technologies.models import BundlePart, Point, Publication, Technology
from tovholder.apps.technologies.reference import MANY, ONE
from tovholder.foundation.codes.models import Code

Snapshot = dict[str, Any]

TEXTS = ("kind", "name", "name_en", "description_da", "description_en", "aliases", "origin")
"""The fields that are text in the entry and in its snapshot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TechnologyFacts:
    """What the editing form says of an entry; points and parts are edited on pages of their own."""

    name: str
    description_da: str
    category: Code
    kind: str = Kind.THING.value
    name_en: str = ""
    description_en: str = ""
    aliases: str = ""
    origin: str = ""
    area: Code | None = None
    market_status: Code | None = None
    mdr_class: Code | None = None
    ai_act_class: Code | None = None
    functional_categories: Sequence[Code] = ()
    purposes: Sequence[Code] = ()
    fields: Sequence[Code] = ()
    delivery_forms: Sequence[Code] = ()
    target_groups: Sequence[Code] = ()
    paragraphs: Sequence[Code] = ()
    iso9999: Sequence[Code] = ()

    def plain(self) -> dict[str, Any]:
        """The fields of the entry itself, by name."""
        return {name: getattr(self, name) for name in (*TEXTS, *ONE)}

    def several(self) -> dict[str, Sequence[Code]]:
        """The fields with several codes, by name."""
        return {name: getattr(self, name) for name in MANY}


FACT_NAMES = tuple(field.name for field in fields(TechnologyFacts))
"""The names of all of them, as forms call their fields."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PointFacts:
    """What is said in a point."""

    kind: str
    text_da: str
    text_en: str = ""
    code: Code | None = None
    publication: Publication | None = None

    def values(self) -> dict[str, Any]:
        """The fields of the point, by name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def snapshot_of(technology: Technology) -> Snapshot:
    """All that an entry says now, read afresh."""
    told: Snapshot = {name: getattr(technology, name) for name in TEXTS}
    for name in ONE:
        code = getattr(technology, name)
        told[name] = code.code if code else ""
    for name in MANY:
        codes = getattr(technology, name).order_by("position", "sort_key")
        told[name] = list(codes.values_list("code", flat=True))
    told["retired_on"] = technology.retired_on.isoformat() if technology.retired_on else ""
    told["merged_into"] = technology.merged_into.slug if technology.merged_into else ""
    told["points"] = [
        _told_point(point)
        for point in Point.objects.select_related("code", "publication").filter(technology=technology)
    ]
    parts = BundlePart.objects.select_related("part").filter(bundle=technology)
    told["parts"] = [{"part": item.part.slug, "note": item.note} for item in parts]
    return told


def _told_point(point: Point) -> dict[str, str]:
    return {
        "kind": point.kind,
        "code": point.code.code if point.code else "",
        "text_da": point.text_da,
        "text_en": point.text_en,
        "publication": point.publication.key if point.publication else "",
    }


def says_already(technology: Technology, facts: TechnologyFacts) -> bool:
    """Whether an entry says just that."""
    plain = all(getattr(technology, name) == value for name, value in facts.plain().items())
    return plain and all(
        {code.pk for code in codes} == set(getattr(technology, name).values_list("pk", flat=True))
        for name, codes in facts.several().items()
    )


def facts_in(snapshot: Snapshot) -> TechnologyFacts:
    """The facts of an earlier content, with the codes that it names."""
    codes = {(code.list, code.code): code for code in Code.objects.all()}
    one: dict[str, Any] = {name: codes.get((code_list, snapshot[name])) for name, (_column, code_list) in ONE.items()}
    several: dict[str, Any] = {
        name: [codes[code_list, code] for code in snapshot[name] if (code_list, code) in codes]
        for name, code_list in MANY.items()
    }
    return TechnologyFacts(**{name: snapshot[name] for name in TEXTS}, **one, **several)


def points_in(snapshot: Snapshot, technology: Technology) -> list[Point]:
    """The points of an earlier content, not stored."""
    codes = {(code.list, code.code): code for code in Code.objects.all()}
    publications: Mapping[str, Publication] = Publication.objects.in_bulk(field_name="key")
    return [
        Point(
            technology=technology,
            kind=told["kind"],
            code=codes.get((code_list_of(told["kind"]), told["code"])),
            text_da=told["text_da"],
            text_en=told["text_en"],
            publication=publications.get(told["publication"]),
            position=position,
        )
        for position, told in enumerate(snapshot["points"], start=1)
    ]


def code_list_of(kind: str) -> str:
    """The code list of a kind of point; empty for a kind without one."""
    return CODE_LISTS.get(kind) or OPTIONAL_CODE_LISTS.get(kind) or ""


def check_point(point: PointFacts) -> None:
    """Raises ``ValidationError`` by field for a kind that is none, or a code of another list than the kind's."""
    if point.kind not in PointKind.values:
        raise ValidationError({"kind": _("Vælg, hvad punktet handler om.")})
    wanted = code_list_of(point.kind)
    if point.code is None and point.kind in CODE_LISTS:
        raise ValidationError({"code": _("Vælg et emne. Krav og barrierer hører under et emne fra listen.")})
    if point.code is not None and point.code.list != wanted:
        raise ValidationError({"code": _("Emnet hører til en anden slags punkt. Vælg et fra listen.")})


def check_lengths(record: models.Model) -> None:
    """Raises ``ValidationError`` by field for a text that is longer than its field says.

    A database does not keep ``TextField`` to its length, so the action does.
    """
    errors = {}
    for field in record._meta.concrete_fields:
        longest = getattr(field, "max_length", None)
        if not isinstance(field, models.TextField) or longest is None:
            continue
        length = len(str(getattr(record, field.name)))
        if length > longest:
            said = _("Teksten er på %(length)s tegn. Der er plads til %(longest)s. Skriv den kortere.")
            errors[field.name] = [said % {"length": length, "longest": longest}]
    if errors:
        raise ValidationError(errors)
