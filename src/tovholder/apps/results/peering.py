"""A municipality's own answers, and municipalities like it as they were on the day of the frame."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tovholder.apps.results.counting import chosen
from tovholder.apps.results.domains import size_key
from tovholder.apps.results.kinds import DomainKind
from tovholder.apps.results.models import ItemAnswers, Results, SurveyFigure, SurveyItem
from tovholder.apps.surveys.public import Participant, participants_of
from tovholder.engines.figures.derivable import Sums
from tovholder.engines.peers import Authority, Params, evaluate
from tovholder.engines.questionnaires.model import Value
from tovholder.kernel.actor import Actor

ALIKE = 12
"""So many municipalities make the group of those like one."""


@dataclass(frozen=True, slots=True)
class Own:
    """What one of the reader's municipalities answered; None where nothing. After a merger there are several."""

    participant: Participant
    asked: bool
    value: Value | None

    @property
    def chosen(self) -> tuple[str, ...]:
        """The options that the answer holds."""
        return chosen(self.value) if self.value is not None else ()


@dataclass(frozen=True, slots=True)
class Alike:
    """Municipalities like the reader's: how many of the ``n`` that answered gave each option; None where not told."""

    members: Sequence[Participant]
    n: int | None
    hits: Mapping[str, int]
    mean: float | None = None

    @property
    def is_told(self) -> bool:
        """Whether there is a figure."""
        return self.n is not None


@dataclass(frozen=True, slots=True)
class Beside:
    """What a municipality sees beside the country: its own answers, its region, and those like it, by item."""

    participant: Participant
    own: Mapping[int, Sequence[Own]]
    alike: Mapping[int, Alike]

    @property
    def region_code(self) -> str:
        """The code of its region on the day of the frame."""
        return self.participant.region.code if self.participant.region is not None else ""


def beside(
    actor: Actor, results: Results, items: Sequence[SurveyItem], figures: Mapping[int, Sequence[SurveyFigure]]
) -> Beside | None:
    """For an actor of a municipality that was in the frame: its answers and those of the ones like it. Two queries.

    None for everybody else: another municipality's answers are nobody's to read.
    """
    if actor.municipality_id is None:
        return None
    everyone = list(participants_of(results.survey).select_related("region", "municipality"))
    mine = [one for one in everyone if one.municipality_id == actor.municipality_id]
    if not mine:
        return None
    members = alike_to(mine[0], everyone)
    answers = {one.item_id: one for one in ItemAnswers.objects.filter(item__in=items)}
    own, alike = {}, {}
    for item in items:
        kept = answers[item.pk]
        given, asked = kept.given(), set(kept.asked)
        own[item.pk] = [Own(one, one.pk in asked, given.get(one.pk)) for one in mine]
        ours = frozenset(one.pk for one in mine)
        alike[item.pk] = _alike(item, members, given, ours, everyone, figures.get(item.pk, ()), results)
    return Beside(mine[0], own, alike)


def alike_to(own: Participant, everyone: Iterable[Participant]) -> list[Participant]:
    """The municipalities most like ``own`` on that day, those of the same authority of today left out."""
    others = {one.code: one for one in everyone if one.municipality_id != own.municipality_id}
    peers = evaluate(_authority(own), [_authority(one) for one in others.values()], Params())
    return [others[peer.key] for peer in peers[:ALIKE]]


def _authority(one: Participant) -> Authority:
    place = one.municipality
    same = place.code == one.code  # after a merger the area is another's
    return Authority(
        key=one.code,
        population=one.population,
        area_km2=float(place.area_km2) if same and place.area_km2 is not None else None,
        middle=place.place if same else None,
        region=one.region.code if one.region is not None else None,
    )


def _alike(
    item: SurveyItem,
    members: Sequence[Participant],
    given: Mapping[int, Value],
    ours: frozenset[int],
    everyone: Sequence[Participant],
    figures: Sequence[SurveyFigure],
    results: Results,
) -> Alike:
    """The group's figures, unless too few answered, the question is sensitive, or some few follow from them."""
    fewest = results.survey.fewest_others
    answered = [one.pk for one in members if one.pk in given]
    if item.sensitive or len(answered) < fewest:
        return Alike(members, None, {})
    told = {(one.domain_kind, one.domain_key) for one in figures if not one.suppressed}
    places = {key: at for at, key in enumerate(sorted(set(given) - ours))}
    masks = [_mask((one.pk for one in everyone if _is_in(one, *group)), places) for group in sorted(told)]
    if few_follow((*masks, _mask(answered, places)), fewest - 1):
        return Alike(members, None, {})
    values = [given[key] for key in answered]
    hits: dict[str, int] = {}
    for value in values:
        for option in chosen(value):
            hits[option] = hits.get(option, 0) + 1
    numbers = [value for value in values if isinstance(value, int | float) and not isinstance(value, bool)]
    return Alike(members, len(answered), hits, sum(numbers) / len(numbers) if numbers else None)


def _is_in(one: Participant, kind: str, key: str) -> bool:
    if kind == DomainKind.COUNTRY:
        return True
    if kind == DomainKind.REGION:
        return one.region is not None and one.region.code == key
    return size_key(one.population) == key


def _mask(members: Iterable[int], places: Mapping[int, int]) -> int:
    return sum(1 << places[key] for key in members if key in places)


@lru_cache(maxsize=4096)
def few_follow(groups: tuple[int, ...], most: int) -> bool:
    """Whether the count of ``most`` municipalities or fewer follows from those of ``groups``."""
    return bool(Sums([group for group in groups if group]).of_at_most(most))
