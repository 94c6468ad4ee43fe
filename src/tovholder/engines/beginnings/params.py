"""The weights of the start adviser: small whole numbers, so that anybody can do the sum by hand.

What speaks for screening or vision first follows SUS 2016 (the process has no fixed order; where to begin depends on
what is there already). That a screening tells where to begin, and that an early digital stage calls for mature
technologies, follows KL statusrapport 2017. The sizes of the weights are our own.
"""

from typing import Final

from tovholder.engines.beginnings.model import Asked, DigitalStage, Start

Effect = tuple[Start, int]

ANSWERS: Final[dict[tuple[Asked, bool], tuple[Effect, ...]]] = {
    (Asked.STRATEGY, True): ((Start.VISION, 2),),
    (Asked.STRATEGY, False): ((Start.SCREENING, 1),),
    (Asked.FACTS, True): ((Start.VISION, 2), (Start.SCREENING, -1)),
    (Asked.FACTS, False): ((Start.SCREENING, 3), (Start.VISION, -1)),
    (Asked.FREE_OF_FRAMES, True): ((Start.VISION, 3), (Start.SCREENING, -1)),
    (Asked.FREE_OF_FRAMES, False): ((Start.SCREENING, 1),),
    (Asked.COORDINATOR, True): ((Start.ORGANISATION, -1),),
    (Asked.COORDINATOR, False): ((Start.ORGANISATION, 3),),
    (Asked.TASK_FORCE, True): ((Start.ORGANISATION, -1),),
    (Asked.TASK_FORCE, False): ((Start.ORGANISATION, 2),),
    (Asked.LEADERS_WITH_US, True): ((Start.SCREENING, 1), (Start.ORGANISATION, -1)),
    (Asked.LEADERS_WITH_US, False): ((Start.ORGANISATION, 2), (Start.SCREENING, -1)),
    (Asked.LEARNINGS, True): ((Start.VISION, 1),),
}
"""What an answer speaks for and against. One that stands nowhere says nothing."""

STAGES: Final[dict[DigitalStage, tuple[Effect, ...]]] = {
    DigitalStage.EARLY: ((Start.SCREENING, 2),),
    DigitalStage.UNDERWAY: (),
    DigitalStage.ADVANCED: ((Start.VISION, 1),),
}

CLEAR_LEAD: Final = 2
"""The best must lead by so many points; nearer than that, either is fine."""
