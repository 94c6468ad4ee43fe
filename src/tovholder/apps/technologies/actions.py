"""What national editors do with the entries of the catalogue. Each edit leaves an edition that can be brought back."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tovholder.apps.technologies.bundles import circle
from tovholder.apps.technologies.content import (
    PointFacts,
    TechnologyFacts,
    check_lengths,
    check_point,
    facts_in,
    points_in,
    says_already,
)
from tovholder.apps.technologies.editing import checked_reason, keep_edition, new_edition
from tovholder.apps.technologies.kinds import Kind
from tovholder.apps.technologies.models import BundlePart, Edition, Point, Technology
from tovholder.foundation.audit.action import action, changed_set, created
from tovholder.kernel.actor import Actor
from tovholder.kernel.danish import fold

_SLUG_MAX = 55
_ADDRESSES = frozenset({"sammenlign", "begreber", "ny", "nyt", "publications"})
"""Names that are pages of the catalogue itself or of its API, or may become one."""


@action("technologies.create_technology")
def create_technology(*, by: Actor, facts: TechnologyFacts, why: str) -> Technology:
    """Add an entry. Its address is made from its name. Raises ``ValidationError`` by field."""
    reason = checked_reason(why)
    technology = Technology(slug=_free_slug(facts.name), edition=1, **facts.plain())
    _check_name(technology)
    check_lengths(technology)
    created(technology)
    for name, codes in facts.several().items():
        changed_set(technology, name, codes)
    keep_edition(technology, by=by, why=reason)
    return technology


@action("technologies.change_technology")
def change_technology(
    *, by: Actor, technology: Technology, facts: TechnologyFacts, why: str, expected_version: int | None = None
) -> Technology:
    """Change what an entry says of itself; saying the same again is no edit.

    Raises ``ValidationError`` by field, and ``ConflictError``.
    """
    if says_already(technology, facts) and expected_version in {None, technology.version}:
        return technology
    if facts.kind != Kind.BUNDLE and technology.parts.exists():
        raise ValidationError({"kind": _("Pakken har dele. Tag delene ud, før du gør den til noget andet.")})
    with new_edition(technology, by=by, why=why, expected_version=expected_version, **facts.plain()):
        _check_name(technology)
        for name, codes in facts.several().items():
            changed_set(technology, name, codes)
    return technology


@action("technologies.retire_technology")
def retire_technology(
    *,
    by: Actor,
    technology: Technology,
    on: date,
    why: str,
    merged_into: Technology | None = None,
    expected_version: int | None = None,
) -> Technology:
    """Mark an entry as gone from the catalogue, perhaps for another's sake. It is kept, with all that points at it."""
    if merged_into is not None and (merged_into.pk == technology.pk or merged_into.is_retired):
        said = _("Vælg en anden teknologi, der stadig er i kataloget.")
        raise ValidationError({"merged_into": said})
    values: dict[str, Any] = {"retired_on": on, "merged_into": merged_into}
    with new_edition(technology, by=by, why=why, expected_version=expected_version, **values):
        return technology


@action("technologies.revive_technology")
def revive_technology(
    *, by: Actor, technology: Technology, why: str, expected_version: int | None = None
) -> Technology:
    """Bring a retired entry back."""
    values: dict[str, Any] = {"retired_on": None, "merged_into": None}
    with new_edition(technology, by=by, why=why, expected_version=expected_version, **values):
        return technology


@action("technologies.add_point")
def add_point(
    *, by: Actor, technology: Technology, point: PointFacts, why: str, expected_version: int | None = None
) -> Point:
    """Say one thing more of a technology. Raises ``ValidationError`` by field, and ``ConflictError``."""
    check_point(point)
    with new_edition(technology, by=by, why=why, expected_version=expected_version):
        last = technology.points.order_by("-position").values_list("position", flat=True).first() or 0
        return _stored(Point(technology=technology, position=last + 1, **point.values()))


@action("technologies.change_point")
def change_point(*, by: Actor, point: Point, facts: PointFacts, why: str, expected_version: int | None = None) -> Point:
    """Change what a point says. Raises ``ValidationError`` by field, and ``ConflictError``."""
    check_point(facts)
    with new_edition(point.technology, by=by, why=why, expected_version=expected_version):
        for name, value in facts.values().items():
            setattr(point, name, value)
        return _stored(point)


@action("technologies.move_point")
def move_point(*, by: Actor, point: Point, up: bool, expected_version: int | None = None) -> Technology:
    """Let a point change places with the one before or after it of its kind. Nothing is done at the end."""
    technology = point.technology
    siblings = list(technology.points.filter(kind=point.kind).order_by("position", "pk"))
    here = next(index for index, item in enumerate(siblings) if item.pk == point.pk)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(siblings):
        return technology
    with new_edition(technology, by=by, why=_("Flyttede et punkt"), expected_version=expected_version):
        places = [item.position for item in siblings]
        siblings[here], siblings[there] = siblings[there], siblings[here]
        for item, place in zip(siblings, places, strict=True):
            item.position = place
        Point.objects.bulk_update(siblings, ["position"])
    return technology


@action("technologies.remove_point")
def remove_point(*, by: Actor, point: Point, expected_version: int | None = None) -> Technology:
    """Take a point out; earlier editions keep it."""
    technology = point.technology
    with new_edition(technology, by=by, why=_("Fjernede et punkt"), expected_version=expected_version):
        point.delete()
    return technology


@action("technologies.add_part")
def add_part(
    *, by: Actor, bundle: Technology, part: Technology, note: str = "", expected_version: int | None = None
) -> BundlePart:
    """Put a technology into a bundle. Raises ``ValidationError`` when a circle would close, and ``ConflictError``."""
    if bundle.kind != Kind.BUNDLE:
        raise ValidationError({"part": _("Kun en pakke kan have dele. Gør teknologien til en pakke først.")})
    _refuse_circle(bundle, part)
    why = _("Tilføjede en del: %(name)s") % {"name": part.name}
    with new_edition(bundle, by=by, why=why, expected_version=expected_version):
        last = bundle.parts.order_by("-position").values_list("position", flat=True).first() or 0
        made = BundlePart(bundle=bundle, part=part, note=note, position=last + 1)
        made.full_clean()
        made.save()
        return made


@action("technologies.remove_part")
def remove_part(*, by: Actor, part: BundlePart, expected_version: int | None = None) -> Technology:
    """Take a technology out of a bundle."""
    why = _("Fjernede en del: %(name)s") % {"name": part.part.name}
    with new_edition(part.bundle, by=by, why=why, expected_version=expected_version):
        part.delete()
    return part.bundle


@action("technologies.restore_edition")
def restore_edition(
    *, by: Actor, technology: Technology, edition: Edition, expected_version: int | None = None
) -> Technology:
    """Let an entry say again what it said in an earlier edition; that is a new edition, and nothing is lost.

    Raises ``ValidationError`` when the earlier parts would close a circle today, and ``ConflictError``.
    """
    told = edition.snapshot
    facts = facts_in(told)
    heir = Technology.objects.filter(slug=told["merged_into"]).first() if told["merged_into"] else None
    retired_on = date.fromisoformat(told["retired_on"]) if told["retired_on"] else None
    why = _("Bragte udgave %(number)s tilbage") % {"number": edition.number}
    values = facts.plain() | {"retired_on": retired_on, "merged_into": heir}
    with new_edition(technology, by=by, why=why, expected_version=expected_version, **values):
        for name, codes in facts.several().items():
            changed_set(technology, name, codes)
        technology.points.all().delete()
        Point.objects.bulk_create(points_in(told, technology))
        technology.parts.all().delete()
        _bring_back_parts(technology, told["parts"])
    return technology


def _bring_back_parts(bundle: Technology, told: Iterable[dict[str, str]]) -> None:
    for position, item in enumerate(told, start=1):
        part = Technology.objects.get(slug=item["part"])
        _refuse_circle(bundle, part)
        BundlePart.objects.create(bundle=bundle, part=part, note=item["note"], position=position)


def _refuse_circle(bundle: Technology, part: Technology) -> None:
    """Raises ``ValidationError`` with the way round, when ``part`` holds ``bundle``.

    The bundles are locked first: two editors who each close half a circle must not both be right.
    """
    names = dict(
        Technology.objects.select_for_update().filter(kind=Kind.BUNDLE).order_by("pk").values_list("pk", "name")
    )
    holds: dict[int, set[int]] = {}
    for outer, inner in BundlePart.objects.values_list("bundle_id", "part_id"):
        holds.setdefault(outer, set()).add(inner)
    way = circle(holds, bundle.pk, part.pk)
    if way is None:
        return
    if len(way) == 1:
        raise ValidationError({"part": _("En pakke kan ikke være en del af sig selv. Vælg en anden teknologi.")})
    names |= {part.pk: part.name, bundle.pk: bundle.name}
    told = {"part": part.name, "bundle": bundle.name, "way": " → ".join(names[key] for key in way)}
    said = _("%(part)s kan ikke være en del af %(bundle)s, for så gik pakkerne i ring: %(way)s.")
    raise ValidationError({"part": said % told})


def _stored(point: Point) -> Point:
    point.full_clean()
    check_lengths(point)
    point.save()
    return point


def _check_name(technology: Technology) -> None:
    taken = Technology.objects.filter(sort_key=_sort_key(technology), retired_on__isnull=True).exclude(pk=technology.pk)
    if taken.exists():
        raise ValidationError(
            {"name": _("Kataloget har allerede en teknologi med det navn. Ret den, eller vælg et andet.")}
        )


def _sort_key(technology: Technology) -> str:
    technology.derive()
    return technology.sort_key


def _free_slug(name: str) -> str:
    """An address made of a name, and a number behind it where it is taken."""
    base = re.sub(r"[^a-z0-9]+", "_", fold(name)).strip("_")[:_SLUG_MAX] or "teknologi"
    taken = _ADDRESSES | set(Technology.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    number = 2
    slug = base
    while slug in taken:
        slug, number = f"{base}_{number}", number + 1
    return slug
