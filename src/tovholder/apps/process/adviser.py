"""The start adviser in words: what it asks, and what its codes mean."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from tovholder.apps.process.contracts import STAGE_SOURCES
from tovholder.apps.process.models import Round
from tovholder.engines.beginnings.evaluate import evaluate
from tovholder.engines.beginnings.model import Advice, Asked, DigitalStage, Reason, Situation, Start
from tovholder.kernel.actor import Actor

QUESTIONS: Final[dict[Asked, StrPromise]] = {
    Asked.STRATEGY: _("Har I en strategi, som indsatsen skal tale sig ind i?"),
    Asked.FACTS: _("Kender I borgernes behov, og hvad der er af teknologi i forvejen?"),
    Asked.FREE_OF_FRAMES: _("Vil I tænke frit af de rammer, I har i dag?"),
    Asked.COORDINATOR: _("Er der udpeget en tovholder?"),
    Asked.TASK_FORCE: _("Er der en gruppe, hvor forvaltning og enheder mødes om det?"),
    Asked.LEADERS_WITH_US: _("Er lederne i enhederne med?"),
    Asked.LEARNINGS: _("Har I læring med fra en tidligere runde?"),
}
STARTS: Final[dict[Start, StrPromise]] = {
    Start.SCREENING: _("Begynd med IT-screening"),
    Start.VISION: _("Begynd med visionen"),
    Start.ORGANISATION: _("Begynd med organiseringen"),
    Start.EITHER: _("Begynd, hvor I har lyst"),
}
STAGES: Final[dict[DigitalStage, StrPromise]] = {
    DigitalStage.EARLY: _("Tidligt på vej"),
    DigitalStage.UNDERWAY: _("På vej"),
    DigitalStage.ADVANCED: _("Langt fremme"),
}
REASONS: Final[dict[str, StrPromise]] = {
    "strategy_yes": _("I har en strategi, som en vision kan tale sig ind i."),
    "strategy_no": _("Uden en strategi at læne sig op ad er fakta et godt sted at begynde."),
    "facts_yes": _("I kender behovene, så en vision kan bygge på dem, og en screening haster mindre."),
    "facts_no": _(
        "I kender ikke behovene endnu. En screening viser dem, og en vision uden dem kan ramme ved siden af."
    ),
    "free_of_frames_yes": _("I vil tænke frit. En vision før fakta kan løfte sig ud af de rammer, I har."),
    "free_of_frames_no": _("I vil bygge på det, der er. Det viser en screening."),
    "coordinator_yes": _("I har en tovholder, så organiseringen kan vente lidt."),
    "coordinator_no": _("Uden en tovholder er der ingen til at holde tråden."),
    "task_force_yes": _("I har en gruppe at arbejde i."),
    "task_force_no": _("I mangler et sted, hvor forvaltning og enheder mødes."),
    "leaders_with_us_yes": _("Lederne er med, så en screening kan komme i gang i enhederne."),
    "leaders_with_us_no": _("Lederne er ikke med endnu. Uden dem falder en screening i enhederne til jorden."),
    "learnings_yes": _("Læringen fra sidst er et godt stof til en ny vision."),
    "stage_early": _(
        "I er tidligt på vej digitalt. En screening viser, hvor I kan begynde, og hvad I har at gøre med."
    ),
    "stage_advanced": _("I er langt fremme digitalt og kan tillade jer at tænke stort."),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A start in words, with the reasons for and against it."""

    start: Start
    title: StrPromise
    points: int
    reasons_for: tuple[StrPromise, ...]
    reasons_against: tuple[StrPromise, ...]


def situation_of(answers: Mapping[str, object]) -> Situation:
    """The situation that was stored with a round, or filled in; what is unknown or left open is left out."""
    stage = answers.get("stage")
    return Situation(
        answers={asked: bool(answers[asked.value]) for asked in Asked if answers.get(asked.value) is not None},
        stage=DigitalStage(str(stage)) if stage in set(DigitalStage) else None,
    )


def told(advice: Advice) -> list[Told]:
    """All three starts in words, the best first."""
    return [
        Told(
            item.start,
            STARTS[item.start],
            item.points,
            _said(item.reasons_for),
            _said(item.reasons_against),
        )
        for item in advice.weighed
    ]


def _said(reasons: tuple[Reason, ...]) -> tuple[StrPromise, ...]:
    return tuple(REASONS[reason.code] for reason in reasons)


def advice_on(answers: Mapping[str, object]) -> Advice:
    """What is advised for answers as they are stored."""
    return evaluate(situation_of(answers))


def stage_of(found: Round, actor: Actor) -> DigitalStage | None:
    """How far the round's place is digitally, as far as a screening has told; the first source that knows."""
    wanted = [found.unit_id] if found.unit_id is not None else []
    for source in STAGE_SOURCES:
        stages = source.stages(found.municipality, wanted, actor)
        stage = stages.get(found.unit_id)
        if stage is not None:
            return stage
    return None
