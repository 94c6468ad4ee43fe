"""What the Landkort knows beforehand of a municipality's answers to the yearly questionnaire.

Nothing is guessed: a project says something about a paragraph that it names, a field of its target groups, and the
technology that it is about. What no project says stays open.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import ngettext

from tovholder.apps.projects.models import Project
from tovholder.apps.projects.status import Status
from tovholder.apps.questionnaires.public import Prefill
from tovholder.engines.questionnaires.model import Value
from tovholder.foundation.municipalities.models import Municipality
from tovholder.foundation.visibility.tiers import Tier

TRAINING: Final = "training"
"""The category of the Landkort whose technologies are digitally supported training."""
SCREEN_VISITS: Final = frozenset({"skaermbesoeg", "videoloesninger", "virtuel_bostoette"})

DEGREES: Final[Mapping[str, str]] = {
    Status.IN_OPERATION: "operation",
    Status.IMPLEMENTING: "implementing",
    Status.PILOT: "implementing",
    Status.DECISION: "planned",
    Status.IDEA: "planned",
}
"""The degree of implementation of a project that somebody works with; the furthest project speaks for its row."""
_FURTHEST: Final = ("operation", "implementing", "planned")
_IN_USE: Final = frozenset({"operation", "implementing"})

_TRAINING_ROWS: Final = {
    "SUL-140": "sul140",
    "SUL-119": "sul119",
    "SUL-119-patient": "sul119",
    "SEL-86-1": "sel86",
    "SEL-86-2": "sel86",
    "SEL-85": "sel85",
    "SEL-83a": "sel83a",
}
_SERVICES: Final = {"SEL-85": "sel85", "SEL-83": "sel83", "SEL-107": "sel107", "SEL-108": "sel108"}
_FIELDS_OF_PARAGRAPHS: Final = {
    "SEL-83": "home_care",
    "SEL-83a": "home_care",
    "AEL-10": "home_care",
    "SUL-138": "nursing",
}
_FIELDS_OF_GROUPS: Final = {
    "mental_illness": "social_psychiatry",
    "disability": "disability",
    "cognitive_disability": "disability",
    "autism": "disability",
}
_COUNTED: Final = {
    "map.pilot": Status.PILOT,
    "map.implementing": Status.IMPLEMENTING,
    "map.operation": Status.IN_OPERATION,
}


def is_training(project: Project) -> bool:
    """Whether a project is about digitally supported training."""
    category = project.technology.category
    return category is not None and category.code == TRAINING


def is_screen_visit(project: Project) -> bool:
    """Whether a project is about visits by screen."""
    return project.technology.slug in SCREEN_VISITS


def screen_fields(project: Project) -> set[str]:
    """The fields in which a project has visits by screen, by its paragraphs and target groups."""
    by_law = {_FIELDS_OF_PARAGRAPHS.get(one.code, "") for one in project.paragraphs.all()}
    by_group = {_FIELDS_OF_GROUPS.get(one.code, "") for one in project.target_groups.all()}
    return (by_law | by_group) - {""}


def known_of_projects(municipality: Municipality, concepts: Sequence[str], today: date) -> Mapping[str, Prefill]:
    """What the projects of a municipality, and those in which it takes part, say. Three queries.

    Projects that a unit keeps to itself are left out: others would read of them in the answers.
    """
    if not set(concepts) & ({*_COUNTED, *_ASKED}):
        return {}
    found = list(
        Project.objects.filter(Q(municipality=municipality) | Q(participants=municipality))
        .exclude(tier=Tier.UNIT)
        .filter(status__in=list(DEGREES))
        .select_related("technology__category")
        .prefetch_related("paragraphs", "target_groups")
        .distinct()
    )
    known = _counts(found, municipality, concepts)
    for concept, (of_them, say) in _ASKED.items():
        telling = [project for project in found if of_them(project)] if concept in concepts else []
        value = say(telling)
        if value:
            known[concept] = _told(telling, municipality, value)
    return known


def _counts(found: Sequence[Project], municipality: Municipality, concepts: Collection[str]) -> dict[str, Prefill]:
    """How many projects are in each state, once there is a project on the map."""
    if not found:
        return {}
    return {
        concept: _told(found, municipality, sum(project.status == status for project in found))
        for concept, status in _COUNTED.items()
        if concept in concepts
    }


def _told(projects: Sequence[Project], municipality: Municipality, value: Value) -> Prefill:
    """A suggestion with where it comes from: as fresh as the project that was confirmed last."""
    count = len(projects)
    said = ngettext("%(count)d projekt på Landkortet", "%(count)d projekter på Landkortet", count) % {"count": count}
    return Prefill(
        value=value,
        source=said,
        url=reverse("projects:municipality", args=[municipality.slug]),
        as_of=max(project.confirmed_on for project in projects),
    )


def _furthest(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The furthest degree of each row."""
    rows: dict[str, str] = {}
    for row, degree in pairs:
        rows[row] = min(rows.get(row, degree), degree, key=_FURTHEST.index)
    return rows


def _training_status(projects: Sequence[Project]) -> Value:
    return _furthest(
        (_TRAINING_ROWS[law.code], DEGREES[project.status])
        for project in projects
        for law in project.paragraphs.all()
        if law.code in _TRAINING_ROWS
    )


def _screen_status(projects: Sequence[Project]) -> Value:
    return _furthest(
        (field, DEGREES[project.status]) for project in projects for field in sorted(screen_fields(project))
    )


def _screen_services(projects: Sequence[Project]) -> Value:
    used = [project for project in projects if DEGREES[project.status] in _IN_USE]
    given = {_SERVICES.get(law.code, "") for project in used for law in project.paragraphs.all()}
    return tuple(service for service in _SERVICES.values() if service in given)


_ASKED: Final[Mapping[str, tuple[Callable[[Project], bool], Callable[[Sequence[Project]], Value]]]] = {
    "training.status": (is_training, _training_status),
    "screen.status": (is_screen_visit, _screen_status),
    "screen.services": (is_screen_visit, _screen_services),
}
