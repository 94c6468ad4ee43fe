"""Municipalities alike: who they are, in what they are alike, and which of them work with a technology."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tovholder.apps.projects.columns import current_columns
from tovholder.apps.projects.figures import national_figures
from tovholder.apps.projects.status import ORDER, Status
from tovholder.apps.technologies.public import Technology
from tovholder.engines.facets import Question
from tovholder.engines.facets import evaluate as counted
from tovholder.engines.peers import Authority, Feature, Params, Part, Peer
from tovholder.engines.peers import evaluate as compared
from tovholder.foundation.municipalities.models import Municipality, Region
from tovholder.foundation.municipalities.selectors import latest_populations
from tovholder.foundation.ui.formats import number_text
from tovholder.foundation.visibility.tiers import audience_of
from tovholder.kernel.actor import Actor

PARAMS = Params()
NEARLY = 1.1
"""So little more or less of something is as good as the same in words."""

AS_DENSE = 1.25
TWICE = 2.0
Doing = Mapping[int, tuple[int, int]]
"""The projects of each municipality, by its internal key: all that the reader may see, and those in operation."""


@dataclass(frozen=True, slots=True)
class Near:
    """A municipality beside the one that asked, with what is known of it and what it does."""

    municipality: Municipality
    peer: Peer
    population: int | None
    region: Region | None
    projects: int
    in_operation: int

    @property
    def distance(self) -> int:
        """How unlike the two are, in whole points of 100."""
        return round(self.peer.distance)

    @property
    def words(self) -> str:
        """What the distance is made of, as people say it."""
        return "; ".join(part_in_words(part) for part in self.peer.parts)

    @property
    def km(self) -> int | None:
        """The kilometres between the middles of the two."""
        found = [part.value for part in self.peer.parts if part.feature is Feature.DISTANCE]
        return round(found[0]) if found else None

    def adds(self, feature: Feature) -> float | None:
        """How many points one feature adds to the distance; None when it is not known."""
        found = [part.adds for part in self.peer.parts if part.feature is feature]
        return round(found[0], 1) if found else None


def municipalities_like(municipality: Municipality, doing: Doing) -> list[Near]:
    """All others, the most alike first. Two queries beside those of the figures."""
    places = {count.municipality.code: count.municipality for count in national_figures().by_municipality}
    people, regions = latest_populations(), _regions()

    def authority(place: Municipality) -> Authority:
        region = regions.get(place.pk)
        return Authority(
            key=place.code,
            population=people.get(place.pk),
            area_km2=float(place.area_km2) if place.area_km2 is not None else None,
            middle=place.place,
            region=region.code if region else None,
        )

    peers = compared(authority(municipality), [authority(place) for place in places.values()], PARAMS)
    near = []
    for peer in peers:
        place = places[peer.key]
        projects, in_operation = doing.get(place.pk, (0, 0))
        near.append(Near(place, peer, people.get(place.pk), regions.get(place.pk), projects, in_operation))
    return near


def _regions() -> dict[int, Region]:
    """The region of each municipality today, by its key, as the columns know it."""
    values = current_columns().values
    regions = Region.objects.in_bulk()
    pairs = zip(values.municipality, values.region_of_municipality, strict=True)
    return {place: regions[values.region[code]] for place, code in pairs if code >= 0}


def doing(actor: Actor, technology: Technology | None = None) -> Doing:
    """What each municipality does that ``actor`` may see: all, or with one technology. One query at most."""
    columns = current_columns()
    rows = columns.seen_by(audience_of(actor))
    if technology is not None:
        wanted = columns.values.index("technology").get(technology.pk, -2)
        rows = rows & (columns.table.one["technology"].codes == wanted)
    by_place = counted(columns.table, Question(within=rows, crosses=(("status", "municipality"),))).crosses[
        "status", "municipality"
    ]
    operation = ORDER.index(Status.IN_OPERATION)
    return {
        key: (int(by_place[:, code].sum()), int(by_place[operation, code]))
        for key, code in columns.values.index("municipality").items()
        if by_place[:, code].any()
    }


# --- in words --------------------------------------------------------------------------------------------------------


def part_in_words(part: Part) -> str:
    """One part of a distance as people say it: "næsten lige så mange indbyggere", "40 km væk"."""
    if part.feature is Feature.POPULATION:
        return _people(part.value)
    if part.feature is Feature.DENSITY:
        return _density(part.value)
    if part.feature is Feature.DISTANCE:
        return _("%(km)s km væk") % {"km": number_text(round(part.value))}
    if part.feature is Feature.REGION:
        return _("en anden region") if part.value else _("samme region")
    return _("projekter af andre slags") if part.value > 0.5 else _("projekter af de samme slags")


def _people(ratio: float) -> str:
    if 1 / NEARLY <= ratio <= NEARLY:
        return _("næsten lige så mange indbyggere")
    if ratio >= TWICE:
        return _("%(times)s gange så mange indbyggere") % {"times": number_text(ratio, 1)}
    if ratio > 1:
        return _("%(percent)s pct. flere indbyggere") % {"percent": round((ratio - 1) * 100)}
    return _("%(percent)s pct. færre indbyggere") % {"percent": round((1 - ratio) * 100)}


def _density(ratio: float) -> str:
    if 1 / AS_DENSE <= ratio <= AS_DENSE:
        return _("lige så tæt befolket")
    return _("tættere befolket") if ratio > 1 else _("tyndere befolket")


def weights_in_words() -> Sequence[tuple[str, int]]:
    """What counts, and how many of the 100 points."""
    names = {
        Feature.POPULATION: _("indbyggertal"),
        Feature.DENSITY: _("indbyggere pr. km²"),
        Feature.DISTANCE: _("kilometer mellem kommunerne"),
        Feature.REGION: _("region"),
        Feature.PROFILE: _("slags af projekter"),
    }
    whole = sum(PARAMS.weights.values())
    return [(names[feature], round(100 * weight / whole)) for feature, weight in PARAMS.weights.items() if weight]
