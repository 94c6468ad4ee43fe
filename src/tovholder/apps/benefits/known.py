"""What judged benefits know beforehand of a municipality's answers to the yearly questionnaire.

Only a benefit that was judged speaks: realised or partly realised ones say yes, *too early* is an answer of its own.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Final

from django.urls import reverse
from django.utils.translation import ngettext

from tovholder.apps.benefits.choices import BottomLine, Realisation, State
from tovholder.apps.benefits.models import Benefit
from tovholder.apps.projects.public import Project, is_screen_visit, is_training, screen_fields
from tovholder.apps.questionnaires.public import Prefill
from tovholder.engines.questionnaires.model import Value
from tovholder.foundation.municipalities.models import Municipality
from tovholder.foundation.visibility.tiers import Tier

REACHED: Final = frozenset({State.REALISED, State.PARTLY})
JUDGED: Final = REACHED | {State.NOT_REALISED, State.TOO_EARLY}
MOST_RANKED: Final = 5

_TRAINING_CITIZEN: Final = {
    "motivation": "motivation",
    "freedom": "flexibility",
    "mastery": "self_mastery",
    "training_quality": "quality",
    "health": "effect",
}
_TRAINING_STAFF: Final = {
    "development": "professional",
    "job_satisfaction": "satisfaction",
    "easier_planning": "planning",
    "working_environment": "environment",
}
_TRAINING_ECONOMY: Final = {
    "fewer_therapist_hours": "hours",
    "stable_function": "function",
    "transport_subsidy": "transport",
}
_SCREEN_CITIZEN: Final = {
    "discretion": "discretion",
    "less_isolation": "isolation",
    "freedom": "flexibility",
    "safe_feeling": "security",
    "mastery": "self_mastery",
}
_SCREEN_STAFF: Final = {
    "development": "professional",
    "focused_visits": "focused",
    "flexible_hours": "flexible_day",
    "wider_range": "wider_offer",
    "fewer_driving_hours": "less_driving",
}
_SCREEN_ECONOMY: Final = {
    "fewer_driving_hours": "driving_time",
    "driving_costs": "driving_cost",
    "shorter_visits": "shorter",
    "planning_flexibility": "planning",
}
_REALISED: Final = {
    Realisation.PREVENTS.value: "prevented",
    Realisation.FREES.value: "room",
    Realisation.REDUCES.value: "budget",
}
_RANKED_SLUGS: Final = {
    "vasketoilet": "washing_toilets",
    "bedre_hjaelpemidler": "better_aids",
    "medicinrobot": "medication",
    "medicinhusker": "medication",
    "dosisdispensering": "medication",
    "digital_medicinhaandtering": "medication",
    "telemedicin": "telemedicine",
    "hjemmemonitorering_kol": "telemedicine",
    "hjemmemonitorering_diabetes": "telemedicine",
    "hjemmemonitorering_hjerte": "telemedicine",
    "sensorer": "sensors",
    "sengesensor": "sensors",
    "blesensor": "sensors",
    "gulvsensor": "sensors",
    "ai_sensor": "sensors",
    "forflytning": "transfer",
    "loftlift": "transfer",
    "vendesystem": "transfer",
}
_RANKED_CATEGORIES: Final = {"social_contact": "social_contact", "cognition": "cognitive"}


def known_of_benefits(municipality: Municipality, concepts: Sequence[str], today: date) -> Mapping[str, Prefill]:
    """What the judged benefits of a municipality say. Three queries.

    Those that a unit keeps to itself are left out: others would read of them in the answers.
    """
    if not set(concepts) & set(_ASKED):
        return {}
    judged = list(
        Benefit.objects.filter(municipality=municipality, state__in=sorted(JUDGED), is_negative=False)
        .exclude(tier=Tier.UNIT)
        .select_related("kind", "project__technology__category")
        .prefetch_related("project__paragraphs", "project__target_groups")
        .order_by("pk")
    )
    known = {}
    for concept, (of_them, say) in _ASKED.items():
        telling = [one for one in judged if of_them(one)] if concept in concepts else []
        value = say(telling) if telling else None
        if value:
            known[concept] = _told(telling, value)
    return known


def _told(benefits: Sequence[Benefit], value: Value) -> Prefill:
    count = len(benefits)
    said = ngettext("%(count)d gevinst, der er gjort op", "%(count)d gevinster, der er gjort op", count)
    return Prefill(
        value=value,
        source=said % {"count": count},
        url=reverse("benefits:list"),
        as_of=max(one.state_since for one in benefits),
    )


def _of(belongs: Callable[[Project], bool], lines: Sequence[str]) -> Callable[[Benefit], bool]:
    def told(one: Benefit) -> bool:
        return one.bottom_line in lines and belongs(one.project)

    return told


def _in_field(field: str) -> Callable[[Project], bool]:
    def belongs(project: Project) -> bool:
        return is_screen_visit(project) and field in screen_fields(project)

    return belongs


def _kinds(known: Mapping[str, str]) -> Callable[[Sequence[Benefit]], Value]:
    """The options of the kinds that were reached, in the order of ``known``."""

    def say(benefits: Sequence[Benefit]) -> Value:
        reached = {one.kind.code for one in benefits if one.state in REACHED and one.kind is not None}
        return tuple(dict.fromkeys(option for code, option in known.items() if code in reached))

    return say


def _economy(benefits: Sequence[Benefit]) -> Value:
    """Yes where one was reached, too early where that is all that is known yet, else no."""
    states = {one.state for one in benefits}
    if states & REACHED:
        return "yes"
    return "too_early" if State.TOO_EARLY in states else "no"


def _realised(benefits: Sequence[Benefit]) -> Value:
    ways = {one.realisation for one in benefits if one.state in REACHED}
    return tuple(option for way, option in _REALISED.items() if way in ways)


def _ranked(benefits: Sequence[Benefit]) -> Value:
    """The technologies with most benefits reached, the one with most first."""
    counted = Counter(option for one in benefits if one.state in REACHED and (option := _option(one.project)))
    order = sorted(counted, key=lambda option: (-counted[option], option))
    return tuple(order[:MOST_RANKED])


def _option(project: Project) -> str:
    """What the questionnaire calls the technology of a project; empty for one that it does not name."""
    if is_screen_visit(project):
        return "screen_visits"
    if is_training(project):
        return "digital_training"
    category = project.technology.category
    by_category = _RANKED_CATEGORIES.get(category.code, "") if category is not None else ""
    return _RANKED_SLUGS.get(project.technology.slug, by_category)


def _every(one: Benefit) -> bool:
    return True


_CITIZEN, _STAFF, _ECONOMY = (BottomLine.CITIZEN,), (BottomLine.STAFF,), (BottomLine.ECONOMY,)
_FIELDS: Final = ("social_psychiatry", "disability", "home_care", "nursing")
_Asked = tuple[Callable[[Benefit], bool], Callable[[Sequence[Benefit]], Value]]
_ASKED: Final[Mapping[str, _Asked]] = {
    "training.citizen_benefits": (_of(is_training, _CITIZEN), _kinds(_TRAINING_CITIZEN)),
    "training.staff_benefits": (_of(is_training, _STAFF), _kinds(_TRAINING_STAFF)),
    "training.economy": (_of(is_training, _ECONOMY), _economy),
    "training.economy_from": (_of(is_training, _ECONOMY), _kinds(_TRAINING_ECONOMY)),
    **{
        f"screen.citizen_benefits_{field}": (_of(_in_field(field), _CITIZEN), _kinds(_SCREEN_CITIZEN))
        for field in _FIELDS
    },
    "screen.staff_benefits": (_of(is_screen_visit, _STAFF), _kinds(_SCREEN_STAFF)),
    "screen.economy": (_of(is_screen_visit, _ECONOMY), _economy),
    "screen.economy_from": (_of(is_screen_visit, _ECONOMY), _kinds(_SCREEN_ECONOMY)),
    "benefits.realised": (_of(lambda project: True, _ECONOMY), _realised),
    "top.until_now": (_every, _ranked),
}
