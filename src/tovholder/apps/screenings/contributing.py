"""What the process shows of screenings: at its steps, in the figures of rounds and of the country, on its pages."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tovholder.apps.process.public import Round
from tovholder.apps.screenings import presenting
from tovholder.apps.screenings.choices import State, Use
from tovholder.apps.screenings.comparing import fresh_since
from tovholder.apps.screenings.models import InventoryItem, NeedItem, Screening
from tovholder.apps.screenings.rules import may_write
from tovholder.apps.screenings.selectors import latest_by_unit
from tovholder.foundation.municipalities.models import Municipality
from tovholder.foundation.municipalities.selectors import open_units
from tovholder.foundation.ui.values import Link
from tovholder.foundation.visibility import roles
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor
from tovholder.kernel.share import Share

_SLUGS = {"needs": "behov", "technology": "udstyr", "resources": "kompetencer"}
_COUNTED = {"needs": "needitems", "technology": "inventoryitems", "resources": "competencescores"}
_NOTES = {
    "needs": gettext_lazy("%(state)s, behov: %(count)d"),
    "technology": gettext_lazy("%(state)s, ting: %(count)d"),
    "resources": gettext_lazy("%(state)s, grupper: %(count)d"),
}


def links_for(step: str) -> Callable[[Round, Actor], Sequence[Link]]:
    """The links of a step of the screening: one for each screening of the round, with how much of it is there."""

    def links(round_: Round, actor: Actor) -> Sequence[Link]:
        seen = Screening.objects.visible_to(actor).filter(round=round_).order_by("unit__sort_key", "pk")
        told = seen.annotate(parts=Count(_COUNTED[step])).values_list("unit__name", "public_id", "state", "parts")
        return [
            Link(
                name,
                reverse("screenings:part", args=[key, _SLUGS[step]]),
                note=str(_NOTES[step]) % {"state": State(state).label, "count": count},
            )
            for name, key, state, count in told
        ]

    return links


def start(round_: Round, actor: Actor) -> Link | None:
    """Where the first screening of a round is planned; nothing for who may not."""
    if not _may_plan(round_, actor):
        return None
    chosen = {"runde": str(round_.public_id)}
    if round_.unit_id is not None:
        chosen["enhed"] = str(round_.unit_id)
    return Link(_("Planlæg en IT-screening"), f"{reverse('screenings:new')}?{urlencode(chosen)}")


def _may_plan(round_: Round, actor: Actor) -> bool:
    if round_.closed_on is not None or not may_write.allows(actor) or actor.municipality_id != round_.municipality_id:
        return False
    return round_.unit_id is None or actor.role in roles.COORDINATORS or actor.unit_id == round_.unit_id


def held_by_round(rounds: Sequence[Round], actor: Actor) -> Mapping[int, int]:
    """How many screenings were held in each round."""
    seen = Screening.objects.visible_to(actor).filter(round__in=rounds).exclude(held_on=None)
    return dict(Counter(seen.values_list("round_id", flat=True)))


def needs_met_by_round(rounds: Sequence[Round], actor: Actor) -> Mapping[int, Share]:
    """The needs found in each round, and how many of them technology in use answers to."""
    seen = Screening.objects.visible_to(actor).filter(round__in=rounds).exclude(held_on=None)
    helping = InventoryItem.objects.filter(need=OuterRef("pk")).exclude(used=Use.NO)
    needs = NeedItem.objects.filter(screening__in=seen.order_by()).annotate(met=Exists(helping))
    counted: dict[int, list[bool]] = {}
    for round_id, met in needs.order_by().values_list("screening__round_id", "met"):
        counted.setdefault(round_id, []).append(met)
    return {key: Share(sum(found), len(found), _("behov")) for key, found in counted.items()}


def fresh_municipalities() -> frozenset[int]:
    """The municipalities that screened a unit within 24 months."""
    fresh = Screening.objects.filter(held_on__gte=fresh_since(clock.today()))
    return frozenset(fresh.order_by().values_list("municipality_id", flat=True))


def round_panel(round_: Round, actor: Actor) -> Mapping[str, Any] | None:
    """The screenings of a round; nothing where there are none and the reader may plan none."""
    seen = Screening.objects.visible_to(actor).filter(round=round_).select_related("unit").order_by("unit__sort_key")
    rows = [(screening, presenting.shown_state(screening)) for screening in seen]
    begin = start(round_, actor)
    return {"rows": rows, "begin": begin} if rows or begin is not None else None


def process_panel(municipality: Municipality, actor: Actor) -> Mapping[str, Any] | None:
    """The municipality's units with a fresh screening, and those without."""
    if actor.municipality_id != municipality.pk:
        return None
    units = list(open_units(municipality.pk))
    latest, since = latest_by_unit(actor, municipality.pk), fresh_since(clock.today())
    held = {key: one.held_on for key, one in latest.items() if one.held_on is not None}
    fresh = [unit for unit in units if unit.pk in held and held[unit.pk] >= since]
    old = [unit for unit in units if unit.pk in held and held[unit.pk] < since]
    never = [unit for unit in units if unit.pk not in held]
    return {
        "share": Share(len(fresh), len(units), _("enheder")),
        "old": old[:5],
        "never": never[:5],
        "more": max(len(old) - 5, 0) + max(len(never) - 5, 0),
        "may_write": may_write.allows(actor),
    }
