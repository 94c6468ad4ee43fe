"""The municipalities' true borders: brought by an installation from a file of its own, never part of the product."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db.models import Max
from django.utils.translation import gettext as _

from tovholder.engines.topology import Drawn, Fault, Limits, Params, TopologyError, decode, evaluate
from tovholder.foundation.audit.action import action, created, removed
from tovholder.foundation.municipalities.models import Boundary, Municipality
from tovholder.foundation.municipalities.selectors import municipalities
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor

SHEET = Params()
MOST_BYTES = 60_000_000
NAMED = 12
"""So many names are written out in a message; of more it is said how many."""


class BoundaryError(ValueError):
    """The file cannot be used. The text says what, why, and what to do."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import stored: how many borders, the municipalities that have none, and the corners before and after."""

    stored: int
    without: Sequence[str]
    points_before: int
    points: int


def boundary_stamp() -> datetime | None:
    """When the borders in use were brought; None while there are none. One query, asked for every map."""
    stamp: datetime | None = Boundary.objects.aggregate(newest=Max("imported_at"))["newest"]
    return stamp


def boundaries() -> dict[int, Boundary]:
    """The borders by their municipality's internal key."""
    return {boundary.municipality_id: boundary for boundary in Boundary.objects.all()}


def read_boundaries(file: Path, name: str = "") -> Drawn:
    """The outlines in a TopoJSON file. Raises :class:`BoundaryError` with a sentence for people."""
    try:
        size = file.stat().st_size
        document = json.loads(file.read_text(encoding="utf-8")) if size <= MOST_BYTES else None
    except OSError as error:
        raise BoundaryError(_("filen kan ikke læses (%(why)s). Tjek stien.") % {"why": error.strerror}) from error
    except (ValueError, RecursionError) as error:  # not UTF-8, not JSON, or a number of thousands of digits
        raise BoundaryError(_("filen er ikke JSON. Hent kommunegrænserne igen i formatet TopoJSON.")) from error
    if size > MOST_BYTES:
        most = MOST_BYTES // 1_000_000
        raise BoundaryError(_("filen fylder mere end %(size)s MB. Brug en udgave med færre punkter.") % {"size": most})
    try:
        return evaluate(decode(document, SHEET, Limits(), name), SHEET)
    except TopologyError as error:
        raise BoundaryError(_said(error)) from error


def _said(error: TopologyError) -> str:
    """The fault in words: what it is, and what to do."""
    words = {
        Fault.NOT_TOPOLOGY: _("filen er ikke TopoJSON. En GeoJSON- eller Shape-fil skal først laves om til TopoJSON."),
        Fault.NO_SUCH_OBJECT: _("filen har ikke det lag. Den har: %(where)s. Vælg et af dem med --layer."),
        Fault.MANY_OBJECTS: _("filen har flere lag: %(where)s. Vælg ét med --layer."),
        Fault.BAD_TRANSFORM: _("filens skala (transform) kan ikke læses. Dan filen igen."),
        Fault.BAD_ARC: _("linje nr. %(where)s i filen er ikke en række af talpar. Dan filen igen."),
        Fault.NO_SUCH_ARC: _("en kommune bruger en linje, der ikke findes (%(where)s). Dan filen igen."),
        Fault.OPEN_RING: _("grænsen for kommune %(where)s hænger ikke sammen. Dan filen igen."),
        Fault.BAD_GEOMETRY: _("filen har noget, der ikke er en flade (%(where)s). Brug et lag med kommunernes flader."),
        Fault.NO_CODE: _(
            "flade nr. %(where)s har ingen kommunekode. Koden skal stå som ”code”, ”kode” eller ”kommunekode”."
        ),
        Fault.NOT_DEGREES: _(
            "linje nr. %(where)s ligger ikke i længde- og breddegrader. Dan filen igen i WGS 84 (EPSG:4326)."
        ),
        Fault.TOO_LARGE: _("filen har for mange punkter eller flader (%(where)s). Brug en udgave med færre."),
        Fault.NO_AREAS: _("filen har ingen flader. Vælg et lag med kommuner."),
    }
    return words[error.fault] % {"where": error.where or "?"}


def check_codes(drawn: Drawn, places: Mapping[str, Municipality]) -> list[str]:
    """The names of the municipalities that the file leaves out. Raises :class:`BoundaryError` for a code nobody has."""
    unknown = sorted(set(drawn.outlines) - set(places))
    if unknown:
        raise BoundaryError(
            _("filen har kommunekoder, som Tovholder ikke kender: %(codes)s. Brug en fil med kommunerne af i dag.")
            % {"codes": listed(unknown)}
        )
    return [place.name for code, place in places.items() if code not in drawn.outlines]


def listed(names: Sequence[str]) -> str:
    """Names in a row; of a long row the first ones, and how many more there are."""
    shown = ", ".join(names[:NAMED])
    more = len(names) - NAMED
    return _("%(names)s og %(more)s til") % {"names": shown, "more": more} if more > 0 else shown


@action("municipalities.import_boundaries")
def import_boundaries(*, drawn: Drawn, source: str, by: Actor) -> Imported:
    """Store a file's borders in the place of those that were there. Raises :class:`BoundaryError` for a wrong code."""
    places = {place.code: place for place in municipalities()}
    without = check_codes(drawn, places)
    _remove_all()
    now = clock.now()
    for code, outline in drawn.outlines.items():
        created(
            Boundary(
                municipality=places[code],
                path=outline.path,
                enlarged=outline.enlarged,
                source=source[:200],
                imported_at=now,
            )
        )
    return Imported(len(drawn.outlines), without, drawn.points_before, drawn.points)


@action("municipalities.clear_boundaries")
def clear_boundaries(*, by: Actor) -> int:
    """Take the borders away: the map is drawn as tiles again. Gives how many there were."""
    return _remove_all()


def _remove_all() -> int:
    there = list(Boundary.objects.all())
    for boundary in there:
        removed(boundary)
    return len(there)
