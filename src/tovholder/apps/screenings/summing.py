"""The figures of a screening: what pictures, comparisons and the stage are made of. Nothing is read here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from tovholder.apps.screenings.choices import Holder, ItemKind, Payer, Use
from tovholder.apps.screenings.models import InventoryItem, NeedItem
from tovholder.apps.screenings.selectors import Contents
from tovholder.apps.screenings.staging import StageFacts
from tovholder.apps.screenings.thresholds import VIDEO, Verdict, verdict
from tovholder.engines.questionnaires.model import Value
from tovholder.kernel.share import Share


@dataclass(frozen=True, slots=True)
class Match:
    """Needs and technology held against each other."""

    met: tuple[tuple[NeedItem, tuple[InventoryItem, ...]], ...]
    unmet: tuple[NeedItem, ...]
    without_need: tuple[InventoryItem, ...]


def match_of(contents: Contents) -> Match:
    """Which needs have technology that is used, which have none, and which technology answers to no need.

    What lies in a cupboard helps nobody: a thing that is not used meets no need.
    """
    by_need: dict[int, list[InventoryItem]] = {}
    for item in contents.items:
        if item.need_id is not None and item.used != Use.NO:
            by_need.setdefault(item.need_id, []).append(item)
    return Match(
        met=tuple((need, tuple(by_need[need.pk])) for need in contents.needs if need.pk in by_need),
        unmet=tuple(need for need in contents.needs if need.pk not in by_need),
        without_need=tuple(item for item in contents.items if item.need_id is None),
    )


@dataclass(frozen=True, slots=True)
class Summary:
    """A screening in figures. What is not known is None, or a share of nothing."""

    level: float | None
    interest: float | None
    persons: int
    slowest: Decimal | None
    carrying: Share
    needs_met: Share
    used: Share
    pieces: int
    devices: int
    citizen_paid: Share
    devices_per_place: float | None


def _mean(pairs: Sequence[tuple[int, int]]) -> float | None:
    """The mean of values, each counted as many times as there are persons."""
    persons = sum(count for _value, count in pairs)
    return round(sum(value * count for value, count in pairs) / persons, 2) if persons else None


def summary_of(contents: Contents) -> Summary:
    """The figures of a screening."""
    scores, items, checks = contents.scores, contents.items, contents.checks
    match = match_of(contents)
    verdicts = [verdict(check, VIDEO) for check in checks]
    known = [one for one in verdicts if one is not Verdict.UNKNOWN]
    pieces = sum(item.count for item in items)
    devices = sum(item.count for item in items if item.kind == ItemKind.DEVICE and item.holder != Holder.CITIZEN)
    places = contents.screening.citizen_places
    return Summary(
        level=_mean([(score.level, score.persons) for score in scores]),
        interest=_mean([(score.interest, score.persons) for score in scores]),
        persons=sum(score.persons for score in scores),
        slowest=min((check.down for check in checks if check.down is not None), default=None),
        carrying=Share(known.count(Verdict.ENOUGH), len(known), _("steder")),
        needs_met=Share(len(match.met), len(contents.needs), _("behov")),
        used=Share(sum(item.used == Use.YES for item in items), len(items), _("ting")),
        pieces=pieces,
        devices=devices,
        citizen_paid=Share(sum(item.count for item in items if item.payer == Payer.CITIZEN), pieces, _("stykker")),
        devices_per_place=round(devices / places, 2) if places else None,
    )


def stage_facts(summary: Summary, answers: Mapping[str, Value]) -> StageFacts:
    """What the digital stage is judged by."""
    experience = answers.get("experience", "")
    return StageFacts(
        level=summary.level,
        carrying=summary.carrying,
        used=summary.used,
        experience=experience if isinstance(experience, str) else "",
    )
