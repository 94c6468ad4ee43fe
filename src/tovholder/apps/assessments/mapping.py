"""What an assessment's answers say in the catalogue's own words.

Pure: it takes answers by concept and gives frozen values, and knows nothing of people, pages or the database. Matching
stands on it, so what each answer is taken to mean is written here and nowhere else:

- A *need* is a part of everyday life that the citizen chose. The one called most important comes first, then by how
  important each was said to be, then in the order of the questionnaire. One without a stated importance comes last.
- An *ability* is an answer about what the citizen can do, under its code in ``citizen_ability``; a *place* an answer
  about the home, under its code in ``place_demand``. "Do not know" and no answer give nothing: what nobody has said is
  not a no.
- A *limit* is something that the citizen does not want. It holds whatever else is found.

Nothing is decided here. A need points at parts of the catalogue where one may look; that no technology is wanted is an
answer of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tovholder.engines.questionnaires.model import Value

Answers = Mapping[str, Value]
"""Valid answers by concept."""


class Level(StrEnum):
    """What was answered about an ability or a place."""

    YES = "yes"
    WITH_HELP = "with_help"
    SOMETIMES = "partly"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter of the catalogue's list: its name in the address, and the code."""

    facet: str
    code: str


@dataclass(frozen=True, slots=True)
class Need:
    """A part of everyday life in which the citizen wants support.

    ``importance`` is 1 to 5, None when it was not said; ``now`` the code of how it goes, ``words`` the citizen's own;
    ``look`` are the parts of the catalogue where something might be found.
    """

    theme: str
    importance: int | None
    now: str
    words: str
    comes_first: bool
    look: tuple[Filter, ...]


@dataclass(frozen=True, slots=True)
class Coded:
    """An answer under a code of the catalogue's lists: ``citizen_ability`` or ``place_demand``."""

    code_list: str
    code: str
    level: Level
    concept: str


@dataclass(frozen=True, slots=True)
class Needs:
    """What an assessment found, for people to weigh."""

    support: str
    needs: tuple[Need, ...]
    abilities: tuple[Coded, ...]
    places: tuple[Coded, ...]
    limits: tuple[str, ...]
    limits_words: str
    hopes: str


LOOK: Final[dict[str, tuple[Filter, ...]]] = {
    "contact": (Filter("kategori", "social_contact"),),
    "communication": (Filter("kategori", "cognition"),),
    "structure": (Filter("kategori", "cognition"),),
    "getting_around": (Filter("kategori", "moving"),),
    "leisure": (Filter("funktion", "social_technology"),),
    "household": (Filter("kategori", "home"),),
    "health": (Filter("kategori", "training"), Filter("kategori", "care")),
    "safety": (Filter("kategori", "safety"),),
    "money_online": (Filter("funktion", "cognitive_aid"),),
}
"""Where in the catalogue something might be found for each part of everyday life, in the questionnaire's order."""

ABILITIES: Final[dict[str, str]] = {
    "ability_see": "see",
    "ability_hear": "hear",
    "ability_speak": "speak",
    "ability_read": "read",
    "ability_hand": "hand",
    "ability_walk": "walk",
    "ability_attend": "attend",
    "ability_remember": "remember",
    "ability_follow": "follow",
    "ability_device": "use_device",
    "ability_wear": "wear",
    "consent": "consent",
    "want_try": "want",
}
"""The code in ``citizen_ability`` of each concept. Standing, sitting and swallowing are not asked about."""

PLACES: Final[dict[str, str]] = {
    "place_wifi": "wifi",
    "place_mobile": "mobile_data",
    "place_power": "power",
    "place_charging": "charging",
    "place_space": "space",
    "place_quiet": "quiet",
    "place_permission": "permission",
}
"""The code in ``place_demand`` of each concept."""

NO_LIMITS: Final = "nothing"
_LEAST: Final = 0
"""A need whose importance was not said comes after those that were: the scale begins at 1."""


def needs_in(answers: Answers) -> Needs:
    """What the answers say."""
    return Needs(
        support=_text(answers, "support_words"),
        needs=_needs(answers),
        abilities=_coded(answers, "citizen_ability", ABILITIES),
        places=_coded(answers, "place_demand", PLACES),
        limits=tuple(key for key in _several(answers, "unwanted_kinds") if key != NO_LIMITS),
        limits_words=_text(answers, "unwanted_words"),
        hopes=_text(answers, "hopes"),
    )


def _needs(answers: Answers) -> tuple[Need, ...]:
    chosen, first = _several(answers, "support_themes"), _text(answers, "most_important")
    found = [_need(answers, theme, theme == first) for theme in LOOK if theme in chosen]
    return tuple(sorted(found, key=lambda need: (not need.comes_first, -(need.importance or _LEAST))))


def _need(answers: Answers, theme: str, comes_first: bool) -> Need:
    given = answers.get(f"{theme}_importance")
    return Need(
        theme=theme,
        importance=int(given) if isinstance(given, int | float) else None,
        now=_text(answers, f"{theme}_now"),
        words=_text(answers, f"{theme}_words"),
        comes_first=comes_first,
        look=LOOK[theme],
    )


def _coded(answers: Answers, code_list: str, codes: Mapping[str, str]) -> tuple[Coded, ...]:
    return tuple(
        Coded(code_list, code, Level(_text(answers, concept)), concept)
        for concept, code in codes.items()
        if _text(answers, concept) in set(Level)
    )


def _text(answers: Answers, concept: str) -> str:
    value = answers.get(concept)
    return value if isinstance(value, str) else ""


def _several(answers: Answers, concept: str) -> tuple[str, ...]:
    value = answers.get(concept)
    return value if isinstance(value, tuple) else ()
